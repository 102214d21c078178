// unpacking.h - takes a submitted file apart: files within a ZIP archive, an e-mail message or a PDF; a plain text or
// web page as a PDF that can be read like any other. For a confined process (confined_call.h), never the main one.
// Errors: none rise from content; everything ends in on_end with a state. Errors of the sink are passed on.
// Threads: one file at a time. Loads no file: neither of the system nor of what a document refers to.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "core/result.h"
#include "ingest/member_stream.h"

namespace vp::ingest {

/// What one container may hold. A limit that is reached is a state the user sees.
struct UnpackLimits {
  std::uint32_t members = 10'000;
  std::uint64_t member_bytes = 256ULL << 20U;
  std::uint64_t total_bytes = 1ULL << 30U;  ///< of all members, once unpacked
  /// A member that grows by more than this is taken for a bomb once it is beyond `ratio_free_bytes`.
  std::uint32_t ratio = 200;
  std::uint64_t ratio_free_bytes = 16ULL << 20U;
  std::uint64_t text_bytes = 16ULL << 20U;  ///< a plain text or web page
  bool operator==(const UnpackLimits&) const = default;
};

struct UnpackInput {
  std::span<const std::uint8_t> bytes;
  UnpackLimits limits;
  std::span<const std::string> passwords;  ///< tried on what is encrypted, in this order
};

/// Names its kind, then its members. A file that is no container and needs no conversion of ours (office formats,
/// images) gives no member and ends in kUnsupported, or in kEncrypted when a password is set; a PDF without attachments ends in kOk.
Result<void> unpack(const UnpackInput& input, MemberSink& sink);

Result<void> unpack_zip(const UnpackInput& input, MemberSink& sink);
Result<void> unpack_mail(const UnpackInput& input, MemberSink& sink);
Result<void> unpack_attachments(const UnpackInput& input, MemberSink& sink);
Result<void> convert_text(const UnpackInput& input, FileKind kind, MemberSink& sink);

/// Version of what convert_text makes; part of the name under which it is kept.
inline constexpr std::string_view kTextConverter = "tekst-1";

}  // namespace vp::ingest
