// postings_cache.h - what was read of the ways in which words are asked for, kept for the next question: inspectors ask
// on with the same words, turn pages and choose facets. Forgets what was not asked for longest when it is full.
// Holds for one state of the index only: whoever owns it clears it when that changes.
// Units: bytes. Threads: none shared.
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
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
  static constexpr std::size_t kMostBytes = std::size_t{32} << 20U;

  explicit PostingsCache(std::size_t most_bytes = kMostBytes) : most_bytes_(most_bytes) {}

  /// True for ways that say all in their words; what others find can change without the full-text index.
  static bool can_keep(const nlp::ConceptWay& way);
  /// Tells such ways apart.
  static std::string key_of(const nlp::ConceptWay& way);

  /// Null when it is not there.
  std::shared_ptr<const Postings> find(const std::string& key);
  /// Not kept when it would take more than half of the room.
  void keep(const std::string& key, std::shared_ptr<const Postings> postings);
  void clear();
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  struct Kept {
    std::string key;
    std::shared_ptr<const Postings> postings;
    [[nodiscard]] std::size_t bytes() const { return key.size() + postings->size() * sizeof(Posting); }
  };
  std::size_t most_bytes_;
  std::size_t bytes_ = 0;
  std::list<Kept> kept_;  // asked for last: in front
  std::unordered_map<std::string, std::list<Kept>::iterator> by_key_;
};

}  // namespace vp::index
