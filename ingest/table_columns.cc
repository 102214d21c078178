#include "ingest/table_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vp::ingest {
namespace {

constexpr float kSameGutterEdgePt = 3.0F;
constexpr float kClearPt = 1.0F;    // how far a word may reach over a boundary
constexpr float kCellGap = 0.9F;    // of the font size: what parts the texts of two cells
constexpr float kMarkGapPt = 1.5F;  // what parts a mark from its text

/// A cell's text on the two sides of a boundary.
struct Sides {
  std::vector<std::uint32_t> left, right;
  float left_end = -std::numeric_limits<float>::max();
  float right_begin = std::numeric_limits<float>::max();
  bool left_is_marks = true, right_is_marks = true;
  float size_pt = 0;
  bool is_crossed = false;
};

bool is_one_mark(const TextParts& text, const Segment& segment) {
  return segment.word_count == 1 && is_mark(text, segment.first_word);
}

// Words of the segment that end before the boundary; none when a word stands across it.
std::uint32_t count_words_before(const TextParts& text, const Segment& segment, float boundary) {
  std::uint32_t count = 0;
  for (std::uint32_t w = 0; w < segment.word_count; ++w) {
    const Stretch word = to_stretch(text.parts, segment.first_word + w);
    if (word.end <= boundary + kClearPt) {
      ++count;
    } else if (word.begin < boundary - kClearPt) {
      return 0;
    }
  }
  return count;
}

void add_to_left(Sides& sides, const TextParts& text, std::uint32_t i) {
  sides.left.push_back(i);
  sides.left_end = std::max(sides.left_end, text.segment(i).u1);
  sides.left_is_marks = sides.left_is_marks && is_one_mark(text, text.segment(i));
}

void add_to_right(Sides& sides, const TextParts& text, std::uint32_t i) {
  sides.right.push_back(i);
  sides.right_begin = std::min(sides.right_begin, text.segment(i).u0);
  sides.right_is_marks = sides.right_is_marks && is_one_mark(text, text.segment(i));
}

// A segment that begins with a mark before the boundary is split there.
Sides part(CellDraft& cell, float boundary, const TextParts& text) {
  Sides sides;
  for (std::size_t k = 0; k < cell.segments.size(); ++k) {
    const std::uint32_t i = cell.segments[k];
    const Segment segment = text.segment(i);
    sides.size_pt = std::max(sides.size_pt, segment.size_pt);
    if (segment.u1 <= boundary + kClearPt) {
      add_to_left(sides, text, i);
    } else if (segment.u0 >= boundary - kClearPt) {
      add_to_right(sides, text, i);
    } else if (count_words_before(text, segment, boundary) == 1 && is_mark(text, segment.first_word)) {
      cell.segments.push_back(split_segment(text, i, 1));
      add_to_left(sides, text, i);
    } else {
      sides.is_crossed = true;
      return sides;
    }
  }
  return sides;
}

CellDraft cut_off_right(CellDraft& cell, float boundary, Sides&& sides) {
  CellDraft right;
  right.box = cell.box;
  right.box.x0 = boundary;
  cell.box.x1 = boundary;
  cell.segments = std::move(sides.left);
  right.segments = std::move(sides.right);
  std::sort(right.segments.begin(), right.segments.end());
  return right;
}

/// What the first words of one cell say of a column of marks in it.
struct MarkEvidence {
  float mark_end = -std::numeric_limits<float>::max();   // where the widest mark ends
  float text_begin = std::numeric_limits<float>::max();  // where the leftmost other word begins
  std::size_t marks = 0;
  std::size_t texts = 0;  // lines
};

MarkEvidence find_marks(const CellDraft& cell, const TextParts& text) {
  MarkEvidence found;
  for (const std::uint32_t i : cell.segments) {
    const Segment& segment = text.segment(i);
    std::uint32_t first = segment.first_word;
    if (is_mark(text, first)) {
      ++found.marks;
      found.mark_end = std::max(found.mark_end, to_stretch(text.parts, first).end);
      ++first;
    }
    if (first == segment.first_word + segment.word_count) continue;
    ++found.texts;
    found.text_begin = std::min(found.text_begin, to_stretch(text.parts, first).begin);
  }
  return found;
}

// Where marks end and texts begin in a column; 0 when it has no column of marks in it.
float find_mark_boundary(const std::vector<const CellDraft*>& column, const TextParts& text) {
  float mark_end = -std::numeric_limits<float>::max();
  float text_begin = std::numeric_limits<float>::max();
  std::size_t marked = 0;
  std::size_t hanging = 0;
  for (const CellDraft* cell : column) {
    const MarkEvidence found = find_marks(*cell, text);
    if (found.marks == 0 || found.texts == 0) continue;
    if (found.text_begin < found.mark_end + kMarkGapPt) return 0;
    ++marked;
    hanging += found.texts > found.marks ? 1 : 0;
    mark_end = std::max(mark_end, found.mark_end);
    text_begin = std::min(text_begin, found.text_begin);
  }
  // One line alone may be a sentence that begins with "X".
  if (marked < 2 && hanging == 0) return 0;
  return text_begin >= mark_end + kMarkGapPt ? (mark_end + text_begin) / 2 : 0;
}

bool stands_in(const CellDraft& cell, float from, float to) {
  return std::fabs(cell.box.x0 - from) <= kSameGutterEdgePt &&
         std::fabs(cell.box.x1 - to) <= kSameGutterEdgePt;
}

}  // namespace

bool split_at_columns(std::vector<CellDraft>& cells, const std::vector<float>& columns,
                      const TextParts& text) {
  bool has_cut = false;
  // Where one boundary goes through a row of the table, the others do: a cell of it may be empty.
  std::vector<bool> is_part(cells.size(), false);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    for (const float boundary : columns) {
      if (boundary <= cells[i].box.x0 + kSameGutterEdgePt) continue;
      if (boundary >= cells[i].box.x1 - kSameGutterEdgePt) break;
      Sides sides = part(cells[i], boundary, text);
      if (sides.is_crossed || (cells[i].segments.empty() && !is_part[i])) continue;
      const bool is_beside = !sides.left.empty() && !sides.right.empty();
      const bool is_parted = sides.left_is_marks || sides.right_is_marks ||
                             sides.right_begin - sides.left_end >= kCellGap * sides.size_pt;
      if (is_beside ? !is_parted : !is_part[i]) continue;
      cells.push_back(cut_off_right(cells[i], boundary, std::move(sides)));
      is_part[i] = true;
      is_part.push_back(true);
      has_cut = true;
      break;  // the rest of the boundaries lie in the new cell
    }
  }
  return has_cut;
}

bool split_off_marks(std::vector<CellDraft>& cells, const std::vector<float>& columns,
                     const TextParts& text) {
  bool has_cut = false;
  for (std::size_t c = 0; c + 1 < columns.size(); ++c) {
    std::vector<const CellDraft*> column;
    for (const CellDraft& cell : cells) {
      if (stands_in(cell, columns[c], columns[c + 1]) && !cell.segments.empty()) column.push_back(&cell);
    }
    const float boundary = find_mark_boundary(column, text);
    if (boundary <= columns[c] || boundary >= columns[c + 1]) continue;
    has_cut = true;
    const std::size_t count = cells.size();
    for (std::size_t i = 0; i < count; ++i) {
      if (!stands_in(cells[i], columns[c], columns[c + 1])) continue;
      Sides sides = part(cells[i], boundary, text);
      if (sides.is_crossed) continue;
      cells.push_back(cut_off_right(cells[i], boundary, std::move(sides)));
    }
  }
  return has_cut;
}

}  // namespace vp::ingest
