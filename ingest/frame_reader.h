// frame_reader.h - puts the bytes that a worker sends together to a Document, believing nothing unchecked.
// Order: at most one head; pages with ascending index below the head's page count; at most one outline, after the pages;
// one tail; nothing after it.
// Errors: feed gives kMalformed for a breach of that order, of the format or of frame_checks.h, and kTooBig when a cap on
// the whole is reached. What was whole and right before the breach stays readable.
// Threads: one reader is for one thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "ingest/frame_codec.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

/// More pages than this are not read: empty pages are cheap to send and dear to keep.
inline constexpr std::uint32_t kMaxPages = 100'000;

class FrameReader {
 public:
  /// Takes `frame_bytes` (payload of one frame) and `total_bytes` from `limits`.
  explicit FrameReader(const WorkerLimits& limits);

  /// The next bytes, cut anywhere. Errors: kMalformed, kTooBig; after one, no further bytes are taken.
  Result<void> feed(std::span<const std::uint8_t> bytes);

  /// True once the tail has come: the document is as the worker meant it, but that a state which promises
  /// all pages is "partly read" when some are missing.
  [[nodiscard]] bool is_complete() const { return has_tail_; }
  [[nodiscard]] bool is_inside_frame() const { return !pending_.empty(); }
  [[nodiscard]] bool has_head() const { return has_head_; }
  /// What was read so far; without a tail, state and reason are for the caller to set.
  [[nodiscard]] const Document& document() const { return document_; }

  /// The document, moved out. Where no tail named the fonts that words refer to, their names are empty.
  [[nodiscard]] Document take();

 private:
  Result<void> check_header(const FrameHeader& header) const;
  Result<void> accept_frame(const FrameHeader& header, std::span<const std::uint8_t> payload);
  Result<void> accept_head(std::span<const std::uint8_t> payload);
  Result<void> accept_page(std::span<const std::uint8_t> payload);
  Result<void> accept_outline(std::span<const std::uint8_t> payload);
  Result<void> accept_tail(std::span<const std::uint8_t> payload);

  std::uint64_t frame_limit_bytes_;
  std::uint64_t total_limit_bytes_;
  std::uint64_t total_bytes_ = 0;
  std::vector<std::uint8_t> pending_;  ///< the beginning of a frame whose rest has not come
  Document document_;
  std::size_t fonts_used_ = 0;  ///< 1 + the highest font index of any word
  bool has_head_ = false;
  bool has_outline_ = false;
  bool has_tail_ = false;
  bool is_broken_ = false;
};

}  // namespace vp::ingest
