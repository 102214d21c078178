// ranking.h - the score of a passage, defined here and not by an engine, so that every engine gives the same list.
// Each concept of the query (nlp/search_query.h) that is not under a NOT only adds
//   weight * idf * places * 2.2 / (places + 1.2 * (0.9 + 0.1 * max(1.5, length / mean length))),
// places being the weighted sum over the concept's ways, idf of the passages in which it stands itself: ways that are only
// related make it no more common. Passages are blocks of a page, so a long one is hardly held against itself. The sum over
// what was asked for is multiplied by coordination(); what was added (indicators) comes on top of it.
// A title (nlp/passage_role.h) counts for kTitleWeight of all that.
// Source: BM25 with k1 = 1.2, b = 0.1 (Robertson and Zaragoza, 2009), idf kept above zero; ways as fields of BM25F. The
// constants were chosen on the development half of tests/eval's queries.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace vp::index {

/// `passages` in the index, `with_term` of them holding the term.
inline double inverse_document_frequency(std::uint64_t passages, std::uint64_t with_term) {
  const auto all = static_cast<double>(passages);
  const auto some = static_cast<double>(with_term);
  return std::max(1e-6, std::log((all - some + 0.5) / (some + 0.5)));
}

/// What a passage's length does to its scores. `length` and `mean_length` in tokens. A passage of less than one
/// and a half mean lengths gains nothing by being short: cells and list items say less, not more.
inline double length_norm(double length, double mean_length) {
  return 1.2 * (0.9 + 0.1 * std::max(1.5, length / mean_length));
}

/// One concept's part before weight and idf; `norm` is the passage's length_norm().
inline double term_saturation(double places, double norm) {
  return places * 2.2 / (places + norm);
}

inline double term_saturation(double places, double length, double mean_length) {
  return term_saturation(places, length_norm(length, mean_length));
}

/// A title names a subject and says nothing of it.
inline constexpr double kTitleWeight = 0.2;

/// What holds more of the words that were asked for comes first: `matched` of the `asked` weight of idf.
inline double coordination(double matched, double asked) {
  constexpr double kFloor = 0.4;
  return asked > 0 ? kFloor + (1 - kFloor) * matched / asked : 1;
}

}  // namespace vp::index
