#include "nlp/hyphen_lexicon.h"

#include <algorithm>
#include <cassert>

#include "nlp/hyphenated_data.h"
#include "nlp/letters.h"
#include "nlp/lexicon_rows.h"

namespace vp::nlp {

Result<HyphenLexicon> HyphenLexicon::parse(std::string_view tsv, std::string_view name_for_errors) {
  HyphenLexicon lexicon;
  VP_ASSIGN(const std::vector<LexiconRow> rows,
            parse_lexicon_rows(tsv, "first\tsecond\tkind\tsource", name_for_errors));
  for (const LexiconRow& row : rows) {
    const std::string_view first = row.cells.at(0);
    std::string_view second = row.cells.at(1);
    const std::string_view kind = row.cells.at(2);
    if (to_lower(first) != first || to_lower(second) != second) {
      return make_lexicon_error(name_for_errors, row.line, "the parts should be in lower case");
    }
    if (kind != "prefix" && kind != "title" && kind != "pair") {
      return make_lexicon_error(name_for_errors, row.line, "the kind should be prefix, title or pair");
    }
    if ((kind == "pair") == (second == "*")) {
      return make_lexicon_error(name_for_errors, row.line,
                                "a pair should have a second part, a prefix or title a *");
    }
    const HyphenHabit habit = kind == "prefix"  ? HyphenHabit::kPrefix
                              : kind == "title" ? HyphenHabit::kTitle
                                                : HyphenHabit::kPair;
    const bool is_beginning = second.ends_with('*');
    if (is_beginning) second.remove_suffix(1);
    std::vector<Second>& seconds = lexicon.seconds_[std::string(first)];
    const bool is_twice = std::any_of(seconds.begin(), seconds.end(),
                                      [second](const Second& other) { return other.text == second; });
    if (is_twice) return make_lexicon_error(name_for_errors, row.line, "the row stands in the list twice");
    seconds.push_back({std::string(second), is_beginning, habit});
  }
  return lexicon;
}

HyphenHabit HyphenLexicon::find_habit(std::string_view first, std::string_view second) const {
  const auto found = seconds_.find(std::string(first));
  if (found == seconds_.end()) return HyphenHabit::kNone;
  for (const Second& row : found->second) {
    if (row.is_beginning ? second.starts_with(row.text) : second == row.text) return row.habit;
  }
  return HyphenHabit::kNone;
}

const HyphenLexicon& default_hyphen_lexicon() {
  static const HyphenLexicon kDefault = [] {
    Result<HyphenLexicon> parsed =
        HyphenLexicon::parse(default_hyphen_lexicon_tsv(), "nlp/lexicon/hyphenated.tsv");
    assert(parsed.has_value());  // the test suite parses the same text
    return parsed.has_value() ? *std::move(parsed) : HyphenLexicon();
  }();
  return kDefault;
}

std::string_view default_hyphen_lexicon_tsv() {
  return kHyphenatedTsv;
}

}  // namespace vp::nlp
