#include "nlp/search_analyzer.h"

#include <algorithm>
#include <array>

#include "nlp/irregular_forms.h"
#include "nlp/related_words.h"

namespace vp::nlp {
namespace {

/// Words of one generation: the vocabulary of some thousand pages.
constexpr std::size_t kMostKnown = 1U << 16U;
constexpr std::size_t kMinBytes = 3;  // of a word that is looked up

/// Where each part begins in `folded`; parts are in its order.
std::vector<std::size_t> find_part_places(std::string_view folded, const std::vector<std::string>& parts) {
  std::vector<std::size_t> places;
  std::size_t from = 0;
  for (const std::string& part : parts) {
    const std::size_t place = folded.find(part, from);
    if (place == std::string_view::npos) return {};
    places.push_back(place);
    from = place + part.size();
  }
  return places;
}

bool joins_suspended(std::string_view token) {
  constexpr std::array<std::string_view, 4> kWords{"en", "of", "tot", "respectievelijk"};
  return std::find(kWords.begin(), kWords.end(), token) != kWords.end();
}

/// True when a hyphen stands right behind `place`, and no letter behind that.
bool is_suspended_at(std::string_view text, std::size_t place) {
  constexpr std::array<std::string_view, 3> kHyphens{"-", "\u2010", "\u2011"};
  for (const std::string_view hyphen : kHyphens) {
    const std::string_view behind = text.substr(place);
    if (!behind.starts_with(hyphen)) continue;
    const std::string_view next = behind.substr(hyphen.size());
    return !next.empty() && std::string_view(" ,/\n").find(next.front()) != std::string_view::npos;
  }
  return false;
}

const std::vector<std::string>& notion_terms() {
  static const std::vector<std::string> kTerms = [] {
    std::vector<std::string> terms;
    for (const FieldNotion& notion : default_field_notions().notions())
      terms.push_back(to_notion_term(notion));
    return terms;
  }();
  return kTerms;
}

}  // namespace

SearchAnalyzer::SearchAnalyzer(const FoldedWords& words)
    : words_(&words), stemmer_(words), splitter_(words) {}

NotionFinder& SearchAnalyzer::notions() {
  if (!notions_) notions_.emplace(default_field_notions(), stemmer_);
  return *notions_;
}

SearchAnalyzer::Word SearchAnalyzer::analyze_word(const std::string& folded) {
  Word word;
  word.stem = stemmer_.stem(folded);
  const std::vector<std::string> parts = splitter_.split(folded);
  for (const std::string& part : parts)
    word.parts.push_back(stemmer_.stem(part));
  const std::vector<std::size_t> places = find_part_places(folded, parts);
  if (places.size() >= 2) word.tail = folded.substr(places[1]);
  for (std::size_t first = 0; first < places.size(); ++first) {
    for (std::size_t last = first + 1; last < places.size(); ++last) {
      if (first == 0 && last + 1 == places.size()) continue;  // the word itself
      const std::string inner =
          folded.substr(places[first], places[last] + parts[last].size() - places[first]);
      if (words_->contains(inner)) word.inner.push_back(stemmer_.stem(inner));
    }
  }
  const auto add_beside = [&](const std::string& term, TermKind kind) {
    const bool is_known =
        std::ranges::any_of(word.beside, [&](const auto& one) { return one.first == term; });
    if (!term.empty() && term != folded && !is_known) word.beside.emplace_back(term, kind);
  };
  add_beside(word.stem, TermKind::kStem);
  for (const std::string& part : word.parts)
    add_beside(part, TermKind::kPart);
  for (const std::string& inner : word.inner)
    add_beside(inner, TermKind::kPart);
  const auto add_triggers = [&](const std::string& stem) {
    const NotionFinder::Triggers* const triggers = notions().find_triggers(stem);
    if (triggers != nullptr) word.triggers.insert(word.triggers.end(), triggers->begin(), triggers->end());
  };
  add_triggers(word.stem);
  if (word.parts.size() > 1 && word.parts.back() != word.stem) add_triggers(word.parts.back());
  return word;
}

const SearchAnalyzer::Word& SearchAnalyzer::find_word(std::string_view folded) {
  const auto found = young_.find(folded);
  if (found != young_.end()) return found->second;
  if (young_.size() >= kMostKnown) {
    old_ = std::move(young_);
    young_.clear();
  }
  const auto aged = old_.find(folded);
  if (aged != old_.end()) return young_.insert(old_.extract(aged)).position->second;
  std::string word(folded);
  Word analyzed = analyze_word(word);
  return young_.emplace(std::move(word), std::move(analyzed)).first->second;
}

std::string SearchAnalyzer::complete_suspended(std::string_view text, const std::vector<Token>& tokens,
                                               std::size_t place) {
  const Token& token = tokens[place];
  if (token.text.size() < kMinBytes || !is_suspended_at(text, token.span.end)) return {};
  // "jeugd-, gezins- en opvoedhulp": the compound that completes them stands behind the last "en".
  std::size_t next = place + 1;
  bool saw_join = false;
  for (; next < tokens.size(); ++next) {
    if (joins_suspended(tokens[next].text)) {
      saw_join = true;
    } else if (!is_suspended_at(text, tokens[next].span.end)) {
      break;
    }
  }
  if (next == tokens.size() || !saw_join) return {};
  const std::string tail = find_word(tokens[next].text).tail;
  if (tail.empty()) return {};
  const std::string first =
      token.text.ends_with('s') ? token.text.substr(0, token.text.size() - 1) : token.text;
  if (!words_->contains(token.text) && !words_->contains(first)) return {};
  return stemmer_.stem(token.text + tail);
}

/// Gives the terms of each token of one text.
class SearchAnalyzer::TermGiver {
 public:
  TermGiver(SearchAnalyzer& analyzer, std::string_view text, TermCallback on_term, void* context)
      : analyzer_(&analyzer), text_(text), on_term_(on_term), context_(context) {
    analyzer_->notions().break_off();
  }

  bool give(std::string_view token, TextSpan span) {
    const std::size_t place = place_++;
    if (!on_term_(context_, token, TermKind::kSurface, span)) return false;
    NotionFinder& notions = analyzer_->notions();
    if (ends_sentence(span)) notions.break_off();
    last_end_ = span.end;
    notions.go_on();
    if (token.size() < kMinBytes) {
      const NotionFinder::Triggers* const triggers = notions.find_triggers(token);
      return triggers == nullptr || give_notions(*triggers, span);
    }
    const std::string completed = is_suspended_at(text_, span.end) ? complete(place) : std::string();
    bool is_given = completed.empty() || completed == token;
    const Word& word = analyzer_->find_word(token);
    for (const auto& [term, kind] : word.beside) {
      if (!on_term_(context_, term, kind, span)) return false;
      is_given = is_given || term == completed;
    }
    if (!word.triggers.empty() && !give_notions(word.triggers, span)) return false;
    return is_given || on_term_(context_, completed, TermKind::kStem, span);
  }

 private:
  /// True when a sentence ends between the word before and this one.
  [[nodiscard]] bool ends_sentence(TextSpan span) const {
    const std::string_view between = text_.substr(last_end_, span.begin - last_end_);
    return between.find_first_of(".!?;") != std::string_view::npos;
  }

  bool give_notions(const NotionFinder::Triggers& triggers, TextSpan span) {
    found_.clear();
    analyzer_->notions().take(triggers, span, NotionFinder::Reach::kNear, found_);
    const std::vector<std::string>& terms = notion_terms();
    return std::ranges::all_of(found_, [&](const NotionFinder::Found& one) {
      return on_term_(context_, terms[one.notion], TermKind::kNotion, one.span);
    });
  }

  /// Needs to look ahead, which is seldom.
  std::string complete(std::size_t place) {
    if (tokens_.empty()) tokens_ = tokenize(text_);
    return analyzer_->complete_suspended(text_, tokens_, place);
  }

  SearchAnalyzer* analyzer_;
  std::string_view text_;
  TermCallback on_term_;
  void* context_;
  std::vector<Token> tokens_;
  std::vector<NotionFinder::Found> found_;
  std::size_t place_ = 0;
  std::uint32_t last_end_ = 0;
};

void SearchAnalyzer::for_each_index_term(std::string_view text, TermCallback on_term, void* context) {
  TermGiver giver(*this, text, on_term, context);
  for_each_token(
      text,
      [](void* self, std::string_view token, TextSpan span) {
        return static_cast<TermGiver*>(self)->give(token, span);
      },
      &giver);
}

std::vector<IndexTerm> SearchAnalyzer::analyze_for_index(std::string_view text) {
  std::vector<IndexTerm> terms;
  for_each_index_term(
      text,
      [](void* context, std::string_view term, TermKind kind, TextSpan span) {
        static_cast<std::vector<IndexTerm>*>(context)->push_back({std::string(term), kind, span});
        return true;
      },
      &terms);
  return terms;
}

QueryAnalysis SearchAnalyzer::analyze_for_query(std::string_view text) {
  QueryAnalysis analysis;
  std::vector<std::string> surfaces;
  for (Token& token : tokenize(text)) {
    surfaces.push_back(token.text);
    if (token.text.size() < kMinBytes) {
      analysis.terms.push_back({token.text, token.text, {}, token.span});
      continue;
    }
    const Word& word = find_word(token.text);
    analysis.terms.push_back({std::move(token.text), word.stem, word.parts, token.span});
  }
  analysis.variants = default_spelling_variants().find_variants(surfaces);
  return analysis;
}

std::vector<QueryNotion> SearchAnalyzer::find_notions(std::span<const std::string> words) {
  notions().break_off();
  std::vector<NotionFinder::Found> found;
  std::uint32_t place = 0;
  for (const std::string& folded : words) {
    notions().go_on();
    const TextSpan span{place, place + 1};
    ++place;
    if (folded.size() < kMinBytes) {
      if (const auto* triggers = notions().find_triggers(folded))
        notions().take(*triggers, span, NotionFinder::Reach::kAnywhere, found);
    } else {
      notions().take(find_word(folded).triggers, span, NotionFinder::Reach::kAnywhere, found);
    }
  }
  std::vector<QueryNotion> notions;
  notions.reserve(found.size());
  for (const NotionFinder::Found& one : found)
    notions.push_back({one.notion, one.words});
  std::ranges::sort(notions, {}, &QueryNotion::notion);
  return notions;
}

std::vector<std::string> SearchAnalyzer::find_related(std::string_view stem) const {
  std::vector<std::string> stems;
  for (const std::string& word : find_related_words(stem, *words_)) {
    std::string related = stemmer_.stem(word);
    if (related != stem && std::ranges::find(stems, related) == stems.end())
      stems.push_back(std::move(related));
  }
  return stems;
}

std::string_view search_analysis_version() {
  static const std::string kVersion = [] {
    std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a: what counts is that every machine finds the same
    for (const std::string_view list :
         {default_irregular_forms_tsv(), default_strong_verbs_tsv(), default_compound_stops_tsv(),
          default_spelling_variants_tsv(), default_field_notions_tsv()}) {
      for (const char c : list)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    constexpr int kHexDigits = 16;
    std::string hex;
    for (int digit = 0; digit < kHexDigits; ++digit, hash >>= 4U)
      hex += "0123456789abcdef"[hash & 15U];
    return std::string(analysis_version()) + " stems 1 lists " + hex;
  }();
  return kVersion;
}

}  // namespace vp::nlp
