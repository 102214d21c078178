#include "ingest/aligned_head.h"

#include <algorithm>
#include <cmath>

namespace vp::ingest {
namespace {

constexpr float kHeadGap = 0.5F;      // of the font size: names of columns stand this far apart
constexpr float kReachOfLine = 2.0F;  // of the font size: a line so far below a name may be drawn for it
constexpr float kPitch = 1.6F;        // lines of one name follow each other within this
constexpr float kCentred = 0.5F;      // of the font size: how much nearer a wider span must bring the centre

struct HeadChunk {
  std::size_t line = 0;
  PlacedChunk placed;
  std::size_t level = 0;
  [[nodiscard]] bool spans() const { return placed.last_column > placed.first_column; }
};

class HeadReader {
 public:
  HeadReader(std::span<const AlignedLine> lines, const AlignedFrame& frame, std::span<const Stretch> columns)
      : lines_(lines), frame_(frame), columns_(columns) {}

  std::uint16_t run(std::vector<AlignedCell>& cells) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      for (const PlacedChunk& placed : place_in_columns(lines_[i], columns_, kHeadGap))
        chunks_.push_back({i, placed, 0});
    }
    for (HeadChunk& chunk : chunks_)
      widen(chunk);
    const std::size_t levels = set_levels();
    owner_.assign(levels * columns_.size(), -1);
    for (const HeadChunk& chunk : chunks_)
      place(chunk, cells);
    stretch(levels, cells);
    return static_cast<std::uint16_t>(levels);
  }

 private:
  // A line drawn under a name and over the names below it says which columns they share.
  [[nodiscard]] const Separator* line_under(const HeadChunk& chunk) const {
    const AlignedLine& line = lines_[chunk.line];
    const float middle = (chunk.placed.chunk.u0 + chunk.placed.chunk.u1) / 2;
    for (const Separator& level : frame_.levels) {
      if (level.at < line.v - 0.1F * line.size_pt || level.from > middle || level.to < middle) continue;
      if (level.at > line.v + kReachOfLine * line.size_pt) break;
      const bool is_whole = level.to - level.from > 0.97F * (frame_.u1 - frame_.u0);
      const bool is_long = level.to - level.from + 2 >= chunk.placed.chunk.u1 - chunk.placed.chunk.u0;
      if (!is_whole && is_long && !has_name_between(chunk, level)) return &level;
    }
    return nullptr;
  }

  [[nodiscard]] bool has_name_between(const HeadChunk& chunk, const Separator& level) const {
    return std::any_of(chunks_.begin(), chunks_.end(), [&](const HeadChunk& other) {
      return other.line > chunk.line && lines_[other.line].v - 0.3F * lines_[other.line].size_pt < level.at &&
             other.placed.chunk.u0 < level.to && other.placed.chunk.u1 > level.from;
    });
  }

  [[nodiscard]] bool is_taken(std::size_t line, std::size_t column, const HeadChunk& but) const {
    return std::any_of(chunks_.begin(), chunks_.end(), [&](const HeadChunk& other) {
      return &other != &but && other.line == line && other.placed.first_column <= column &&
             column <= other.placed.last_column;
    });
  }

  [[nodiscard]] bool has_name_below(std::size_t line, std::size_t column) const {
    return std::any_of(chunks_.begin(), chunks_.end(), [&](const HeadChunk& other) {
      return other.line > line && other.placed.first_column <= column && column <= other.placed.last_column;
    });
  }

  void widen(HeadChunk& chunk) {
    PlacedChunk& placed = chunk.placed;
    if (const Separator* level = line_under(chunk)) {
      std::size_t first = columns_.size();
      std::size_t last = 0;
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const float middle = (columns_[c].begin + columns_[c].end) / 2;
        if (middle < level->from || middle > level->to) continue;
        first = std::min(first, c);
        last = c;
      }
      if (first <= last && has_name_below(chunk.line, first)) {
        placed.first_column = std::min(first, placed.first_column);
        placed.last_column = std::max(last, placed.last_column);
      }
      return;
    }
    if (chunk.line + 1 == lines_.size() || placed.first_column == 0) return;
    if (!has_name_below(chunk.line, placed.first_column)) return;
    const float centre = (placed.chunk.u0 + placed.chunk.u1) / 2;
    const float size = lines_[chunk.line].size_pt;
    const auto distance = [&](std::size_t first, std::size_t last) {
      return std::fabs((columns_[first].begin + columns_[last].end) / 2 - centre);
    };
    bool is_wider = true;
    while (is_wider) {
      is_wider = false;
      const float now = distance(placed.first_column, placed.last_column);
      const std::size_t left = placed.first_column - 1;
      const std::size_t right = placed.last_column + 1;
      if (left > 0 && !is_taken(chunk.line, left, chunk) && has_name_below(chunk.line, left) &&
          distance(left, placed.last_column) < now - kCentred * size) {
        placed.first_column = left;
        is_wider = true;
      } else if (right < columns_.size() && !is_taken(chunk.line, right, chunk) &&
                 has_name_below(chunk.line, right) &&
                 distance(placed.first_column, right) < now - kCentred * size) {
        placed.last_column = right;
        is_wider = true;
      }
    }
  }

  [[nodiscard]] bool is_ruled_between(std::size_t above, std::size_t below, const PlacedChunk& placed) const {
    const float from = lines_[above].v;
    const float to = lines_[below].v - 0.4F * lines_[below].size_pt;
    return std::any_of(frame_.levels.begin(), frame_.levels.end(), [&](const Separator& level) {
      return level.at > from && level.at < to && level.from <= placed.chunk.u1 && level.to >= placed.chunk.u0;
    });
  }

  // The chunk that this one goes on with, in a line close above.
  [[nodiscard]] const HeadChunk* goes_on_with(const HeadChunk& chunk) const {
    const HeadChunk* nearest = nullptr;
    for (const HeadChunk& other : chunks_) {
      if (other.line >= chunk.line) break;
      if (other.placed.first_column <= chunk.placed.last_column &&
          chunk.placed.first_column <= other.placed.last_column) {
        nearest = &other;
      }
    }
    if (nearest == nullptr || nearest->placed.first_column != chunk.placed.first_column ||
        nearest->placed.last_column != chunk.placed.last_column) {
      return nullptr;
    }
    const float size = std::max(lines_[chunk.line].size_pt, lines_[nearest->line].size_pt);
    const bool is_near = lines_[chunk.line].v - lines_[nearest->line].v <= kPitch * size;
    return is_near && !is_ruled_between(nearest->line, chunk.line, chunk.placed) ? nearest : nullptr;
  }

  // Rows of the head: one below every name over several columns. A name that goes on keeps its row.
  std::size_t set_levels() {
    std::size_t levels = 1;
    for (HeadChunk& chunk : chunks_) {
      const HeadChunk* above = goes_on_with(chunk);
      if (above != nullptr) {
        chunk.level = above->level;
        continue;
      }
      for (const HeadChunk& other : chunks_) {
        if (&other == &chunk || other.line >= chunk.line) break;
        const bool is_over = other.placed.first_column <= chunk.placed.last_column &&
                             chunk.placed.first_column <= other.placed.last_column;
        if (is_over) chunk.level = std::max(chunk.level, other.level + 1);
      }
      levels = std::max(levels, chunk.level + 1);
    }
    return levels;
  }

  int& owner_at(std::size_t level, std::size_t column) { return owner_[level * columns_.size() + column]; }

  void place(const HeadChunk& chunk, std::vector<AlignedCell>& cells) {
    const CellPart part{static_cast<std::uint32_t>(chunk.line), chunk.placed.chunk.first,
                        chunk.placed.chunk.count};
    int owner = -1;
    for (std::size_t c = chunk.placed.first_column; c <= chunk.placed.last_column && owner < 0; ++c)
      owner = owner_at(chunk.level, c);
    if (owner >= 0) {
      cells[static_cast<std::size_t>(owner)].parts.push_back(part);
      return;
    }
    AlignedCell cell;
    cell.row = static_cast<std::uint16_t>(chunk.level);
    cell.column = static_cast<std::uint16_t>(chunk.placed.first_column);
    cell.column_span = static_cast<std::uint16_t>(chunk.placed.last_column - chunk.placed.first_column + 1);
    cell.parts.push_back(part);
    for (std::size_t c = chunk.placed.first_column; c <= chunk.placed.last_column; ++c)
      owner_at(chunk.level, c) = static_cast<int>(cells.size());
    cells.push_back(std::move(cell));
  }

  [[nodiscard]] bool is_free(std::size_t level, const AlignedCell& cell) {
    for (std::size_t c = cell.column; c < std::size_t{cell.column} + cell.column_span; ++c) {
      if (owner_at(level, c) >= 0) return false;
    }
    return true;
  }

  void take(std::size_t level, const AlignedCell& cell, int number) {
    for (std::size_t c = cell.column; c < std::size_t{cell.column} + cell.column_span; ++c)
      owner_at(level, c) = number;
  }

  // A name stands in all the free rows of the head above and below it.
  void stretch(std::size_t levels, std::vector<AlignedCell>& cells) {
    for (std::size_t n = 0; n < cells.size(); ++n) {
      AlignedCell& cell = cells[n];
      while (std::size_t{cell.row} + cell.row_span < levels &&
             is_free(std::size_t{cell.row} + cell.row_span, cell)) {
        take(std::size_t{cell.row} + cell.row_span, cell, static_cast<int>(n));
        ++cell.row_span;
      }
      while (cell.row > 0 && is_free(cell.row - 1U, cell)) {
        take(cell.row - 1U, cell, static_cast<int>(n));
        --cell.row;
        ++cell.row_span;
      }
    }
  }

  std::span<const AlignedLine> lines_;
  const AlignedFrame& frame_;
  std::span<const Stretch> columns_;
  std::vector<HeadChunk> chunks_;
  std::vector<int> owner_;  // level by level: the number of a cell, or -1
};

}  // namespace

std::uint16_t read_aligned_head(std::span<const AlignedLine> lines, const AlignedFrame& frame,
                                std::span<const Stretch> columns, std::vector<AlignedCell>& cells) {
  if (lines.empty()) return 0;
  return HeadReader(lines, frame, columns).run(cells);
}

}  // namespace vp::ingest
