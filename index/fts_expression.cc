#include "index/fts_expression.h"

#include <algorithm>
#include <map>

namespace vp::index {
namespace {

using nlp::QueryKind;
using nlp::QueryNode;

void append_quoted(std::string& out, std::string_view token) {
  out += '"';
  for (const char c : token) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

void append_phrase(std::string& out, const std::vector<std::string>& tokens) {
  std::string phrase;
  for (const std::string& token : tokens) {
    if (!phrase.empty()) phrase += ' ';
    phrase += token;
  }
  append_quoted(out, phrase);
}

constexpr std::size_t kMaxNearRows = 64;

/// Writes the tree and gathers on the way what scoring needs.
class Writer {
 public:
  Result<void> write(const QueryNode& node, bool is_wanted) {
    switch (node.kind) {
      case QueryKind::kPhrase:
      case QueryKind::kPrefix:
        return write_leaf(node, is_wanted);
      case QueryKind::kAnd:
        return write_group(node, " AND ", is_wanted);
      case QueryKind::kOr:
      case QueryKind::kSome:
        return write_group(node, " OR ", is_wanted);
      case QueryKind::kNear:
        return write_near(node, is_wanted);
      case QueryKind::kNot:
        return write_not(node, is_wanted);
    }
    return Error{ErrorCode::kInvalidArgument, "unknown kind of query node", ""};
  }

  std::string take_text() { return std::move(text_); }
  /// Token -> its first phrase of its own, or -1 when it stands in longer phrases only.
  [[nodiscard]] const std::map<std::string, int>& terms() const { return terms_; }
  [[nodiscard]] const std::vector<std::string>& prefixes() const { return prefixes_; }
  [[nodiscard]] int phrase_count() const { return phrase_count_; }

 private:
  Result<void> write_leaf(const QueryNode& node, bool is_wanted) {
    const bool is_prefix = node.kind == QueryKind::kPrefix;
    const auto is_bad = [](const std::string& token) {
      return token.empty() || token.find(' ') != std::string::npos || token.find('\0') != std::string::npos;
    };
    if (node.tokens.empty() || (is_prefix && node.tokens.size() != 1) ||
        std::any_of(node.tokens.begin(), node.tokens.end(), is_bad)) {
      return Error{ErrorCode::kInvalidArgument, "a part of the query holds no word", ""};
    }
    append_phrase(text_, node.tokens);
    if (is_prefix) text_ += " *";
    if (is_wanted) {
      if (is_prefix) prefixes_.push_back(node.tokens.front());
      for (const std::string& token : node.tokens) {
        if (is_prefix) break;
        const auto place = terms_.try_emplace(token, -1).first;
        if (node.tokens.size() == 1 && place->second < 0) place->second = phrase_count_;
      }
    }
    ++phrase_count_;
    return {};
  }

  Result<void> write_group(const QueryNode& node, std::string_view joint, bool is_wanted) {
    if (node.children.empty()) return Error{ErrorCode::kInvalidArgument, "AND or OR of nothing", ""};
    text_ += '(';
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (i > 0) text_ += joint;
      VP_TRY(write(node.children[i], is_wanted));
    }
    text_ += ')';
    return {};
  }

  // FTS5 takes only phrases within NEAR, and counts the words between the first and the last of them: sides
  // with alternatives are written out.
  Result<void> write_near(const QueryNode& node, bool is_wanted) {
    if (node.children.size() < 2) return Error{ErrorCode::kInvalidArgument, "NEAR needs two sides", ""};
    std::vector<std::vector<const QueryNode*>> rows(1);
    for (const QueryNode& child : node.children) {
      std::vector<const QueryNode*> sides = {&child};
      if (child.kind == QueryKind::kOr) {
        sides.clear();
        for (const QueryNode& side : child.children)
          sides.push_back(&side);
      }
      if (rows.size() * sides.size() > kMaxNearRows) {
        return Error{ErrorCode::kInvalidArgument, "too many alternatives beside NEAR", ""};
      }
      std::vector<std::vector<const QueryNode*>> longer;
      for (const auto& row : rows) {
        for (const QueryNode* const side : sides) {
          longer.push_back(row);
          longer.back().push_back(side);
        }
      }
      rows = std::move(longer);
    }
    const std::size_t distance = node.distance * (node.children.size() - 1);
    text_ += '(';
    for (const auto& row : rows) {
      text_ += &row == &rows.front() ? "NEAR(" : " OR NEAR(";
      for (const QueryNode* const side : row) {
        VP_TRY(write_leaf(*side, is_wanted));
        text_ += ' ';
      }
      text_ += ", " + std::to_string(distance) + ")";
    }
    text_ += ')';
    return {};
  }

  Result<void> write_not(const QueryNode& node, bool is_wanted) {
    if (node.children.size() != 2) return Error{ErrorCode::kInvalidArgument, "NOT needs two sides", ""};
    text_ += '(';
    VP_TRY(write(node.children[0], is_wanted));
    text_ += " NOT ";
    VP_TRY(write(node.children[1], false));
    text_ += ')';
    return {};
  }

  std::string text_;
  std::map<std::string, int> terms_;
  std::vector<std::string> prefixes_;
  int phrase_count_ = 0;
};

bool is_leaf(const QueryNode& node) {
  return node.kind == QueryKind::kPhrase || node.kind == QueryKind::kPrefix;
}

/// All wanted single tokens stand exactly on every row that matches the node.
bool is_exact(const QueryNode& node) {
  switch (node.kind) {
    case QueryKind::kPhrase:
      return node.tokens.size() == 1;
    case QueryKind::kPrefix:
      return true;
    case QueryKind::kAnd:
      return std::all_of(node.children.begin(), node.children.end(), is_exact);
    case QueryKind::kNear:
      return false;  // as with a phrase, a word of it can stand elsewhere too
    case QueryKind::kOr:
    case QueryKind::kSome:
      return std::all_of(node.children.begin(), node.children.end(),
                         [](const QueryNode& child) { return is_leaf(child) && is_exact(child); });
    case QueryKind::kNot:
      return is_exact(node.children.front());
  }
  return false;
}

/// Every match holds at least one of the wanted terms, not only words with a prefix.
bool implies_term(const QueryNode& node) {
  switch (node.kind) {
    case QueryKind::kPhrase:
      return true;
    case QueryKind::kPrefix:
      return false;
    case QueryKind::kAnd:
    case QueryKind::kNear:
      return std::any_of(node.children.begin(), node.children.end(), implies_term);
    case QueryKind::kOr:
    case QueryKind::kSome:
      return std::all_of(node.children.begin(), node.children.end(), implies_term);
    case QueryKind::kNot:
      return implies_term(node.children.front());
  }
  return false;
}

}  // namespace

Result<FtsExpression> to_fts_expression(const nlp::QueryNode& query) {
  Writer writer;
  VP_TRY(writer.write(query, true));
  FtsExpression expression;
  expression.match = writer.take_text();
  if (writer.terms().empty()) return expression;
  if (is_exact(query)) {
    for (const auto& [token, phrase] : writer.terms())
      expression.terms.push_back({token, phrase});
    return expression;
  }
  int phrase = writer.phrase_count();
  std::string all_terms;
  for (const auto& [token, unused] : writer.terms()) {
    if (!all_terms.empty()) all_terms += " OR ";
    append_quoted(all_terms, token);
    expression.terms.push_back({token, phrase++});
  }
  if (!implies_term(query)) {
    for (const std::string& prefix : writer.prefixes()) {
      all_terms += " OR ";
      append_quoted(all_terms, prefix);
      all_terms += " *";
    }
  }
  expression.match = "(" + expression.match + ") AND (" + all_terms + ")";
  return expression;
}

std::string to_fts_term(std::string_view token) {
  std::string expression;
  append_quoted(expression, token);
  return expression;
}

}  // namespace vp::index
