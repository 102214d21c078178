// postings_cache_test.cc - what is kept, what is told apart, what is forgotten first.
#include "index/postings_cache.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace vp::index {
namespace {

std::shared_ptr<const Postings> postings_of(std::size_t count) {
  Postings postings;
  for (std::size_t i = 0; i < count; ++i)
    postings.push_back({static_cast<std::uint32_t>(i), 1});
  return std::make_shared<const Postings>(std::move(postings));
}

nlp::ConceptWay phrase(std::vector<std::string> terms, bool is_prefix = false) {
  nlp::ConceptWay way;
  way.phrases.push_back({std::move(terms), is_prefix});
  return way;
}

TEST(PostingsCache, TellsWaysApartByAllThatTheyFindThingsBy) {
  std::vector<nlp::ConceptWay> ways{phrase({"van", "de"}), phrase({"vande"}), phrase({"van"}),
                                    phrase({"van"}, true), phrase({"de", "van"})};
  nlp::ConceptWay half = phrase({"van"});
  half.weight = 0.5;
  ways.push_back(half);
  for (const std::uint32_t distance : {3U, 4U}) {
    nlp::ConceptWay near;
    near.kind = nlp::WayKind::kNear;
    near.distance = distance;
    near.phrases = {{{"van"}, false}, {{"de"}, false}};
    ways.push_back(near);
  }
  std::vector<std::string> keys;
  for (const nlp::ConceptWay& way : ways) {
    EXPECT_TRUE(PostingsCache::can_keep(way));
    EXPECT_THAT(keys, testing::Not(testing::Contains(PostingsCache::key_of(way))));
    keys.push_back(PostingsCache::key_of(way));
  }
  EXPECT_EQ(PostingsCache::key_of(phrase({"van", "de"})), keys.front());
}

TEST(PostingsCache, KeepsNothingThatMoreThanTheWordsDecide) {
  nlp::ConceptWay way;
  way.kind = nlp::WayKind::kSource;
  EXPECT_FALSE(PostingsCache::can_keep(way));
  way.kind = nlp::WayKind::kIndicator;
  EXPECT_FALSE(PostingsCache::can_keep(way));
}

TEST(PostingsCache, ForgetsWhatWasNotAskedForLongest) {
  constexpr std::size_t kOne = 10 * sizeof(Posting) + 1;
  PostingsCache cache(3 * kOne);
  for (const char* const key : {"a", "b", "c"})
    cache.keep(key, postings_of(10), 10);
  EXPECT_EQ(cache.bytes(), 3 * kOne);
  ASSERT_NE(cache.find("a").postings, nullptr);
  cache.keep("d", postings_of(10), 10);
  EXPECT_EQ(cache.find("b").postings, nullptr);
  EXPECT_NE(cache.find("a").postings, nullptr);
  EXPECT_NE(cache.find("c").postings, nullptr);
  EXPECT_NE(cache.find("d").postings, nullptr);
  EXPECT_LE(cache.bytes(), 3 * kOne);
}

TEST(PostingsCache, DoesNotGiveUpAllForOneLongList) {
  PostingsCache cache(1000);
  cache.keep("a", postings_of(10), 10);
  cache.keep("long", postings_of(100), 100);
  EXPECT_EQ(cache.find("long").postings, nullptr);
  EXPECT_NE(cache.find("a").postings, nullptr);
}

TEST(PostingsCache, AListInUseOutlivesTheCache) {
  PostingsCache::Found held;
  {
    PostingsCache cache(1000);
    cache.keep("a", postings_of(3), 3);
    held = cache.find("a");
  }
  EXPECT_EQ(held.postings->size(), 3U);
}

TEST(PostingsCache, WhatIsSaidOfMorePassagesTakesThePlaceOfWhatWasSaidOfFewer) {
  PostingsCache cache(1000);
  cache.keep("a", postings_of(3), 3);
  cache.keep("a", postings_of(5), 5);
  EXPECT_EQ(cache.find("a").slots, 5U);
  EXPECT_EQ(cache.bytes(), 1 + 5 * sizeof(Posting));
  cache.keep("a", postings_of(4), 4);
  EXPECT_EQ(cache.find("a").postings->size(), 5U);
  // As many, without those that are gone: what is known since.
  cache.keep("a", postings_of(2), 5);
  EXPECT_EQ(cache.find("a").postings->size(), 2U);
}

TEST(PostingsCache, AnotherStateTakesOverWhatIsSaidOfPassagesThatItShares) {
  PostingsCache earlier(1000);
  earlier.keep("a", postings_of(5), 5);
  earlier.keep("b", postings_of(2), 9);
  PostingsCache later(1000);
  later.take_over(earlier, 6);
  EXPECT_EQ(later.find("a").slots, 5U);
  EXPECT_EQ(later.find("b").slots, 6U);
  EXPECT_EQ(later.bytes(), earlier.bytes());
}

}  // namespace
}  // namespace vp::index
