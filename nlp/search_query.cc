#include "nlp/search_query.h"

#include <algorithm>

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

std::vector<std::string> list_related(const SearchQuery& query) {
  std::vector<std::string> words;
  for (const Concept& wanted : query.concepts) {
    for (const ConceptWay& way : wanted.ways) {
      if (!way.is_related || way.kind != WayKind::kPhrase || !wanted.is_scored) continue;
      const std::string& word = way.phrases.front().terms.front();
      if (std::ranges::find(words, word) == words.end()) words.push_back(word);
    }
  }
  return words;
}

void remove_related(SearchQuery& query) {
  for (Concept& wanted : query.concepts)
    std::erase_if(wanted.ways, [](const ConceptWay& way) { return way.is_related; });
}

}  // namespace vp::nlp
