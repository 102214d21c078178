// query_fields.h - the filters that can be typed within a query, their names in Dutch and English, and what OR
// and parentheses mean between values of one of them.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "nlp/query_lexer.h"

namespace vp::nlp {

struct QueryFieldName {
  std::string_view dutch, english;
};

/// In the order in which help and messages list them.
std::span<const QueryFieldName> list_query_fields();

/// The Dutch name of the field that is meant, letter case aside; empty when it is none.
std::string_view find_query_field(std::string_view typed);

/// The field (Dutch or English name) that was probably meant by a mistyped name; empty when none is near.
std::string_view find_near_field(std::string_view typed);

/// Values of one field are alternatives as they are, so `gemeente:A OF gemeente:B`, with or without parentheses,
/// becomes `gemeente:A gemeente:B`, and `NIET (gemeente:A OF gemeente:B)` becomes `NIET gemeente:A NIET
/// gemeente:B`. Everything else stays.
std::vector<Lexeme> join_field_groups(std::vector<Lexeme> lexemes);

}  // namespace vp::nlp
