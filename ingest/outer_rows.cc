#include "ingest/outer_rows.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "ingest/table_rows.h"

namespace vp::ingest {
namespace {

constexpr float kOuterReachPt = 2.0F;
constexpr float kNearLine = 1.1F;  // of the font size, with the usual room of a row: the first line of text
constexpr float kPitch = 1.5F;     // of the font size: the next lines of the same row
constexpr float kSameBaseline = 0.3F;  // of the font size
constexpr float kOtherSize = 1.15F;    // a larger or smaller text is a caption or a note
constexpr std::size_t kMaxLines = 6;   // more is running text

struct OuterLine {
  std::vector<std::uint32_t> segments;
  float v = 0, top = 0, bottom = 0, size = 0;
  bool sticks_out = false;  // of the table's sides
  bool is_bold = true;
};

class OuterRowFinder {
 public:
  OuterRowFinder(OuterSide side, const std::vector<CellDraft>& rows, const TextParts& text)
      : side_(side), rows_(rows), text_(text), edge_(is_above() ? rows.front() : rows.back()) {}

  std::optional<CellDraft> run(std::span<const std::uint32_t> free_segments) const {
    const std::vector<OuterLine> lines = lines_from_edge(free_segments);
    const std::size_t count = count_lines_of_row(lines);
    if (count == 0) return std::nullopt;
    CellDraft row;
    row.box = edge_.box;
    for (std::size_t i = 0; i < count; ++i)
      row.segments.insert(row.segments.end(), lines[i].segments.begin(), lines[i].segments.end());
    std::sort(row.segments.begin(), row.segments.end());
    const OuterLine& last = lines[count - 1];
    if (is_above()) {
      row.box.y1 = edge_.box.y0;
      row.box.y0 = last.top - 0.2F * last.size;
    } else {
      row.box.y0 = edge_.box.y1;
      row.box.y1 = last.bottom + 0.2F * last.size;
    }
    return keeps_to_columns(row) ? std::optional(row) : std::nullopt;
  }

 private:
  [[nodiscard]] bool is_above() const { return side_ == OuterSide::kAbove; }

  // Lines of free text within the sides of the table, the nearest first.
  [[nodiscard]] std::vector<OuterLine> lines_from_edge(std::span<const std::uint32_t> free_segments) const {
    std::vector<std::uint32_t> near;
    for (const std::uint32_t i : free_segments) {
      const Segment& segment = text_.segment(i);
      const float reach = static_cast<float>(kMaxLines + 2) * kPitch * segment.size_pt;
      const bool is_near = is_above()
                               ? segment.v <= edge_.box.y0 + kOuterReachPt && segment.v > edge_.box.y0 - reach
                               : segment.top >= edge_.box.y1 - kOuterReachPt &&
                                     segment.v < edge_.box.y1 + reach + segment.size_pt;
      if (is_near && segment.u1 > edge_.box.x0 && segment.u0 < edge_.box.x1) near.push_back(i);
    }
    std::sort(near.begin(), near.end(), [&](std::uint32_t a, std::uint32_t b) {
      const float va = is_above() ? -text_.segment(a).v : text_.segment(a).v;
      const float vb = is_above() ? -text_.segment(b).v : text_.segment(b).v;
      return std::tie(va, a) < std::tie(vb, b);
    });
    std::vector<OuterLine> lines;
    for (const std::uint32_t i : near) {
      const Segment& segment = text_.segment(i);
      if (lines.empty() || std::fabs(segment.v - lines.back().v) > kSameBaseline * segment.size_pt) {
        lines.push_back({{}, segment.v, segment.top, segment.bottom, segment.size_pt});
      }
      OuterLine& line = lines.back();
      line.segments.push_back(i);
      line.top = std::min(line.top, segment.top);
      line.bottom = std::max(line.bottom, segment.bottom);
      line.size = std::max(line.size, segment.size_pt);
      line.sticks_out = line.sticks_out || segment.u0 < edge_.box.x0 - kOuterReachPt ||
                        segment.u1 > edge_.box.x1 + kOuterReachPt;
      line.is_bold = line.is_bold && segment.bold_glyphs * 10 >= segment.glyph_count * 9;
    }
    return lines;
  }

  // The room between the text of the rows and the lines on this side of it.
  [[nodiscard]] float usual_room() const {
    float room = 1.0e9F;
    for (const CellDraft& row : rows_) {
      for (const std::uint32_t i : row.segments) {
        const Segment& segment = text_.segment(i);
        room = std::min(room, is_above() ? row.box.y1 - segment.bottom : segment.top - row.box.y0);
      }
    }
    return std::clamp(room, 0.0F, 20.0F);
  }

  [[nodiscard]] float usual_size() const {
    float size = 0;
    for (const CellDraft& row : rows_) {
      for (const std::uint32_t i : row.segments)
        size = std::max(size, text_.segment(i).size_pt);
    }
    return size;
  }

  // 0 when the text is no row of this table.
  [[nodiscard]] std::size_t count_lines_of_row(const std::vector<OuterLine>& lines) const {
    if (lines.empty() || lines.front().sticks_out) return 0;
    const OuterLine& first = lines.front();
    const float size = usual_size();
    if (first.size > kOtherSize * size || size > kOtherSize * first.size) return 0;
    const float gap = is_above() ? edge_.box.y0 - first.bottom : first.top - edge_.box.y1;
    const float room = usual_room();
    if (gap > room + (is_above() ? kNearLine * first.size : kOuterReachPt)) return 0;
    std::size_t count = 1;
    while (count < lines.size() && std::fabs(lines[count].v - lines[count - 1].v) <= kPitch * first.size) {
      const OuterLine& line = lines[count];
      // A caption may stand close above the head, notes close below the last row.
      if (line.is_bold != first.is_bold || line.sticks_out ||
          std::fabs(line.size - first.size) > 0.05F * first.size) {
        break;
      }
      if (++count > kMaxLines) return 0;
    }
    return count;
  }

  // With this row the table has the same columns, and the row stands in several of them and across none.
  [[nodiscard]] bool keeps_to_columns(const CellDraft& row) const {
    const std::vector<float> alone = gutters_of(rows_, text_.parts.segments);
    if (alone.empty()) return false;
    std::vector<bool> is_filled(alone.size() + 1, false);
    for (const std::uint32_t i : row.segments) {
      const Segment& segment = text_.segment(i);
      const auto first = std::upper_bound(alone.begin(), alone.end(), segment.u0) - alone.begin();
      const auto last = std::upper_bound(alone.begin(), alone.end(), segment.u1) - alone.begin();
      if (first != last) return false;
      is_filled[static_cast<std::size_t>(first)] = true;
    }
    const auto filled = static_cast<std::size_t>(std::count(is_filled.begin(), is_filled.end(), true));
    // Names of columns may be missing over labels; a row of which half is missing may be a caption and a unit.
    return filled >= 2 && filled * 2 > is_filled.size();
  }

  OuterSide side_;
  const std::vector<CellDraft>& rows_;
  const TextParts& text_;
  const CellDraft& edge_;
};

}  // namespace

std::optional<CellDraft> find_outer_row(OuterSide side, const std::vector<CellDraft>& rows,
                                        std::span<const std::uint32_t> free_segments, const TextParts& text) {
  if (rows.empty()) return std::nullopt;
  return OuterRowFinder(side, rows, text).run(free_segments);
}

}  // namespace vp::ingest
