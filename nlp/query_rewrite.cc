#include "nlp/query_rewrite.h"

#include <algorithm>
#include <unordered_set>

#include "nlp/lexicon_rows.h"
#include "nlp/stop_words_data.h"

namespace vp::nlp {
namespace {

// Of one place of such a way, against one of the word's stem. Found on the development half of tests/eval's queries.
constexpr double kSurfaceWeight = 0.5;          // on top of the stem's: the very form that was asked for
constexpr double kPartsWeight = 0.6;            // "macht om door te zetten" for "doorzettingsmacht"
constexpr double kRelatedWeight = 0.5;          // "weigering" for "weigeren"
constexpr double kRelatedPartsWeight = 0.4;     // "hulp weigeren" for "hulpweigering"
constexpr double kNotionWeight = 0.4;           // "mandaat" for "doorzettingsmacht" (field_notions.h)
constexpr double kIndicatorNotionWeight = 0.4;  // of such an expression, against a mention of the indicator
constexpr double kPhrasedNotionWeight = 0.7;    // of a notion that only words together point to
constexpr double kNotionConfidence =
    0.3;                             // that a question with an expression of a notion is about its indicator
constexpr double kSourceWeight = 1;  // a passage of a document of the municipality that is named
constexpr double kVoiceWeight = 1;   // of a mention that also has the polarity or the speaker asked for
constexpr double kIndicatorWeight = 1.5;  // also of one that the words are only like, times its confidence
constexpr std::uint32_t kPartsDistance = 5;
constexpr std::size_t kMaxNearWays = 64;  // of ORs inside a NEAR, written out

std::string join_terms(const std::vector<std::string>& tokens) {
  std::string joined;
  for (const std::string& token : tokens)
    joined += (joined.empty() ? "" : " ") + token;
  return joined;
}

std::string to_label(const TermPhrase& phrase) {
  const bool is_quoted = phrase.terms.size() != 1;
  return (is_quoted ? "\"" : "") + join_terms(phrase.terms) + (is_quoted ? "\"" : "") +
         (phrase.is_prefix ? "*" : "");
}

bool is_leaf(const QueryNode& node) {
  return node.kind == QueryKind::kPhrase || node.kind == QueryKind::kPrefix;
}

bool is_word(const QueryNode& node) {
  return node.kind == QueryKind::kPhrase && node.tokens.size() == 1;
}

Error bad_tree(const char* what) {
  return Error{ErrorCode::kInvalidArgument, what, ""};
}

Result<void> check_leaf(const QueryNode& node) {
  const auto is_bad = [](const std::string& token) {
    return token.empty() || token.find(' ') != std::string::npos || token.find('\0') != std::string::npos;
  };
  if (node.tokens.empty() || (node.kind == QueryKind::kPrefix && node.tokens.size() != 1) ||
      std::any_of(node.tokens.begin(), node.tokens.end(), is_bad)) {
    return bad_tree("a part of the query holds no word");
  }
  return {};
}

ConceptWay phrase_way(std::vector<std::string> terms, double weight = 1, bool is_prefix = false) {
  ConceptWay way;
  way.phrases.push_back({std::move(terms), is_prefix});
  way.weight = weight;
  return way;
}

ConceptWay notion_way(NotionId id, double weight) {
  ConceptWay way = phrase_way({to_notion_term(default_field_notions().notions().at(id))}, weight);
  way.is_related = true;
  return way;
}

std::unordered_set<std::string> load_stop_words() {
  std::unordered_set<std::string> words;
  const auto rows = parse_lexicon_rows(kStopWordsTsv, "word\tkind", "stop_words.tsv");
  if (!rows) return words;  // tests/nlp/query_rewrite_test.cc sees to it that the built-in list reads
  for (const LexiconRow& row : *rows)
    words.emplace(row.cells.at(0));
  return words;
}

}  // namespace

bool is_stop_word(std::string_view folded) {
  static const std::unordered_set<std::string> kWords = load_stop_words();
  return kWords.contains(std::string(folded));
}

/// What one rewriting gathers.
struct QueryRewriter::Build {
  SearchAnalyzer* analyzer = nullptr;
  SearchQuery query;
  std::map<std::string, std::uint32_t> by_label;

  MatchNode add(Concept added, bool is_scored) {
    const auto [place, is_new] =
        by_label.try_emplace(added.label, static_cast<std::uint32_t>(query.concepts.size()));
    if (is_new) {
      added.is_scored = is_scored;
      query.concepts.push_back(std::move(added));
    } else if (is_scored) {
      query.concepts[place->second].is_scored = true;
    }
    return {MatchKind::kConcept, place->second, {}};
  }

  /// The term under which a word is found: its stem.
  std::string to_term(const std::string& surface) const {
    if (analyzer == nullptr) return surface;
    const QueryAnalysis analysis = analyzer->analyze_for_query(surface);
    return analysis.terms.size() == 1 ? analysis.terms.front().stem : surface;
  }

  Concept to_word(const QueryNode& node) const {
    const std::string& surface = node.tokens.front();
    Concept made;
    made.label = surface;
    made.span = node.span;
    if (analyzer == nullptr) {
      made.ways.push_back(phrase_way({surface}));
      return made;
    }
    const QueryAnalysis analysis = analyzer->analyze_for_query(surface);
    const QueryTerm term =
        analysis.terms.size() == 1 ? analysis.terms.front() : QueryTerm{surface, surface, {}, {}};
    made.ways.push_back(phrase_way({term.stem}));
    if (term.stem != surface) made.ways.push_back(phrase_way({surface}, kSurfaceWeight));
    if (term.parts.size() > 1) {
      ConceptWay parts;
      parts.kind = WayKind::kNear;
      for (const std::string& part : term.parts)
        parts.phrases.push_back({{part}, false});
      parts.distance = kPartsDistance;
      parts.weight = kPartsWeight;
      made.ways.push_back(std::move(parts));
    }
    for (const VariantMatch& match : analysis.variants) {
      for (const auto& alternative : match.alternatives)
        made.ways.push_back(phrase_way(alternative));
    }
    add_related(term, made);
    const std::vector<std::string> alone{surface};
    for (const QueryNotion& notion : analyzer->find_notions(alone))
      made.ways.push_back(notion_way(notion.notion, kNotionWeight));
    return made;
  }

  /// "weigering" for "weigeren"; of a compound also its parts near each other, one of them a related word.
  void add_related(const QueryTerm& term, Concept& made) const {
    for (const std::string& related : analyzer->find_related(term.stem)) {
      made.ways.push_back(phrase_way({related}, kRelatedWeight));
      made.ways.back().is_related = true;
    }
    if (term.parts.size() < 2) return;
    ConceptWay parts;
    parts.kind = WayKind::kNear;
    parts.distance = kPartsDistance;
    parts.weight = kRelatedPartsWeight;
    parts.is_related = true;
    for (std::size_t i = 0; i < term.parts.size(); ++i) {
      for (const std::string& related : analyzer->find_related(term.parts[i])) {
        parts.phrases.clear();
        for (const std::string& part : term.parts)
          parts.phrases.push_back({{part}, false});
        parts.phrases[i].terms.front() = related;
        made.ways.push_back(parts);
      }
    }
  }

  /// Of "doorzettings-macht" the joined word is meant too. What stood between quotation marks is longer than its words
  /// with one sign between.
  void add_joined(const std::vector<std::string>& tokens, TextSpan span, Concept& made) const {
    std::size_t length = tokens.size() - 1;
    std::string joined;
    for (const std::string& token : tokens) {
      length += token.size();
      joined += token;
    }
    if (tokens.size() < 2 || span.end - span.begin != length) return;
    QueryNode word;
    word.tokens = {joined};
    for (ConceptWay& way : to_word(word).ways)
      made.ways.push_back(std::move(way));
  }

  Concept to_phrase(const std::vector<std::string>& tokens, TextSpan span) const {
    Concept made;
    made.ways.push_back(phrase_way(tokens));
    made.label = to_label(made.ways.front().phrases.front());
    made.span = span;
    if (analyzer == nullptr) return made;
    for (const VariantMatch& match : default_spelling_variants().find_variants(tokens)) {
      if (match.count != tokens.size()) continue;
      for (const auto& alternative : match.alternatives)
        made.ways.push_back(phrase_way(alternative));
    }
    add_joined(tokens, span, made);
    return made;
  }

  Result<MatchNode> write_leaf(const QueryNode& node, bool is_scored) {
    VP_TRY(check_leaf(node));
    if (node.kind == QueryKind::kPrefix) {
      Concept made;
      made.ways.push_back(phrase_way(node.tokens, 1, true));
      made.label = to_label(made.ways.front().phrases.front());
      made.span = node.span;
      return add(std::move(made), is_scored);
    }
    if (node.tokens.size() == 1) return add(to_word(node), is_scored);
    return add(to_phrase(node.tokens, node.span), is_scored);
  }

  Result<TermPhrase> to_near_phrase(const QueryNode& node) const {
    if (!is_leaf(node)) return bad_tree("NEAR stands between words and phrases only");
    VP_TRY(check_leaf(node));
    if (node.kind == QueryKind::kPrefix) return TermPhrase{node.tokens, true};
    if (node.tokens.size() == 1) return TermPhrase{{to_term(node.tokens.front())}, false};
    return TermPhrase{node.tokens, false};
  }

  /// ORs inside are written out: one way for each choice.
  Result<MatchNode> write_near(const QueryNode& node, bool is_scored) {
    std::vector<std::vector<TermPhrase>> choices(1);
    for (const QueryNode& child : node.children) {
      const bool is_choice = child.kind == QueryKind::kOr;
      std::vector<std::vector<TermPhrase>> longer;
      for (std::size_t i = 0; i < (is_choice ? child.children.size() : 1); ++i) {
        VP_ASSIGN(const TermPhrase phrase, to_near_phrase(is_choice ? child.children[i] : child));
        for (std::vector<TermPhrase> choice : choices) {
          choice.push_back(phrase);
          longer.push_back(std::move(choice));
        }
      }
      if (longer.size() > kMaxNearWays) return bad_tree("a NEAR holds too many choices");
      choices = std::move(longer);
    }
    if (node.children.size() < 2 || choices.empty()) return bad_tree("NEAR needs two sides");
    Concept made;
    made.span = node.span;
    for (const std::vector<TermPhrase>& choice : choices) {
      ConceptWay way;
      way.kind = WayKind::kNear;
      way.phrases = choice;
      way.distance = node.distance;
      made.label += made.label.empty() ? "NEAR/" + std::to_string(node.distance) + "(" : " OR ";
      for (const TermPhrase& phrase : choice)
        made.label += (made.label.ends_with('(') || made.label.ends_with(' ') ? "" : " ") + to_label(phrase);
      made.ways.push_back(std::move(way));
    }
    made.label += ")";
    return add(std::move(made), is_scored);
  }

  /// "1 gezin 1 plan" among the children: as one concept with its other spellings. `covered` tells which words it
  /// stands for.
  std::vector<Concept> find_spelled(const QueryNode& node,
                                    std::vector<std::vector<std::size_t>>& covered) const {
    std::vector<Concept> found;
    if (analyzer == nullptr) return found;
    for (std::size_t first = 0; first < node.children.size(); ++first) {
      std::vector<std::string> tokens;
      for (std::size_t i = first; i < node.children.size() && is_word(node.children[i]); ++i)
        tokens.push_back(node.children[i].tokens.front());
      for (const VariantMatch& match : default_spelling_variants().find_variants(tokens)) {
        if (match.count < 2) continue;
        const std::vector<std::string> way(
            tokens.begin() + static_cast<std::ptrdiff_t>(match.first),
            tokens.begin() + static_cast<std::ptrdiff_t>(match.first + match.count));
        const std::size_t begin = first + match.first;
        found.push_back(to_phrase(
            way, {node.children[begin].span.begin, node.children[begin + match.count - 1].span.end}));
        std::vector<std::size_t>& places = covered.emplace_back();
        for (std::size_t i = 0; i < match.count; ++i)
          places.push_back(begin + i);
      }
      first += tokens.size();
    }
    return found;
  }

  Result<MatchNode> write_all(const QueryNode& node, bool is_scored) {
    if (node.children.empty()) return bad_tree("AND of nothing");
    std::vector<std::vector<std::size_t>> covered;
    const std::vector<Concept> spelled = find_spelled(node, covered);
    MatchNode all{MatchKind::kAll, 0, {}};
    std::unordered_set<std::size_t> done;
    for (std::size_t i = 0; i < spelled.size(); ++i) {
      MatchNode words{MatchKind::kAll, 0, {}};
      for (const std::size_t place : covered[i]) {
        VP_ASSIGN(MatchNode child, write(node.children[place], is_scored));
        words.children.push_back(std::move(child));
        done.insert(place);
      }
      MatchNode either{MatchKind::kAny, 0, {}};
      either.children.push_back(add(spelled[i], is_scored));
      either.children.push_back(std::move(words));
      all.children.push_back(std::move(either));
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      if (done.contains(i)) continue;
      VP_ASSIGN(MatchNode child, write(node.children[i], is_scored));
      all.children.push_back(std::move(child));
    }
    return all;
  }

  Result<MatchNode> write_some(const QueryNode& node, bool is_scored) {
    if (node.children.empty()) return bad_tree("no words");
    const auto says_nothing = [&](const QueryNode& child) {
      return analyzer != nullptr && is_word(child) &&
             (is_stop_word(child.tokens.front()) || child.tokens.front().size() < 2);
    };
    const bool has_subject = !std::all_of(node.children.begin(), node.children.end(), says_nothing);
    std::vector<std::vector<std::size_t>> covered;
    MatchNode any{MatchKind::kAny, 0, {}};
    std::unordered_set<std::size_t> spelled_out;
    const std::vector<Concept> spelled = find_spelled(node, covered);
    for (std::size_t i = 0; i < spelled.size(); ++i) {
      any.children.push_back(add(spelled[i], is_scored));
      spelled_out.insert(covered[i].begin(), covered[i].end());
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const QueryNode& child = node.children[i];
      if (says_nothing(child) && (has_subject || spelled_out.contains(i))) {
        if (!spelled_out.contains(i)) query.left_out.push_back(child.tokens.front());
        continue;
      }
      VP_ASSIGN(MatchNode written, write(child, is_scored));
      any.children.push_back(std::move(written));
    }
    return any;
  }

  Result<MatchNode> write(const QueryNode& node, bool is_scored) {
    switch (node.kind) {
      case QueryKind::kPhrase:
      case QueryKind::kPrefix:
        return write_leaf(node, is_scored);
      case QueryKind::kNear:
        return write_near(node, is_scored);
      case QueryKind::kAnd:
        return write_all(node, is_scored);
      case QueryKind::kSome:
        return write_some(node, is_scored);
      case QueryKind::kOr: {
        if (node.children.empty()) return bad_tree("OR of nothing");
        MatchNode any{MatchKind::kAny, 0, {}};
        for (const QueryNode& child : node.children) {
          VP_ASSIGN(MatchNode written, write(child, is_scored));
          any.children.push_back(std::move(written));
        }
        return any;
      }
      case QueryKind::kNot: {
        if (node.children.size() != 2) return bad_tree("NOT needs two sides");
        MatchNode without{MatchKind::kWithout, 0, {}};
        VP_ASSIGN(MatchNode wanted, write(node.children[0], is_scored));
        VP_ASSIGN(MatchNode unwanted, write(node.children[1], false));
        without.children = {std::move(wanted), std::move(unwanted)};
        return without;
      }
    }
    return bad_tree("unknown kind of query node");
  }
};

Result<SearchQuery> QueryRewriter::rewrite(const QueryNode& words) {
  Build build;
  build.analyzer = analyzer_;
  VP_ASSIGN(build.query.match, build.write(words, true));
  const bool is_open = analyzer_ != nullptr && (words.kind == QueryKind::kSome || is_word(words));
  if (is_open) open(build.query);
  return std::move(build.query);
}

void QueryRewriter::open(SearchQuery& query) {
  query.is_open = true;
  if (query.match.kind != MatchKind::kAny) query.match = {MatchKind::kAny, 0, {query.match}};
  for (const MatchNode& child : query.match.children) {
    if (child.kind == MatchKind::kConcept) query.concepts[child.concept_id].reaches_below_titles = true;
  }
}

namespace {

void add_indicator(SearchQuery& query, const std::string& indicator, double weight) {
  Concept added;
  ConceptWay way;
  way.kind = WayKind::kIndicator;
  way.indicator = indicator;
  added.ways.push_back(std::move(way));
  for (const NotionId notion : default_field_notions().find_of_indicator(indicator))
    added.ways.push_back(notion_way(notion, kIndicatorNotionWeight));
  added.label = "indicator:" + indicator;
  added.is_added = true;
  added.weight = weight;
  added.reaches_below_titles = query.is_open;
  if (query.is_open) {
    query.match.children.push_back(
        {MatchKind::kConcept, static_cast<std::uint32_t>(query.concepts.size()), {}});
  }
  query.concepts.push_back(std::move(added));
}

}  // namespace

void add_indicators(SearchQuery& query, std::span<const std::string> indicators) {
  for (const std::string& indicator : indicators)
    add_indicator(query, indicator, kIndicatorWeight / static_cast<double>(indicators.size()));
}

void add_likely_indicators(SearchQuery& query, std::span<const IndicatorLikeness> likely) {
  for (const IndicatorLikeness& one : likely) {
    const std::string label = "indicator:" + one.indicator;
    const auto known = std::find_if(query.concepts.begin(), query.concepts.end(),
                                    [&](const Concept& c) { return c.label == label; });
    if (known != query.concepts.end()) continue;
    add_indicator(query, one.indicator, kIndicatorWeight * one.confidence);
  }
}

void add_sources(SearchQuery& query, std::span<const KnownSource> known) {
  if (!query.is_open || query.concepts.size() < 2) return;
  const auto find_word = [&query](const std::string& token) {
    return std::ranges::find(query.concepts, token, &Concept::label);
  };
  for (const KnownSource& one : known) {
    const bool is_named = std::ranges::all_of(
        one.tokens, [&](const std::string& token) { return find_word(token) != query.concepts.end(); });
    if (!is_named) continue;
    ConceptWay way;
    way.kind = WayKind::kSource;
    way.source = one.source;
    way.weight = kSourceWeight;
    for (const std::string& token : one.tokens) {
      std::vector<ConceptWay>& ways = find_word(token)->ways;
      if (std::ranges::find(ways, way) == ways.end()) ways.push_back(way);
    }
  }
}

void prefer_voices(SearchQuery& query, std::span<const Polarity> polarities,
                   std::span<const SpeakerRole> speakers) {
  for (Concept& wanted : query.concepts) {
    if (!wanted.is_added || wanted.ways.front().kind != WayKind::kIndicator) continue;
    ConceptWay way = wanted.ways.front();
    way.weight = kVoiceWeight;
    way.polarities.assign(polarities.begin(), polarities.end());
    way.speakers.clear();
    if (!polarities.empty()) wanted.ways.push_back(way);
    way.polarities.clear();
    way.speakers.assign(speakers.begin(), speakers.end());
    if (!speakers.empty()) wanted.ways.push_back(way);
  }
}

void add_notions(SearchQuery& query, std::span<const QueryNotion> notions) {
  std::vector<IndicatorLikeness> likely;
  for (const QueryNotion& found : notions) {
    const FieldNotion& notion = default_field_notions().notions().at(found.notion);
    for (const std::string& indicator : notion.indicators)
      likely.push_back({indicator, kNotionConfidence / static_cast<double>(notion.indicators.size())});
    // One of a single word is a way of that word's concept, one of an indicator a way of the indicator's.
    if (found.words < 2 || !notion.indicators.empty()) continue;
    Concept added;
    added.ways.push_back(notion_way(found.notion, 1));
    added.label = "notion:" + notion.name;
    added.is_added = true;
    added.weight = kPhrasedNotionWeight;
    if (query.is_open) {
      query.match.children.push_back(
          {MatchKind::kConcept, static_cast<std::uint32_t>(query.concepts.size()), {}});
    }
    query.concepts.push_back(std::move(added));
  }
  add_likely_indicators(query, likely);
}

}  // namespace vp::nlp
