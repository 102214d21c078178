#include "nlp/query.h"

namespace vp::nlp {
namespace {

void append_tokens(std::string& out, const QueryNode& node) {
  const bool quoted = node.tokens.size() != 1;
  if (quoted) out += '"';
  for (std::size_t i = 0; i < node.tokens.size(); ++i) {
    if (i > 0) out += ' ';
    out += node.tokens[i];
  }
  if (quoted) out += '"';
  if (node.kind == QueryKind::kPrefix) out += '*';
}

void append_node(std::string& out, const QueryNode& node) {
  switch (node.kind) {
    case QueryKind::kPhrase:
    case QueryKind::kPrefix:
      append_tokens(out, node);
      return;
    case QueryKind::kAnd:
      out += "(AND";
      break;
    case QueryKind::kOr:
      out += "(OR";
      break;
    case QueryKind::kNot:
      out += "(NOT";
      break;
    case QueryKind::kNear:
      out += "(NEAR/" + std::to_string(node.distance);
      break;
    case QueryKind::kSome:
      out += "(SOME";
      break;
  }
  for (const QueryNode& child : node.children) {
    out += ' ';
    append_node(out, child);
  }
  out += ')';
}

}  // namespace

std::string to_string(const QueryNode& node) {
  std::string out;
  append_node(out, node);
  return out;
}

}  // namespace vp::nlp
