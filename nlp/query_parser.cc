// query_parser.cc - parse_query(): the grammar over the parts that query_lexer.h gives.
//   alternatives := combination (OR combination)*
//   combination  := [NOT] operand ([AND] [NOT] operand)*      at least one operand without NOT
//   operand      := words | '(' alternatives ')'
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "nlp/query.h"
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

class Parser {
 public:
  Parser(std::string_view query, std::vector<Lexeme> lexemes) : query_(query), lexemes_(std::move(lexemes)) {}

  Result<QueryNode> parse() {
    if (next().kind == LexemeKind::kEnd) return error_here("the query holds no word to look for");
    VP_TRY(check_no_close());
    VP_ASSIGN(QueryNode root, parse_alternatives());
    VP_TRY(check_no_close());
    return root;
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

  [[nodiscard]] Result<void> check_no_close() const {
    if (next().kind == LexemeKind::kClose) return error_here("this parenthesis closes none");
    return {};
  }

  // An operator stands where words should: at the begin, or after another operator.
  [[nodiscard]] Error misplaced_operator() const {
    return error_here(word_of(next()) +
                      " needs words before it; as a word to look for, write it in small letters");
  }

  Result<QueryNode> parse_alternatives() {
    std::vector<QueryNode> alternatives;
    while (true) {
      VP_ASSIGN(QueryNode combination, parse_combination());
      alternatives.push_back(std::move(combination));
      if (next().kind != LexemeKind::kOr) return join(QueryKind::kOr, std::move(alternatives));
      const Lexeme& or_sign = next();
      ++at_;
      VP_TRY(check_operand_follows(or_sign));
    }
  }

  Result<void> check_operand_follows(const Lexeme& sign) const {
    if (next().kind == LexemeKind::kEnd || next().kind == LexemeKind::kClose) {
      return error_at(
          sign, word_of(sign) + " needs words after it; as a word to look for, write it in small letters");
    }
    return {};
  }

  Result<QueryNode> parse_combination() {
    std::vector<QueryNode> wanted;
    std::vector<QueryNode> unwanted;
    const std::size_t first = at_;
    if (next().kind == LexemeKind::kAnd || next().kind == LexemeKind::kOr) return misplaced_operator();
    while (true) {
      const bool is_unwanted = next().kind == LexemeKind::kNot;
      if (is_unwanted) {
        const Lexeme& not_sign = next();
        ++at_;
        VP_TRY(check_operand_follows(not_sign));
      }
      if (!starts_operand()) return misplaced_operator();
      VP_ASSIGN(QueryNode operand, parse_operand());
      (is_unwanted ? unwanted : wanted).push_back(std::move(operand));
      if (next().kind == LexemeKind::kAnd) {
        const Lexeme& and_sign = next();
        ++at_;
        VP_TRY(check_operand_follows(and_sign));
      } else if (!starts_operand() && next().kind != LexemeKind::kNot) {
        break;
      }
    }
    if (wanted.empty()) {
      const Lexeme& not_sign = lexemes_.at(first);
      return error_at(not_sign,
                      word_of(not_sign) +
                          " has nothing to leave passages out of; write what to look for before it: "
                          "regie " +
                          word_of(not_sign) + " gemeente");
    }
    if (unwanted.empty()) return join(QueryKind::kAnd, std::move(wanted));
    std::vector<QueryNode> sides;
    sides.push_back(join(QueryKind::kAnd, std::move(wanted)));
    sides.push_back(join(QueryKind::kOr, std::move(unwanted)));
    return join(QueryKind::kNot, std::move(sides));
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
    VP_ASSIGN(QueryNode inner, parse_alternatives());
    if (next().kind != LexemeKind::kClose) return error_at(open, "this parenthesis is not closed");
    --depth_;
    inner.span = {open.span.begin, next().span.end};
    ++at_;
    return inner;
  }

  std::string_view query_;
  std::vector<Lexeme> lexemes_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

Result<QueryNode> parse_query(std::string_view query) {
  if (query.size() > kMaxQueryBytes) {
    return query_error(query, kMaxQueryBytes,
                       "the query is longer than " + std::to_string(kMaxQueryBytes) + " bytes");
  }
  VP_ASSIGN(std::vector<Lexeme> lexemes, lex_query(query));
  return Parser(query, std::move(lexemes)).parse();
}

}  // namespace vp::nlp
