#include "ingest/frame_reader.h"

#include <algorithm>
#include <string>
#include <utility>

#include "ingest/frame_checks.h"

namespace vp::ingest {
namespace {

Error breach(std::string what) {
  return Error{ErrorCode::kMalformed, std::move(what), ""};
}

bool promises_all_pages(DocumentState state) {
  return state == DocumentState::kOk || state == DocumentState::kRepaired || state == DocumentState::kNoText;
}

}  // namespace

FrameReader::FrameReader(const WorkerLimits& limits)
    : frame_limit_bytes_(limits.frame_bytes), total_limit_bytes_(limits.total_bytes) {}

Result<void> FrameReader::feed(std::span<const std::uint8_t> bytes) {
  if (is_broken_) return breach("bytes after a breach");
  is_broken_ = true;  // until the end of this call is reached
  total_bytes_ += bytes.size();
  if (total_bytes_ > total_limit_bytes_) {
    return Error{
        ErrorCode::kTooBig,
        "it gives more than " + std::to_string(total_limit_bytes_ >> 20U) + " MiB of text and drawings", ""};
  }
  pending_.insert(pending_.end(), bytes.begin(), bytes.end());
  std::span<const std::uint8_t> rest = pending_;
  while (rest.size() >= kFrameHeaderBytes) {
    const FrameHeader header = decode_frame_header(rest);
    VP_TRY(check_header(header));
    const std::size_t frame_bytes = kFrameHeaderBytes + header.payload_bytes;
    if (rest.size() < frame_bytes) break;
    VP_TRY(accept_frame(header, rest.first(frame_bytes).subspan(kFrameHeaderBytes)));
    rest = rest.subspan(frame_bytes);
  }
  if (has_tail_ && !rest.empty()) return breach("bytes after the tail");
  pending_.erase(pending_.begin(), pending_.end() - static_cast<std::ptrdiff_t>(rest.size()));
  is_broken_ = false;
  return {};
}

Result<void> FrameReader::check_header(const FrameHeader& header) const {
  if (has_tail_) return breach("a frame after the tail");
  if (header.payload_bytes > frame_limit_bytes_) {
    return breach("a frame of " + std::to_string(header.payload_bytes) + " bytes, at most " +
                  std::to_string(frame_limit_bytes_) + " are allowed");
  }
  switch (static_cast<FrameType>(header.type)) {
    case FrameType::kHead:
      if (has_head_) return breach("a second head");
      return {};
    case FrameType::kPage:
      if (!has_head_) return breach("a page before the head");
      if (has_outline_) return breach("a page after the outline");
      return {};
    case FrameType::kOutline:
      if (!has_head_) return breach("an outline before the head");
      if (has_outline_) return breach("a second outline");
      return {};
    case FrameType::kTail:
      return {};
  }
  return breach("a frame of unknown type " + std::to_string(header.type));
}

Result<void> FrameReader::accept_frame(const FrameHeader& header, std::span<const std::uint8_t> payload) {
  switch (static_cast<FrameType>(header.type)) {
    case FrameType::kHead:
      return accept_head(payload);
    case FrameType::kPage:
      return accept_page(payload);
    case FrameType::kOutline:
      return accept_outline(payload);
    case FrameType::kTail:
      return accept_tail(payload);
  }
  return breach("a frame of unknown type");
}

Result<void> FrameReader::accept_head(std::span<const std::uint8_t> payload) {
  VP_ASSIGN(DocumentHead head, decode_head(payload));
  VP_TRY(check_head(head));
  document_.metadata = std::move(head.metadata);
  document_.page_count = head.page_count;
  has_head_ = true;
  return {};
}

Result<void> FrameReader::accept_page(std::span<const std::uint8_t> payload) {
  VP_ASSIGN(Page page, decode_page(payload));
  if (page.index.value >= document_.page_count) {
    return breach("page " + std::to_string(page.index.number()) + " of a document of " +
                  std::to_string(document_.page_count));
  }
  if (!document_.pages.empty() && page.index <= document_.pages.back().index) {
    return breach("page " + std::to_string(page.index.number()) + " after page " +
                  std::to_string(document_.pages.back().index.number()));
  }
  if (document_.pages.size() >= kMaxPages) {
    return Error{ErrorCode::kTooBig, "it has more than " + std::to_string(kMaxPages) + " pages", ""};
  }
  VP_TRY(check_page(page));
  for (const Word& word : page.words)
    fonts_used_ = std::max<std::size_t>(fonts_used_, word.font + 1U);
  document_.pages.push_back(std::move(page));
  return {};
}

Result<void> FrameReader::accept_outline(std::span<const std::uint8_t> payload) {
  VP_ASSIGN(Outline outline, decode_outline(payload));
  VP_TRY(check_outline(outline, document_.page_count));
  document_.outline = std::move(outline);
  has_outline_ = true;
  return {};
}

Result<void> FrameReader::accept_tail(std::span<const std::uint8_t> payload) {
  VP_ASSIGN(DocumentTail tail, decode_tail(payload));
  VP_TRY(check_tail(tail));
  if (tail.fonts.size() < fonts_used_) return breach("a word in a font that the document does not have");
  document_.state = tail.state;
  document_.reason = std::move(tail.reason);
  document_.fonts = std::move(tail.fonts);
  document_.messages = std::move(tail.messages);
  document_.message_count = tail.message_count;
  if (document_.pages.size() < document_.page_count && promises_all_pages(tail.state)) {
    document_.state = DocumentState::kPartlyRead;
    document_.reason = std::to_string(document_.pages.size()) + " of " +
                       std::to_string(document_.page_count) + " pages read";
  }
  has_tail_ = true;
  return {};
}

Document FrameReader::take() {
  if (document_.fonts.size() < fonts_used_) document_.fonts.resize(fonts_used_);
  return std::exchange(document_, Document{});
}

}  // namespace vp::ingest
