// term_neighbours.h - which terms of a sorted vocabulary lie within a typing error or two of a word. The vocabulary
// is walked by seeks: whatever begins like no near term is stepped over, so that a few thousand of its terms are
// looked at, however many there are.
// Units: bytes; terms are folded, so that a letter of Latin script is one.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace vp::index {

/// A term with the number of passages that hold it.
struct KnownTerm {
  std::string text;
  std::uint64_t passages = 0;
  bool operator==(const KnownTerm&) const = default;
};

/// The first term of the vocabulary that is not before `bound` (bytes compared); none when all are.
using TermSeek = std::function<Result<std::optional<std::string>>(std::string_view bound)>;

/// The first text after all that begin with `prefix`; none when there is no such text.
std::optional<std::string> after_all(std::string_view prefix);

/// Typing errors that are forgiven in a word of that length: 0 below four letters, 1 up to seven, 2 from eight.
std::size_t forgiven_errors(std::size_t letters);

struct NearTerm {
  std::string term;
  std::size_t distance = 0;  ///< as core/edit_distance.h counts
  bool operator==(const NearTerm&) const = default;
};

/// Every term at a distance of 1 up to `most`, in the order of the vocabulary.
Result<std::vector<NearTerm>> find_near_terms(std::string_view word, std::size_t most, const TermSeek& seek);

}  // namespace vp::index
