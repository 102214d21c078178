// unpacking_fuzz.cc - any bytes, as a container, a mail, a web page or a text, and as the stream of members that a
// process which was taken over could send: calls in their order, names fit to be shown, limits kept.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "ingest/frame_checks.h"
#include "ingest/unpacking.h"

namespace {

using vp::DocumentState;
using vp::Result;

void check(bool is_kept) {
  if (!is_kept) std::abort();
}

class CheckingSink final : public vp::ingest::MemberSink {
 public:
  Result<void> on_kind(vp::ingest::FileKind kind) override {
    check(!has_kind_ && kind <= vp::ingest::kLastFileKind);
    has_kind_ = true;
    return {};
  }
  Result<void> on_member(vp::ingest::MemberRole, std::string_view name) override {
    check(has_kind_ && !is_inside_ && !is_done_);
    check(!name.empty() && name.size() <= vp::ingest::kMaxMemberNameBytes && vp::ingest::is_valid_utf8(name));
    is_inside_ = true;
    return {};
  }
  Result<void> on_bytes(std::span<const std::uint8_t> bytes) override {
    check(is_inside_);
    bytes_ += bytes.size();
    return {};
  }
  Result<void> on_member_end(DocumentState, std::string_view reason) override {
    check(is_inside_ && vp::ingest::is_valid_utf8(reason));
    is_inside_ = false;
    return {};
  }
  Result<void> on_end(DocumentState, std::string_view) override {
    check(has_kind_ && !is_inside_ && !is_done_);
    is_done_ = true;
    return {};
  }
  [[nodiscard]] bool is_done() const { return is_done_; }

 private:
  bool has_kind_ = false, is_inside_ = false, is_done_ = false;
  std::uint64_t bytes_ = 0;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  vp::ingest::UnpackLimits limits;
  limits.member_bytes = 1U << 20U;
  limits.total_bytes = 4U << 20U;
  limits.members = 100;
  const std::string passwords[] = {"geheim"};
  CheckingSink unpacked;
  const auto done = vp::ingest::unpack({{data, size}, limits, passwords}, unpacked);
  check(done.has_value() && unpacked.is_done());

  CheckingSink received;
  vp::ingest::MemberReader reader(received);
  const auto fed = reader.feed({data, size});
  check(fed.has_value() || fed.error().code == vp::ErrorCode::kMalformed);
  check(reader.is_complete() == received.is_done());
  return 0;
}
