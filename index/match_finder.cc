#include "index/match_finder.h"

#include <algorithm>

#include "nlp/tokenizer.h"

namespace vp::index {
namespace {

using nlp::QueryKind;
using nlp::QueryNode;

void find_wanted_leaves(const QueryNode& node, std::vector<const QueryNode*>& out) {
  if (node.kind == QueryKind::kPhrase || node.kind == QueryKind::kPrefix) {
    out.push_back(&node);
    return;
  }
  const std::size_t wanted = node.kind == QueryKind::kNot ? 1 : node.children.size();
  for (std::size_t i = 0; i < wanted && i < node.children.size(); ++i)
    find_wanted_leaves(node.children[i], out);
}

bool stands_at(const QueryNode& leaf, const std::vector<nlp::Token>& tokens, std::size_t at) {
  if (leaf.tokens.empty() || leaf.tokens.size() > tokens.size() - at) return false;
  if (leaf.kind == QueryKind::kPrefix) return tokens[at].text.starts_with(leaf.tokens.front());
  for (std::size_t i = 0; i < leaf.tokens.size(); ++i) {
    if (tokens[at + i].text != leaf.tokens[i]) return false;
  }
  return true;
}

}  // namespace

std::vector<TextSpan> find_matches(const nlp::QueryNode& query, std::string_view text) {
  std::vector<const QueryNode*> leaves;
  find_wanted_leaves(query, leaves);
  const std::vector<nlp::Token> tokens = nlp::tokenize(text);
  std::vector<TextSpan> matches;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    for (const QueryNode* leaf : leaves) {
      if (!stands_at(*leaf, tokens, at)) continue;
      const TextSpan span{tokens[at].span.begin, tokens[at + leaf->tokens.size() - 1].span.end};
      if (!matches.empty() && span.begin < matches.back().end) {
        matches.back().end = std::max(matches.back().end, span.end);
      } else {
        matches.push_back(span);
      }
    }
  }
  return matches;
}

}  // namespace vp::index
