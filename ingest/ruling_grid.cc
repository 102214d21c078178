#include "ingest/ruling_grid.h"

#include <algorithm>
#include <tuple>

namespace vp::ingest {
namespace {

constexpr float kSameLinePt = 1.6F;  // cells that each draw their own border leave double lines
constexpr float kJoinPt = 3.5F;      // between two pieces of one line
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

}  // namespace

void RulingGrid::build(std::span<const RulingLine> rulings, std::span<const RulingLine> more,
                       Direction direction, float min_length) {
  level_.clear();
  upright_.clear();
  is_cut_ = false;
  for (const auto& part : {rulings, more}) {
    for (const RulingLine& ruling : part) {
      const RectPt box = to_reading_box(direction, ruling.box);
      if (box.width() >= box.height()) {
        level_.push_back({box.center_y(), box.x0, box.x1});
      } else {
        upright_.push_back({box.center_x(), box.y0, box.y1});
      }
    }
  }
  for (auto* lines : {&level_, &upright_}) {
    join(*lines);
    std::erase_if(*lines, [&](const Separator& line) { return line.to - line.from < min_length; });
    is_cut_ = is_cut_ || lines->size() > kMaxSeparators;
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

}  // namespace vp::ingest
