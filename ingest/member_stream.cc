#include "ingest/member_stream.h"

#include <algorithm>
#include <array>

#include "ingest/confined_call.h"
#include "ingest/frame_checks.h"

namespace vp::ingest {
namespace {

enum Tag : std::uint8_t { kKindTag = 1, kMemberTag, kBytesTag, kMemberEndTag, kEndTag };

constexpr std::size_t kHeadBytes = 5;  // tag, length as four bytes, lowest first
constexpr std::size_t kMaxPayloadBytes = 64U << 10U;
constexpr std::size_t kMaxReasonBytes = 500;

Error breach(const char* what) {
  return {ErrorCode::kMalformed, std::string("the unpacking process broke the protocol: ") + what, ""};
}

std::string_view to_text(std::span<const std::uint8_t> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::array<std::uint8_t, kHeadBytes> make_head(std::uint8_t tag, std::size_t size) {
  const auto byte = [size](unsigned shift) { return static_cast<std::uint8_t>(size >> shift); };
  return {tag, byte(0), byte(8), byte(16), byte(24)};
}

std::size_t to_size(std::span<const std::uint8_t> head) {
  return std::size_t{head[1]} | std::size_t{head[2]} << 8U | std::size_t{head[3]} << 16U |
         std::size_t{head[4]} << 24U;
}

}  // namespace

void MemberWriter::write(std::uint8_t tag, std::uint8_t value, std::string_view text) const {
  const auto head = make_head(tag, text.size() + 1);
  std::vector<std::uint8_t> frame(head.begin(), head.end());
  frame.push_back(value);
  frame.insert(frame.end(), text.begin(), text.end());
  write_all(descriptor_, frame);
}

Result<void> MemberWriter::on_kind(FileKind kind) {
  write(kKindTag, static_cast<std::uint8_t>(kind), "");
  return {};
}

Result<void> MemberWriter::on_member(MemberRole role, std::string_view name) {
  write(kMemberTag, static_cast<std::uint8_t>(role), to_valid_utf8(name, kMaxMemberNameBytes));
  return {};
}

Result<void> MemberWriter::on_bytes(std::span<const std::uint8_t> bytes) {
  while (!bytes.empty()) {
    const auto piece = bytes.first(std::min(bytes.size(), kMaxPayloadBytes));
    write_all(descriptor_, make_head(kBytesTag, piece.size()));
    write_all(descriptor_, piece);
    bytes = bytes.subspan(piece.size());
  }
  return {};
}

Result<void> MemberWriter::on_member_end(DocumentState state, std::string_view reason) {
  write(kMemberEndTag, static_cast<std::uint8_t>(state), to_valid_utf8(reason, kMaxReasonBytes));
  return {};
}

Result<void> MemberWriter::on_end(DocumentState state, std::string_view reason) {
  write(kEndTag, static_cast<std::uint8_t>(state), to_valid_utf8(reason, kMaxReasonBytes));
  return {};
}

Result<void> MemberReader::feed(std::span<const std::uint8_t> bytes) {
  pending_.insert(pending_.end(), bytes.begin(), bytes.end());
  std::span<const std::uint8_t> left(pending_);
  while (left.size() >= kHeadBytes) {
    const std::size_t size = to_size(left);
    if (size > kMaxPayloadBytes) return breach("a frame is too long");
    if (left.size() < kHeadBytes + size) break;
    VP_TRY(take_frame(left.front(), left.subspan(kHeadBytes, size)));
    left = left.subspan(kHeadBytes + size);
  }
  pending_.erase(pending_.begin(), pending_.end() - static_cast<std::ptrdiff_t>(left.size()));
  return {};
}

Result<void> MemberReader::take_frame(std::uint8_t tag, std::span<const std::uint8_t> payload) {
  if (place_ == Place::kDone) return breach("something follows its end");
  if (tag == kBytesTag) {
    if (place_ != Place::kInMember) return breach("bytes of no member");
    return sink_.on_bytes(payload);
  }
  if (payload.empty()) return breach("an empty frame");
  return take_text_frame(tag, payload.front(), to_text(payload.subspan(1)));
}

Result<void> MemberReader::take_text_frame(std::uint8_t tag, std::uint8_t value, std::string_view text) {
  if (!is_valid_utf8(text)) return breach("a text is no UTF-8");
  const bool is_state_known = value < static_cast<std::uint8_t>(DocumentState::kDuplicate) ||
                              value == static_cast<std::uint8_t>(DocumentState::kUnpacked);
  switch (tag) {
    case kKindTag:
      if (place_ != Place::kStart || value > static_cast<std::uint8_t>(kLastFileKind))
        return breach("its kind is unknown or said twice");
      place_ = Place::kBetween;
      return sink_.on_kind(static_cast<FileKind>(value));
    case kMemberTag:
      if (place_ != Place::kBetween || value > static_cast<std::uint8_t>(MemberRole::kConverted))
        return breach("a member begins in the wrong place");
      if (text.empty() || text.size() > kMaxMemberNameBytes) return breach("a name is empty or too long");
      place_ = Place::kInMember;
      return sink_.on_member(static_cast<MemberRole>(value), text);
    case kMemberEndTag:
      if (place_ != Place::kInMember || !is_state_known || text.size() > kMaxReasonBytes)
        return breach("a member ends in the wrong place");
      place_ = Place::kBetween;
      return sink_.on_member_end(static_cast<DocumentState>(value), text);
    case kEndTag:
      if (place_ != Place::kBetween || !is_state_known || text.size() > kMaxReasonBytes)
        return breach("it ends in the wrong place");
      place_ = Place::kDone;
      return sink_.on_end(static_cast<DocumentState>(value), text);
    default:
      return breach("a frame of an unknown kind");
  }
}

}  // namespace vp::ingest
