// query.h - what an inspector asks, as a tree of analysed tokens. No engine's syntax and no raw user words in
// it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
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
  kNot,   ///< children[0] without children[1]
  kNear,  ///< all children, at most `distance` words between neighbours, in any order
  kSome,  ///< any of the children; what holds more of them comes first
};

struct QueryNode {
  QueryKind kind = QueryKind::kPhrase;
  std::vector<std::string> tokens;  ///< kPhrase, kPrefix
  /// kAnd, kOr, kSome: two or more; kNot: two; kNear: two or more, each a leaf or a kOr of leaves.
  std::vector<QueryNode> children;
  TextSpan span;               ///< in the query string
  std::uint32_t distance = 0;  ///< kNear
  bool operator==(const QueryNode&) const = default;
};

/// One filter that was typed within the query: gemeente:Oostmeer, NIET soort:kop.
struct QueryField {
  std::string name;   ///< the Dutch name, whichever was typed: "gemeente" for municipality:
  std::string value;  ///< as typed, without quotation marks; not empty
  bool is_excluded = false;
  TextSpan span;  ///< in the query string, name and value
  bool operator==(const QueryField&) const = default;
};

/// What was typed: words to look for, filters, or both.
struct ParsedQuery {
  std::optional<QueryNode> words;
  std::vector<QueryField> fields;  ///< in the order typed
  bool operator==(const ParsedQuery&) const = default;
};

/// Fully parenthesised, for tests and messages: (AND "plan van aanpak" regisseur (NOT a b) (NEAR/5 c d)).
std::string to_string(const QueryNode& node);

/// Limits of a query; beyond them it is refused with a message that names the limit.
inline constexpr std::size_t kMaxQueryBytes = 4096;
inline constexpr std::size_t kMaxQueryDepth = 32;     ///< parentheses within parentheses
inline constexpr std::size_t kMinPrefixLetters = 2;   ///< before a *
inline constexpr std::size_t kMaxQueryPrefixes = 16;  ///< words that end in *
inline constexpr std::uint32_t kDefaultNearDistance = 10;
inline constexpr std::uint32_t kMaxNearDistance = 1000;

/// Words, "phrases" (straight or typographic quotes), prefix*, AND OR NOT NEAR and EN OF NIET AAN (capitals),
/// parentheses. From tight to loose: `a NEAR/5 b` or `a AAN-5 b` (at most five words between; without a
/// number ten); words beside each other, kSome; AND; OR. `a NOT b`, `a AND NOT b` and `a b NOT c` leave
/// passages out; a NOT with nothing to leave out from is an error. Lower-case en/of/niet are words. A word of
/// several tokens (foto's, drang/dwang, 1-gezin-1-plan) is a phrase; of `drang-dwang*` the tokens are joined
/// by AND, as a phrase cannot be cut short. Signs without a letter or digit (&, -) ask for nothing.
/// Filters, name:value or name:"a value", in Dutch or English (query_fields.h), stand outside parentheses and
/// hold for the whole query; NOT or - before one excludes. A colon after another word belongs to the text, but
/// a name that is near to that of a filter is an error. The words may be absent when there are filters.
/// Errors: kMalformed with the place in `where`, counted in characters from 1 ("column 7").
Result<ParsedQuery> parse_query(std::string_view query);

}  // namespace vp::nlp
