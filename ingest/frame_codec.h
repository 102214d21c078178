// frame_codec.h - how a Document travels from a worker to the main process: one frame for the head, one a
// page, one for the bookmarks if there are any, one for the tail. A frame is {u32 type, u32 payload bytes} and the
// payload, fields in the order of their structs, strings and lists behind a u32 count, all in host byte order (both ends
// are the same program). Errors: decoding gives kMalformed for a payload that is too short, too long, or counts more than
// it holds;
//   nothing is allocated that the payload's own bytes do not pay for. What the values mean is judged by
//   frame_checks.h, not here.
// Threads: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "ingest/extractor.h"

namespace vp::ingest {

enum class FrameType : std::uint32_t { kHead = 1, kPage = 2, kTail = 3, kOutline = 4 };

struct FrameHeader {
  std::uint32_t type = 0;  ///< a FrameType, once checked
  std::uint32_t payload_bytes = 0;
};

inline constexpr std::size_t kFrameHeaderBytes = 8;

/// One whole frame, header included. `payload_bytes` of a frame beyond 4 GiB would not fit: the caller checks
/// the size of what came back against its own, far smaller, limit.
std::vector<std::uint8_t> encode_frame(const DocumentHead& head);
std::vector<std::uint8_t> encode_frame(const Page& page);
std::vector<std::uint8_t> encode_frame(const Outline& outline);
std::vector<std::uint8_t> encode_frame(const DocumentTail& tail);

/// The first kFrameHeaderBytes of `bytes`, which must hold them.
FrameHeader decode_frame_header(std::span<const std::uint8_t> bytes);

/// The value in a payload (a frame without its header). Errors: kMalformed.
Result<DocumentHead> decode_head(std::span<const std::uint8_t> payload);
Result<Page> decode_page(std::span<const std::uint8_t> payload);
Result<Outline> decode_outline(std::span<const std::uint8_t> payload);
Result<DocumentTail> decode_tail(std::span<const std::uint8_t> payload);

}  // namespace vp::ingest
