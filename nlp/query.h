// query.h - what an inspector asks, as a tree of analysed tokens. No engine's syntax and no raw user words in
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.h"
#include "core/result.h"
#include "core/text_span.h"

namespace vp::nlp {

enum class QueryKind : std::uint8_t {
  kPhrase,  ///< one or more tokens that follow one another; one token is a plain word
  kPrefix,  ///< one token; matches words that begin with it
  kAnd,
  kOr,
  kNot,  ///< children[0] without children[1]
};

struct QueryNode {
  QueryKind kind = QueryKind::kPhrase;
  std::vector<std::string> tokens;  ///< kPhrase, kPrefix
  std::vector<QueryNode> children;  ///< kAnd, kOr (two or more), kNot (two)
  TextSpan span;                    ///< in the query string
  bool operator==(const QueryNode&) const = default;
};

/// Fully parenthesised, for tests and messages: (AND "plan van aanpak" regisseur (NOT a b)).
std::string to_string(const QueryNode& node);

/// Limits of a query; beyond them it is refused with a message that names the limit.
inline constexpr std::size_t kMaxQueryBytes = 4096;
inline constexpr std::size_t kMaxQueryDepth = 32;     ///< parentheses within parentheses
inline constexpr std::size_t kMinPrefixLetters = 2;   ///< before a *
inline constexpr std::size_t kMaxQueryPrefixes = 16;  ///< words that end in *

/// Words, "phrases" (straight or typographic quotes), prefix*, AND OR NOT and EN OF NIET (capitals),
/// parentheses; words beside each other mean AND. AND binds tighter than OR. `a NOT b`, `a AND NOT b` and `a
/// b NOT c` leave passages out; a NOT with nothing to leave out from is an error. Lower-case en/of/niet are
/// words. A word of several tokens (foto's, drang/dwang, 1-gezin-1-plan) is a phrase; of `drang-dwang*` the
/// tokens are joined by AND, as a phrase cannot be cut short. Signs without a letter or digit (&, -) ask for
/// nothing. Errors: kMalformed with the place in `where`, counted in characters from 1 ("column 7").
Result<QueryNode> parse_query(std::string_view query);

}  // namespace vp::nlp
