#include "nlp/search_query.h"

namespace vp::nlp {
namespace {

void append_node(std::string& out, const SearchQuery& query, const MatchNode& node) {
  switch (node.kind) {
    case MatchKind::kConcept:
      out += query.concepts.at(node.concept_id).label;
      return;
    case MatchKind::kEvery:
      out += "EVERY";
      return;
    case MatchKind::kAll:
      out += "(ALL";
      break;
    case MatchKind::kAny:
      out += "(ANY";
      break;
    case MatchKind::kWithout:
      out += "(WITHOUT";
      break;
  }
  for (const MatchNode& child : node.children) {
    out += ' ';
    append_node(out, query, child);
  }
  out += ')';
}

}  // namespace

std::string to_string(const SearchQuery& query) {
  std::string out;
  append_node(out, query, query.match);
  return out;
}

}  // namespace vp::nlp
