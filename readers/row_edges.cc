#include "readers/row_edges.h"

#include <algorithm>

namespace vp::readers {
namespace {

struct LevelPiece {
  float y = 0, x0 = 0, x1 = 0;
};

std::vector<LevelPiece> collect_pieces(const PageView& view, float y0, float y1) {
  std::vector<LevelPiece> pieces;
  const auto add = [&](float y, const RectPt& box) {
    constexpr float kSlack = 3;
    if (y > y0 - kSlack && y < y1 + kSlack) pieces.push_back({y, box.x0, box.x1});
  };
  for (const RectPt& line : view.level)
    add(line.center_y(), line);
  for (const RectPt& fill : view.fills) {
    add(fill.y0, fill);
    add(fill.y1, fill);
  }
  std::ranges::sort(pieces, {}, [](const LevelPiece& p) { return std::pair(p.y, p.x0); });
  return pieces;
}

/// Part of [x0, x1] under the pieces, 0..1. Pieces ascend by x0.
float covered_share(const std::vector<LevelPiece>& pieces, float x0, float x1) {
  float covered = 0;
  float reached = x0;
  for (const LevelPiece& piece : pieces) {
    const float from = std::max(piece.x0, reached);
    const float to = std::min(piece.x1, x1);
    if (to <= from) continue;
    covered += to - from;
    reached = to;
  }
  return x1 > x0 ? covered / (x1 - x0) : 0;
}

struct EdgeRange {
  float x0 = 1e6F, x1 = -1e6F;
};

EdgeRange range_of(const std::vector<ViewWord>& words) {
  EdgeRange range;
  for (const ViewWord& word : words) {
    range.x0 = std::min(range.x0, word.box.x0);
    range.x1 = std::max(range.x1, word.box.x1);
  }
  return range;
}

bool cuts_word(const std::vector<ViewWord>& words, float y) {
  return std::ranges::any_of(words, [y](const ViewWord& word) {
    const float margin = 0.3F * word.box.height();
    return y > word.box.y0 + margin && y < word.box.y1 - margin;
  });
}

}  // namespace

void find_row_edges(const PageView& view, TableStretch& stretch) {
  const EdgeRange indicator = range_of(stretch.indicator);
  const EdgeRange finding = range_of(stretch.finding);
  if (indicator.x0 > indicator.x1 || finding.x0 > finding.x1) return;
  const TableColumn* criterion = find_column(stretch.columns, ColumnRole::kCriterion);
  const std::vector<LevelPiece> pieces = collect_pieces(view, stretch.y0, stretch.y1);
  for (std::size_t i = 0; i < pieces.size();) {
    constexpr float kSameEdge = 1.6F;
    std::vector<LevelPiece> level;
    const float y = pieces[i].y;
    for (; i < pieces.size() && pieces[i].y < y + kSameEdge; ++i)
      level.push_back(pieces[i]);
    std::ranges::sort(level, {}, &LevelPiece::x0);
    constexpr float kCovers = 0.6F;
    const bool under_finding = covered_share(level, finding.x0, finding.x1) > kCovers;
    const bool under_indicator = covered_share(level, indicator.x0, indicator.x1) > kCovers;
    if (!under_finding || cuts_word(stretch.finding, y)) continue;
    if (!under_indicator) {
      stretch.finding_edges.push_back(y);
      continue;
    }
    if (cuts_word(stretch.indicator, y)) continue;
    stretch.row_edges.push_back(y);
    if (criterion == nullptr) continue;
    const float left = criterion->x1 - std::min(20.0F, criterion->x1 - criterion->x0);
    if (covered_share(level, left, criterion->x1) > kCovers) stretch.criterion_edges.push_back(y);
  }
}

}  // namespace vp::readers
