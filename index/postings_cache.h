// postings_cache.h - what was read of the ways in which words are asked for, kept for the next question: inspectors ask
// on with the same words, turn pages and choose facets. Forgets what was not asked for longest when it is full.
// Belongs to one state of the index; that of a later state takes over what holds still.
// Units: bytes; slots (passage_statistics.h). Threads: any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "nlp/search_query.h"

namespace vp::index {

/// A passage with how often something stands in it.
struct Posting {
  std::uint32_t slot = 0;  ///< see PassageStatistics
  float places = 0;        ///< weighted
  bool operator==(const Posting&) const = default;
};
using Postings = std::vector<Posting>;  ///< ascending by slot, each once

class PostingsCache {
 public:
  static constexpr std::size_t kMostBytes = std::size_t{64} << 20U;

  struct Found {
    std::shared_ptr<const Postings> postings;  ///< null when it is not there
    /// Said of the passages before this slot only; those of later ones that may be there hold no more.
    std::size_t slots = 0;
  };

  explicit PostingsCache(std::size_t most_bytes = kMostBytes) : most_bytes_(most_bytes) {}

  /// True for ways that say all in their words; what others find can change without the full-text index.
  static bool can_keep(const nlp::ConceptWay& way);
  /// Tells such ways apart.
  static std::string key_of(const nlp::ConceptWay& way);

  Found find(const std::string& key);
  /// All that the first `slots` passages have. Not kept when it would take more than half of the room.
  void keep(const std::string& key, std::shared_ptr<const Postings> postings, std::size_t slots);
  /// What an earlier state's cache has, of which the first `slots` passages are the same here. Into an empty one.
  void take_over(const PostingsCache& earlier, std::size_t slots);
  [[nodiscard]] std::size_t bytes() const;

 private:
  struct Kept {
    std::string key;
    std::shared_ptr<const Postings> postings;
    std::size_t slots = 0;
    [[nodiscard]] std::size_t bytes() const { return key.size() + postings->size() * sizeof(Posting); }
  };
  void forget(std::list<Kept>::iterator kept);

  std::size_t most_bytes_;
  mutable std::mutex mutex_;  // guards what follows
  std::size_t bytes_ = 0;
  std::list<Kept> kept_;  // asked for last: in front
  std::unordered_map<std::string, std::list<Kept>::iterator> by_key_;
};

}  // namespace vp::index
