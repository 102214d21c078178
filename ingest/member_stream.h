// member_stream.h - what a confined process finds in a container, piece by piece over a pipe: the writer is for
// that process, the reader for the main process, which believes nothing of it.
// Errors: kMalformed for a breach of the order or of the limits below; the sender must be ended then.
// Threads: one at each end.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/result.h"
#include "ingest/file_signature.h"

namespace vp::ingest {

inline constexpr std::size_t kMaxMemberNameBytes = 1000;

enum class MemberRole : std::uint8_t {
  kFile,       ///< stands in the container: a submission of its own
  kConverted,  ///< the file itself as a PDF, to be read in its stead
};

/// Takes what is found, in order: on_kind once; then for each member on_member, on_bytes as often as need be,
/// on_member_end; on_end last. A container that cannot be opened gives only on_kind and on_end.
class MemberSink {
 public:
  virtual ~MemberSink() = default;
  virtual Result<void> on_kind(FileKind kind) = 0;
  /// `name` is clean (member_name.h). Bytes that come before an end in a state that is not ok are to be forgotten.
  virtual Result<void> on_member(MemberRole role, std::string_view name) = 0;
  virtual Result<void> on_bytes(std::span<const std::uint8_t> bytes) = 0;
  virtual Result<void> on_member_end(DocumentState state, std::string_view reason) = 0;
  virtual Result<void> on_end(DocumentState state, std::string_view reason) = 0;
};

/// The child's end. No call fails: where nobody listens the process ends.
class MemberWriter : public MemberSink {
 public:
  explicit MemberWriter(int descriptor) : descriptor_(descriptor) {}
  Result<void> on_kind(FileKind kind) override;
  Result<void> on_member(MemberRole role, std::string_view name) override;
  Result<void> on_bytes(std::span<const std::uint8_t> bytes) override;
  Result<void> on_member_end(DocumentState state, std::string_view reason) override;
  Result<void> on_end(DocumentState state, std::string_view reason) override;

 private:
  void write(std::uint8_t tag, std::uint8_t value, std::string_view text) const;
  int descriptor_;
};

/// The main process's end.
class MemberReader {
 public:
  /// `sink` must outlive it.
  explicit MemberReader(MemberSink& sink) : sink_(sink) {}
  /// Errors: kMalformed, and those of the sink.
  Result<void> feed(std::span<const std::uint8_t> bytes);
  /// on_end was called.
  [[nodiscard]] bool is_complete() const { return place_ == Place::kDone; }

 private:
  enum class Place : std::uint8_t { kStart, kBetween, kInMember, kDone };
  Result<void> take_frame(std::uint8_t tag, std::span<const std::uint8_t> payload);
  Result<void> take_text_frame(std::uint8_t tag, std::uint8_t value, std::string_view text);

  MemberSink& sink_;
  Place place_ = Place::kStart;
  std::vector<std::uint8_t> pending_;  // the begin of a frame
};

}  // namespace vp::ingest
