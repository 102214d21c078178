#include "ingest/ruling_grid.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

namespace vp::ingest {
namespace {

constexpr float kSameLinePt = 1.6F;  // cells that each draw their own border leave double lines
constexpr float kJoinPt = 3.5F;      // between two pieces of one line
constexpr float kReachPt = 4.0F;     // an edge may fall this short of a corner
// An underline lies this close to the baseline, in shares of the font size, and no wider than its text.
constexpr float kUnderlineAbove = 0.04F;
constexpr float kUnderlineBelow = 0.24F;
constexpr float kUnderlineSlackPt = 1.5F;
constexpr float kLargestTextPt = 100.0F;

// Joins what lies on one line and touches. In place; result ascending by `at`.
void join(std::vector<Separator>& lines) {
  std::sort(lines.begin(), lines.end(), [](const Separator& a, const Separator& b) {
    return std::tie(a.at, a.from, a.to) < std::tie(b.at, b.from, b.to);
  });
  std::vector<Separator> joined;
  std::size_t begin = 0;
  while (begin < lines.size()) {
    std::size_t end = begin + 1;
    while (end < lines.size() && lines[end].at - lines[begin].at <= kSameLinePt)
      ++end;
    const auto first = lines.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = lines.begin() + static_cast<std::ptrdiff_t>(end);
    std::sort(first, last, [](const Separator& a, const Separator& b) {
      return std::tie(a.from, a.to, a.at) < std::tie(b.from, b.to, b.at);
    });
    Separator open = *first;
    for (auto it = first + 1; it != last; ++it) {
      if (it->from <= open.to + kJoinPt) {
        open.to = std::max(open.to, it->to);
      } else {
        joined.push_back(open);
        open = *it;
      }
    }
    joined.push_back(open);
    begin = end;
  }
  std::sort(joined.begin(), joined.end(), [](const Separator& a, const Separator& b) {
    return std::tie(a.at, a.from, a.to) < std::tie(b.at, b.from, b.to);
  });
  lines = std::move(joined);
}

void keep_longest(std::vector<Separator>& lines, std::size_t limit) {
  if (lines.size() <= limit) return;
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Separator& a, const Separator& b) { return a.to - a.from > b.to - b.from; });
  lines.resize(limit);
  std::stable_sort(lines.begin(), lines.end(),
                   [](const Separator& a, const Separator& b) { return a.at < b.at; });
}

auto first_at(const std::vector<Separator>& lines, float at) {
  return std::lower_bound(lines.begin(), lines.end(), at,
                          [](const Separator& line, float value) { return line.at < value; });
}

// Length of [u0, u1] that lines within kSameLinePt of `at` cover.
float covered(const std::vector<Separator>& lines, float at, float u0, float u1) {
  float sum = 0;
  for (auto it = first_at(lines, at - kSameLinePt); it != lines.end() && it->at <= at + kSameLinePt; ++it) {
    sum += std::max(0.0F, std::min(u1, it->to) - std::max(u0, it->from));
  }
  return sum;
}

}  // namespace

void RulingGrid::build(std::span<const RulingLine> rulings, Direction direction, float min_length) {
  level_.clear();
  upright_.clear();
  for (const RulingLine& ruling : rulings) {
    const RectPt box = to_reading_box(direction, ruling.box);
    if (box.width() >= box.height()) {
      level_.push_back({box.center_y(), box.x0, box.x1});
    } else {
      upright_.push_back({box.center_x(), box.y0, box.y1});
    }
  }
  for (auto* lines : {&level_, &upright_}) {
    join(*lines);
    std::erase_if(*lines, [&](const Separator& line) { return line.to - line.from < min_length; });
    keep_longest(*lines, kMaxSeparators);
  }
}

void RulingGrid::drop_underlines(std::span<const TextRun> text) {
  std::erase_if(level_, [&](const Separator& line) {
    auto run = std::lower_bound(text.begin(), text.end(), line.at - kUnderlineBelow * kLargestTextPt,
                                [](const TextRun& one, float v) { return one.v < v; });
    float first = line.to;
    float last = line.from;
    for (; run != text.end() && run->v <= line.at + kUnderlineAbove * kLargestTextPt; ++run) {
      const float below = line.at - run->v;
      if (below < -kUnderlineAbove * run->size_pt || below > kUnderlineBelow * run->size_pt) continue;
      if (run->u1 <= line.from || run->u0 >= line.to) continue;
      first = std::min(first, run->u0);
      last = std::max(last, run->u1);
    }
    return first <= line.from + kUnderlineSlackPt && last >= line.to - kUnderlineSlackPt;
  });
}

bool RulingGrid::has_upright_between(float from, float to, float v) const {
  for (auto it = first_at(upright_, from); it != upright_.end() && it->at <= to; ++it) {
    if (it->from <= v && v <= it->to) return true;
  }
  return false;
}

bool RulingGrid::has_level_between(float from, float to, float u0, float u1) const {
  for (auto it = first_at(level_, from); it != level_.end() && it->at <= to; ++it) {
    if (std::min(u1, it->to) - std::max(u0, it->from) >= 0.5F * (u1 - u0)) return true;
  }
  return false;
}

bool RulingGrid::is_level_edge(float v, float u0, float u1) const {
  return covered(level_, v, u0, u1) >= u1 - u0 - 2 * kReachPt &&
         covered(level_, v, u0, u1) > 0.8F * (u1 - u0);
}

bool RulingGrid::is_upright_edge(float u, float v0, float v1) const {
  return covered(upright_, u, v0, v1) >= v1 - v0 - 2 * kReachPt &&
         covered(upright_, u, v0, v1) > 0.8F * (v1 - v0);
}

std::optional<RuledCell> RulingGrid::find_cell(float u, float v) const {
  // Nearest upright lines beside the place; where there is none, the level lines above and below end the row.
  const Separator* left = nullptr;
  const Separator* right = nullptr;
  for (const Separator& line : upright_) {
    if (v < line.from - kSameLinePt || v > line.to + kSameLinePt) continue;
    if (line.at <= u) left = &line;
    if (line.at > u) {
      right = &line;
      break;
    }
  }
  const auto bounds = [&](const Separator& line) {
    const float u0 = left != nullptr ? left->at : line.from;
    const float u1 = right != nullptr ? right->at : line.to;
    // Underlines and short rules inside the cell are passed over.
    return line.from <= u && u <= line.to && is_level_edge(line.at, u0, u1);
  };
  const auto below = first_at(level_, v);
  const auto bottom = std::find_if(below, level_.end(), bounds);
  const auto top = std::find_if(std::make_reverse_iterator(below), level_.rend(), bounds);
  const bool has_top = top != level_.rend();
  const bool has_bottom = bottom != level_.end();
  if (!has_top && !has_bottom) return std::nullopt;
  if (left == nullptr && right == nullptr && has_top != has_bottom) return std::nullopt;
  if (has_top && has_bottom) {
    if (left == nullptr && std::fabs(top->from - bottom->from) > 2 * kReachPt) return std::nullopt;
    if (right == nullptr && std::fabs(top->to - bottom->to) > 2 * kReachPt) return std::nullopt;
  }
  // A table cut by the page's edge has a last row without a line: there the upright lines end it.
  const Separator& level = has_top ? *top : *bottom;
  const Separator& upright = left != nullptr ? *left : right != nullptr ? *right : level;
  const RectPt cell{left != nullptr ? left->at : level.from, has_top ? top->at : upright.from,
                    right != nullptr ? right->at : level.to, has_bottom ? bottom->at : upright.to};
  if (left != nullptr && !is_upright_edge(cell.x0, cell.y0, cell.y1)) return std::nullopt;
  if (right != nullptr && !is_upright_edge(cell.x1, cell.y0, cell.y1)) return std::nullopt;
  return RuledCell{cell, left == nullptr && right == nullptr};
}

}  // namespace vp::ingest
