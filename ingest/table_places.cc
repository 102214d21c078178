#include "ingest/table_places.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>
#include <vector>

namespace vp::ingest {
namespace {

constexpr float kSamePlaceEdgePt = 3.0F;  // cell edges this close are one boundary
constexpr std::uint16_t kMaxBoundaries = 2000;

/// Ascending boundaries, each the mean of edges that lie close together.
std::vector<float> to_boundaries(std::vector<float> edges) {
  std::sort(edges.begin(), edges.end());
  std::vector<float> boundaries;
  for (std::size_t begin = 0; begin < edges.size();) {
    std::size_t end = begin + 1;
    while (end < edges.size() && edges[end] - edges[end - 1] <= kSamePlaceEdgePt)
      ++end;
    boundaries.push_back((edges[begin] + edges[end - 1]) / 2);
    begin = end;
  }
  return boundaries;
}

std::uint16_t nearest_boundary(const std::vector<float>& boundaries, float edge) {
  const auto next = std::lower_bound(boundaries.begin(), boundaries.end(), edge);
  if (next == boundaries.begin()) return 0;
  const auto before = static_cast<std::uint16_t>(next - boundaries.begin() - 1);
  if (next == boundaries.end()) return before;
  return *next - edge < edge - boundaries[before] ? before + 1U : before;
}

class Placer {
 public:
  explicit Placer(TableDraft& table) : table_(table) {
    std::vector<float> us;
    std::vector<float> vs;
    for (const CellDraft& cell : table.cells) {
      us.insert(us.end(), {cell.box.x0, cell.box.x1});
      vs.insert(vs.end(), {cell.box.y0, cell.box.y1});
    }
    us_ = to_boundaries(std::move(us));
    vs_ = to_boundaries(std::move(vs));
  }

  bool run() {
    if (us_.size() < 2 || vs_.size() < 2 || us_.size() > kMaxBoundaries || vs_.size() > kMaxBoundaries)
      return false;
    table_.row_count = static_cast<std::uint16_t>(vs_.size() - 1);
    table_.column_count = static_cast<std::uint16_t>(us_.size() - 1);
    owner_.assign(std::size_t{table_.row_count} * table_.column_count, kNobody);
    std::vector<CellDraft> cells = std::move(table_.cells);
    table_.cells.clear();
    for (CellDraft& cell : cells) {
      set_place(cell);
      if (!try_place(cell)) give_to_owner(cell);
    }
    drop_empty_lanes();
    std::sort(table_.cells.begin(), table_.cells.end(), [](const CellDraft& a, const CellDraft& b) {
      return std::tie(a.row, a.column) < std::tie(b.row, b.column);
    });
    return true;
  }

 private:
  static constexpr std::uint32_t kNobody = UINT32_MAX;

  void set_place(CellDraft& cell) const {
    const auto span_of = [](const std::vector<float>& boundaries, float from, float to) {
      const auto last = static_cast<std::uint16_t>(boundaries.size() - 1);
      const auto begin = std::min<std::uint16_t>(nearest_boundary(boundaries, from), last - 1U);
      const auto end = std::max<std::uint16_t>(nearest_boundary(boundaries, to), begin + 1U);
      return std::pair{begin, static_cast<std::uint16_t>(end - begin)};
    };
    std::tie(cell.column, cell.column_span) = span_of(us_, cell.box.x0, cell.box.x1);
    std::tie(cell.row, cell.row_span) = span_of(vs_, cell.box.y0, cell.box.y1);
  }

  std::uint32_t& owner_at(std::size_t row, std::size_t column) {
    return owner_[row * table_.column_count + column];
  }

  template <class Visit>
  void for_places(const CellDraft& cell, Visit visit) {
    for (std::size_t r = cell.row; r < std::size_t{cell.row} + cell.row_span; ++r) {
      for (std::size_t c = cell.column; c < std::size_t{cell.column} + cell.column_span; ++c)
        visit(owner_at(r, c));
    }
  }

  bool try_place(CellDraft& cell) {
    bool is_free = true;
    for_places(cell, [&](std::uint32_t owner) { is_free = is_free && owner == kNobody; });
    if (!is_free) return false;
    const auto number = static_cast<std::uint32_t>(table_.cells.size());
    for_places(cell, [&](std::uint32_t& owner) { owner = number; });
    table_.cells.push_back(std::move(cell));
    return true;
  }

  // Boxes of crooked lines may overlap: the words go to the cell that was there first.
  void give_to_owner(const CellDraft& cell) {
    std::uint32_t first = kNobody;
    for_places(cell, [&](std::uint32_t owner) { first = std::min(first, owner); });
    std::vector<std::uint32_t>& segments = table_.cells.at(first).segments;
    segments.insert(segments.end(), cell.segments.begin(), cell.segments.end());
    std::sort(segments.begin(), segments.end());
  }

  // Rows and columns in which no cell stands are the space between parts of a table.
  void drop_empty_lanes() {
    std::vector<std::uint16_t> rows(std::size_t{table_.row_count} + 1, 0);
    std::vector<std::uint16_t> columns(std::size_t{table_.column_count} + 1, 0);
    for (std::size_t r = 0; r < table_.row_count; ++r) {
      for (std::size_t c = 0; c < table_.column_count; ++c) {
        if (owner_at(r, c) == kNobody) continue;
        rows[r + 1] = 1;
        columns[c + 1] = 1;
      }
    }
    // From now on, how many lanes are kept before each.
    std::partial_sum(rows.begin(), rows.end(), rows.begin());
    std::partial_sum(columns.begin(), columns.end(), columns.begin());
    for (CellDraft& cell : table_.cells) {
      const std::size_t last_row = std::size_t{cell.row} + cell.row_span;
      const std::size_t last_column = std::size_t{cell.column} + cell.column_span;
      cell.row_span = static_cast<std::uint16_t>(rows[last_row] - rows[cell.row]);
      cell.column_span = static_cast<std::uint16_t>(columns[last_column] - columns[cell.column]);
      cell.row = rows[cell.row];
      cell.column = columns[cell.column];
    }
    table_.row_count = rows.back();
    table_.column_count = columns.back();
  }

  TableDraft& table_;
  std::vector<float> us_, vs_;        // boundaries
  std::vector<std::uint32_t> owner_;  // of every place, row by row: a cell's number
};

}  // namespace

bool place_cells(TableDraft& table) {
  return Placer(table).run();
}

}  // namespace vp::ingest
