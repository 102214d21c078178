// ranking.h - the score of a passage, defined here and not by an engine, so that every engine gives the same
// list. Phrases and prefixes only filter; each distinct word of the query that is not under a NOT adds
//   idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / mean length)).
// Source: BM25 with k1 = 1.2, b = 0.75 (Robertson and Zaragoza, 2009), idf kept above zero.
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

/// One term's part before idf. `length` and `mean_length` in tokens.
inline double term_saturation(std::uint32_t term_frequency, double length, double mean_length) {
  const auto tf = static_cast<double>(term_frequency);
  return tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * length / mean_length));
}

}  // namespace vp::index
