#include "ingest/table_rows.h"

#include <algorithm>
#include <tuple>

#include "ingest/gutter.h"

namespace vp::ingest {
namespace {

constexpr float kRowGutter = 0.9F;       // of the font size: what parts two cells of one row
constexpr float kCommonGutter = 0.3F;    // what must be left of it when the rows are laid over each other
constexpr float kSameBaseline = 0.3F;    // of the font size
constexpr float kUsualShare = 0.66F;     // of the rows on both sides of a gutter leave it free
constexpr std::size_t kMaxEdges = 4000;  // more is no table

// What one row takes up: words closer than a gutter are one.
std::vector<Stretch> chunks_of(const CellDraft& row, std::span<const Segment> segments) {
  Occupancy taken;
  float size = 0;
  for (const std::uint32_t i : row.segments) {
    taken.add(Stretch{segments[i].u0, segments[i].u1});
    size = std::max(size, segments[i].size_pt);
  }
  std::vector<Stretch> chunks;
  for (const Stretch& part : taken.taken()) {
    if (!chunks.empty() && part.begin - chunks.back().end < kRowGutter * size) {
      chunks.back().end = part.end;
    } else {
      chunks.push_back(part);
    }
  }
  return chunks;
}

float largest_size(const std::vector<CellDraft>& rows, std::span<const Segment> segments) {
  float size = 0;
  for (const CellDraft& row : rows) {
    for (const std::uint32_t i : row.segments)
      size = std::max(size, segments[i].size_pt);
  }
  return size;
}

// Stretches that most of the rows leave free which have text on both sides of them.
std::vector<Stretch> common_gutters(const std::vector<std::vector<Stretch>>& rows, float least) {
  std::vector<float> edges;
  for (const std::vector<Stretch>& chunks : rows) {
    for (const Stretch& chunk : chunks)
      edges.insert(edges.end(), {chunk.begin, chunk.end});
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  std::vector<Stretch> gutters;
  if (edges.size() > kMaxEdges) return gutters;
  for (std::size_t i = 1; i < edges.size(); ++i) {
    const float middle = (edges[i - 1] + edges[i]) / 2;
    std::size_t crossed = 0;
    std::size_t free = 0;
    for (const std::vector<Stretch>& chunks : rows) {
      if (chunks.empty() || middle < chunks.front().begin || middle > chunks.back().end) continue;
      const bool is_taken = std::any_of(chunks.begin(), chunks.end(), [&](const Stretch& chunk) {
        return chunk.begin < middle && middle < chunk.end;
      });
      ++(is_taken ? crossed : free);
    }
    if (static_cast<float>(free) < kUsualShare * static_cast<float>(free + crossed)) continue;
    if (free == 0) continue;
    if (!gutters.empty() && gutters.back().end == edges[i - 1]) {
      gutters.back().end = edges[i];
    } else {
      gutters.push_back({edges[i - 1], edges[i]});
    }
  }
  std::erase_if(gutters, [&](const Stretch& gutter) { return gutter.length() < least; });
  return gutters;
}

/// Lines of one row that either all keep to the columns or all stand across them.
struct Band {
  bool is_across = false;
  float top = 0, bottom = 0;
  std::vector<std::uint32_t> segments;
};

class RowCutter {
 public:
  RowCutter(std::span<const Segment> segments, std::vector<float> bounds)
      : segments_(segments), bounds_(std::move(bounds)) {}

  void cut(const CellDraft& row, std::vector<CellDraft>& out) const {
    const std::vector<Band> bands = bands_of(row);
    float top = row.box.y0;
    for (std::size_t i = 0; i < bands.size(); ++i) {
      const bool is_last = i + 1 == bands.size();
      const float bottom = is_last ? row.box.y1 : (bands[i].bottom + bands[i + 1].top) / 2;
      cut_band(bands[i], top, bottom, out);
      top = bottom;
    }
    if (bands.empty()) cut_band({}, row.box.y0, row.box.y1, out);
  }

 private:
  [[nodiscard]] std::size_t column_at(float u) const {
    const auto next = std::upper_bound(bounds_.begin() + 1, bounds_.end() - 1, u);
    return static_cast<std::size_t>(next - bounds_.begin() - 1);
  }

  [[nodiscard]] bool is_across(std::uint32_t i) const {
    return column_at(segments_[i].u0) != column_at(segments_[i].u1);
  }

  [[nodiscard]] std::vector<Band> bands_of(const CellDraft& row) const {
    std::vector<std::uint32_t> by_line = row.segments;
    std::sort(by_line.begin(), by_line.end(), [&](std::uint32_t a, std::uint32_t b) {
      return std::tie(segments_[a].v, a) < std::tie(segments_[b].v, b);
    });
    std::vector<Band> bands;
    for (std::size_t begin = 0; begin < by_line.size();) {
      const Segment& first = segments_[by_line[begin]];
      Band line{false, first.top, first.bottom, {}};
      std::size_t end = begin;
      for (; end < by_line.size(); ++end) {
        const Segment& segment = segments_[by_line[end]];
        if (segment.v - first.v > kSameBaseline * first.size_pt) break;
        line.is_across = line.is_across || is_across(by_line[end]);
        line.top = std::min(line.top, segment.top);
        line.bottom = std::max(line.bottom, segment.bottom);
        line.segments.push_back(by_line[end]);
      }
      if (bands.empty() || bands.back().is_across != line.is_across) {
        bands.push_back(std::move(line));
      } else {
        Band& open = bands.back();
        open.bottom = std::max(open.bottom, line.bottom);
        open.segments.insert(open.segments.end(), line.segments.begin(), line.segments.end());
      }
      begin = end;
    }
    return bands;
  }

  void cut_band(const Band& band, float top, float bottom, std::vector<CellDraft>& out) const {
    const std::size_t columns = bounds_.size() - 1;
    // For every column the first column of the cell it belongs to.
    std::vector<std::size_t> first(columns);
    for (std::size_t c = 0; c < columns; ++c)
      first[c] = c;
    for (const std::uint32_t i : band.segments) {
      const std::size_t from = first[column_at(segments_[i].u0)];
      for (std::size_t c = from; c < columns && (c <= column_at(segments_[i].u1) || first[c] < c); ++c)
        first[c] = from;
    }
    for (std::size_t c = 0; c < columns;) {
      std::size_t end = c + 1;
      while (end < columns && first[end] == c)
        ++end;
      CellDraft cell;
      cell.box = {bounds_[c], top, bounds_[end], bottom};
      for (const std::uint32_t i : band.segments) {
        if (first[column_at(segments_[i].u0)] == c) cell.segments.push_back(i);
      }
      std::sort(cell.segments.begin(), cell.segments.end());
      out.push_back(std::move(cell));
      c = end;
    }
  }

  std::span<const Segment> segments_;
  std::vector<float> bounds_;  // ascending, from the table's left edge to its right edge
};

}  // namespace

std::vector<CellDraft> split_rows(std::vector<CellDraft> rows, std::span<const Segment> segments) {
  std::vector<std::vector<Stretch>> chunks;
  for (const CellDraft& row : rows)
    chunks.push_back(chunks_of(row, segments));
  const std::vector<Stretch> gutters = common_gutters(chunks, kCommonGutter * largest_size(rows, segments));
  if (rows.empty() || gutters.empty()) return rows;
  std::vector<float> bounds{rows.front().box.x0};
  for (const Stretch& gutter : gutters)
    bounds.push_back((gutter.begin + gutter.end) / 2);
  bounds.push_back(rows.front().box.x1);
  const RowCutter cutter(segments, std::move(bounds));
  std::vector<CellDraft> cells;
  for (const CellDraft& row : rows)
    cutter.cut(row, cells);
  return cells;
}

}  // namespace vp::ingest
