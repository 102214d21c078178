#include "nlp/abbreviations.h"

#include <cassert>

#include "nlp/abbreviations_data.h"
#include "nlp/letters.h"

namespace vp::nlp {
namespace {

constexpr std::string_view kHeading = "abbreviation\tclass\tmeaning";

Error make_row_error(std::string_view name, std::size_t line, std::string what) {
  return Error{ErrorCode::kMalformed, std::move(what), std::string(name) + ":" + std::to_string(line)};
}

struct Row {
  std::string_view abbreviation, class_name, meaning;
};

Result<Row> parse_row(std::string_view line, std::string_view name, std::size_t number) {
  const std::size_t first = line.find('\t');
  const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
  if (second == std::string_view::npos || line.find('\t', second + 1) != std::string_view::npos) {
    return make_row_error(name, number, "a row should have 3 columns, separated by tabs");
  }
  const Row row{line.substr(0, first), line.substr(first + 1, second - first - 1), line.substr(second + 1)};
  if (row.abbreviation.size() < 2 || !row.abbreviation.ends_with('.') || row.meaning.empty() ||
      to_lower(row.abbreviation) != row.abbreviation) {
    return make_row_error(name, number,
                          "an abbreviation should be lower case, end in a full stop and have a meaning");
  }
  return row;
}

}  // namespace

Result<Abbreviations> Abbreviations::parse(std::string_view tsv, std::string_view name_for_errors) {
  Abbreviations parsed;
  bool saw_heading = false;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < tsv.size();) {
    const std::size_t end = std::min(tsv.find('\n', begin), tsv.size());
    const std::string_view line = tsv.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.starts_with('#')) continue;
    if (!saw_heading) {
      if (line != kHeading) return make_row_error(name_for_errors, number, "the heading row is missing");
      saw_heading = true;
      continue;
    }
    VP_ASSIGN(const Row row, parse_row(line, name_for_errors, number));
    if (row.class_name != "never" && row.class_name != "maybe") {
      return make_row_error(name_for_errors, number, "the class should be never or maybe");
    }
    const auto found =
        row.class_name == "never" ? AbbreviationClass::kNeverFinal : AbbreviationClass::kMaybeFinal;
    if (!parsed.classes_.emplace(row.abbreviation, found).second) {
      return make_row_error(name_for_errors, number, "the abbreviation stands in the list twice");
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
