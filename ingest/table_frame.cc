#include "ingest/table_frame.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace vp::ingest {
namespace {

constexpr float kReachPt = 4.0F;              // an edge may fall this short of the one that it meets
constexpr float kTallestOpenRowPt = 130.0F;   // level lines further apart part a page, not rows
constexpr float kTallestShadeGapPt = 250.0F;  // the same, where both frames have the same columns
constexpr float kTallestSpacePt = 24.0F;      // between two parts of a table of open rows
constexpr float kTallestTailPt = 45.0F;       // the last row, below the frame that the others are in

class Unions {
 public:
  explicit Unions(std::size_t count) : parents_(count) { std::iota(parents_.begin(), parents_.end(), 0U); }
  std::uint32_t root_of(std::uint32_t i) {
    while (parents_[i] != i)
      i = parents_[i] = parents_[parents_[i]];
    return i;
  }
  void join(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t first = root_of(a);
    const std::uint32_t second = root_of(b);
    parents_[std::max(first, second)] = std::min(first, second);
  }

 private:
  std::vector<std::uint32_t> parents_;
};

struct Edges {
  std::vector<Edge> level, upright;
};

// Segments ascending by baseline, so that those near a level line are found fast.
class TextByHeight {
 public:
  explicit TextByHeight(std::span<const Segment> segments) : segments_(segments), order_(segments.size()) {
    std::iota(order_.begin(), order_.end(), 0U);
    std::sort(order_.begin(), order_.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(segments[a].v, a) < std::tie(segments[b].v, b);
    });
  }

  template <class Test>
  [[nodiscard]] bool any_between(float from, float to, Test test) const {
    auto it = std::lower_bound(order_.begin(), order_.end(), from,
                               [&](std::uint32_t i, float v) { return segments_[i].v < v; });
    for (; it != order_.end() && segments_[*it].v <= to; ++it) {
      if (test(segments_[*it])) return true;
    }
    return false;
  }

 private:
  std::span<const Segment> segments_;
  std::vector<std::uint32_t> order_;
};

// A marker's stripe behind some words: no cell, which has room around its text.
bool is_highlight(const Shade& shade, const TextByHeight& text) {
  const RectPt& box = shade.box;
  return text.any_between(box.y0, box.y1, [&](const Segment& segment) {
    return box.height() <= 1.45F * segment.size_pt && box.x0 >= segment.u0 - 2 && box.x1 <= segment.u1 + 2;
  });
}

Edges collect_edges(const RulingGrid& grid, std::span<const Shade> shades, const TextByHeight& text) {
  Edges edges;
  for (const Separator& line : grid.level()) {
    edges.level.push_back({line, false});
  }
  for (const Separator& line : grid.upright())
    edges.upright.push_back({line, false});
  for (const Shade& shade : shades) {
    const RectPt& box = shade.box;
    if (is_highlight(shade, text)) continue;
    edges.level.push_back({{box.y0, box.x0, box.x1}, true});
    edges.level.push_back({{box.y1, box.x0, box.x1}, true});
    edges.upright.push_back({{box.x0, box.y0, box.y1}, true});
    edges.upright.push_back({{box.x1, box.y0, box.y1}, true});
  }
  const auto by_place = [](const Edge& a, const Edge& b) {
    return std::tie(a.line.at, a.line.from, a.line.to) < std::tie(b.line.at, b.line.from, b.line.to);
  };
  std::sort(edges.level.begin(), edges.level.end(), by_place);
  std::sort(edges.upright.begin(), edges.upright.end(), by_place);
  return edges;
}

std::vector<TableFrame> join_meeting(const Edges& edges) {
  const auto levels = static_cast<std::uint32_t>(edges.level.size());
  Unions unions(edges.level.size() + edges.upright.size());
  for (std::uint32_t k = 0; k < edges.upright.size(); ++k) {
    const Separator& upright = edges.upright[k].line;
    auto it = std::lower_bound(edges.level.begin(), edges.level.end(), upright.from - kReachPt,
                               [](const Edge& edge, float v) { return edge.line.at < v; });
    for (; it != edges.level.end() && it->line.at <= upright.to + kReachPt; ++it) {
      if (upright.at >= it->line.from - kReachPt && upright.at <= it->line.to + kReachPt)
        unions.join(levels + k, static_cast<std::uint32_t>(it - edges.level.begin()));
    }
  }
  std::map<std::uint32_t, TableFrame> frames;
  const auto frame_of = [&](std::uint32_t i, const RectPt& box) -> TableFrame& {
    const auto [it, is_new] = frames.try_emplace(unions.root_of(i));
    if (is_new) it->second.box = box;
    it->second.box.include(box);
    return it->second;
  };
  for (std::uint32_t i = 0; i < levels; ++i) {
    const Separator& line = edges.level[i].line;
    frame_of(i, {line.from, line.at, line.to, line.at}).level.push_back(edges.level[i]);
  }
  for (std::uint32_t k = 0; k < edges.upright.size(); ++k) {
    const Separator& line = edges.upright[k].line;
    frame_of(levels + k, {line.at, line.from, line.at, line.to}).upright.push_back(edges.upright[k]);
  }
  std::vector<TableFrame> result;
  result.reserve(frames.size());
  for (auto& [root, frame] : frames)
    result.push_back(std::move(frame));
  std::sort(result.begin(), result.end(), [](const TableFrame& a, const TableFrame& b) {
    return std::tie(a.box.y0, a.box.x0, a.box.y1, a.box.x1) <
           std::tie(b.box.y0, b.box.x0, b.box.y1, b.box.x1);
  });
  return result;
}

void absorb(TableFrame& frame, TableFrame&& next) {
  frame.box.include(next.box);
  frame.level.insert(frame.level.end(), next.level.begin(), next.level.end());
  frame.upright.insert(frame.upright.end(), next.upright.begin(), next.upright.end());
}

std::vector<float> inner_uprights(const TableFrame& frame) {
  std::vector<float> places;
  for (const Edge& edge : frame.upright) {
    const float at = edge.line.at;
    const bool is_inner = at > frame.box.x0 + 2 * kReachPt && at < frame.box.x1 - 2 * kReachPt;
    if (is_inner) places.push_back(at);
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end(), [](float a, float b) { return b - a <= kReachPt; }),
               places.end());
  return places;
}

bool has_same_places(const std::vector<float>& a, const std::vector<float>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](float x, float y) { return std::fabs(x - y) <= kReachPt; });
}

/// What stands between two frames of the same width.
struct Between {
  bool sticks_out = false;
  bool crosses_column = false;
  bool is_beside_column = false;  // text stands on both sides of a column's boundary
  bool has_text = false;
};

Between look_between(const TableFrame& above, const TableFrame& below, const std::vector<float>& columns,
                     const TextByHeight& text) {
  Between found;
  std::size_t first = columns.size();
  std::size_t last = 0;
  found.sticks_out = text.any_between(above.box.y1, below.box.y0, [&](const Segment& segment) {
    if (segment.u0 >= above.box.x1 || segment.u1 <= above.box.x0) return false;
    found.has_text = true;
    const bool sticks_out = segment.u0 < above.box.x0 - kReachPt || segment.u1 > above.box.x1 + kReachPt;
    const auto column_of = [&](float u) {
      return static_cast<std::size_t>(std::upper_bound(columns.begin(), columns.end(), u) - columns.begin());
    };
    const std::size_t column = column_of(segment.u0 + 1);
    found.crosses_column = found.crosses_column || column_of(segment.u1 - 1) != column;
    first = std::min(first, column);
    last = std::max(last, column);
    return sticks_out;
  });
  found.is_beside_column = first < last;
  return found;
}

// Do rows go on from one frame to the next below it, with nothing but space at their sides?
bool goes_on(const TableFrame& above, const TableFrame& below, const TextByHeight& text) {
  const float gap = below.box.y0 - above.box.y1;
  if (std::fabs(above.box.x0 - below.box.x0) > kReachPt ||
      std::fabs(above.box.x1 - below.box.x1) > kReachPt || gap > kTallestShadeGapPt || gap < -kReachPt) {
    return false;
  }
  const std::vector<float> columns_above = inner_uprights(above);
  const std::vector<float> columns_below = inner_uprights(below);
  const bool is_open = columns_above.empty() && columns_below.empty();
  const Between between =
      look_between(above, below, columns_above.empty() ? columns_below : columns_above, text);
  if (between.sticks_out) return false;
  if (!between.has_text) return gap <= (is_open ? kTallestSpacePt : kReachPt);
  if (is_open) return gap <= kTallestOpenRowPt;
  // A row without lines of its own keeps to the columns; a heading or a caption stands in one of them, or across.
  if (!between.is_beside_column || between.crosses_column) return false;
  // Every other row shaded, cell by cell; or the last row, which only a line ends.
  const bool has_both = !columns_above.empty() && !columns_below.empty();
  return has_both ? has_same_places(columns_above, columns_below) : gap <= kTallestTailPt;
}

}  // namespace

std::vector<TableFrame> find_frames(const RulingGrid& grid, std::span<const Shade> shades,
                                    std::span<const Segment> segments) {
  const TextByHeight text(segments);
  std::vector<TableFrame> frames = join_meeting(collect_edges(grid, shades, text));
  std::vector<TableFrame> result;
  for (TableFrame& frame : frames) {
    // The nearest frame above it; narrow ones stand inside others, or beside.
    const auto above = std::find_if(result.rbegin(), result.rend(), [&](const TableFrame& other) {
      const float common = std::min(frame.box.x1, other.box.x1) - std::max(frame.box.x0, other.box.x0);
      return common > 0.5F * frame.box.width();
    });
    if (above != result.rend() && goes_on(*above, frame, text)) {
      absorb(*above, std::move(frame));
    } else {
      result.push_back(std::move(frame));
    }
  }
  return result;
}

}  // namespace vp::ingest
