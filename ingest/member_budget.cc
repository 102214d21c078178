#include "ingest/member_budget.h"

#include <algorithm>
#include <utility>

namespace vp::ingest {
namespace {

std::string to_mib(std::uint64_t bytes) {
  return std::to_string(bytes >> 20U) + " MiB";
}

/// "plan.pdf" -> "plan (2).pdf"
std::string to_numbered(const std::string& name, unsigned number) {
  const std::size_t folder = name.rfind('/');
  const std::size_t dot = name.rfind('.');
  const bool has_ending = dot != name.npos && dot != 0 && (folder == name.npos || dot > folder + 1);
  const std::size_t at = has_ending ? dot : name.size();
  return name.substr(0, at) + " (" + std::to_string(number) + ")" + name.substr(at);
}

}  // namespace

Result<std::string> MemberBudget::begin(std::string_view name, MemberRole role) {
  MemberName clean = to_member_name(name);
  std::string shown = clean.shown;
  for (unsigned number = 2; !names_.insert(shown).second; ++number)
    shown = to_numbered(clean.shown, number);
  ++members_;
  member_bytes_ = 0;
  too_big_.clear();
  VP_TRY(sink_.on_member(role, shown));
  return std::move(clean.refusal);
}

Result<bool> MemberBudget::add(std::span<const std::uint8_t> bytes, std::uint64_t packed_bytes) {
  if (!too_big_.empty()) return false;
  member_bytes_ += bytes.size();
  if (member_bytes_ > limits_.member_bytes) {
    too_big_ = "it has more than " + to_mib(limits_.member_bytes) + " when unpacked";
  } else if (total_bytes_ + bytes.size() > limits_.total_bytes) {
    too_big_ = "the files of the container have more than " + to_mib(limits_.total_bytes) + " when unpacked";
    stop_ = too_big_;
  } else if (packed_bytes > 0 && member_bytes_ > limits_.ratio_free_bytes &&
             member_bytes_ / packed_bytes >= limits_.ratio) {
    too_big_ = "it becomes more than " + std::to_string(limits_.ratio) + " times as big when unpacked";
  }
  if (!too_big_.empty()) return false;
  total_bytes_ += bytes.size();
  VP_TRY(sink_.on_bytes(bytes));
  return true;
}

Result<void> MemberBudget::end(DocumentState state, const std::string& reason) {
  if (!too_big_.empty()) return sink_.on_member_end(DocumentState::kTooBig, too_big_);
  taken_ += state == DocumentState::kOk ? 1 : 0;
  return sink_.on_member_end(state, reason);
}

Result<void> MemberBudget::refuse(std::string_view name, DocumentState state, const std::string& reason) {
  VP_ASSIGN(const std::string refusal, begin(name));
  return end(state, refusal.empty() ? reason : refusal);
}

bool MemberBudget::has_room() {
  if (members_ < limits_.members) return true;
  stop_ = "at most " + std::to_string(limits_.members) + " files of a container are taken in";
  return false;
}

Result<void> MemberBudget::finish(std::uint64_t declared) {
  const std::uint64_t all = std::max<std::uint64_t>(declared, members_);
  std::string counts = std::to_string(taken_) + (all == 1 ? " file" : " files");
  if (taken_ == all) return sink_.on_end(DocumentState::kUnpacked, counts + " taken in");
  counts =
      std::to_string(taken_) + " of " + std::to_string(all) + (all == 1 ? " file" : " files") + " taken in";
  if (!stop_.empty()) return sink_.on_end(DocumentState::kTooBig, counts + "; " + stop_);
  return sink_.on_end(DocumentState::kPartlyRead, counts + "; the others are named with the reason");
}

Result<void> give_member(MemberBudget& budget, std::string_view name, std::span<const std::uint8_t> bytes) {
  VP_ASSIGN(const std::string refusal, budget.begin(name));
  if (!refusal.empty()) return budget.end(DocumentState::kUnsupported, refusal);
  if (!budget.stop_reason().empty()) return budget.end(DocumentState::kTooBig, budget.stop_reason());
  VP_ASSIGN([[maybe_unused]] const bool is_taken, budget.add(bytes, 0));
  return budget.end();
}

}  // namespace vp::ingest
