#include "ingest/aligned_table.h"

#include <algorithm>
#include <cmath>

#include "ingest/aligned_draft.h"
#include "ingest/open_spans.h"

namespace vp::ingest {
namespace {

constexpr float kMinLengthPt = 60.0F;    // shorter lines part no table from the text around it
constexpr float kSameEndPt = 6.0F;       // lines of one table begin and end this near to each other
constexpr float kReachPt = 4.0F;         // text may stick out of its frame so far
constexpr float kTableWideGap = 0.9F;    // of the font size: what parts two columns
constexpr float kWideLine = 0.55F;       // of the frame: a line of running text
constexpr float kMaxHeadHeight = 14.0F;  // of the font size: a head without a line above it
constexpr float kAboveHeadGap = 2.5F;    // of the font size, between its lines
constexpr float kTallGap = 4.0F;         // of the font size: an empty stretch so high ends a table
constexpr float kParagraphGap = 1.0F;    // of the font size: more than lines of one cell leave free
constexpr float kProseWidth = 9.0F;      // of the font size: columns of running text are as wide as that
constexpr std::size_t kMaxSegments = 20'000;
constexpr std::size_t kMaxLevels = 600;  // beyond this a drawing is meant

// What lies between two lines of the same length, one below the other.
struct Zone {
  float top = 0, bottom = 0;
  std::vector<std::uint32_t> segments;
  enum Kind : std::uint8_t { kEmpty, kTabular, kSingle, kOther } kind = kEmpty;
};

std::span<const Separator> levels_within(std::span<const Separator> levels, float top, float bottom) {
  const auto first =
      std::find_if(levels.begin(), levels.end(), [&](const Separator& level) { return level.at >= top; });
  const auto last =
      std::find_if(first, levels.end(), [&](const Separator& level) { return level.at > bottom; });
  return {first, last};
}

// What the cells of a table hold, to tell it from other things that stand in columns.
struct Content {
  std::size_t cells = 0;       // with text, outside the head
  std::size_t figures = 0;     // of those, outside the first column
  std::size_t others = 0;      // the rest of those outside the first column
  std::size_t labels = 0;      // with a letter, in the first column or the head
  std::size_t leaders = 0;     // rows of dots
  std::size_t head_names = 0;  // with a letter
  std::size_t notes = 0;       // outside the head and the first column, of more than one line
  std::size_t full_rows = 0;   // rows with two cells or more
};

Content count_content(const AlignedTable& table) {
  Content content;
  std::vector<std::size_t> filled(table.grid.row_count, 0);
  for (const AlignedCell& cell : table.grid.cells) {
    const CellPart& part = cell.parts.front();
    const AlignedLine& line = table.lines[part.line];
    bool has_letter = false;
    for (std::uint32_t i = part.first; i < part.first + part.count; ++i) {
      const AlignedWord& word = line.words[i];
      has_letter = has_letter || word.has_letter;
      if (!word.has_letter && !word.has_digit && word.u1 - word.u0 > 3 * line.size_pt) ++content.leaders;
    }
    ++filled[cell.row];
    const bool is_head = cell.row < table.grid.head_rows;
    if (has_letter && (cell.column == 0 || is_head)) ++content.labels;
    if (is_head) {
      content.head_names += has_letter ? 1 : 0;
      continue;
    }
    ++content.cells;
    if (cell.column == 0) continue;
    ++(is_figure(line, part.first, part.count) ? content.figures : content.others);
    if (cell.parts.size() > 1) ++content.notes;
  }
  for (const std::size_t count : filled)
    content.full_rows += count > 1 ? 1 : 0;
  return content;
}

bool looks_like_table(const AlignedTable& table) {
  const Content content = count_content(table);
  const std::size_t rows = table.grid.row_count;
  const std::size_t columns = table.grid.column_count;
  // Labels along the axes of a chart make a row or two.
  if (content.leaders > 0 || content.labels == 0) return false;
  if (content.full_rows < (content.head_names > 1 ? 2U : 3U)) return false;
  if (content.full_rows * 2 < rows || content.cells * 5 < (rows - table.grid.head_rows) * columns * 2)
    return false;
  if (content.figures >= content.others) return rows >= 3 || columns >= 3;
  // Text alone: three columns or more, all of them used. Two are an address, a form, a list, unless many names
  // stand beside texts of several lines.
  if (columns >= 3) return rows >= 3 && content.full_rows * 3 >= rows * 2;
  return rows >= 5 && content.full_rows * 5 >= rows * 4 && content.labels * 4 >= rows * 3 &&
         content.notes * 3 >= rows;
}

// Fewer rows than two are labels along the axis of a chart, or a title in a bar.
bool has_rows(const AlignedTable& table) {
  const Content content = count_content(table);
  return content.leaders == 0 && content.labels > 0 && content.full_rows > 1;
}

class Finder {
 public:
  Finder(const TextParts& text, const RulingGrid& grid)
      : text_(text), grid_(grid), levels_(grid.level()), used_(text.parts.segments.size(), false) {}

  std::vector<AlignedTable> run() {
    if (used_.size() > kMaxSegments || levels_.size() > kMaxLevels) return {};
    std::vector<bool> seen(levels_.size(), false);
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      if (seen[i] || levels_[i].to - levels_[i].from < kMinLengthPt) continue;
      std::vector<Separator> chain;
      for (std::size_t k = i; k < levels_.size(); ++k) {
        if (std::fabs(levels_[k].from - levels_[i].from) > kSameEndPt ||
            std::fabs(levels_[k].to - levels_[i].to) > kSameEndPt) {
          continue;
        }
        seen[k] = true;
        chain.push_back(levels_[k]);
      }
      if (chain.size() > 1) read_chain(chain);
    }
    std::stable_sort(tables_.begin(), tables_.end(),
                     [](const AlignedTable& a, const AlignedTable& b) { return a.frame.top < b.frame.top; });
    return std::move(tables_);
  }

 private:
  void read_chain(const std::vector<Separator>& chain) {
    std::vector<Zone> zones;
    for (std::size_t i = 1; i < chain.size(); ++i)
      zones.push_back(zone_between(chain[i - 1], chain[i]));
    for (std::size_t begin = 0; begin < zones.size();) {
      std::size_t end = begin;
      while (end < zones.size() && zones[end].kind != Zone::kOther)
        ++end;
      std::size_t first = begin;
      std::size_t last = end;
      while (first < last && zones[first].kind != Zone::kTabular)
        ++first;
      while (last > first && zones[last - 1].kind != Zone::kTabular)
        --last;
      if (first < last) read_zones(std::span(zones).subspan(first, last - first), chain.front());
      begin = end + 1;
    }
  }

  [[nodiscard]] Zone zone_between(const Separator& above, const Separator& below) const {
    Zone zone;
    zone.top = above.at;
    zone.bottom = below.at;
    for (std::uint32_t i = 0; i < used_.size(); ++i) {
      const Segment& segment = text_.segment(i);
      const float middle = segment.v - 0.3F * segment.size_pt;
      if (middle <= zone.top || middle >= zone.bottom) continue;
      if (segment.u1 <= above.from || segment.u0 >= above.to) continue;
      // Text that goes on beyond the lines is not framed by them.
      if (used_[i] || segment.u0 < above.from - kReachPt || segment.u1 > above.to + kReachPt) {
        zone.kind = Zone::kOther;
        return zone;
      }
      zone.segments.push_back(i);
    }
    judge(zone, above);
    return zone;
  }

  void judge(Zone& zone, const Separator& frame) const {
    const std::vector<AlignedLine> lines = to_aligned_lines(zone.segments, text_);
    if (lines.empty()) {
      zone.kind = zone.bottom - zone.top > kTallGap * 10 ? Zone::kOther : Zone::kEmpty;
      return;
    }
    const float width = frame.to - frame.from;
    std::size_t parted = 0;
    std::size_t prose = 0;
    std::size_t gaps = 0;
    float last = zone.top;
    for (const AlignedLine& line : lines) {
      const std::vector<Chunk> chunks = chunks_of(line, kTableWideGap);
      if (line.top - last > kTallGap * line.size_pt) ++prose;
      if (line.top - last > kParagraphGap * line.size_pt) ++gaps;
      last = line.bottom;
      if (chunks.size() > 1) {
        ++parted;
      } else if (chunks.front().u1 - chunks.front().u0 > kWideLine * width &&
                 chunks.front().u0 - frame.from < 0.2F * width) {
        ++prose;
      }
      if (grid_.has_upright_between(frame.from + 2 * kReachPt, frame.to - 2 * kReachPt,
                                    line.v - 0.3F * line.size_pt)) {
        zone.kind = Zone::kOther;
        return;
      }
    }
    if (prose > 1 && prose * 3 > lines.size()) {
      zone.kind = Zone::kOther;
    } else if (parted > 0) {
      zone.kind = Zone::kTabular;
    } else {
      // A head over the rows below it; notes and the caption of a next table are more than that.
      zone.kind =
          lines.size() > 1 && (prose > 0 || gaps > 1 || lines.size() > 3) ? Zone::kOther : Zone::kSingle;
    }
  }

  void read_zones(std::span<const Zone> zones, const Separator& level) {
    AlignedTable table;
    std::vector<std::uint32_t> segments;
    for (const Zone& zone : zones)
      segments.insert(segments.end(), zone.segments.begin(), zone.segments.end());
    table.lines = to_aligned_lines(segments, text_);
    table.frame.u0 = level.from;
    table.frame.u1 = level.to;
    table.frame.top = zones.front().top;
    table.frame.bottom = zones.back().bottom;
    if (zones.size() > 1) table.frame.head_end = zones.front().bottom;
    if (lacks_head(table)) add_head_above(table);
    table.frame.levels = levels_within(levels_, table.frame.top, table.frame.bottom);
    auto read = read_aligned_grid(table.lines, table.frame);
    if (!read) return;
    table.grid = std::move(*read);
    if (is_running_text(table) || !has_rows(table)) return;
    // Where lines part all rows, find_cells sees more: it knows of shading, and of lines that are missing.
    if (table.grid.has_ruled_rows && table.grid.head_rows <= 1 && table.frame.top >= zones.front().top)
      return;
    for (const AlignedLine& line : table.lines) {
      for (const AlignedWord& word : line.words)
        used_[word.segment] = true;
    }
    tables_.push_back(std::move(table));
  }

  // Figures right under the first line: the head stands above it, on a bar of colour perhaps.
  static bool lacks_head(const AlignedTable& table) {
    const AlignedLine& first = table.lines.front();
    const std::vector<Chunk> chunks = chunks_of(first, kTableWideGap);
    std::size_t figures = 0;
    for (std::size_t i = 1; i < chunks.size(); ++i)
      figures += is_figure(first, chunks[i].first, chunks[i].count) ? 1 : 0;
    return figures * 2 > chunks.size();
  }

  // Lines close above the frame that have gaps as the head of a table has; a caption has none.
  void add_head_above(AlignedTable& table) const {
    const float size = table.lines.front().size_pt;
    const AlignedFrame& frame = table.frame;
    std::vector<std::uint32_t> above;
    for (std::uint32_t i = 0; i < used_.size(); ++i) {
      const Segment& segment = text_.segment(i);
      if (segment.v >= frame.top || segment.v < frame.top - kMaxHeadHeight * size) continue;
      const bool is_inside = segment.u0 >= frame.u0 - kReachPt && segment.u1 <= frame.u1 + kReachPt;
      if (!used_[i] && is_inside) above.push_back(i);
    }
    const std::vector<AlignedLine> lines = to_aligned_lines(above, text_);
    std::size_t begin = lines.size();
    float next_top = frame.top;
    for (std::size_t i = lines.size(); i-- > 0;) {
      const AlignedLine& line = lines[i];
      if (next_top - line.bottom > kAboveHeadGap * size) break;
      const std::vector<Chunk> chunks = chunks_of(line, kTableWideGap);
      const float width = chunks.back().u1 - chunks.front().u0;
      const bool is_caption = chunks.size() == 1 && (width > kWideLine * (frame.u1 - frame.u0) || i == 0 ||
                                                     line.words.front().u0 < frame.u0 + kReachPt + size);
      if (is_caption) break;
      next_top = line.top;
      if (chunks.size() > 1) begin = i;
    }
    if (begin == lines.size()) return;
    table.frame.head_end = frame.top;
    table.frame.top = lines[begin].top - 0.3F * size;
    table.lines.insert(table.lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(begin), lines.end());
  }

  // Columns of running text between two lines.
  static bool is_running_text(const AlignedTable& table) {
    const float size = usual_size(table.lines);
    std::vector<float> widths(table.grid.columns.size(), 0);
    std::vector<std::size_t> lines(table.grid.columns.size(), 0);
    std::size_t figures = 0;
    std::size_t cells = 0;
    for (const AlignedCell& cell : table.grid.cells) {
      ++cells;
      const CellPart& first = cell.parts.front();
      figures += is_figure(table.lines[first.line], first.first, first.count) ? 1 : 0;
      for (const CellPart& part : cell.parts) {
        const AlignedLine& line = table.lines[part.line];
        widths[cell.column] += line.words[part.first + part.count - 1].u1 - line.words[part.first].u0;
        ++lines[cell.column];
      }
    }
    if (figures * 4 >= cells) return false;
    std::size_t prose = 0;
    for (std::size_t c = 0; c < widths.size(); ++c) {
      const float mean = lines[c] == 0 ? 0 : widths[c] / static_cast<float>(lines[c]);
      if (lines[c] >= 4 && mean > kProseWidth * size && mean > 0.7F * table.grid.columns[c].length()) ++prose;
    }
    // Rows that lines part may hold running text in every column.
    const std::size_t rows = table.grid.row_count;
    return prose > 1 && rows * 3 > table.lines.size() * 2;
  }

  const TextParts& text_;
  const RulingGrid& grid_;
  std::span<const Separator> levels_;
  std::vector<bool> used_;  // segments that stand in a table
  std::vector<AlignedTable> tables_;
};

}  // namespace

CellGrid find_framed_tables(const TextParts& text, const RulingGrid& grid) {
  CellGrid cells;
  cells.is_cut = grid.level().size() > kMaxLevels;
  std::vector<TableDraft> drafts = to_drafts(Finder(text, grid).run(), text);
  std::vector<bool> used(text.parts.segments.size(), false);
  for (TableDraft& table : drafts) {
    extend_over_missing_lines(table, text, grid);
    for (const CellDraft& cell : table.cells) {
      for (const std::uint32_t i : cell.segments)
        used[i] = true;
    }
    cells.free_tables.push_back(static_cast<std::uint32_t>(cells.tables.size()));
    cells.tables.push_back(std::move(table));
  }
  for (std::uint32_t i = 0; i < used.size(); ++i) {
    if (!used[i]) cells.free_segments.push_back(i);
  }
  return cells;
}

std::optional<TableDraft> read_unframed_table(std::span<const std::uint32_t> segments, const TextParts& text,
                                              const RulingGrid& grid) {
  AlignedTable table;
  table.lines = to_aligned_lines(segments, text);
  if (table.lines.size() < 2) return std::nullopt;
  table.frame.is_drawn = false;
  table.frame.top = table.lines.front().top;
  table.frame.bottom = table.lines.back().bottom;
  table.frame.u0 = table.lines.front().words.front().u0;
  table.frame.u1 = table.frame.u0;
  for (const AlignedLine& line : table.lines) {
    for (const AlignedWord& word : line.words) {
      table.frame.u0 = std::min(table.frame.u0, word.u0);
      table.frame.u1 = std::max(table.frame.u1, word.u1);
    }
  }
  table.frame.levels = levels_within(grid.level(), table.frame.top, table.frame.bottom);
  auto read = read_aligned_grid(table.lines, table.frame);
  if (!read) return std::nullopt;
  table.grid = std::move(*read);
  if (!looks_like_table(table)) return std::nullopt;
  TableDraft draft = std::move(to_drafts(std::span(&table, 1), text).front());
  extend_over_missing_lines(draft, text, grid);
  return draft;
}

}  // namespace vp::ingest
