// query.h - what an inspector asks, as a tree of analysed tokens. No engine's syntax and no raw user words in
// it.
#pragma once

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

/// Words, "phrases", prefix*, AND OR NOT and EN OF NIET (capitals), parentheses; words beside each other mean
/// AND. AND binds tighter than OR. Lower-case en/of/niet are words. Errors: kMalformed with the byte place in
/// the query in `where` ("column 7") for unbalanced quotes or parentheses, operators without operand, a query
/// of no words, a query that is too deep or long.
Result<QueryNode> parse_query(std::string_view query);

}  // namespace vp::nlp
