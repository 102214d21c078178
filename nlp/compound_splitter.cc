#include "nlp/compound_splitter.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "nlp/compound_stops_data.h"
#include "nlp/irregular_forms.h"
#include "nlp/letters.h"
#include "nlp/lexicon_rows.h"
#include "nlp/syllable_spelling.h"

namespace vp::nlp {
namespace {

constexpr std::size_t kMinPart = 4;
constexpr std::size_t kMaxBytes = 64;

/// "samenwerkings-", "veiligheids-": a t behind such an s begins the next part.
bool takes_linking_s(std::string_view word) {
  constexpr std::array<std::string_view, 6> kEndings{"ing", "heid", "teit", "schap", "eid", "dom"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [word](std::string_view ending) { return word.ends_with(ending); });
}

}  // namespace

Result<CompoundStops> CompoundStops::parse(std::string_view tsv, std::string_view name_for_errors) {
  CompoundStops stops;
  VP_ASSIGN(const std::vector<LexiconRow> rows,
            parse_lexicon_rows(tsv, "word\tkind\tsource", name_for_errors));
  for (const LexiconRow& row : rows) {
    const std::string_view name = row.cells.at(1);
    const unsigned kind = name == "first" ? kFirst : name == "last" ? kLast : name == "whole" ? kWhole : 0U;
    if (kind == 0) {
      return make_lexicon_error(name_for_errors, row.line, "the kind should be first, last or whole");
    }
    unsigned& kinds = stops.kinds_[std::string(row.cells.at(0))];
    if ((kinds & kind) != 0) {
      return make_lexicon_error(name_for_errors, row.line, "the row stands in the list twice");
    }
    kinds |= kind;
  }
  return stops;
}

bool CompoundStops::has(std::string_view word, Kind kind) const {
  const auto found = kinds_.find(std::string(word));
  return found != kinds_.end() && (found->second & kind) != 0;
}

const CompoundStops& default_compound_stops() {
  static const CompoundStops kDefault = [] {
    Result<CompoundStops> parsed =
        CompoundStops::parse(default_compound_stops_tsv(), "nlp/lexicon/compound_stops.tsv");
    assert(parsed.has_value());  // the test suite parses the same text
    return parsed.has_value() ? *std::move(parsed) : CompoundStops();
  }();
  return kDefault;
}

std::string_view default_compound_stops_tsv() {
  return kCompoundStopsTsv;
}

bool CompoundSplitter::is_part(std::string_view part) const {
  return part.size() >= kMinPart && count_vowel_runs(part) > 0 && words_->contains(part);
}

/// `part` as the word that stands first in a compound; empty when it is none.
std::string CompoundSplitter::to_first_part(std::string_view part) const {
  const bool may_be_first = words_->contains(part) || part.ends_with('s') || part.ends_with("er");
  if (!may_be_first) return {};  // nearly always
  const CompoundStops& stops = default_compound_stops();
  const IrregularForms& irregular = default_irregular_forms();
  const auto is_first = [&](std::string_view word) { return is_part(word) && !stops.is_no_first(word); };
  const bool is_stopped = stops.is_no_first(part);
  const bool is_own_word = !is_stopped && irregular.find_word(part) == std::string(part);  // "gegevens"
  if (part.ends_with('s') && !is_own_word) {
    // "doorzettings" -> "doorzetting"; but the s of "plaats", with its plural "plaatsen", is its own.
    const std::string_view without_s = part.substr(0, part.size() - 1);
    const bool has_plural = words_->contains(std::string(part) + "en") && !is_stopped;
    if (is_first(without_s) && !has_plural) return std::string(without_s);
  }
  if (is_first(part)) return std::string(part);
  if (part.ends_with("er")) {  // "kinderopvang"
    if (auto stem = irregular.find_noun(std::string(part) + "en")) return *std::move(stem);
  }
  return {};
}

bool CompoundSplitter::is_last(std::string_view rest) const {
  const CompoundStops& stops = default_compound_stops();
  if (!is_part(rest) && split(rest).empty()) return false;
  return !stops.is_no_last(rest) && !stops.is_no_last(stemmer_.stem(rest));
}

std::vector<CompoundSplitter::Cut> CompoundSplitter::find_cuts(std::string_view folded) const {
  std::string stem;
  std::vector<Cut> cuts;
  for (std::size_t cut = kMinPart; cut + kMinPart <= folded.size(); ++cut) {
    std::string first = to_first_part(folded.substr(0, cut));
    const std::string_view rest = folded.substr(cut);
    if (first.empty() || !is_last(rest)) continue;
    // "jong-eren", "dien-sten": the plural of the whole is not that of the part.
    if (stem.empty()) stem = stemmer_.stem(folded);
    const bool has_last_in_stem = (stem.size() > cut && is_last(std::string_view(stem).substr(cut))) ||
                                  default_irregular_forms().find_noun(rest).has_value();  // "gezins-leden"
    if (stem != folded && !has_last_in_stem) continue;
    cuts.push_back({std::move(first), rest});
  }
  return cuts;
}

bool CompoundSplitter::is_whole(std::string_view folded) const {
  const std::string stem = stemmer_.stem(folded);
  const CompoundStops& stops = default_compound_stops();
  if (stops.is_whole(folded) || stops.is_whole(stem)) return true;
  if (verbs_.is_verb(stem) && words_->contains(stem + "t")) return true;
  return !words_->contains(folded) && words_->word_list().contains(to_capitalised(folded));  // "eindhoven"
}

std::vector<std::string> CompoundSplitter::split(std::string_view folded) const {
  std::vector<std::string> parts;
  if (folded.size() < 2 * kMinPart || folded.size() > kMaxBytes) return parts;
  const std::vector<Cut> cuts = find_cuts(folded);
  if (cuts.empty() || is_whole(folded)) return parts;
  // Known on both sides comes first, then the s that follows certain endings, then the longest last part.
  const auto to_rank = [this, folded](const Cut& cut) {
    const bool has_link = cut.first.size() + cut.rest.size() < folded.size() && takes_linking_s(cut.first);
    return (words_->contains(cut.rest) ? 1000 : 0) + (has_link ? 100 : 0) + static_cast<int>(cut.rest.size());
  };
  const Cut best = *std::max_element(cuts.begin(), cuts.end(), [&](const Cut& left, const Cut& right) {
    return to_rank(left) < to_rank(right);
  });
  append_parts(best.first, parts);
  append_parts(best.rest, parts);
  return parts;
}

void CompoundSplitter::append_parts(std::string_view folded, std::vector<std::string>& parts) const {
  std::vector<std::string> smaller = split(folded);
  if (smaller.empty()) {
    parts.emplace_back(folded);
  } else {
    parts.insert(parts.end(), smaller.begin(), smaller.end());
  }
}

}  // namespace vp::nlp
