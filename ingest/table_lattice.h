// table_lattice.h - the cells that the edges of one frame close.
// Units: reading space.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "ingest/table_draft.h"
#include "ingest/table_frame.h"

namespace vp::ingest {

/// The outer sides of the frame count as closed, drawn or not; what no edge parts is one cell, and a region that is
/// no rectangle becomes several. Empty when the edges make no cell, or more than kMaxPlaces places.
class TableLattice {
 public:
  explicit TableLattice(const TableFrame& frame);

  static constexpr std::size_t kMaxPlaces = 60'000;

  /// By top, then by left side; they share no place.
  [[nodiscard]] const std::vector<CellDraft>& cells() const { return cells_; }
  /// The cell at a place of the page; none outside the frame.
  [[nodiscard]] std::optional<std::uint32_t> find_cell(float u, float v) const;
  /// How many of the four sides of a cell are drawn, wholly or nearly.
  [[nodiscard]] int count_drawn_sides(const CellDraft& cell) const;
  /// Boundaries of the columns, ascending; the first and the last are the frame's sides.
  [[nodiscard]] const std::vector<float>& columns() const { return us_.at; }
  [[nodiscard]] const std::vector<float>& rows() const { return vs_.at; }
  /// Share of the frame's area in regions that are no rectangles: small in tables, large in diagrams.
  [[nodiscard]] float crooked_share() const { return crooked_share_; }
  [[nodiscard]] bool is_cut() const { return is_cut_; }

 private:
  /// Boundaries, and which stretches of each an edge covers.
  struct Boundaries {
    std::vector<float> at;
    std::vector<std::vector<std::pair<float, float>>> drawn;  // per boundary: ascending, disjoint
    [[nodiscard]] bool is_drawn(std::size_t boundary, float from, float to) const;
  };
  static Boundaries to_boundaries(const std::vector<Edge>& edges, float first, float last);
  void join_places(std::vector<std::uint32_t>& region) const;
  void measure_crooked(const std::vector<std::uint32_t>& region);
  void cut_into_cells(const std::vector<std::uint32_t>& region);
  [[nodiscard]] std::size_t column_count() const { return us_.at.size() - 1; }
  [[nodiscard]] std::size_t row_count() const { return vs_.at.size() - 1; }

  Boundaries us_, vs_;
  std::vector<CellDraft> cells_;
  std::vector<std::uint32_t> owner_;  // of every place, row by row: a cell's number
  float crooked_share_ = 0;
  bool is_cut_ = false;
};

}  // namespace vp::ingest
