#include "nlp/search_query.h"

#include <algorithm>

#include "nlp/field_notions.h"

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

std::string to_string(const ConceptWay& way) {
  std::string out;
  const auto add_list = [&out](const auto& values) {
    for (const auto value : values)
      out += " " + std::string(to_string(value));
  };
  switch (way.kind) {
    case WayKind::kIndicator:
      out = "mention of " + way.indicator;
      add_list(way.polarities);
      add_list(way.speakers);
      return out;
    case WayKind::kSource:
      return "documents of " +
             (way.source.municipality.empty() ? way.source.approach : way.source.municipality);
    case WayKind::kPhrase:
    case WayKind::kNear:
      break;
  }
  for (const TermPhrase& phrase : way.phrases) {
    if (!out.empty()) out += " near ";
    std::string words;
    for (const std::string& term : phrase.terms)
      words += (words.empty() ? "" : " ") + (is_notion_term(term) ? "notion " + to_notion_name(term) : term);
    out += (phrase.terms.size() > 1 ? '"' + words + '"' : words) + (phrase.is_prefix ? "*" : "");
  }
  return out;
}

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
      if (is_notion_term(word)) continue;
      if (std::ranges::find(words, word) == words.end()) words.push_back(word);
    }
  }
  return words;
}

std::vector<std::string> list_notions(const SearchQuery& query) {
  std::vector<std::string> names;
  for (const Concept& wanted : query.concepts) {
    for (const ConceptWay& way : wanted.ways) {
      if (way.kind != WayKind::kPhrase || !wanted.is_scored) continue;
      const std::string& term = way.phrases.front().terms.front();
      if (!is_notion_term(term)) continue;
      std::string name = to_notion_name(term);
      if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
    }
  }
  return names;
}

void remove_related(SearchQuery& query) {
  for (Concept& wanted : query.concepts)
    std::erase_if(wanted.ways, [](const ConceptWay& way) { return way.is_related; });
}

}  // namespace vp::nlp
