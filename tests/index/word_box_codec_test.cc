#include "index/word_box_codec.h"

#include <cmath>
#include <limits>
#include <random>

#include <gtest/gtest.h>

#include "index/span_codec.h"
#include "index/varint.h"
#include "tests/index/sample_documents.h"

namespace vp::index {
namespace {

std::vector<std::uint8_t> encode(std::span<const PassageWord> words) {
  std::vector<std::uint8_t> bytes;
  append_words(bytes, words);
  return bytes;
}

std::vector<PassageWord> quantized(std::vector<PassageWord> words) {
  for (PassageWord& word : words)
    word.box = quantize(word.box);
  return words;
}

float random_place(std::mt19937_64& random) {
  switch (random() % 8) {
    case 0:
      return 0;
    case 1:
      return -static_cast<float>(random() % 1000) / 7;
    case 2:
      return static_cast<float>(random() % 400'000) + 0.3F;
    default:
      return static_cast<float>(random() % 100'000) / 131;
  }
}

std::vector<PassageWord> random_words(std::mt19937_64& random) {
  std::vector<PassageWord> words(random() % 60);
  std::uint32_t at = 0;
  std::uint32_t page = 0;
  for (PassageWord& word : words) {
    at += random() % 4 == 0 ? random() % 300 : 1;
    const auto size = static_cast<std::uint32_t>(random() % 10 == 0 ? random() % 200 : random() % 12);
    word.span = {at, at + size};
    at += size;
    if (random() % 20 == 0) page += static_cast<std::uint32_t>(random() % 70'000);
    word.page.value = page;
    word.box = {random_place(random), random_place(random), random_place(random), random_place(random)};
    if (random() % 3 == 0) word.box.y1 = word.box.y0 + 10;
  }
  return words;
}

TEST(WordBoxCodecTest, ReturnsAnyWordsWithinTheResolution) {
  for (std::uint64_t seed = 0; seed < 2000; ++seed) {
    std::mt19937_64 random(seed);
    const auto words = random_words(random);
    const auto parsed = parse_words(encode(words), words.empty() ? 0 : words.back().span.end);
    ASSERT_TRUE(parsed) << seed << ": " << parsed.error().what;
    ASSERT_EQ(*parsed, quantized(words)) << seed;
    for (std::size_t i = 0; i < words.size(); ++i) {
      EXPECT_LE(std::abs((*parsed)[i].box.x0 - words[i].box.x0),
                1 / 64.0F + 1e-4F * std::abs(words[i].box.x0));
    }
  }
}

TEST(WordBoxCodecTest, QuantizingTwiceIsQuantizingOnce) {
  std::mt19937_64 random(5);
  for (int i = 0; i < 100'000; ++i) {
    const RectPt once = quantize({random_place(random), random_place(random), random_place(random),
                                  static_cast<float>(random() % 10'000'000)});
    ASSERT_EQ(quantize(once), once);
  }
}

TEST(WordBoxCodecTest, TakesPlacesThatAreNoPlaces) {
  const float huge = std::numeric_limits<float>::max();
  const float infinite = std::numeric_limits<float>::infinity();
  const std::vector<PassageWord> words = {{{0, 1}, PageIndex{0}, {NAN, -huge, huge, infinite}},
                                          {{2, 3}, PageIndex{UINT32_MAX}, {-infinite, huge, NAN, -huge}}};
  const auto parsed = parse_words(encode(words), 3);
  ASSERT_TRUE(parsed);
  EXPECT_EQ(*parsed, quantized(words));
  EXPECT_EQ(parsed->front().box.x0, 0);
}

TEST(WordBoxCodecTest, NeedsAtMostFiveBytesForAWordOfRunningText) {
  std::size_t words = 0;
  std::size_t bytes = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    for (const Passage& passage : make_random_document(seed, 20).passages) {
      words += passage.words.size();
      bytes += encode(passage.words).size();
    }
  }
  EXPECT_LE(static_cast<double>(bytes) / static_cast<double>(words), 5.0);
}

TEST(WordBoxCodecTest, RefusesBytesThatAreCutOff) {
  const SampleDocument document = make_random_document(1, 1);
  const Passage& passage = document.passages.front();
  const auto bytes = encode(passage.words);
  std::size_t refused = 0;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto parsed = parse_words(std::span(bytes).first(size), passage.text.size());
    if (!parsed) {
      EXPECT_EQ(parsed.error().code, ErrorCode::kMalformed);
      ++refused;
    } else {
      EXPECT_LT(parsed->size(), passage.words.size()) << "cut exactly after a word";
    }
  }
  EXPECT_EQ(refused, bytes.size() - passage.words.size());
}

TEST(WordBoxCodecTest, NeverReturnsSpansOutsideTheTextFromAnyBytes) {
  std::mt19937_64 random(11);
  std::size_t accepted = 0;
  for (int round = 0; round < 200'000; ++round) {
    std::vector<std::uint8_t> bytes(random() % 24);
    // Small bytes make more of them readable.
    for (std::uint8_t& byte : bytes)
      byte = static_cast<std::uint8_t>(random() % (round % 2 == 0 ? 256 : 24));
    const auto parsed = parse_words(bytes, 40);
    if (!parsed) continue;
    ++accepted;
    for (const PassageWord& word : *parsed) {
      ASSERT_LE(word.span.begin, word.span.end);
      ASSERT_LE(word.span.end, 40U);
      ASSERT_TRUE(std::isfinite(word.box.x0) && std::isfinite(word.box.y1));
      ASSERT_EQ(quantize(word.box), word.box);
    }
  }
  EXPECT_GT(accepted, 1000U);
}

TEST(WordBoxCodecTest, RefusesNumbersThatWouldOverflow) {
  for (const std::uint8_t head : {0x00, 0x01, 0x04, 0xF8, 0xFF}) {
    std::vector<std::uint8_t> bytes = {head};
    for (int i = 0; i < 8; ++i)
      append_varint(bytes, UINT64_MAX);
    EXPECT_FALSE(parse_words(bytes, 1000)) << int{head};
  }
}

TEST(SpanCodecTest, ReturnsAnySpans) {
  for (std::uint64_t seed = 0; seed < 500; ++seed) {
    std::mt19937_64 random(seed);
    std::vector<TextSpan> spans(random() % 20);
    for (TextSpan& span : spans) {
      span.begin = static_cast<std::uint32_t>(random() % 5000);
      span.end = span.begin + static_cast<std::uint32_t>(random() % 300);
    }
    std::vector<std::uint8_t> bytes;
    append_spans(bytes, spans);
    const auto parsed = parse_spans(bytes, 5300);
    ASSERT_TRUE(parsed);
    EXPECT_EQ(*parsed, spans);
  }
}

TEST(SpanCodecTest, RefusesSpansOutsideTheTextAndBytesThatAreNoSpans) {
  std::vector<std::uint8_t> bytes;
  append_spans(bytes, std::vector<TextSpan>{{0, 4}, {5, 10}});
  EXPECT_TRUE(parse_spans(bytes, 10));
  EXPECT_FALSE(parse_spans(bytes, 9));
  EXPECT_FALSE(parse_spans(std::span(bytes).first(3), 10));
  std::mt19937_64 random(3);
  for (int round = 0; round < 100'000; ++round) {
    std::vector<std::uint8_t> noise(random() % 12);
    for (std::uint8_t& byte : noise)
      byte = static_cast<std::uint8_t>(random());
    const auto parsed = parse_spans(noise, 100);
    if (!parsed) continue;
    for (const TextSpan span : *parsed)
      ASSERT_TRUE(span.begin <= span.end && span.end <= 100);
  }
}

TEST(VarintTest, ReturnsTheLargestNumbers) {
  for (const std::int64_t value : {std::int64_t{0}, std::int64_t{-1}, INT64_MAX, INT64_MIN}) {
    std::vector<std::uint8_t> bytes;
    append_zigzag(bytes, value);
    VarintReader reader(bytes);
    EXPECT_EQ(reader.read_zigzag(), value);
    EXPECT_TRUE(reader.is_done());
  }
}

}  // namespace
}  // namespace vp::index
