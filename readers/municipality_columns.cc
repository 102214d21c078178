#include "readers/municipality_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace vp::readers {
namespace {

constexpr float kSlack = 4;

float center_of(const std::vector<float>& ys, std::size_t begin, std::size_t end) {
  return (ys[begin] + ys[end - 1]) / 2;
}

/// Cuts the approaches into as many runs as there are municipalities, each run's middle as near to its
/// municipality as can be: the first line of each run. Empty when there are too few.
std::vector<std::size_t> cut_by_middle(const std::vector<float>& municipalities,
                                       const std::vector<float>& approaches) {
  const std::size_t rows = municipalities.size();
  const std::size_t lines = approaches.size();
  if (rows == 0 || lines < rows) return {};
  constexpr float kFar = std::numeric_limits<float>::max();
  // cost[r][l]: the first r municipalities have the first l lines.
  std::vector<std::vector<float>> cost(rows + 1, std::vector<float>(lines + 1, kFar));
  std::vector<std::vector<std::size_t>> from(rows + 1, std::vector<std::size_t>(lines + 1, 0));
  cost[0][0] = 0;
  constexpr std::size_t kMostLines = 12;
  for (std::size_t r = 1; r <= rows; ++r) {
    for (std::size_t l = r; l <= lines; ++l) {
      for (std::size_t k = l > kMostLines ? l - kMostLines : 0; k < l; ++k) {
        if (cost[r - 1][k] == kFar) continue;
        const float own = std::fabs(center_of(approaches, k, l) - municipalities[r - 1]);
        if (cost[r - 1][k] + own >= cost[r][l]) continue;
        cost[r][l] = cost[r - 1][k] + own;
        from[r][l] = k;
      }
    }
  }
  if (cost[rows][lines] == kFar) return {};
  std::vector<std::size_t> starts(rows);
  for (std::size_t r = rows, l = lines; r > 0; --r)
    l = starts[r - 1] = from[r][l];
  return starts;
}

/// The same for names that stand beside the first line of their row.
std::vector<std::size_t> cut_by_top(const std::vector<float>& municipalities,
                                    const std::vector<float>& approaches, float slack) {
  std::vector<std::size_t> starts;
  for (const float y : municipalities) {
    const auto first = std::ranges::lower_bound(approaches, y - slack);
    starts.push_back(static_cast<std::size_t>(first - approaches.begin()));
  }
  return starts;
}

}  // namespace

std::vector<MunicipalityColumns::Column> MunicipalityColumns::read_heads(const ViewLine& line) {
  constexpr std::size_t kMostWords = 14;
  if (line.words.size() > kMostWords) return {};
  std::vector<Column> columns;
  std::vector<NameWords> groups;
  for (std::size_t i = 0; i < line.words.size(); ++i) {
    const RectPt& box = line.words[i].box;
    if (i == 0 || box.x0 - line.words[i - 1].box.x1 > 0.6F * box.height()) groups.emplace_back();
    groups.back().push_back(line.words[i]);
  }
  std::size_t pairs = 0;
  bool is_open = false;
  for (const NameWords& group : groups) {
    Column column{group.front().box.x0, Column::Kind::kOther};
    if (is_municipality_head(group)) {
      column.kind = Column::Kind::kMunicipality;
      is_open = true;
    } else if (is_open && is_approach_head(group)) {
      column.kind = Column::Kind::kApproach;
      is_open = false;
      ++pairs;
    }
    columns.push_back(column);
  }
  return pairs > 0 ? columns : std::vector<Column>{};
}

/// False when the line is no row of the columns: a word goes over the edge of one.
bool MunicipalityColumns::take_line(const ViewLine& line) {
  std::vector<ColumnWords> found(columns_.size());
  for (const ViewWord& word : line.words) {
    std::size_t column = columns_.size();
    for (std::size_t c = 0; c < columns_.size(); ++c)
      if (columns_[c].x <= word.box.x0 + kSlack) column = c;
    if (column == columns_.size()) continue;  // a number before the first
    if (column + 1 < columns_.size() && word.box.x1 > columns_[column + 1].x) return false;
    found[column].words.push_back(word);
  }
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].kind != Column::Kind::kMunicipality || found[c].words.empty()) continue;
    const bool is_first = c == 0 || columns_[c - 1].kind == Column::Kind::kOther;
    if (is_first && !starts_as_name(found[c].words.front())) return false;
  }
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (found[c].words.empty()) continue;
    found[c].y = found[c].words.front().box.center_y();
    cells_[c].push_back(std::move(found[c]));
  }
  return true;
}

void MunicipalityColumns::read_pair(const Page& page, const std::vector<ColumnWords>& municipalities,
                                    const std::vector<ColumnWords>& approaches) {
  std::vector<float> rows;
  std::vector<float> lines;
  rows.reserve(municipalities.size());
  lines.reserve(approaches.size());
  for (const ColumnWords& entry : municipalities)
    rows.push_back(entry.y);
  for (const ColumnWords& entry : approaches)
    lines.push_back(entry.y);
  std::vector<std::size_t> starts;
  if (!rows.empty()) {
    const float slack = municipalities.front().words.front().box.height() / 4;
    starts = cut_by_top(rows, lines, slack);
    const bool fits_top = std::ranges::all_of(rows, [&](float y) {
      return std::ranges::any_of(lines, [&](float l) { return std::fabs(l - y) <= slack; });
    });
    const std::vector<std::size_t> middle = cut_by_middle(rows, lines);
    const bool starts_above = !lines.empty() && lines.front() < rows.front() - slack && !names_.is_open();
    if (!middle.empty() && (!fits_top || starts_above)) starts = middle;
  }
  const std::size_t before = starts.empty() ? approaches.size() : starts.front();
  for (std::size_t l = 0; l < before; ++l)
    names_.add_approaches(page, approaches[l].words);
  for (std::size_t r = 0; r < municipalities.size(); ++r) {
    names_.enter(page, municipalities[r].words);
    const std::size_t end = r + 1 < starts.size() ? starts[r + 1] : approaches.size();
    for (std::size_t l = starts[r]; l < end; ++l)
      names_.add_approaches(page, approaches[l].words);
  }
}

void MunicipalityColumns::close_rows(const Page& page) {
  bool is_first = true;
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].kind != Column::Kind::kMunicipality) continue;
    if (!is_first) names_.close();  // the pair beside it begins anew
    is_first = false;
    for (std::size_t a = c + 1; a < columns_.size(); ++a) {
      if (columns_[a].kind != Column::Kind::kApproach) continue;
      read_pair(page, cells_[c], cells_[a]);
      break;
    }
  }
  cells_.assign(columns_.size(), {});
}

void MunicipalityColumns::read(const PageView& view, const std::vector<RectPt>& taken) {
  cells_.assign(columns_.size(), {});
  for (const ViewLine& line : view.lines) {
    if (line.is_furniture) continue;
    const bool is_taken = std::ranges::any_of(
        taken, [&](const RectPt& box) { return box.contains(line.box.center_x(), line.box.center_y()); });
    std::vector<Column> heads = is_taken ? std::vector<Column>{} : read_heads(line);
    const bool goes_on = !is_taken && heads.empty() && !columns_.empty() && take_line(line);
    if (goes_on || (columns_.empty() && heads.empty())) continue;
    close_rows(*view.page);
    columns_ = std::move(heads);
    cells_.assign(columns_.size(), {});
    names_.close();
  }
  close_rows(*view.page);
}

}  // namespace vp::readers
