// index_view.h - what answers are made with, in memory, of one state of an index: what ranking knows of every passage, by what
// passages are counted, what was read of words, what could not be read. Made once for all connections that see that state;
// the view of a later state takes over what holds still, so that documents that come in cost little more than they are.
// Threads: any. Units: slots (passage_statistics.h).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "index/engine.h"
#include "index/facet_labels.h"
#include "index/passage_statistics.h"
#include "index/postings_cache.h"

namespace vp::index {

/// Tells states of indexes apart.
struct IndexState {
  std::string index;  ///< given when the index was made, to it alone; empty: not known, nothing can be shared
  std::int64_t changes = 0;  ///< rises with every change
  bool operator==(const IndexState&) const = default;
};

class IndexView {
 public:
  /// `earlier`: of an earlier state of the same index, or null.
  IndexView(IndexState state, PassageStatistics statistics, const IndexView* earlier);
  IndexView(const IndexView&) = delete;
  IndexView& operator=(const IndexView&) = delete;

  [[nodiscard]] const IndexState& state() const { return state_; }
  [[nodiscard]] const PassageStatistics& statistics() const { return statistics_; }
  PostingsCache& postings() { return postings_; }

  /// `make(const FacetLabels* earlier, std::size_t slots)` -> Result<FacetLabels>: called once; of an earlier state the
  /// labels of the first `slots` passages hold still.
  template <class Make>
  Result<const FacetLabels*> labels(Make make) {
    const std::scoped_lock lock(mutex_);
    if (!labels_) {
      VP_ASSIGN(FacetLabels made, make(earlier_labels_.get(), earlier_slots_));
      labels_ = std::make_shared<const FacetLabels>(std::move(made));
      earlier_labels_.reset();
    }
    return labels_.get();
  }
  /// `make()` -> Result<std::vector<UnreadDocument>>: called once.
  template <class Make>
  Result<std::vector<UnreadDocument>> unread(Make make) {
    const std::scoped_lock lock(mutex_);
    if (!unread_) {
      VP_ASSIGN(std::vector<UnreadDocument> made, make());
      unread_ = std::make_unique<const std::vector<UnreadDocument>>(std::move(made));
    }
    return *unread_;
  }

  /// What SqlEngine::suggest_terms() gave for a word; none when it was not asked or is forgotten.
  std::optional<std::vector<KnownTerm>> find_suggestions(const std::string& token, std::uint32_t limit);
  void keep_suggestions(const std::string& token, std::uint32_t limit, std::vector<KnownTerm> suggested);

 private:
  static constexpr std::size_t kMostSuggestions = 1'000;  // words
  void take_over(const IndexView& earlier);

  const IndexState state_;
  const PassageStatistics statistics_;
  PostingsCache postings_;
  mutable std::mutex mutex_;  // guards what follows
  std::shared_ptr<const FacetLabels> labels_;
  std::shared_ptr<const FacetLabels> earlier_labels_;
  std::size_t earlier_slots_ = 0;
  std::unique_ptr<const std::vector<UnreadDocument>> unread_;
  std::map<std::pair<std::string, std::uint32_t>, std::vector<KnownTerm>> suggestions_;
};

/// The latest view of one index, for all who read it. Threads: any.
class ViewShelf {
 public:
  /// The view of that state; `make(const IndexView* earlier)` -> Result<std::shared_ptr<IndexView>> when there is none
  /// yet, while others wait.
  template <class Make>
  Result<std::shared_ptr<IndexView>> find_or_make(const IndexState& state, Make make) {
    const std::scoped_lock lock(mutex_);
    if (latest_ && latest_->state() == state) return latest_;
    const bool is_same_index = latest_ && latest_->state().index == state.index;
    // A reader can be behind: it began before the latest change.
    const bool is_behind = is_same_index && state.changes < latest_->state().changes;
    VP_ASSIGN(std::shared_ptr<IndexView> view, make(is_same_index && !is_behind ? latest_.get() : nullptr));
    if (!is_behind) latest_ = view;
    return view;
  }

 private:
  std::mutex mutex_;  // guards latest_
  std::shared_ptr<IndexView> latest_;
};

}  // namespace vp::index
