#include "index/index_view.h"

#include <algorithm>

namespace vp::index {
namespace {

/// How many passages, from the first on, are the same in both and have the same slots. Row ids are never given twice, so
/// the same rows of a document are the same passages.
std::size_t count_shared_slots(const PassageStatistics& earlier, const PassageStatistics& later) {
  const auto is_same = [](const PassageRange& a, const PassageRange& b) {
    return a.document == b.document && a.first == b.first && a.count == b.count;
  };
  const auto ends = std::ranges::mismatch(later.ranges(), earlier.ranges(), is_same);
  return ends.in1 == later.ranges().end() ? static_cast<std::size_t>(later.passage_count())
                                          : ends.in1->first_slot;
}

}  // namespace

IndexView::IndexView(IndexState state, PassageStatistics statistics, const IndexView* earlier)
    : state_(std::move(state)), statistics_(std::move(statistics)) {
  if (earlier != nullptr) take_over(*earlier);
}

std::optional<std::vector<KnownTerm>> IndexView::find_suggestions(const std::string& token,
                                                                  std::uint32_t limit) {
  const std::scoped_lock lock(mutex_);
  const auto found = suggestions_.find({token, limit});
  return found == suggestions_.end() ? std::nullopt : std::optional(found->second);
}

void IndexView::keep_suggestions(const std::string& token, std::uint32_t limit,
                                 std::vector<KnownTerm> suggested) {
  const std::scoped_lock lock(mutex_);
  if (suggestions_.size() >= kMostSuggestions) suggestions_.clear();
  suggestions_.insert_or_assign({token, limit}, std::move(suggested));
}

void IndexView::take_over(const IndexView& earlier) {
  const std::size_t slots = count_shared_slots(earlier.statistics_, statistics_);
  postings_.take_over(earlier.postings_, slots);
  const std::scoped_lock lock(earlier.mutex_);
  earlier_labels_ = earlier.labels_ ? earlier.labels_ : earlier.earlier_labels_;
  earlier_slots_ = earlier.labels_ ? slots : std::min(slots, earlier.earlier_slots_);
}

}  // namespace vp::index
