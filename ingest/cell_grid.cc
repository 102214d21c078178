#include "ingest/cell_grid.h"

#include <algorithm>
#include <memory>
#include <numeric>
#include <utility>

#include "ingest/outer_rows.h"
#include "ingest/spread_rows.h"
#include "ingest/table_columns.h"
#include "ingest/table_frame.h"
#include "ingest/table_lattice.h"
#include "ingest/table_places.h"
#include "ingest/table_rows.h"

namespace vp::ingest {
namespace {

constexpr std::size_t kMaxFrames = 3000;      // beyond this a drawing is meant, not tables
constexpr std::size_t kMaxSegments = 20'000;  // as in reading_order.cc
constexpr std::size_t kMaxCellLines = 80;     // a longer "cell" is a page layout made with a table
constexpr std::size_t kMaxRowLines = 30;      // the same, for a table of one row
constexpr std::size_t kFewSegments = 12;      // a frame round more than half of a page's text is no text box
constexpr float kDiagramShare = 0.35F;        // of a frame's area, in regions that are no rectangles
constexpr float kInsidePt = 2.0F;
constexpr std::uint32_t kNone = UINT32_MAX;

enum class Verdict : std::uint8_t { kNothing, kBox, kTable, kLayout };

/// A frame while it is being judged.
struct Candidate {
  TableFrame frame;
  std::unique_ptr<TableLattice> lattice;
  std::vector<CellDraft> cells;
  std::uint32_t parent = kNone;  // the smallest frame around it
  std::uint32_t parent_cell = 0;
  std::uint32_t table = kNone;  // what became of it
  Verdict verdict = Verdict::kNothing;
  TableEvidence evidence = TableEvidence::kRuled;
  [[nodiscard]] float area() const { return frame.box.width() * frame.box.height(); }
  [[nodiscard]] std::size_t count_cells_with_text() const {
    return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), [](const CellDraft& cell) {
      return !cell.segments.empty() || !cell.tables.empty();
    }));
  }
};

bool is_inside(const RectPt& inner, const RectPt& outer) {
  return inner.x0 >= outer.x0 - kInsidePt && inner.y0 >= outer.y0 - kInsidePt &&
         inner.x1 <= outer.x1 + kInsidePt && inner.y1 <= outer.y1 + kInsidePt;
}

class CellFinder {
 public:
  CellFinder(const TextParts& text, const RulingGrid& grid, std::span<const Shade> shades, CellGrid found)
      : text_(text), grid_(grid), shades_(shades), result_(std::move(found)) {}

  CellGrid run() {
    if (text_.parts.segments.size() <= kMaxSegments) collect_candidates();
    for (const std::uint32_t i : std::exchange(result_.free_segments, {}))
      place(i, 0);
    // From the smallest frame to the largest: what is nothing hands its text on to the frame around it.
    for (std::uint32_t c = 0; c < candidates_.size(); ++c) {
      judge(candidates_[c]);
      settle(c);
    }
    std::sort(result_.free_segments.begin(), result_.free_segments.end());
    return std::move(result_);
  }

 private:
  // Ascending by area.
  void collect_candidates() {
    std::vector<TableFrame> frames = find_frames(grid_, shades_, text_.parts.segments);
    if (frames.size() > kMaxFrames) {
      result_.is_cut = true;
      return;
    }
    for (TableFrame& frame : frames) {
      Candidate candidate;
      candidate.lattice = std::make_unique<TableLattice>(frame);
      result_.is_cut = result_.is_cut || candidate.lattice->is_cut();
      candidate.cells = candidate.lattice->cells();
      if (candidate.cells.empty()) continue;
      candidate.frame = std::move(frame);
      candidates_.push_back(std::move(candidate));
    }
    std::stable_sort(candidates_.begin(), candidates_.end(),
                     [](const Candidate& a, const Candidate& b) { return a.area() < b.area(); });
    for (std::uint32_t c = 0; c < candidates_.size(); ++c)
      find_parent(c);
  }

  void find_parent(std::uint32_t c) {
    const RectPt& box = candidates_[c].frame.box;
    for (std::uint32_t p = c + 1; p < candidates_.size(); ++p) {
      if (!is_inside(box, candidates_[p].frame.box)) continue;
      const auto cell = candidates_[p].lattice->find_cell(box.center_x(), box.center_y());
      if (!cell || !is_inside(box, candidates_[p].cells[*cell].box)) continue;
      candidates_[c].parent = p;
      candidates_[c].parent_cell = *cell;
      return;
    }
  }

  // Puts a segment into the smallest cell around it, of the candidates from `first` on; one that runs over an edge
  // is split there.
  void place(std::uint32_t i, std::uint32_t first) {
    for (std::uint32_t c = first; c < candidates_.size(); ++c) {
      Candidate& candidate = candidates_[c];
      const Segment segment = text_.segment(i);
      const float v = segment.v - 0.3F * segment.size_pt;
      const auto cell = candidate.lattice->find_cell((segment.u0 + segment.u1) / 2, v);
      if (!cell) continue;
      std::uint32_t whole = i;
      std::uint32_t in_cell = *cell;
      while (const std::uint32_t words = words_before_next_cell(candidate, whole, v, in_cell)) {
        const std::uint32_t rest = split_segment(text_, whole, words);
        candidate.cells[in_cell].segments.push_back(whole);
        whole = rest;
      }
      candidate.cells[in_cell].segments.push_back(whole);
      return;
    }
    result_.free_segments.push_back(i);
  }

  // How many words of a segment stand in the cell of its first word; 0: all. `cell` becomes that cell.
  std::uint32_t words_before_next_cell(const Candidate& candidate, std::uint32_t i, float v,
                                       std::uint32_t& cell) const {
    const Segment& segment = text_.segment(i);
    const auto first = candidate.lattice->find_cell(segment.u0 + 0.5F, v);
    const auto last = candidate.lattice->find_cell(segment.u1 - 0.5F, v);
    if (first == last || !first || !last) return 0;
    const auto cell_of_word = [&](std::uint32_t w) {
      const Stretch word = to_stretch(text_.parts, segment.first_word + w);
      return candidate.lattice->find_cell((word.begin + word.end) / 2, v).value_or(cell);
    };
    cell = cell_of_word(0);
    for (std::uint32_t w = 1; w < segment.word_count; ++w) {
      if (cell_of_word(w) != cell) return w;
    }
    return 0;
  }

  void judge(Candidate& candidate) {
    if (candidate.cells.size() == 1) {
      judge_box(candidate);
      return;
    }
    if (candidate.lattice->crooked_share() > kDiagramShare) return;
    drop_holes(candidate);
    const std::size_t with_text = candidate.count_cells_with_text();
    if (with_text < 2 || with_text * 12 < candidate.cells.size()) return;
    if (is_layout(candidate)) {
      candidate.verdict = Verdict::kLayout;
      return;
    }
    candidate.verdict = Verdict::kTable;
    if (candidate.lattice->columns().size() == 2) {
      judge_rows(candidate);
    } else {
      complete_columns(candidate);
    }
  }

  void judge_box(Candidate& candidate) const {
    const CellDraft& cell = candidate.cells.front();
    const bool is_frame =
        cell.segments.size() * 2 > text_.parts.segments.size() && cell.segments.size() > kFewSegments;
    const bool is_closed = candidate.lattice->count_drawn_sides(cell) >= 3;
    if (!cell.segments.empty() && cell.tables.empty() && !is_frame && is_closed)
      candidate.verdict = Verdict::kBox;
  }

  // Where a corner of the frame has neither text nor lines there is no cell.
  static void drop_holes(Candidate& candidate) {
    std::erase_if(candidate.cells, [&](const CellDraft& cell) {
      return cell.segments.empty() && cell.tables.empty() && candidate.lattice->count_drawn_sides(cell) < 3;
    });
  }

  [[nodiscard]] bool is_layout(const Candidate& candidate) const {
    const std::size_t limit = candidate.lattice->rows().size() == 2 ? kMaxRowLines : kMaxCellLines;
    std::size_t inner = 0;
    for (const CellDraft& cell : candidate.cells) {
      if (cell.segments.size() > limit) return true;
      for (const std::uint32_t table : cell.tables)
        inner += result_.tables[table].cells.size();
    }
    return inner > 2 * candidate.count_cells_with_text();
  }

  // Whole rows between level lines: with columns of space a table, otherwise a list, a box, or text.
  void judge_rows(Candidate& candidate) {
    const std::vector<Segment>& segments = text_.parts.segments;
    const std::size_t rows = candidate.cells.size();
    const bool is_closed =
        std::all_of(candidate.cells.begin(), candidate.cells.end(),
                    [&](const CellDraft& cell) { return candidate.lattice->count_drawn_sides(cell) >= 4; });
    result_.is_cut = result_.is_cut || has_too_many_edges(candidate.cells, segments);
    std::vector<CellDraft> cells = split_rows(candidate.cells, segments);
    if (cells.size() > rows) {
      if (add_outer_rows(candidate)) cells = split_rows(candidate.cells, segments);
      split_stacked_rows(cells, text_);
      candidate.cells = std::move(cells);
      candidate.evidence = TableEvidence::kPartial;
      return;
    }
    if (!is_closed) {
      candidate.verdict = Verdict::kNothing;
    } else if (rows <= 2) {
      candidate.verdict = Verdict::kBox;
    }
  }

  // Rows above the first line and below the last one, taken out of the free text.
  bool add_outer_rows(Candidate& candidate) {
    if (candidate.cells.size() < 2) return false;
    std::vector<CellDraft>& rows = candidate.cells;
    const auto head = find_outer_row(OuterSide::kAbove, rows, result_.free_segments, text_);
    const auto tail = find_outer_row(OuterSide::kBelow, rows, result_.free_segments, text_);
    for (const auto& row : {head, tail}) {
      if (!row) continue;
      std::erase_if(result_.free_segments, [&](std::uint32_t i) {
        return std::binary_search(row->segments.begin(), row->segments.end(), i);
      });
      candidate.frame.box.include(row->box);
    }
    if (head) rows.insert(rows.begin(), *head);
    if (tail) rows.push_back(*tail);
    return head || tail;
  }

  void complete_columns(Candidate& candidate) {
    std::vector<float> columns = candidate.lattice->columns();
    split_at_columns(candidate.cells, columns, text_);
    bool has_cut = split_off_marks(candidate.cells, columns, text_);
    has_cut = split_stacked_rows(candidate.cells, text_) || has_cut;
    result_.is_cut = result_.is_cut || candidate.cells.size() > kMaxSpreadCells;
    has_cut = split_labels_beside_rows(candidate.cells, text_) || has_cut;
    if (has_cut) candidate.evidence = TableEvidence::kPartial;
  }

  // Makes a draft of a table or box; otherwise its text and tables go to the frames around it.
  void settle(std::uint32_t c) {
    Candidate& candidate = candidates_[c];
    // A box drawn inside the cell of a table is no box of the page.
    const bool is_inner_box = candidate.verdict == Verdict::kBox && candidate.parent != kNone &&
                              candidates_[candidate.parent].cells.size() > 1;
    if (candidate.verdict != Verdict::kNothing && !is_inner_box && make_draft(candidate)) {
      tables_around(candidate).push_back(static_cast<std::uint32_t>(result_.tables.size() - 1));
      return;
    }
    for (const CellDraft& cell : candidate.cells) {
      for (const std::uint32_t i : cell.segments)
        place(i, c + 1);
      std::vector<std::uint32_t>& around = tables_around(candidate);
      around.insert(around.end(), cell.tables.begin(), cell.tables.end());
    }
  }

  std::vector<std::uint32_t>& tables_around(const Candidate& candidate) {
    if (candidate.parent == kNone) return result_.free_tables;
    return candidates_[candidate.parent].cells.at(candidate.parent_cell).tables;
  }

  bool make_draft(Candidate& candidate) {
    TableDraft draft;
    draft.kind = candidate.verdict == Verdict::kBox      ? DraftKind::kBox
                 : candidate.verdict == Verdict::kLayout ? DraftKind::kLayout
                                                         : DraftKind::kTable;
    draft.evidence = candidate.evidence;
    draft.box = candidate.frame.box;
    draft.cells = candidate.cells;
    if (draft.kind == DraftKind::kBox) {
      for (std::size_t i = 1; i < draft.cells.size(); ++i) {
        CellDraft& first = draft.cells.front();
        first.box.include(draft.cells[i].box);
        first.segments.insert(first.segments.end(), draft.cells[i].segments.begin(),
                              draft.cells[i].segments.end());
        first.tables.insert(first.tables.end(), draft.cells[i].tables.begin(), draft.cells[i].tables.end());
      }
      draft.cells.resize(1);
    }
    if (!place_cells(draft)) return false;
    result_.tables.push_back(std::move(draft));
    return true;
  }

  const TextParts& text_;
  const RulingGrid& grid_;
  std::span<const Shade> shades_;
  std::vector<Candidate> candidates_;
  CellGrid result_;
};

}  // namespace

CellGrid find_cells(const TextParts& text, const RulingGrid& grid, std::span<const Shade> shades,
                    CellGrid found) {
  return CellFinder(text, grid, shades, std::move(found)).run();
}

}  // namespace vp::ingest
