// five_grams.h - how alike two readings of one document are: the share of runs of five words they have in
// common.
// Folding: letters to lower case, digits apart from letters, all else left out; hyphens, and the line end
// after one, vanish, since readers differ in what they join.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vp::eval {

std::vector<std::string> to_folded_tokens(std::string_view text);

struct Overlap {
  std::size_t ours = 0, theirs = 0, common = 0;  ///< runs of five
  [[nodiscard]] double recall() const {
    return theirs == 0 ? 1 : static_cast<double>(common) / static_cast<double>(theirs);
  }
  [[nodiscard]] double precision() const {
    return ours == 0 ? 1 : static_cast<double>(common) / static_cast<double>(ours);
  }
  [[nodiscard]] double f_measure() const {
    return ours + theirs == 0 ? 1 : 2.0 * static_cast<double>(common) / static_cast<double>(ours + theirs);
  }
};

/// Multiset overlap: a run that stands twice on both sides counts twice.
Overlap count_overlap(std::string_view ours, std::string_view theirs);

/// At most `limit` runs that the second text has and the first has not, as words.
std::vector<std::string> find_missing(std::string_view ours, std::string_view theirs, std::size_t limit);

}  // namespace vp::eval
