#include "index/match_finder.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace vp::index {
namespace {

/// The words of a passage, each with all terms that stand on its place.
struct AnalysedText {
  struct Word {
    std::vector<std::string> terms;
    TextSpan span;
  };
  struct Notion {
    std::string term;
    TextSpan span;
  };
  std::vector<Word> words;
  std::vector<Notion> notions;  // where expressions stand that point to one

  AnalysedText(std::string_view text, nlp::SearchAnalyzer& analyzer) {
    analyzer.for_each_index_term(
        text,
        [](void* context, std::string_view term, nlp::TermKind kind, TextSpan span) {
          auto& out = *static_cast<AnalysedText*>(context);
          if (kind == nlp::TermKind::kSurface) out.words.push_back({{}, span});
          if (kind == nlp::TermKind::kNotion) {
            out.notions.push_back({std::string(term), span});
          } else {
            out.words.back().terms.emplace_back(term);
          }
          return true;
        },
        this);
  }
};

/// Words [first, end).
struct Place {
  std::size_t first = 0;
  std::size_t end = 0;
};

bool stands_at(const nlp::TermPhrase& phrase, const AnalysedText& text, std::size_t at) {
  if (phrase.terms.size() > text.words.size() - at) return false;
  for (std::size_t i = 0; i < phrase.terms.size(); ++i) {
    const bool is_cut = phrase.is_prefix && i + 1 == phrase.terms.size();
    const auto fits = [&](const std::string& term) {
      return is_cut ? term.starts_with(phrase.terms[i]) : term == phrase.terms[i];
    };
    const std::vector<std::string>& terms = text.words[at + i].terms;
    if (std::none_of(terms.begin(), terms.end(), fits)) return false;
  }
  return true;
}

std::vector<Place> find_places(const nlp::TermPhrase& phrase, const AnalysedText& text) {
  std::vector<Place> places;
  for (std::size_t at = 0; at < text.words.size(); ++at) {
    if (stands_at(phrase, text, at)) places.push_back({at, at + phrase.terms.size()});
  }
  return places;
}

/// Words between two places; 0 when they touch or overlap.
std::size_t gap(const Place& a, const Place& b) {
  const std::size_t begin = std::min(a.end, b.end);
  const std::size_t end = std::max(a.first, b.first);
  return end > begin ? end - begin : 0;
}

/// Places of the phrases that have, with the nearest places of all others, no more than the allowed words between.
std::vector<Place> find_near(const nlp::ConceptWay& way, const AnalysedText& text) {
  std::vector<std::vector<Place>> all;
  for (const nlp::TermPhrase& phrase : way.phrases)
    all.push_back(find_places(phrase, text));
  const std::size_t reach = std::size_t{way.distance} * (way.phrases.size() - 1);
  std::vector<Place> near;
  for (std::size_t mine = 0; mine < all.size(); ++mine) {
    for (const Place& place : all[mine]) {
      bool is_near = true;
      for (std::size_t other = 0; other < all.size() && is_near; ++other) {
        is_near = other == mine || std::any_of(all[other].begin(), all[other].end(), [&](const Place& found) {
                    return gap(place, found) <= reach;
                  });
      }
      if (is_near) near.push_back(place);
    }
  }
  return near;
}

void add_joined(std::vector<TextSpan>& matches) {
  std::sort(matches.begin(), matches.end(),
            [](TextSpan a, TextSpan b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
  std::vector<TextSpan> joined;
  for (const TextSpan span : matches) {
    if (!joined.empty() && span.begin < joined.back().end) {
      joined.back().end = std::max(joined.back().end, span.end);
    } else {
      joined.push_back(span);
    }
  }
  matches = std::move(joined);
}

}  // namespace

std::vector<TextSpan> find_matches(const nlp::SearchQuery& query, const Passage& passage,
                                   nlp::SearchAnalyzer& analyzer) {
  const AnalysedText text(passage.text, analyzer);
  std::vector<TextSpan> matches;
  for (const nlp::Concept& wanted : query.concepts) {
    if (!wanted.is_scored) continue;
    for (const nlp::ConceptWay& way : wanted.ways) {
      if (way.kind == nlp::WayKind::kIndicator) {
        for (const Mention& mention : passage.mentions) {
          if (mention.indicator == way.indicator) matches.push_back(mention.span);
        }
        continue;
      }
      if (way.kind == nlp::WayKind::kSource) continue;
      const std::string& first_term = way.phrases.front().terms.front();
      if (nlp::is_notion_term(first_term)) {
        for (const AnalysedText::Notion& notion : text.notions) {
          if (notion.term == first_term) matches.push_back(notion.span);
        }
        continue;
      }
      const std::vector<Place> places =
          way.kind == nlp::WayKind::kNear ? find_near(way, text) : find_places(way.phrases.front(), text);
      for (const Place& place : places)
        matches.push_back({text.words[place.first].span.begin, text.words[place.end - 1].span.end});
    }
  }
  add_joined(matches);
  return matches;
}

}  // namespace vp::index
