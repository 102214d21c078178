#include "readers/conclusion_table.h"

#include <algorithm>

#include "readers/bullet.h"

namespace vp::readers {
namespace {

/// Lines of one column cut into items: a bullet, or more space than between lines.
std::vector<std::vector<ColumnLine>> cut_items(const std::vector<ColumnLine>& lines) {
  float pitch = 1e6F;
  for (std::size_t i = 1; i < lines.size(); ++i)
    pitch = std::min(pitch, std::max(1.0F, lines[i].line.box.y1 - lines[i - 1].line.box.y1));
  std::vector<std::vector<ColumnLine>> items;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    constexpr float kParagraphStep = 1.18F;
    const bool opens = i == 0 || opens_with_bullet(lines[i].line.words) ||
                       lines[i].line.box.y1 - lines[i - 1].line.box.y1 > kParagraphStep * pitch;
    if (opens) items.emplace_back();
    items.back().push_back(lines[i]);
  }
  return items;
}

struct Half {
  ConclusionKind kind = ConclusionKind::kGood;
  std::vector<ViewWord> words;
};

/// The bottom of the box that the heads stand in; far below where nothing is drawn. Sides may be drawn cell by cell.
float find_bottom(const PageView& view, const RectPt& heads) {
  constexpr float kSlack = 3;
  std::vector<RectPt> sides = view.upright;
  std::ranges::sort(sides, {}, &RectPt::y0);
  float bottom = -1;
  for (const RectPt& side : sides) {
    const bool is_beside = side.y0 < heads.y1 && side.y1 > heads.y0;
    const bool goes_on = bottom > 0 && side.y0 < bottom + kSlack;
    if (is_beside || goes_on) bottom = std::max(bottom, side.y1);
  }
  return bottom > heads.y1 + kSlack ? bottom : 1e6F;
}

}  // namespace

void read_conclusion(const ConclusionPiece& piece, const FactsheetOutline& outline, const Document& document,
                     FindingTextBuilder& texts, std::vector<Conclusion>& conclusions) {
  const PageView& view = outline.views[piece.view];
  const std::vector<TableColumn> columns = find_columns(view, document.fonts, piece.heads, piece.last_line);
  std::vector<Half> halves;
  halves.reserve(columns.size());
  for (const TableColumn& column : columns)
    halves.push_back(
        {column.role == ColumnRole::kGood ? ConclusionKind::kGood : ConclusionKind::kBetter, {}});
  const float bottom = find_bottom(view, piece.heads.box);
  for (std::size_t i = piece.first_line; i < piece.last_line; ++i) {
    const ViewLine& line = view.lines[i];
    if (line.is_furniture) continue;
    if (line.box.center_y() > bottom + 2) break;
    if (columns.size() > 1 && crosses_columns(line, columns)) break;
    for (const ViewWord& word : line.words) {
      std::size_t at = 0;
      while (at + 1 < columns.size() && word.box.center_x() >= columns[at].x1)
        ++at;
      halves[at].words.push_back(word);
    }
  }
  for (const Half& half : halves) {
    std::vector<ColumnLine> lines;
    for (ViewLine& line : to_lines(half.words))
      lines.push_back({std::move(line), view.page, 0, false});
    for (std::vector<ColumnLine>& item : cut_items(lines)) {
      if (opens_with_bullet(item.front().line.words)) {
        std::vector<ViewWord>& words = item.front().line.words;
        words.erase(words.begin());
        if (words.empty()) item.erase(item.begin());
      }
      if (item.empty()) continue;
      conclusions.push_back({static_cast<std::uint32_t>(piece.section), piece.theme, piece.theme_printed,
                             half.kind, texts.join(item)});
    }
  }
}

}  // namespace vp::readers
