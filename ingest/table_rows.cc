#include "ingest/table_rows.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "ingest/character_class.h"
#include "ingest/gutter.h"

namespace vp::ingest {
namespace {

constexpr float kRowGutter = 0.9F;       // of the font size: what parts two cells of one row
constexpr float kCommonGutter = 0.3F;    // what must be left of it when the rows are laid over each other
constexpr float kSameBaseline = 0.3F;    // of the font size
constexpr float kUsualShare = 0.66F;     // of the rows on both sides of a gutter leave it free
constexpr std::size_t kMaxEdges = 4000;  // what lies beyond is said by has_too_many_edges

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

std::vector<std::vector<Stretch>> chunks_of(const std::vector<CellDraft>& rows,
                                            std::span<const Segment> segments) {
  std::vector<std::vector<Stretch>> chunks;
  chunks.reserve(rows.size());
  for (const CellDraft& row : rows)
    chunks.push_back(chunks_of(row, segments));
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

/// A stretch that most of the rows leave free which have text on both sides of it.
struct CommonGutter {
  Stretch whole;
  Stretch freest;  // the part of it that the most rows leave free
  std::size_t crossed = 0;
};

std::vector<float> edges_of(const std::vector<std::vector<Stretch>>& rows) {
  std::vector<float> edges;
  for (const std::vector<Stretch>& chunks : rows) {
    for (const Stretch& chunk : chunks)
      edges.insert(edges.end(), {chunk.begin, chunk.end});
  }
  std::sort(edges.begin(), edges.end());
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

// The middle of each gutter that is at least so wide.
std::vector<float> common_gutters(const std::vector<std::vector<Stretch>>& rows, float least) {
  const std::vector<float> edges = edges_of(rows);
  std::vector<CommonGutter> gutters;
  if (edges.size() > kMaxEdges) return {};
  for (std::size_t i = 1; i < edges.size(); ++i) {
    const Stretch part{edges[i - 1], edges[i]};
    const float middle = (part.begin + part.end) / 2;
    std::size_t crossed = 0;
    std::size_t free = 0;
    for (const std::vector<Stretch>& chunks : rows) {
      if (chunks.empty() || middle < chunks.front().begin || middle > chunks.back().end) continue;
      const bool is_taken = std::any_of(chunks.begin(), chunks.end(), [&](const Stretch& chunk) {
        return chunk.begin < middle && middle < chunk.end;
      });
      ++(is_taken ? crossed : free);
    }
    if (free == 0 || static_cast<float>(free) < kUsualShare * static_cast<float>(free + crossed)) continue;
    if (gutters.empty() || gutters.back().whole.end != part.begin) {
      gutters.push_back({part, part, crossed});
      continue;
    }
    CommonGutter& open = gutters.back();
    open.whole.end = part.end;
    if (crossed < open.crossed || (crossed == open.crossed && part.begin > open.freest.end)) {
      if (crossed < open.crossed || part.length() > open.freest.length()) open.freest = part;
      open.crossed = crossed;
    } else if (crossed == open.crossed) {
      open.freest.end = part.end;
    }
  }
  std::vector<float> middles;
  for (const CommonGutter& gutter : gutters) {
    if (gutter.whole.length() >= least) middles.push_back((gutter.freest.begin + gutter.freest.end) / 2);
  }
  return middles;
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
    // One text alone that is wider than the first column heads the rows below it.
    const bool is_bar =
        band.is_across && !band.segments.empty() &&
        std::all_of(band.segments.begin(), band.segments.end(), [&](std::uint32_t i) {
          return column_at(segments_[i].u0) == 0 && segments_[i].v == segments_[band.segments.front()].v;
        });
    if (is_bar) std::fill(first.begin(), first.end(), std::size_t{0});
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

// Baselines of a cell, from top to bottom; segments beside each other share one.
std::vector<float> baselines_of(const CellDraft& cell, std::span<const Segment> segments) {
  std::vector<float> baselines;
  float size = 0;
  for (const std::uint32_t i : cell.segments) {
    baselines.push_back(segments[i].v);
    size = std::max(size, segments[i].size_pt);
  }
  std::sort(baselines.begin(), baselines.end());
  std::size_t kept = 0;
  for (const float v : baselines) {
    if (kept == 0 || v - baselines[kept - 1] > kSameBaseline * size) baselines[kept++] = v;
  }
  baselines.resize(kept);
  return baselines;
}

// Lines that fill their cell, or go on with a small letter, are sentences and not rows.
bool is_prose(const CellDraft& cell, const TextParts& text) {
  constexpr float kProseEms = 5.0F;
  constexpr float kFilledShare = 0.6F;
  float width = 0;
  float size = 0;
  std::size_t going_on = 0;
  for (const std::uint32_t i : cell.segments) {
    const Segment& segment = text.segment(i);
    width += segment.u1 - segment.u0;
    size = std::max(size, segment.size_pt);
    const std::uint32_t first = first_character(text, segment.first_word);
    going_on += is_letter(first) && !is_upper(first) ? 1 : 0;
  }
  const std::size_t lines = baselines_of(cell, text.parts.segments).size();
  if (lines < 2) return false;
  const float mean = width / static_cast<float>(lines);
  return going_on * 3 > lines || (mean >= kProseEms * size && mean >= kFilledShare * cell.box.width());
}

// Numbers, codes, marks: what makes rows of a list of short lines.
bool is_short(const CellDraft& cell, const TextParts& text) {
  constexpr float kShortEms = 6.0F;
  return std::all_of(cell.segments.begin(), cell.segments.end(), [&](std::uint32_t i) {
    const Segment& segment = text.segment(i);
    return segment.u1 - segment.u0 <= kShortEms * segment.size_pt;
  });
}

// Amounts, years, counts, one below the other.
bool is_numbers(const CellDraft& cell, const TextParts& text) {
  return !cell.segments.empty() &&
         std::all_of(cell.segments.begin(), cell.segments.end(), [&](std::uint32_t i) {
           const Segment& segment = text.segment(i);
           return is_digit(first_character(text, segment.first_word)) && segment.word_count <= 3;
         });
}

// Do the cells of one row, side by side, hold several rows each, line beside line?
bool has_stacked_rows(std::span<const CellDraft* const> row, const TextParts& text) {
  const std::span<const Segment> segments = text.parts.segments;
  constexpr std::size_t kLeastLines = 3;
  std::vector<std::vector<float>> columns;
  std::size_t prose = 0;
  bool has_short = false;
  bool has_numbers = false;
  float size = 0;
  for (const CellDraft* cell : row) {
    if (cell->segments.empty()) continue;
    columns.push_back(baselines_of(*cell, segments));
    prose += is_prose(*cell, text) ? 1 : 0;
    has_numbers = has_numbers || (columns.back().size() >= kLeastLines && is_numbers(*cell, text));
    has_short = has_short || (columns.back().size() >= kLeastLines && is_short(*cell, text));
    for (const std::uint32_t i : cell->segments)
      size = std::max(size, segments[i].size_pt);
  }
  if (columns.size() < 2 || (!has_numbers && (prose > 0 || !has_short))) return false;
  std::vector<float> all;
  for (const std::vector<float>& column : columns)
    all.insert(all.end(), column.begin(), column.end());
  std::sort(all.begin(), all.end());
  std::size_t lines = 0;
  std::size_t full = 0;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && all[end] - all[begin] <= kSameBaseline * size)
      ++end;
    ++lines;
    if (end - begin + (columns.size() > 2 ? 1 : 0) >= columns.size()) ++full;
    begin = end;
  }
  // One line beside many is a label of them all.
  const bool is_even = std::all_of(columns.begin(), columns.end(), [&](const std::vector<float>& column) {
    return column.size() * 2 >= lines;
  });
  return is_even && lines >= kLeastLines && full * 5 >= lines * 4;
}

}  // namespace

bool has_too_many_edges(const std::vector<CellDraft>& rows, std::span<const Segment> segments) {
  return edges_of(chunks_of(rows, segments)).size() > kMaxEdges;
}

std::vector<float> gutters_of(const std::vector<CellDraft>& rows, std::span<const Segment> segments) {
  return common_gutters(chunks_of(rows, segments), kCommonGutter * largest_size(rows, segments));
}

std::vector<CellDraft> split_rows(std::vector<CellDraft> rows, std::span<const Segment> segments) {
  const std::vector<float> gutters = gutters_of(rows, segments);
  if (rows.empty() || gutters.empty()) return rows;
  std::vector<float> bounds{rows.front().box.x0};
  bounds.insert(bounds.end(), gutters.begin(), gutters.end());
  bounds.push_back(rows.front().box.x1);
  const RowCutter cutter(segments, std::move(bounds));
  std::vector<CellDraft> cells;
  for (const CellDraft& row : rows)
    cutter.cut(row, cells);
  return cells;
}

bool split_stacked_rows(std::vector<CellDraft>& cells, const TextParts& text) {
  const std::span<const Segment> segments = text.parts.segments;
  std::map<std::pair<float, float>, std::vector<const CellDraft*>> rows;
  for (const CellDraft& cell : cells)
    rows[{cell.box.y0, cell.box.y1}].push_back(&cell);
  std::vector<CellDraft> result;
  bool has_cut = false;
  for (const auto& [height, row] : rows) {
    if (!has_stacked_rows(row, text)) {
      for (const CellDraft* cell : row)
        result.push_back(*cell);
      continue;
    }
    has_cut = true;
    CellDraft all;
    all.box = row.front()->box;
    for (const CellDraft* cell : row)
      all.segments.insert(all.segments.end(), cell->segments.begin(), cell->segments.end());
    std::vector<float> bounds;
    const std::vector<float> baselines = baselines_of(all, segments);
    for (std::size_t i = 1; i < baselines.size(); ++i)
      bounds.push_back(baselines[i - 1] + 0.25F * (baselines[i] - baselines[i - 1]));
    for (const CellDraft* cell : row) {
      for (std::size_t i = 0; i < baselines.size(); ++i) {
        CellDraft part;
        part.box = cell->box;
        if (i > 0) part.box.y0 = bounds[i - 1];
        if (i < bounds.size()) part.box.y1 = bounds[i];
        for (const std::uint32_t s : cell->segments) {
          if ((i == 0 || segments[s].v > part.box.y0) && (i == bounds.size() || segments[s].v <= part.box.y1))
            part.segments.push_back(s);
        }
        result.push_back(std::move(part));
      }
    }
  }
  if (has_cut) cells = std::move(result);
  return has_cut;
}

}  // namespace vp::ingest
