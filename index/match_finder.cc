#include "index/match_finder.h"

#include <algorithm>
#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "core/string_hash.h"

namespace vp::index {

/// Numbers the terms that a query asks for; a passage's other terms need not be remembered.
class WantedTerms {
 public:
  using Id = std::uint32_t;
  static constexpr Id kNone = ~Id{0};

  /// Every term of every way that is looked for in words.
  explicit WantedTerms(const nlp::SearchQuery& query) {
    for (const nlp::Concept& wanted : query.concepts) {
      if (!wanted.is_scored) continue;
      for (const nlp::ConceptWay& way : wanted.ways) {
        for (const nlp::TermPhrase& phrase : way.phrases) {
          for (std::size_t i = 0; i < phrase.terms.size(); ++i)
            add(phrase.terms[i], phrase.is_prefix && i + 1 == phrase.terms.size());
        }
      }
    }
  }

  /// Calls visit(id) for each wanted term that the term is, or begins with where that was asked for.
  template <class Visit>
  void for_each_match(std::string_view term, Visit visit) const {
    if (may_be_whole(term)) {
      const auto found = whole_.find(term);
      if (found != whole_.end()) visit(found->second);
    }
    for (const auto& [prefix, id] : prefixes_) {
      if (term.starts_with(prefix)) visit(id);
    }
  }
  [[nodiscard]] Id id_of(std::string_view term, bool is_prefix) const {
    if (is_prefix) {
      const auto found = find_prefix(term);
      return found == prefixes_.end() ? kNone : found->second;
    }
    const auto found = whole_.find(term);
    return found == whole_.end() ? kNone : found->second;
  }

 private:
  static constexpr std::size_t kSketchBits = 4096;
  static std::size_t sketch(std::string_view term) {
    const auto byte = [&](std::size_t at) {
      return static_cast<std::size_t>(static_cast<unsigned char>(term[at]));
    };
    return (byte(0) * 31 + byte(term.size() / 2) * 17 + byte(term.size() - 1) * 7 + term.size()) %
           kSketchBits;
  }
  /// Nearly every term of a passage is told here to be none that is wanted.
  [[nodiscard]] bool may_be_whole(std::string_view term) const {
    return !term.empty() && sketch_[sketch(term)];
  }
  [[nodiscard]] std::vector<std::pair<std::string, Id>>::const_iterator find_prefix(
      std::string_view prefix) const {
    return std::ranges::find(prefixes_, prefix, &std::pair<std::string, Id>::first);
  }
  void add(const std::string& term, bool is_prefix) {
    if (is_prefix) {
      if (find_prefix(term) == prefixes_.end()) prefixes_.emplace_back(term, next_++);
    } else if (!term.empty() && whole_.try_emplace(term, next_).second) {
      sketch_.set(sketch(term));
      ++next_;
    }
  }

  std::unordered_map<std::string, Id, StringHash, std::equal_to<>> whole_;
  std::vector<std::pair<std::string, Id>> prefixes_;
  std::bitset<kSketchBits> sketch_;
  Id next_ = 0;
};

namespace {

/// The words of a passage, each with the wanted terms that stand on its place.
struct AnalysedText {
  struct Notion {
    std::string term;
    TextSpan span;
  };
  const WantedTerms* wanted;
  std::vector<TextSpan> words;
  std::vector<std::pair<std::uint32_t, WantedTerms::Id>> terms;  // word and term, by word
  std::vector<Notion> notions;                                   // where expressions stand that point to one

  AnalysedText(const WantedTerms& terms_wanted, std::string_view text, nlp::SearchAnalyzer& analyzer)
      : wanted(&terms_wanted) {
    analyzer.for_each_index_term(
        text,
        [](void* context, std::string_view term, nlp::TermKind kind, TextSpan span) {
          auto& out = *static_cast<AnalysedText*>(context);
          if (kind == nlp::TermKind::kSurface) out.words.push_back(span);
          if (kind == nlp::TermKind::kNotion) {
            out.notions.push_back({std::string(term), span});
          } else {
            const auto word = static_cast<std::uint32_t>(out.words.size() - 1);
            out.wanted->for_each_match(term, [&](WantedTerms::Id id) { out.terms.emplace_back(word, id); });
          }
          return true;
        },
        this);
    std::ranges::sort(terms);
  }

  [[nodiscard]] bool has(std::size_t word, WantedTerms::Id id) const {
    return std::ranges::binary_search(terms, std::pair(static_cast<std::uint32_t>(word), id));
  }
};

/// Words [first, end).
struct Place {
  std::size_t first = 0;
  std::size_t end = 0;
};

std::vector<Place> find_places(const nlp::TermPhrase& phrase, const AnalysedText& text) {
  std::vector<WantedTerms::Id> ids;
  for (std::size_t i = 0; i < phrase.terms.size(); ++i)
    ids.push_back(text.wanted->id_of(phrase.terms[i], phrase.is_prefix && i + 1 == phrase.terms.size()));
  std::vector<Place> places;
  for (const auto& [first, id] : text.terms) {
    if (id != ids.front() || ids.size() > text.words.size() - first) continue;
    bool stands = true;
    for (std::size_t i = 1; i < ids.size() && stands; ++i)
      stands = text.has(first + i, ids[i]);
    // Two terms of one word may begin with the same prefix.
    if (stands && (places.empty() || places.back().first != first))
      places.push_back({first, first + ids.size()});
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

MatchFinder::MatchFinder(const nlp::SearchQuery& query)
    : query_(&query), terms_(std::make_unique<const WantedTerms>(query)) {}
MatchFinder::~MatchFinder() = default;

std::vector<TextSpan> MatchFinder::find(const Passage& passage, nlp::SearchAnalyzer& analyzer) const {
  const AnalysedText text(*terms_, passage.text, analyzer);
  std::vector<TextSpan> matches;
  for (const nlp::Concept& wanted : query_->concepts) {
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
        matches.push_back({text.words[place.first].begin, text.words[place.end - 1].end});
    }
  }
  add_joined(matches);
  return matches;
}

}  // namespace vp::index
