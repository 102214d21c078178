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
    cache.keep(key, postings_of(10));
  EXPECT_EQ(cache.bytes(), 3 * kOne);
  ASSERT_NE(cache.find("a"), nullptr);
  cache.keep("d", postings_of(10));
  EXPECT_EQ(cache.find("b"), nullptr);
  EXPECT_NE(cache.find("a"), nullptr);
  EXPECT_NE(cache.find("c"), nullptr);
  EXPECT_NE(cache.find("d"), nullptr);
  EXPECT_LE(cache.bytes(), 3 * kOne);
}

TEST(PostingsCache, DoesNotGiveUpAllForOneLongList) {
  PostingsCache cache(1000);
  cache.keep("a", postings_of(10));
  cache.keep("long", postings_of(100));
  EXPECT_EQ(cache.find("long"), nullptr);
  EXPECT_NE(cache.find("a"), nullptr);
}

TEST(PostingsCache, AListInUseOutlivesTheCache) {
  PostingsCache cache(1000);
  cache.keep("a", postings_of(3));
  const auto held = cache.find("a");
  cache.clear();
  EXPECT_EQ(cache.bytes(), 0U);
  EXPECT_EQ(cache.find("a"), nullptr);
  EXPECT_EQ(held->size(), 3U);
}

}  // namespace
}  // namespace vp::index
