#include "ingest/aligned_rows.h"

#include <algorithm>

namespace vp::ingest {
namespace {

constexpr float kClearOfPitch = 1.3F;  // of the tight distance between lines: this much more parts rows
constexpr float kFullLabel = 0.8F;     // of the column's width: such a label may go on in the next line

class RowReader {
 public:
  RowReader(std::span<const PlacedLine> lines, const AlignedFrame& frame, std::span<const Stretch> columns)
      : lines_(lines), frame_(frame), columns_(columns) {}

  RowStarts run() {
    std::vector<bool> ruled(lines_.size(), false);
    std::vector<bool> spaced(lines_.size(), false);
    const float pitch = tight_pitch();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      ruled[i] = i == 0 || is_ruled_between(i);
      spaced[i] = ruled[i] || lines_[i].line->v - lines_[i - 1].line->v > kClearOfPitch * pitch;
    }
    if (parts_rows(ruled, 2)) {
      part_headings(ruled, pitch);
      return {ruled, true};
    }
    if (parts_rows(spaced, 2)) return {spaced, false};
    std::vector<bool> starts(lines_.size(), false);
    std::size_t row = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      starts[i] = ruled[i] || !(overlaps(i) || (!spaced[i] && goes_on(row, i)));
      if (starts[i]) row = i;
    }
    return {starts, false};
  }

 private:
  [[nodiscard]] bool is_ruled_between(std::size_t i) const {
    const float from = lines_[i - 1].line->bottom - 0.1F * lines_[i - 1].line->size_pt;
    const float to = lines_[i].line->top + 0.3F * lines_[i].line->size_pt;
    return std::any_of(frame_.levels.begin(), frame_.levels.end(), [&](const Separator& level) {
      return level.at >= from && level.at <= to &&
             std::min(level.to, frame_.u1) - std::max(level.from, frame_.u0) >=
                 0.7F * (frame_.u1 - frame_.u0);
    });
  }

  // Lines on baselines so near to each other that they stand side by side: a mark and its text.
  [[nodiscard]] bool overlaps(std::size_t i) const {
    if (i == 0) return false;
    return lines_[i].line->top < lines_[i - 1].line->bottom - 0.1F * lines_[i].line->size_pt;
  }

  // The lower quarter of the distances between lines.
  [[nodiscard]] float tight_pitch() const {
    std::vector<float> pitches;
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      if (!overlaps(i)) pitches.push_back(lines_[i].line->v - lines_[i - 1].line->v);
    }
    if (pitches.empty()) return 0;
    const auto quarter = pitches.begin() + static_cast<std::ptrdiff_t>(pitches.size() / 4);
    std::nth_element(pitches.begin(), quarter, pitches.end());
    return *quarter;
  }

  [[nodiscard]] bool is_figure_at(const PlacedLine& line, const PlacedChunk& placed) const {
    return is_figure(*line.line, placed.chunk.first, placed.chunk.count);
  }

  // Figures in a column other than the first: a row of its own.
  [[nodiscard]] bool is_row_like(const PlacedLine& line) const {
    return std::any_of(line.chunks.begin(), line.chunks.end(), [&](const PlacedChunk& placed) {
      return placed.first_column > 0 && is_figure_at(line, placed);
    });
  }

  // Do these starts make rows of which few hold two lines of figures, and part enough of the lines?
  [[nodiscard]] bool parts_rows(const std::vector<bool>& starts, std::size_t least) const {
    std::size_t rows = 0;
    std::size_t crowded = 0;
    std::size_t figures = 0;
    std::size_t longest = 0;
    std::size_t length = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (starts[i]) {
        ++rows;
        figures = 0;
        length = 0;
      }
      longest = std::max(longest, ++length);
      if (is_row_like(lines_[i]) && ++figures == 2 && !overlaps(i)) ++crowded;
    }
    return rows >= least && crowded * 8 <= rows && rows * 4 >= lines_.size() && longest < lines_.size();
  }

  // A line of its own above the cells of a row, with space below it: a heading within the table.
  void part_headings(std::vector<bool>& starts, float pitch) const {
    for (std::size_t i = 1; i < lines_.size(); ++i) {
      if (starts[i] || !starts[i - 1] || lines_[i - 1].chunks.size() > 1 || lines_[i].chunks.size() < 2)
        continue;
      starts[i] = lines_[i].line->v - lines_[i - 1].line->v > kClearOfPitch * pitch;
    }
  }

  [[nodiscard]] bool has_column(const PlacedLine& line, std::size_t column) const {
    return std::any_of(line.chunks.begin(), line.chunks.end(), [&](const PlacedChunk& placed) {
      return placed.first_column <= column && column <= placed.last_column;
    });
  }

  // Does line i go on with the row that began with line `row`?
  [[nodiscard]] bool goes_on(std::size_t row, std::size_t i) const {
    if (i == 0) return false;
    const PlacedLine& line = lines_[i];
    const PlacedLine& above = lines_[i - 1];
    const AlignedWord& first = line.line->words.front();
    const PlacedChunk& label = line.chunks.front();
    if (label.first_column > 0) {
      // Text under text, nothing in the first column.
      return std::all_of(line.chunks.begin(), line.chunks.end(), [&](const PlacedChunk& placed) {
        if (is_figure_at(line, placed)) return false;
        for (std::size_t k = row; k < i; ++k) {
          if (has_column(lines_[k], placed.first_column)) return true;
        }
        return false;
      });
    }
    const PlacedChunk& label_above = above.chunks.front();
    if (label_above.first_column > 0) return false;
    const bool was_full =
        label_above.chunk.u1 - label_above.chunk.u0 >= kFullLabel * columns_.front().length();
    const bool was_alone = above.chunks.size() == 1;
    if (line.chunks.size() == 1) {
      const bool is_indented = label.chunk.u0 > label_above.chunk.u0 + 0.4F * line.line->size_pt;
      if (was_alone && i - 1 == row) return first.is_lower && was_full;
      return first.is_lower || (is_indented && was_full && !is_indented_usually(i));
    }
    return was_alone && row == i - 1 && first.is_lower && was_full;
  }

  // Indented labels are common in this table: sub-items, not continued lines.
  [[nodiscard]] bool is_indented_usually(std::size_t i) const {
    std::size_t count = 0;
    const float indent = lines_[i].chunks.front().chunk.u0;
    for (const PlacedLine& line : lines_) {
      if (line.chunks.size() > 1 && std::abs(line.chunks.front().chunk.u0 - indent) < 1.5F) ++count;
    }
    return count > 0;
  }

  std::span<const PlacedLine> lines_;
  const AlignedFrame& frame_;
  std::span<const Stretch> columns_;
};

}  // namespace

RowStarts find_row_starts(std::span<const PlacedLine> lines, const AlignedFrame& frame,
                          std::span<const Stretch> columns) {
  return RowReader(lines, frame, columns).run();
}

}  // namespace vp::ingest
