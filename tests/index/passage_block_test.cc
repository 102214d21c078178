#include "index/passage_block.h"

#include <random>

#include <gtest/gtest.h>

#include "index/word_box_codec.h"
#include "tests/index/sample_documents.h"

namespace vp::index {
namespace {

std::vector<std::uint8_t> layout_of(const std::vector<Passage>& passages) {
  BlockBuilder builder;
  for (const Passage& passage : passages)
    builder.add(passage);
  EXPECT_EQ(builder.count(), passages.size());
  return builder.take();
}

TEST(PassageBlockTest, GivesBackWhatWasStored) {
  BlockCodec codec;
  for (std::uint64_t seed = 1; seed < 40; ++seed) {
    std::vector<Passage> passages = make_random_document(seed, 1 + seed % 7 * 9).passages;
    const auto bytes = codec.compress(layout_of(passages));
    const auto block =
        PassageBlock::parse(codec.decompress(bytes).value(), static_cast<std::uint32_t>(passages.size()));
    ASSERT_TRUE(block) << to_string(block.error());
    ASSERT_EQ(block->size(), passages.size());
    for (std::size_t i = 0; i < passages.size(); ++i) {
      passages[i].mentions.clear();  // they have a table of their own
      EXPECT_EQ(block->passage(i, passages[i].ordinal).value(), quantize(passages[i])) << seed << " " << i;
    }
  }
}

TEST(PassageBlockTest, ABuilderThatWasTakenFromIsEmpty) {
  BlockBuilder builder;
  builder.add(BlockPassage{.text = "een"});
  builder.take();
  EXPECT_EQ(builder.count(), 0U);
  EXPECT_TRUE(builder.take().empty());
}

/// A byte that changed is never taken for what was stored: the check sum tells.
TEST(PassageBlockTest, RefusesEveryChangedByte) {
  BlockCodec codec;
  const std::vector<Passage> passages = make_random_document(3, 12).passages;
  const std::vector<std::uint8_t> layout = layout_of(passages);
  const std::vector<std::uint8_t> bytes = codec.compress(layout);
  std::mt19937 random(5);  // the same damage every time
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::vector<std::uint8_t> spoilt = bytes;
    spoilt[at] = static_cast<std::uint8_t>(spoilt[at] ^ (1 + random() % 255));
    const auto read = codec.decompress(spoilt);
    if (read) {
      EXPECT_EQ(*read, layout) << "byte " << at;
    }
  }
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(codec.decompress(std::span(bytes).first(size))) << size;
}

TEST(PassageBlockTest, RefusesLayoutsThatDoNotFit) {
  const std::vector<Passage> passages = make_random_document(4, 5).passages;
  const std::vector<std::uint8_t> layout = layout_of(passages);
  EXPECT_FALSE(PassageBlock::parse(layout, 4));
  EXPECT_FALSE(PassageBlock::parse(layout, 6));
  EXPECT_FALSE(PassageBlock::parse({}, 1));
  std::mt19937 random(6);  // the same damage every time
  for (int i = 0; i < 2000; ++i) {
    std::vector<std::uint8_t> spoilt = layout;
    spoilt[random() % spoilt.size()] = static_cast<std::uint8_t>(random());
    const auto block = PassageBlock::parse(spoilt, 5);
    for (std::size_t place = 0; block && place < block->size(); ++place)
      (void)block->passage(place, 0);  // an error or a passage, within bounds
  }
}

}  // namespace
}  // namespace vp::index
