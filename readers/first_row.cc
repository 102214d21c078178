#include "readers/first_row.h"

#include <algorithm>
#include <string>

namespace vp::readers {
namespace {

std::vector<ViewWord> words_in(const ViewLine& line, const TableColumn& column) {
  std::vector<ViewWord> words;
  for (const ViewWord& word : line.words)
    if (word.box.center_x() >= column.x0 && word.box.center_x() < column.x1) words.push_back(word);
  return words;
}

/// The line of the first indicator, also one with letters wrong.
std::size_t find_first_indicator(const RowSearch& search, const TableColumn& column, std::size_t begin,
                                 std::size_t last_line, std::size_t known) {
  std::vector<std::size_t> lines;
  std::vector<std::string> texts;
  for (std::size_t i = begin; i < last_line; ++i) {
    const std::vector<ViewWord> words = words_in(search.view.lines[i], column);
    if (words.empty() || search.view.lines[i].is_furniture) continue;
    lines.push_back(i);
    texts.push_back(squashed(words));
  }
  const std::vector<IndicatorRun> runs = search.matcher.match(texts, std::vector<bool>(texts.size(), false));
  return runs.empty() ? known : std::min(known, lines[runs.front().first]);
}

bool is_bold(const ViewLine& line) {
  return std::ranges::all_of(line.words, [](const ViewWord& word) { return word.is_bold(); });
}

bool is_in_column(const RowSearch& search, const ViewWord& word, ColumnRole role) {
  return std::ranges::any_of(search.columns, [&](const TableColumn& column) {
    return column.role == role && word.box.center_x() >= column.x0 && word.box.center_x() < column.x1;
  });
}

bool has_rule_between(const PageView& view, const ViewLine& line, const ViewLine& below) {
  return std::ranges::any_of(view.level, [&](const RectPt& rule) {
    return rule.center_y() > line.box.center_y() && rule.center_y() < below.box.center_y() &&
           rule.x0 < line.box.x1 && rule.x1 > line.box.x0;
  });
}

/// The end of a row of the page before: set as the rows are, close above them, and nothing that stands over other
/// rows as well.
bool ends_row(const RowSearch& search, const ViewLine& line, const ViewLine& below) {
  constexpr float kMaxGapHeights = 2;
  if (below.box.y0 - line.box.y1 > kMaxGapHeights * line.box.height()) return false;
  const float size = line.words.front().word->font_size_pt;
  const float size_below = below.words.front().word->font_size_pt;
  constexpr float kOtherSize = 1.08F;
  if (size > kOtherSize * size_below || size_below > kOtherSize * size) return false;
  if (is_bold(line) && !is_bold(below)) return false;
  const bool has_both =
      std::ranges::any_of(
          line.words,
          [&](const ViewWord& word) { return is_in_column(search, word, ColumnRole::kIndicator); }) &&
      std::ranges::any_of(
          line.words, [&](const ViewWord& word) { return is_in_column(search, word, ColumnRole::kFinding); });
  return !has_both || !search.repeated.contains(squashed(line.words));
}

/// A line of a finding or a mark that stands higher than the indicator beside it.
bool stands_higher(const RowSearch& search, const ViewLine& line, const ViewLine& below) {
  if (below.box.y0 - line.box.y1 > 0.6F * line.box.height() || has_rule_between(search.view, line, below))
    return false;
  return std::ranges::all_of(line.words, [&](const ViewWord& word) {
    return is_in_column(search, word, ColumnRole::kFinding) ||
           is_in_column(search, word, ColumnRole::kVerdict);
  });
}

bool belongs_below(const RowSearch& search, const ViewLine& line, const ViewLine& below) {
  if (line.is_furniture || crosses_columns(line, search.columns)) return false;
  return stands_higher(search, line, below) || (search.goes_on && ends_row(search, line, below));
}

}  // namespace

std::size_t find_first_row(const RowSearch& search, std::size_t first_line, std::size_t last_line,
                           const ImpliedColumns& implied, std::size_t view_number) {
  const std::vector<IndicatorPlace> places = implied.places(view_number, first_line, last_line);
  const TableColumn* indicators = find_column(search.columns, ColumnRole::kIndicator);
  if (places.empty() || indicators == nullptr) return first_line;
  const std::size_t known = places.front().first_line;
  std::size_t begin = first_line;
  for (std::size_t i = first_line; i < known; ++i)
    if (crosses_columns(search.view.lines[i], search.columns)) begin = i + 1;
  std::size_t row = find_first_indicator(search, *indicators, begin, last_line, known);
  while (row > begin && belongs_below(search, search.view.lines[row - 1], search.view.lines[row]))
    --row;
  return row;
}

}  // namespace vp::readers
