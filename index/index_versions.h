// index_versions.h - what an index was made with.
#pragma once

#include <string>

namespace vp::index {

/// When any differs from the program's, the index must be rebuilt.
struct IndexVersions {
  std::string analysis;  ///< nlp::search_analysis_version()
  std::string word_list_hash;
  std::string framework_hash;
  std::string extractor;
  std::string names_hash;  ///< of the names that are masked in tagging; another hash needs tagging anew only
  std::string cue_rules_hash;  ///< of the rules of polarity and speakers; likewise
  bool operator==(const IndexVersions&) const = default;
};

}  // namespace vp::index
