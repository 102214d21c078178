// member_budget.h - counts what a container gives, says when it is too much, and keeps names apart.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "ingest/member_name.h"
#include "ingest/unpacking.h"

namespace vp::ingest {

class MemberBudget {
 public:
  MemberBudget(const UnpackLimits& limits, MemberSink& sink) : limits_(limits), sink_(sink) {}

  /// Begins a member whose name is fit to be shown, numbered when the name stands there already. The result says
  /// why it is refused, or nothing.
  Result<std::string> begin(std::string_view name, MemberRole role = MemberRole::kFile);
  /// Passes bytes on while they fit; `packed_bytes` is what they took in the container (0: not known).
  /// False: the member is too big, and end() will say so.
  Result<bool> add(std::span<const std::uint8_t> bytes, std::uint64_t packed_bytes);
  /// Ends the member. With an empty reason it is whole, unless add() has said otherwise.
  Result<void> end(DocumentState state = DocumentState::kOk, const std::string& reason = "");
  /// A member that is only named.
  Result<void> refuse(std::string_view name, DocumentState state, const std::string& reason);
  /// Whether another member may be named; if not, finish() will say so.
  bool has_room();
  /// Why no more bytes are taken in; empty while they are. Members are still named, and refused with this.
  [[nodiscard]] const std::string& stop_reason() const { return stop_; }
  /// Ends the container: "5 of 7 files taken in; ..." when something is missing. Errors: of the sink.
  Result<void> finish(std::uint64_t declared);

 private:
  const UnpackLimits& limits_;
  MemberSink& sink_;
  std::set<std::string, std::less<>> names_;
  std::uint64_t total_bytes_ = 0, member_bytes_ = 0;
  std::uint32_t members_ = 0, taken_ = 0;
  std::string too_big_;  ///< why the member at hand is
  std::string stop_;     ///< why nothing more is taken in
};

/// A member with all its bytes at hand.
Result<void> give_member(MemberBudget& budget, std::string_view name, std::span<const std::uint8_t> bytes);

}  // namespace vp::ingest
