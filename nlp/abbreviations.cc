#include "nlp/abbreviations.h"

#include <cassert>

#include "nlp/abbreviations_data.h"
#include "nlp/letters.h"
#include "nlp/lexicon_rows.h"

namespace vp::nlp {
namespace {

constexpr std::string_view kHeading = "abbreviation\tclass\tmeaning";

}  // namespace

Result<Abbreviations> Abbreviations::parse(std::string_view tsv, std::string_view name_for_errors) {
  VP_ASSIGN(const std::vector<LexiconRow> rows, parse_lexicon_rows(tsv, kHeading, name_for_errors));
  Abbreviations parsed;
  for (const LexiconRow& row : rows) {
    const std::string_view abbreviation = row.cells[0];
    const std::string_view class_name = row.cells[1];
    if (abbreviation.size() < 2 || !abbreviation.ends_with('.') || to_lower(abbreviation) != abbreviation) {
      return make_lexicon_error(name_for_errors, row.line,
                                "an abbreviation should be lower case and end in a full stop");
    }
    if (class_name != "never" && class_name != "maybe") {
      return make_lexicon_error(name_for_errors, row.line, "the class should be never or maybe");
    }
    const auto found =
        class_name == "never" ? AbbreviationClass::kNeverFinal : AbbreviationClass::kMaybeFinal;
    if (!parsed.classes_.emplace(abbreviation, found).second) {
      return make_lexicon_error(name_for_errors, row.line, "the abbreviation stands in the list twice");
    }
  }
  return parsed;
}

AbbreviationClass Abbreviations::find_class(std::string_view token) const {
  const auto found = classes_.find(to_lower(token));
  return found == classes_.end() ? AbbreviationClass::kNone : found->second;
}

const Abbreviations& default_abbreviations() {
  static const Abbreviations kDefault = [] {
    Result<Abbreviations> parsed =
        Abbreviations::parse(default_abbreviations_tsv(), "nlp/lexicon/abbreviations.tsv");
    assert(parsed.has_value());  // the test suite parses the same text
    return parsed.has_value() ? *std::move(parsed) : Abbreviations();
  }();
  return kDefault;
}

std::string_view default_abbreviations_tsv() {
  return kAbbreviationsTsv;
}

}  // namespace vp::nlp
