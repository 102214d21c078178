#include "readers/table_stretch.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

#include "readers/row_edges.h"

namespace vp::readers {
namespace {

constexpr float kFar = 1e6F;

/// "√ = voldoet, X = verbeterpunt": explains the marks and is none of them. "√ Voldoet." alone is a row.
bool is_legend(const ViewLine& line, const std::vector<std::string>& font_names) {
  std::size_t marks = 0;
  std::size_t names = 0;
  bool has_equals = false;
  for (const ViewWord& word : line.words) {
    const std::optional<MarkReading> reading = read_mark(word, font_names);
    const bool is_name = reading && reading->kind == MarkKind::kWord;
    names += is_name ? 1 : 0;
    marks += reading && !is_name ? 1 : 0;
    if (reading) continue;
    has_equals |= word.text == "=";
    const std::string text = squashed({&word, 1});
    if (!text.empty() && text != "legenda" && text != "is" && text != "betekent") return false;
  }
  return (marks > 0 && names > 0 && has_equals) || (marks > 1 && names > 1);
}

/// Where x between `from` and `to` is free, or as free as it gets: the rightmost such stretch.
float find_cut(const std::vector<ViewWord>& words, float from, float to) {
  std::vector<std::pair<float, int>> events{{from, 0}, {to, 0}};
  for (const ViewWord& word : words) {
    if (word.box.x1 <= from || word.box.x0 >= to) continue;
    events.emplace_back(std::max(word.box.x0, from), 1);
    events.emplace_back(std::min(word.box.x1, to), -1);
  }
  std::ranges::sort(events);
  constexpr float kMinGap = 1.2F;
  int covering = 0;
  int best = std::numeric_limits<int>::max();
  float cut = to;
  float gap_start = from;
  for (std::size_t i = 0; i < events.size(); ++i) {
    covering += events[i].second;
    if (i + 1 == events.size()) break;
    gap_start = events[i].first;
    const float width = events[i + 1].first - gap_start;
    if (width < kMinGap || covering > best) continue;
    best = covering;
    cut = events[i + 1].first - std::min(1.0F, width / 2);
  }
  return cut;
}

/// Number of column borders that a word of the line lies across.
int count_crossed(const ViewLine& line, const std::vector<TableColumn>& columns) {
  int crossed = 0;
  for (std::size_t i = 1; i < columns.size(); ++i) {
    const float cut = columns[i].x0;
    crossed += std::ranges::any_of(
        line.words, [cut](const ViewWord& word) { return word.box.x0 < cut - 1 && word.box.x1 > cut + 1; });
  }
  return crossed;
}

/// True when no border of a column shows as more than a space between words: running text.
bool is_running_text(const ViewLine& line, const std::vector<TableColumn>& columns) {
  for (std::size_t i = 1; i < columns.size(); ++i) {
    const float cut = columns[i].x0;
    for (std::size_t w = 1; w < line.words.size(); ++w) {
      const float gap = line.words[w].box.x0 - line.words[w - 1].box.x1;
      if (line.words[w - 1].box.center_x() < cut && line.words[w].box.center_x() > cut &&
          gap > 0.6F * line.words[w].box.height())
        return false;
    }
  }
  return line.words.front().box.x0 < columns[1].x0 && line.words.back().box.x1 > columns.back().x0;
}

/// The first line from which on text runs across the columns; `lines.size()` when none does.
std::size_t find_end(const std::vector<const ViewLine*>& lines, const std::vector<TableColumn>& columns) {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!crosses_columns(*lines[i], columns)) continue;
    // The lines above may belong to the same paragraph and happen to have their spaces at the borders.
    while (i > 0 && lines[i]->box.y0 - lines[i - 1]->box.y1 < 0.6F * lines[i]->box.height() &&
           is_running_text(*lines[i - 1], columns))
      --i;
    return i;
  }
  return lines.size();
}

struct Extent {
  float x0 = -kFar, x1 = kFar, y1 = kFar;
};

/// How far drawn lines and the shading of the heads let the table reach.
Extent find_extent(const PageView& view, float y0, const std::vector<TableColumn>& columns) {
  Extent extent;
  const float left = columns.size() > 1 ? columns[1].x0 : 0;
  const float right = columns.back().x0;
  float bottom = -kFar;
  bool has_inner_upright = false;
  for (const RectPt& line : view.upright) {
    if (line.y1 < y0 || line.height() < 10 || line.y0 > y0 + 0.9F * view.height) continue;
    const bool is_inner = line.center_x() > left - 30 && line.center_x() < right + 30;
    has_inner_upright |= is_inner;
    bottom = std::max(bottom, line.y1);
  }
  RectPt level{kFar, 0, -kFar, 0};
  for (const RectPt& line : view.level) {
    if (line.y1 < y0 - 40 || line.width() < 10) continue;
    level.x0 = std::min(level.x0, line.x0);
    level.x1 = std::max(level.x1, line.x1);
    if (line.y0 > y0) bottom = std::max(bottom, line.y1);
  }
  if (has_inner_upright) extent.y1 = bottom;
  if (level.x0 < left && level.x1 > right + 20) {
    extent.x0 = level.x0;
    extent.x1 = level.x1;
  }
  return extent;
}

bool is_inside(const ViewWord& word, const Extent& extent) {
  constexpr float kSlack = 4;
  return word.box.center_x() > extent.x0 - kSlack && word.box.center_x() < extent.x1 + kSlack &&
         word.box.center_y() < extent.y1 + kSlack;
}

/// Lines of running text, and such furniture as stands between them: a repeated row, not a page header.
std::vector<const ViewLine*> body_lines(const PageView& view, std::size_t first, std::size_t last,
                                        bool after_head) {
  std::size_t end = last;
  while (end > first && view.lines[end - 1].is_furniture)
    --end;
  std::vector<const ViewLine*> lines;
  for (std::size_t i = first; i < end; ++i)
    if (after_head || !lines.empty() || !view.lines[i].is_furniture) lines.push_back(&view.lines[i]);
  return lines;
}

ColumnRole role_at(const std::vector<TableColumn>& columns, float x) {
  for (const TableColumn& column : columns)
    if (x >= column.x0 && x < column.x1) return column.role;
  return ColumnRole::kOther;
}

void add_to_column(const ViewWord& word, TableStretch& stretch) {
  switch (role_at(stretch.columns, word.box.center_x())) {
    case ColumnRole::kIndicator:
      stretch.indicator.push_back(word);
      break;
    case ColumnRole::kFinding:
      stretch.finding.push_back(word);
      break;
    case ColumnRole::kNote:
      stretch.note.push_back(word);
      break;
    default:
      break;
  }
}

/// True when words of running text stand close on both sides.
bool is_inside_text(const ViewLine& line, std::size_t at) {
  const RectPt& box = line.words[at].box;
  const float space = 0.6F * box.height();
  const bool left = at > 0 && box.x0 - line.words[at - 1].box.x1 < space;
  const bool right = at + 1 < line.words.size() && line.words[at + 1].box.x0 - box.x1 < space;
  return left && right;
}

void place_word(const ViewLine& line, std::size_t at, const std::vector<std::string>& font_names,
                TableStretch& stretch) {
  const ViewWord& word = line.words[at];
  const std::optional<MarkReading> reading = read_mark(word, font_names);
  if (!reading || reading->kind == MarkKind::kWord) {
    add_to_column(word, stretch);
  } else if (reading->kind == MarkKind::kGlyph && !is_inside_text(line, at)) {
    stretch.marks.push_back({word, *reading, {}});
  } else {
    stretch.doubtful.push_back({word, *reading, {}});
  }
}

std::vector<TableColumn> part_columns(const PageView& view, const std::vector<std::string>& font_names,
                                      const Divider& heads, const std::vector<ColumnHead>& sorted,
                                      std::size_t last_line) {
  std::vector<ViewWord> words;
  for (std::size_t i = heads.first_line; i < last_line; ++i) {
    if (i > heads.last_line && view.lines[i].is_furniture) continue;
    for (const ViewWord& word : view.lines[i].words)
      if (i <= heads.last_line || !reads_as_sign(word, font_names)) words.push_back(word);
  }
  std::vector<TableColumn> columns;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    // The text of a column begins under its head, or left of it where the head is centred.
    const float cut = i == 0 ? -kFar : find_cut(words, sorted[i - 1].box.x0 + 1, sorted[i].box.x0 + 1);
    if (i > 0) columns.back().x1 = cut;
    columns.push_back({sorted[i].role, cut, kFar});
  }
  return columns;
}

/// True for a word that goes on with a verdict in words: "niet" under or beside "voldoet".
bool belongs_to_phrase(const ViewWord& word, const std::vector<const ViewWord*>& phrases) {
  constexpr float kSameX = 2;
  return squashed({&word, 1}) == "niet" && std::ranges::any_of(phrases, [&](const ViewWord* phrase) {
           const float height = phrase->box.height();
           const bool is_under = std::fabs(word.box.x0 - phrase->box.x0) < kSameX &&
                                 word.box.y0 > phrase->box.y0 && word.box.y0 - phrase->box.y1 < height;
           const bool is_beside = std::fabs(word.box.y0 - phrase->box.y0) < 0.3F * height &&
                                  std::fabs(word.box.x0 - phrase->box.x1) < 0.6F * height;
           return is_under || is_beside;
         });
}

/// "Voldoet" by itself: no stop behind it, and no more than "niet" within the space of a word.
bool is_lone_verdict(const ViewLine& line, std::size_t at) {
  const ViewWord& word = line.words[at];
  const char end = word.text.empty() ? '.' : word.text.back();
  if (end == '.' || end == ',' || end == ':' || end == ';' || end == '!' || end == '?') return false;
  if (!is_verdict_phrase({&word, 1})) return false;
  const float space = 0.45F * word.box.height();
  if (at > 0 && word.box.x0 - line.words[at - 1].box.x1 < space) return false;
  return at + 1 == line.words.size() || line.words[at + 1].box.x0 - word.box.x1 >= space ||
         squashed({&line.words[at + 1], 1}) == "niet";
}

/// The verdicts in words of lines [first_line, last_line) that stand at one x, the most of them; with what goes on with
/// them.
std::vector<const ViewWord*> find_word_verdicts(const PageView& view, std::size_t first_line,
                                                std::size_t last_line) {
  std::vector<const ViewWord*> verdicts;
  for (std::size_t i = first_line; i < last_line; ++i)
    for (std::size_t w = 0; w < view.lines[i].words.size(); ++w)
      if (is_lone_verdict(view.lines[i], w)) verdicts.push_back(&view.lines[i].words[w]);
  std::vector<const ViewWord*> best;
  for (const ViewWord* const verdict : verdicts) {
    constexpr float kSameX = 2;
    std::vector<const ViewWord*> aligned;
    for (const ViewWord* const other : verdicts)
      if (std::fabs(other->box.x0 - verdict->box.x0) < kSameX) aligned.push_back(other);
    if (aligned.size() > best.size()) best = std::move(aligned);
  }
  const std::vector<const ViewWord*> phrases = best;
  for (std::size_t i = first_line; i < last_line; ++i)
    for (const ViewWord& word : view.lines[i].words)
      if (belongs_to_phrase(word, phrases)) best.push_back(&word);
  return best;
}

/// Verdicts in words may stand under a head that is empty, as marks do: words at one x that say nothing else, with no
/// other word over or under them, are a column between the others.
void add_word_verdicts(const PageView& view, std::size_t first_line, std::size_t last_line,
                       std::vector<TableColumn>& columns) {
  if (find_column(columns, ColumnRole::kVerdict) != nullptr) return;
  const std::vector<const ViewWord*> verdicts = find_word_verdicts(view, first_line, last_line);
  constexpr std::size_t kMinVerdicts = 2;
  if (verdicts.size() < kMinVerdicts) return;
  RectPt extent = verdicts.front()->box;
  for (const ViewWord* const word : verdicts)
    extent.include(word->box);
  const auto column = std::ranges::find_if(
      columns, [&](const TableColumn& c) { return extent.center_x() >= c.x0 && extent.center_x() < c.x1; });
  if (column == columns.end()) return;
  bool has_left = false;
  bool has_right = false;
  for (std::size_t i = first_line; i < last_line; ++i) {
    if (view.lines[i].is_furniture || view.lines[i].box.center_y() > extent.y1) continue;
    for (const ViewWord& word : view.lines[i].words) {
      const float center = word.box.center_x();
      if (std::ranges::find(verdicts, &word) != verdicts.end() || center < column->x0 || center >= column->x1)
        continue;
      if (word.box.x1 > extent.x0 && word.box.x0 < extent.x1) return;
      (center < extent.x0 ? has_left : has_right) = true;
    }
  }
  if (has_left == has_right) return;
  constexpr float kMargin = 0.5F;
  if (has_left) {
    const TableColumn verdict{ColumnRole::kVerdict, extent.x0 - kMargin, column->x1};
    column->x1 = verdict.x0;
    columns.insert(column + 1, verdict);
  } else {
    const TableColumn verdict{ColumnRole::kVerdict, column->x0, extent.x1 + kMargin};
    column->x0 = verdict.x1;
    columns.insert(column, verdict);
  }
}

}  // namespace

bool crosses_columns(const ViewLine& line, const std::vector<TableColumn>& columns) {
  // One long word may stick out of its cell; text that runs on lies across more than one border.
  const int needed = columns.size() > 2 ? 2 : 1;
  return count_crossed(line, columns) >= needed;
}

const TableColumn* find_column(const std::vector<TableColumn>& columns, ColumnRole role) {
  const auto found = std::ranges::find(columns, role, &TableColumn::role);
  return found == columns.end() ? nullptr : &*found;
}

std::vector<TableColumn> find_columns(const PageView& view, const std::vector<std::string>& font_names,
                                      const Divider& heads, std::size_t last_line) {
  std::vector<ColumnHead> sorted = heads.heads;
  std::ranges::stable_sort(sorted, {}, [](const ColumnHead& head) { return head.box.x0; });
  std::vector<TableColumn> columns = part_columns(view, font_names, heads, sorted, last_line);
  if (columns.size() < 2) return columns;
  // Text below the table blurs its borders: look again without it.
  std::vector<const ViewLine*> lines = body_lines(view, heads.last_line + 1, last_line, true);
  const std::size_t end = find_end(lines, columns);
  if (end != 0 && end != lines.size()) {
    last_line = static_cast<std::size_t>(lines[end] - view.lines.data());
    columns = part_columns(view, font_names, heads, sorted, last_line);
  }
  add_word_verdicts(view, heads.last_line + 1, last_line, columns);
  return columns;
}

TableStretch read_stretch(const PageView& view, const std::vector<std::string>& font_names,
                          std::size_t first_line, std::size_t last_line,
                          const std::vector<TableColumn>& columns) {
  TableStretch stretch;
  stretch.view = &view;
  stretch.columns = columns;
  const bool after_head = first_line > 0;
  std::vector<const ViewLine*> lines = body_lines(view, first_line, last_line, after_head);
  lines.resize(find_end(lines, columns));
  if (lines.empty()) return stretch;
  stretch.y0 = lines.front()->box.y0;
  const Extent extent = find_extent(view, stretch.y0, columns);
  stretch.y1 = stretch.y0;
  // Under a head of its own every word stands for a verdict; one that says nothing known is unreadable.
  std::vector<ViewWord> verdicts;
  for (const ViewLine* line : lines) {
    if (is_legend(*line, font_names)) continue;
    for (std::size_t i = 0; i < line->words.size(); ++i) {
      if (!is_inside(line->words[i], extent)) continue;
      if (role_at(columns, line->words[i].box.center_x()) == ColumnRole::kVerdict) {
        verdicts.push_back(line->words[i]);
      } else {
        place_word(*line, i, font_names, stretch);
      }
      stretch.y1 = std::max(stretch.y1, line->words[i].box.y1);
    }
  }
  std::vector<MarkWord> marks = read_verdict_column(verdicts, font_names);
  stretch.marks.insert(stretch.marks.end(), std::make_move_iterator(marks.begin()),
                       std::make_move_iterator(marks.end()));
  find_row_edges(view, stretch);
  return stretch;
}

void settle_marks(std::vector<TableStretch>& stretches) {
  std::vector<float> centers;
  for (const TableStretch& stretch : stretches)
    for (const MarkWord& mark : stretch.marks)
      centers.push_back(mark.word.box.center_x());
  for (TableStretch& stretch : stretches) {
    for (const MarkWord& mark : std::exchange(stretch.doubtful, {})) {
      const RectPt& box = mark.word.box;
      const bool stands_with_marks = std::ranges::any_of(centers, [&](float center) {
        return std::fabs(center - box.center_x()) < std::max(4.0F, 0.4F * box.height());
      });
      const auto overlaps = [&](const ViewWord& word) {
        return word.box.x0 < box.x1 + 1 && word.box.x1 > box.x0 - 1;
      };
      const auto in_way = std::ranges::count_if(stretch.indicator, overlaps) +
                          std::ranges::count_if(stretch.finding, overlaps);
      if (stands_with_marks || in_way <= 1) {
        stretch.marks.push_back(mark);
      } else {
        add_to_column(mark.word, stretch);
      }
    }
    std::ranges::stable_sort(
        stretch.marks, {}, [](const MarkWord& m) { return std::pair(m.word.box.center_y(), m.word.box.x0); });
  }
}

}  // namespace vp::readers
