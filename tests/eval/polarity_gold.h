// polarity_gold.h - reads passages marked with polarity and speakers (corpus/polarity/README.md).
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "core/passage.h"

namespace vp::eval {

struct MarkedPassage {
  Passage passage;  ///< with one mention, and its sentences
  std::string genre;
  std::vector<std::string> polarities;  ///< "afwezig", one a suggestion, in the order of the text
  std::vector<std::string> lines;       ///< "afwezig! gemeente, netwerkpartner:1": whole suggestions
  std::set<std::string> speakers;       ///< of all suggestions
  bool risk = false;
};

/// Throws std::runtime_error with file and line for a row that does not follow the format.
std::vector<MarkedPassage> read_marked_passages(const std::filesystem::path& file);

}  // namespace vp::eval
