#include "ingest/frame_codec.h"

#include <span>

#include <gtest/gtest.h>

#include "ingest/frame_reader.h"
#include "tests/ingest/sample_document.h"

namespace vp::ingest {
namespace {

std::span<const std::uint8_t> payload_of(const std::vector<std::uint8_t>& frame) {
  return std::span(frame).subspan(kFrameHeaderBytes);
}

TEST(FrameCodecTest, HeaderSaysTypeAndPayloadBytes) {
  const auto frame = encode_frame(DocumentHead{});
  const FrameHeader header = decode_frame_header(frame);
  EXPECT_EQ(header.type, 1U);
  EXPECT_EQ(header.payload_bytes + kFrameHeaderBytes, frame.size());
}

TEST(FrameCodecTest, DecodingGivesBackWhatWasEncoded) {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    SCOPED_TRACE(seed);
    const Document document = make_random_document(seed);
    const auto head = decode_head(payload_of(encode_frame(make_head(document))));
    ASSERT_TRUE(head.has_value());
    EXPECT_EQ(*head, make_head(document));
    for (const Page& page : document.pages) {
      const auto decoded = decode_page(payload_of(encode_frame(page)));
      ASSERT_TRUE(decoded.has_value());
      EXPECT_EQ(*decoded, page);
    }
    const auto tail = decode_tail(payload_of(encode_frame(make_tail(document))));
    ASSERT_TRUE(tail.has_value());
    EXPECT_EQ(*tail, make_tail(document));
  }
}

TEST(FrameCodecTest, RefusesEveryPayloadThatIsCutShort) {
  const Page page = make_sample_page(3, 25);
  const auto frame = encode_frame(page);
  for (std::size_t size = 0; size < frame.size() - kFrameHeaderBytes; ++size) {
    EXPECT_FALSE(decode_page(payload_of(frame).first(size)).has_value()) << size;
  }
}

TEST(FrameCodecTest, RefusesBytesLeftOver) {
  auto frame = encode_frame(make_sample_page(3, 25));
  frame.push_back(0);
  const auto decoded = decode_page(payload_of(frame));
  ASSERT_FALSE(decoded.has_value());
  EXPECT_EQ(decoded.error().code, ErrorCode::kMalformed);
}

TEST(FrameCodecTest, RefusesAFlagThatIsNeitherYesNorNo) {
  auto frame = encode_frame(DocumentHead{});
  constexpr std::size_t kNineEmptyTexts = 36;  // "tagged" stands after them
  frame.at(kFrameHeaderBytes + kNineEmptyTexts) = 2;
  EXPECT_FALSE(decode_head(payload_of(frame)).has_value());
}

TEST(FrameCodecTest, DocumentComesThroughHoweverItIsCut) {
  for (std::uint32_t seed = 0; seed < 40; ++seed) {
    SCOPED_TRACE(seed);
    const Document document = make_random_document(seed);
    const auto bytes = encode_document(document);
    FrameReader reader{WorkerLimits{}};
    const std::size_t piece = std::size_t{7} * seed * seed + 1;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      const auto fed = reader.feed(std::span(bytes).subspan(at, std::min(piece, bytes.size() - at)));
      ASSERT_TRUE(fed.has_value()) << fed.error().what;
    }
    EXPECT_TRUE(reader.is_complete());
    EXPECT_EQ(reader.take(), document);
  }
}

}  // namespace
}  // namespace vp::ingest
