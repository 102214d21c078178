#include "ingest/table_lattice.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vp::ingest {
namespace {

constexpr float kSameBoundaryPt = 3.0F;  // lines this close are one: doubled borders
constexpr float kSnapPt = 6.0F;          // a shade ends at the line beside it
constexpr float kDrawnShare = 0.75F;     // of a side; corners may be open
constexpr float kOpenCornersPt = 8.0F;
constexpr float kGapPt = 3.5F;  // between pieces of one line
constexpr std::uint32_t kNobody = UINT32_MAX;

using Pieces = std::vector<std::pair<float, float>>;

void merge(Pieces& pieces) {
  std::sort(pieces.begin(), pieces.end());
  Pieces merged;
  for (const auto& [from, to] : pieces) {
    if (!merged.empty() && from <= merged.back().second + kGapPt) {
      merged.back().second = std::max(merged.back().second, to);
    } else {
      merged.emplace_back(from, to);
    }
  }
  pieces = std::move(merged);
}

// Places where lines lie: each the mean of those that lie close together.
std::vector<float> cluster(const std::vector<float>& sorted) {
  std::vector<float> result;
  for (std::size_t begin = 0; begin < sorted.size();) {
    std::size_t end = begin + 1;
    while (end < sorted.size() && sorted[end] - sorted[begin] <= kSameBoundaryPt)
      ++end;
    result.push_back((sorted[begin] + sorted[end - 1]) / 2);
    begin = end;
  }
  return result;
}

// The boundary nearest to a place; `at` holds one at least.
std::size_t nearest(const std::vector<float>& at, float place) {
  const auto next = std::lower_bound(at.begin(), at.end(), place);
  if (next == at.begin()) return 0;
  const auto before = static_cast<std::size_t>(next - at.begin() - 1);
  if (next == at.end()) return before;
  return *next - place < place - at[before] ? before + 1 : before;
}

bool has_near(const std::vector<float>& at, float place, float distance) {
  return !at.empty() && std::fabs(at[nearest(at, place)] - place) <= distance;
}

std::uint32_t root_of(std::vector<std::uint32_t>& parents, std::uint32_t i) {
  while (parents[i] != i)
    i = parents[i] = parents[parents[i]];
  return i;
}

}  // namespace

bool TableLattice::Boundaries::is_drawn(std::size_t boundary, float from, float to) const {
  float covered = 0;
  for (const auto& [begin, end] : drawn[boundary])
    covered += std::max(0.0F, std::min(to, end) - std::max(from, begin));
  return covered >= to - from - kOpenCornersPt && covered > kDrawnShare * (to - from);
}

TableLattice::Boundaries TableLattice::to_boundaries(const std::vector<Edge>& edges, float first,
                                                     float last) {
  std::vector<float> lines;
  std::vector<float> shades;
  for (const Edge& edge : edges)
    (edge.is_shade ? shades : lines).push_back(edge.line.at);
  std::sort(lines.begin(), lines.end());
  std::sort(shades.begin(), shades.end());
  Boundaries result;
  result.at = cluster(lines);
  std::erase_if(shades, [&](float at) { return has_near(result.at, at, kSnapPt); });
  for (const float at : cluster(shades))
    result.at.push_back(at);
  std::sort(result.at.begin(), result.at.end());
  for (const float side : {first, last}) {
    if (has_near(result.at, side, kSnapPt)) continue;
    result.at.insert(std::lower_bound(result.at.begin(), result.at.end(), side), side);
  }
  result.drawn.resize(result.at.size());
  for (const Edge& edge : edges)
    result.drawn[nearest(result.at, edge.line.at)].emplace_back(edge.line.from, edge.line.to);
  for (Pieces& pieces : result.drawn)
    merge(pieces);
  return result;
}

TableLattice::TableLattice(const TableFrame& frame)
    : us_(to_boundaries(frame.upright, frame.box.x0, frame.box.x1)),
      vs_(to_boundaries(frame.level, frame.box.y0, frame.box.y1)) {
  if (us_.at.size() < 2 || vs_.at.size() < 2) return;
  if (column_count() * row_count() > kMaxPlaces) {
    is_cut_ = true;
    return;
  }
  std::vector<std::uint32_t> region(column_count() * row_count());
  std::iota(region.begin(), region.end(), 0U);
  join_places(region);
  measure_crooked(region);
  cut_into_cells(region);
}

// Flood: places are joined over every side that no edge draws.
void TableLattice::join_places(std::vector<std::uint32_t>& region) const {
  const std::size_t columns = column_count();
  const auto join = [&](std::size_t a, std::size_t b) {
    const std::uint32_t first = root_of(region, static_cast<std::uint32_t>(a));
    const std::uint32_t second = root_of(region, static_cast<std::uint32_t>(b));
    region[std::max(first, second)] = std::min(first, second);
  };
  for (std::size_t r = 0; r < row_count(); ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      const std::size_t place = r * columns + c;
      if (c + 1 < columns && !us_.is_drawn(c + 1, vs_.at[r], vs_.at[r + 1])) join(place, place + 1);
      if (r + 1 < row_count() && !vs_.is_drawn(r + 1, us_.at[c], us_.at[c + 1])) join(place, place + columns);
    }
  }
  for (std::uint32_t i = 0; i < region.size(); ++i)
    region[i] = root_of(region, i);
}

void TableLattice::measure_crooked(const std::vector<std::uint32_t>& region) {
  const std::size_t columns = column_count();
  std::vector<RectPt> hulls(region.size());
  std::vector<float> areas(region.size(), 0);
  for (std::size_t i = 0; i < region.size(); ++i) {
    const std::size_t r = i / columns;
    const std::size_t c = i % columns;
    const RectPt box{us_.at[c], vs_.at[r], us_.at[c + 1], vs_.at[r + 1]};
    const std::uint32_t root = region[i];
    if (areas[root] == 0) hulls[root] = box;
    hulls[root].include(box);
    areas[root] += box.width() * box.height();
  }
  float whole = 0;
  float crooked = 0;
  for (std::size_t i = 0; i < region.size(); ++i) {
    whole += areas[i];
    if (areas[i] < 0.98F * hulls[i].width() * hulls[i].height()) crooked += areas[i];
  }
  crooked_share_ = whole > 0 ? crooked / whole : 0;
}

// Each region as rectangles: a run of places in a row, and the rows below it with the same run.
void TableLattice::cut_into_cells(const std::vector<std::uint32_t>& region) {
  const std::size_t columns = column_count();
  owner_.assign(region.size(), kNobody);
  const auto is_open = [&](std::size_t r, std::size_t c, std::uint32_t wanted) {
    return r < row_count() && c < columns && region[r * columns + c] == wanted &&
           owner_[r * columns + c] == kNobody;
  };
  for (std::size_t r = 0; r < row_count(); ++r) {
    for (std::size_t c = 0; c < columns; ++c) {
      if (owner_[r * columns + c] != kNobody) continue;
      const std::uint32_t wanted = region[r * columns + c];
      std::size_t end = c + 1;
      while (is_open(r, end, wanted))
        ++end;
      const auto has_same_run = [&](std::size_t row) {
        for (std::size_t k = c; k < end; ++k) {
          if (!is_open(row, k, wanted)) return false;
        }
        return !is_open(row, end, wanted) && (c == 0 || !is_open(row, c - 1, wanted));
      };
      std::size_t bottom = r + 1;
      while (has_same_run(bottom))
        ++bottom;
      CellDraft cell;
      cell.box = {us_.at[c], vs_.at[r], us_.at[end], vs_.at[bottom]};
      for (std::size_t row = r; row < bottom; ++row) {
        for (std::size_t k = c; k < end; ++k)
          owner_[row * columns + k] = static_cast<std::uint32_t>(cells_.size());
      }
      cells_.push_back(std::move(cell));
    }
  }
}

std::optional<std::uint32_t> TableLattice::find_cell(float u, float v) const {
  if (cells_.empty() || u < us_.at.front() || u > us_.at.back() || v < vs_.at.front() || v > vs_.at.back())
    return std::nullopt;
  const auto index = [](const std::vector<float>& at, float place) {
    const auto next = std::upper_bound(at.begin() + 1, at.end() - 1, place);
    return static_cast<std::size_t>(next - at.begin() - 1);
  };
  return owner_[index(vs_.at, v) * column_count() + index(us_.at, u)];
}

int TableLattice::count_drawn_sides(const CellDraft& cell) const {
  const RectPt& box = cell.box;
  return static_cast<int>(us_.is_drawn(nearest(us_.at, box.x0), box.y0, box.y1)) +
         static_cast<int>(us_.is_drawn(nearest(us_.at, box.x1), box.y0, box.y1)) +
         static_cast<int>(vs_.is_drawn(nearest(vs_.at, box.y0), box.x0, box.x1)) +
         static_cast<int>(vs_.is_drawn(nearest(vs_.at, box.y1), box.x0, box.x1));
}

}  // namespace vp::ingest
