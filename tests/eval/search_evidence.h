// search_evidence.h - evidence that was marked for other measurements, as ground for grading what search
// finds: the gold of the sample submissions, the findings of factsheets, and what search_evidence.tsv adds.
// Errors: gold that is missing or malformed ends the run with a message.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/eval/search_collection.h"

namespace vp::eval {

/// A sentence that says something of an indicator.
struct MarkedEvidence {
  std::string indicator, polarity, speaker;
  std::string path;                    ///< part of the document's path
  std::string quote;                   ///< how it begins
  std::vector<PassageIndex> passages;  ///< that hold it
};

/// Everything marked in the collection's documents. What is found in no passage adds a line to `warnings`.
std::vector<MarkedEvidence> load_marked_evidence(const SearchCollection& collection,
                                                 const std::filesystem::path& shared,
                                                 std::vector<std::string>& warnings);

}  // namespace vp::eval
