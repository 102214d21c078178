#include "nlp/lexicon_rows.h"

#include <algorithm>

namespace vp::nlp {
namespace {

std::vector<std::string_view> split_cells(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const std::size_t end = std::min(line.find('\t', begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

}  // namespace

Error make_lexicon_error(std::string_view name, std::size_t line, std::string what) {
  return Error{ErrorCode::kMalformed, std::move(what), std::string(name) + ":" + std::to_string(line)};
}

Result<std::vector<LexiconRow>> parse_lexicon_rows(std::string_view tsv, std::string_view heading,
                                                   std::string_view name) {
  const std::size_t columns = split_cells(heading).size();
  std::vector<LexiconRow> rows;
  bool saw_heading = false;
  std::size_t number = 0;
  for (std::size_t begin = 0; begin < tsv.size();) {
    const std::size_t end = std::min(tsv.find('\n', begin), tsv.size());
    const std::string_view line = tsv.substr(begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.starts_with('#')) continue;
    if (!saw_heading) {
      if (line != heading) return make_lexicon_error(name, number, "the heading row is missing");
      saw_heading = true;
      continue;
    }
    LexiconRow row{number, split_cells(line)};
    if (row.cells.size() != columns) {
      return make_lexicon_error(name, number,
                                "a row should have " + std::to_string(columns) + " columns, parted by tabs");
    }
    if (std::find(row.cells.begin(), row.cells.end(), std::string_view()) != row.cells.end()) {
      return make_lexicon_error(name, number, "no cell should be empty");
    }
    rows.push_back(std::move(row));
  }
  if (!saw_heading) return make_lexicon_error(name, number, "the heading row is missing");
  return rows;
}

}  // namespace vp::nlp
