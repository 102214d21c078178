// letter_pairs.h - tells letters in the order of a language from letters in any order.
// Source: the pairs that make up at least 0.03 % of the letter pairs of Debian's wdutch, or 0.04 % of those
// of Dutch government documents (which hold English and German too).
#pragma once

#include <cstdint>
#include <string_view>

namespace vp::nlp {

struct LetterPairs {
  std::uint32_t all = 0;   ///< pairs of neighbouring letters a-z, case aside
  std::uint32_t rare = 0;  ///< of those, hardly seen in any word; natural text has a few per cent
  bool operator==(const LetterPairs&) const = default;
};

/// Letters with diacritics count as their base letter; any other character parts two letters.
LetterPairs count_letter_pairs(std::string_view text);

}  // namespace vp::nlp
