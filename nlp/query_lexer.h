// query_lexer.h - cuts a query string into words, phrases, filters, operators and parentheses, and analyses the
// words.
// Errors: kMalformed; `where` is the column. Units: spans are byte offsets into the query.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/text_span.h"

namespace vp::nlp {

enum class LexemeKind : std::uint8_t { kWords, kOpen, kClose, kAnd, kOr, kNot, kNear, kField, kEnd };

struct Lexeme {
  LexemeKind kind = LexemeKind::kEnd;
  TextSpan span;
  std::vector<std::string> tokens;  ///< kWords: one or more, in order
  bool is_prefix = false;           ///< the last token is the beginning of a word
  std::uint32_t distance = 0;       ///< kNear
  std::string field, value;         ///< kField: its Dutch name, and what it asks for
  bool operator==(const Lexeme&) const = default;
};

/// The query's parts in order, closed by one kEnd. Words that hold no letter or digit are left out.
Result<std::vector<Lexeme>> lex_query(std::string_view query);

/// An Error at a byte of the query, with its column for people.
Error query_error(std::string_view query, std::size_t at, std::string what);

}  // namespace vp::nlp
