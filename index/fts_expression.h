// fts_expression.h - turns a query tree into an FTS5 expression of quoted tokens, and nothing but those.
// Errors: kInvalidArgument for a tree that breaks the promises of nlp/query.h (no tokens, too few children).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "nlp/query.h"

namespace vp::index {

/// A word of the query that counts for the score.
struct ScoredTerm {
  std::string token;
  int phrase = 0;  ///< number of its phrase in the FTS5 expression
  bool operator==(const ScoredTerm&) const = default;
};

struct FtsExpression {
  std::string match;
  std::vector<ScoredTerm>
      terms;  ///< distinct, ascending by token: sums do not depend on the order of the query
  bool operator==(const FtsExpression&) const = default;
};

/// FTS5 tells a phrase's places in a row only for those nodes that stand on that row, and inside an AND below
/// an OR that is chance. Where a term's count could depend on that, the expression gets a second, neutral
/// half: AND (all terms joined by OR), whose nodes always stand right.
Result<FtsExpression> to_fts_expression(const nlp::QueryNode& query);

/// An expression for one token, to count the passages that hold it.
std::string to_fts_term(std::string_view token);

}  // namespace vp::index
