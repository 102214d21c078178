// query_parser.cc - parse_query(): the grammar over the parts that query_lexer.h gives.
//   alternatives := combination (OR combination)*
//   combination  := [NOT] closeness ([AND] [NOT] closeness)*   at least one without NOT, or only filters; what stands between
//                                                             two ANDs are words beside each other
//   closeness    := operand (NEAR operand)*
//   operand      := words | '(' alternatives ')'
// Filters stand outside parentheses, where a closeness can stand; they hold for the whole query.
#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "nlp/query.h"
#include "nlp/query_fields.h"
#include "nlp/query_lexer.h"

namespace vp::nlp {
namespace {

QueryNode make_node(QueryKind kind, std::vector<QueryNode> children, TextSpan span) {
  return {.kind = kind, .tokens = {}, .children = std::move(children), .span = span};
}

TextSpan cover(const std::vector<QueryNode>& nodes) {
  TextSpan span = nodes.front().span;
  for (const QueryNode& node : nodes) {
    span = {std::min(span.begin, node.span.begin), std::max(span.end, node.span.end)};
  }
  return span;
}

// One node for several: the node itself when there is but one.
QueryNode join(QueryKind kind, std::vector<QueryNode> nodes) {
  if (nodes.size() == 1) return std::move(nodes.front());
  const TextSpan span = cover(nodes);
  return make_node(kind, std::move(nodes), span);
}

// Words beside each other; those in parentheses among them are no different: regie (gezin plan).
QueryNode join_some(std::vector<QueryNode> nodes) {
  std::vector<QueryNode> flat;
  for (QueryNode& node : nodes) {
    if (node.kind == QueryKind::kSome) {
      std::ranges::move(node.children, std::back_inserter(flat));
    } else {
      flat.push_back(std::move(node));
    }
  }
  return join(QueryKind::kSome, std::move(flat));
}

QueryNode to_node(const Lexeme& words) {
  QueryNode node{.kind = QueryKind::kPhrase, .tokens = words.tokens, .children = {}, .span = words.span};
  if (!words.is_prefix) return node;
  if (words.tokens.size() == 1) {
    node.kind = QueryKind::kPrefix;
    return node;
  }
  QueryNode prefix{
      .kind = QueryKind::kPrefix, .tokens = {node.tokens.back()}, .children = {}, .span = words.span};
  node.tokens.pop_back();
  std::vector<QueryNode> both;
  both.push_back(std::move(node));
  both.push_back(std::move(prefix));
  return make_node(QueryKind::kAnd, std::move(both), words.span);
}

constexpr std::string_view kNearSides = "beside NEAR can only stand a word, a phrase or (one OR another)";

bool is_leaf(const QueryNode& node) {
  return node.kind == QueryKind::kPhrase || node.kind == QueryKind::kPrefix;
}

class Parser {
 public:
  Parser(std::string_view query, std::vector<Lexeme> lexemes) : query_(query), lexemes_(std::move(lexemes)) {}

  Result<ParsedQuery> parse() {
    if (next().kind == LexemeKind::kEnd) return error_here("the query holds no word to look for");
    VP_TRY(check_no_close());
    ParsedQuery parsed;
    VP_ASSIGN(parsed.words, parse_alternatives());
    VP_TRY(check_no_close());
    parsed.fields = std::move(fields_);
    return parsed;
  }

 private:
  [[nodiscard]] const Lexeme& next() const { return lexemes_.at(at_); }
  [[nodiscard]] std::string word_of(const Lexeme& lexeme) const {
    return std::string(lexeme.span.in(query_));
  }
  [[nodiscard]] Error error_at(const Lexeme& lexeme, std::string what) const {
    return query_error(query_, lexeme.span.begin, std::move(what));
  }
  [[nodiscard]] Error error_here(std::string what) const { return error_at(next(), std::move(what)); }

  [[nodiscard]] bool starts_operand() const {
    return next().kind == LexemeKind::kWords || next().kind == LexemeKind::kOpen;
  }

  [[nodiscard]] bool starts_part() const {
    return starts_operand() || next().kind == LexemeKind::kNot || next().kind == LexemeKind::kField;
  }

  [[nodiscard]] Result<void> check_no_close() const {
    if (next().kind == LexemeKind::kClose) return error_here("this parenthesis closes none");
    return {};
  }

  // An operator stands where words should: at the begin, or after another operator.
  [[nodiscard]] Error misplaced_operator() const {
    return error_here(word_of(next()) +
                      " needs words before it; as a word to look for, write it in small letters");
  }

  // None when there are filters only, which can only be at the outermost level.
  Result<std::optional<QueryNode>> parse_alternatives() {
    std::vector<QueryNode> alternatives;
    const Lexeme* filters_only = nullptr;
    for (bool is_first = true;; is_first = false) {
      const Lexeme& begin = next();
      VP_ASSIGN(std::optional<QueryNode> combination, parse_combination());
      if (combination) {
        alternatives.push_back(std::move(*combination));
      } else {
        filters_only = &begin;
      }
      const bool is_last = next().kind != LexemeKind::kOr;
      if (filters_only != nullptr && (!is_first || !is_last)) {
        return error_at(*filters_only,
                        "a filter holds for the whole query and cannot be one side of OR; only values of the "
                        "same filter can");
      }
      if (is_last) break;
      const Lexeme& or_sign = next();
      ++at_;
      VP_TRY(check_operand_follows(or_sign));
    }
    if (alternatives.empty()) return std::optional<QueryNode>();
    return join(QueryKind::kOr, std::move(alternatives));
  }

  Result<void> check_operand_follows(const Lexeme& sign) const {
    if (next().kind == LexemeKind::kEnd || next().kind == LexemeKind::kClose) {
      return error_at(
          sign, word_of(sign) + " needs words after it; as a word to look for, write it in small letters");
    }
    return {};
  }

  // One part of a combination with the NOT before it and the AND after it; of a filter there is no node.
  struct Part {
    std::optional<QueryNode> node;
    const Lexeme* not_sign = nullptr;
    bool ends_group = false;
  };

  Result<Part> parse_part() {
    Part part;
    if (next().kind == LexemeKind::kNot) {
      part.not_sign = &next();
      ++at_;
      VP_TRY(check_operand_follows(*part.not_sign));
    }
    if (next().kind == LexemeKind::kField) {
      VP_TRY(take_field(part.not_sign != nullptr));
    } else if (starts_operand()) {
      VP_ASSIGN(part.node, parse_closeness());
    } else {
      return misplaced_operator();
    }
    part.ends_group = next().kind == LexemeKind::kAnd;
    if (part.ends_group) {
      const Lexeme& and_sign = next();
      ++at_;
      VP_TRY(check_operand_follows(and_sign));
    }
    return part;
  }

  Result<void> take_field(bool is_excluded) {
    if (depth_ > 0) {
      return error_here("a filter holds for the whole query; write it outside the parentheses");
    }
    fields_.push_back(
        {.name = next().field, .value = next().value, .is_excluded = is_excluded, .span = next().span});
    ++at_;
    if (next().kind == LexemeKind::kNear) return misplaced_operator();
    return {};
  }

  // None when it holds filters only.
  Result<std::optional<QueryNode>> parse_combination() {
    std::vector<QueryNode> groups;
    std::vector<QueryNode> group;
    std::vector<QueryNode> unwanted;
    const Lexeme* first_not = nullptr;
    for (bool is_last = false; !is_last;) {
      VP_ASSIGN(Part part, parse_part());
      if (part.node) (part.not_sign != nullptr ? unwanted : group).push_back(std::move(*part.node));
      if (first_not == nullptr && part.node) first_not = part.not_sign;
      is_last = !part.ends_group && !starts_part();
      if ((part.ends_group || is_last) && !group.empty()) {
        groups.push_back(join_some(std::exchange(group, {})));
      }
    }
    if (groups.empty() && unwanted.empty()) return std::optional<QueryNode>();
    if (groups.empty()) {
      return error_at(*first_not, word_of(*first_not) +
                                      " has nothing to leave passages out of; write what to look for before "
                                      "it: regie " +
                                      word_of(*first_not) + " gemeente");
    }
    if (unwanted.empty()) return join(QueryKind::kAnd, std::move(groups));
    std::vector<QueryNode> sides;
    sides.push_back(join(QueryKind::kAnd, std::move(groups)));
    sides.push_back(join(QueryKind::kOr, std::move(unwanted)));
    return join(QueryKind::kNot, std::move(sides));
  }

  // a NEAR/5 b NEAR/3 c: each distance holds between its own two sides.
  Result<QueryNode> parse_closeness() {
    VP_ASSIGN(QueryNode side, parse_operand());
    if (next().kind != LexemeKind::kNear) return side;
    std::vector<QueryNode> chains;
    std::vector<QueryNode> chain;
    std::uint32_t distance = next().distance;
    VP_ASSIGN(side, to_near_side(std::move(side)));
    chain.push_back(side);
    while (next().kind == LexemeKind::kNear) {
      const Lexeme& sign = next();
      ++at_;
      VP_TRY(check_operand_follows(sign));
      if (next().kind == LexemeKind::kField) return error_here(std::string(kNearSides));
      if (!starts_operand()) return misplaced_operator();
      if (sign.distance != distance) {
        chains.push_back(make_near(std::move(chain), distance));
        chain.assign(1, side);
        distance = sign.distance;
      }
      VP_ASSIGN(side, parse_operand());
      VP_ASSIGN(side, to_near_side(std::move(side)));
      chain.push_back(side);
    }
    chains.push_back(make_near(std::move(chain), distance));
    return join(QueryKind::kAnd, std::move(chains));
  }

  static QueryNode make_near(std::vector<QueryNode> chain, std::uint32_t distance) {
    QueryNode near = join(QueryKind::kNear, std::move(chain));
    near.distance = distance;
    return near;
  }

  // A side of NEAR is a word, a phrase, a beginning, or several of them of which any may stand there.
  [[nodiscard]] Result<QueryNode> to_near_side(QueryNode side) const {
    if (is_leaf(side)) return side;
    std::vector<QueryNode> leaves;
    if (!find_alternatives(side, leaves)) {
      return query_error(query_, side.span.begin, std::string(kNearSides));
    }
    return make_node(QueryKind::kOr, std::move(leaves), side.span);
  }

  static bool find_alternatives(const QueryNode& node, std::vector<QueryNode>& leaves) {
    if (is_leaf(node)) {
      leaves.push_back(node);
      return true;
    }
    if (node.kind != QueryKind::kOr && node.kind != QueryKind::kSome) return false;
    return std::ranges::all_of(
        node.children, [&leaves](const QueryNode& child) { return find_alternatives(child, leaves); });
  }

  Result<QueryNode> parse_operand() {
    if (next().kind == LexemeKind::kWords) return to_node(lexemes_.at(at_++));
    const Lexeme& open = lexemes_.at(at_++);
    if (++depth_ > kMaxQueryDepth) {
      return error_at(open,
                      "more than " + std::to_string(kMaxQueryDepth) + " parentheses within one another");
    }
    if (next().kind == LexemeKind::kClose)
      return error_at(open, "there is nothing between these parentheses");
    if (next().kind == LexemeKind::kEnd) return error_at(open, "this parenthesis is not closed");
    VP_ASSIGN(std::optional<QueryNode> inner, parse_alternatives());
    if (next().kind != LexemeKind::kClose) return error_at(open, "this parenthesis is not closed");
    --depth_;
    inner->span = {open.span.begin, next().span.end};  // filters alone are refused within parentheses
    ++at_;
    return std::move(*inner);
  }

  std::string_view query_;
  std::vector<Lexeme> lexemes_;
  std::vector<QueryField> fields_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

Result<ParsedQuery> parse_query(std::string_view query) {
  if (query.size() > kMaxQueryBytes) {
    return query_error(query, kMaxQueryBytes,
                       "the query is longer than " + std::to_string(kMaxQueryBytes) + " bytes");
  }
  VP_ASSIGN(std::vector<Lexeme> lexemes, lex_query(query));
  return Parser(query, join_field_groups(std::move(lexemes))).parse();
}

}  // namespace vp::nlp
