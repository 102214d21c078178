#include "ingest/aligned_columns.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace vp::ingest {
namespace {

// Shares of the font size.
constexpr float kWideGap = 0.9F;      // what a line must have somewhere to have a say
constexpr float kWordSpace = 0.3F;    // between words of one cell; wider spaces may part columns
constexpr float kManyGutter = 0.36F;  // what is left of a gutter when many lines are laid over each other ...
constexpr float kSomeGutter = 0.55F;  // ... some ...
constexpr float kFewGutter = 0.9F;    // ... two or three
constexpr float kHeadingGap = 0.45F;  // ... in a line without a wide one
constexpr float kFigureGap = 0.12F;   // before a figure
constexpr float kShared = 0.35F;      // of the narrower of a chunk and a column: so much makes it stand in it
constexpr std::size_t kManyLines = 6;
constexpr std::size_t kSomeLines = 4;
constexpr std::size_t kLinesPerCrossing = 12;  // one line in so many may stand across a gutter

struct Edge {
  float u = 0;
  int step = 0;
};

// Stretches that at least `more_than` + 1 lines take up.
std::vector<Stretch> taken_by_several(std::span<const std::vector<Stretch>> lines, int more_than) {
  std::vector<Edge> edges;
  for (const std::vector<Stretch>& line : lines) {
    for (const Stretch& taken : line) {
      edges.push_back({taken.begin, 1});
      edges.push_back({taken.end, -1});
    }
  }
  std::sort(edges.begin(), edges.end(),
            [](const Edge& a, const Edge& b) { return a.u != b.u ? a.u < b.u : a.step > b.step; });
  std::vector<Stretch> result;
  int depth = 0;
  for (const Edge& edge : edges) {
    const int before = depth;
    depth += edge.step;
    if (before <= more_than && depth > more_than) result.push_back({edge.u, edge.u});
    if (before > more_than && depth <= more_than) result.back().end = edge.u;
  }
  return result;
}

// "$ 12" and "EUR 12": a column of currency signs belongs to the amounts right of it.
bool is_sign(const AlignedWord& word, float size) {
  return !word.has_letter && !word.has_digit && word.u1 - word.u0 < 0.9F * size;
}

void join_sign_columns(std::span<const AlignedLine> lines, std::vector<Stretch>& columns) {
  for (std::size_t c = 0; c + 1 < columns.size();) {
    std::size_t signs = 0;
    std::size_t others = 0;
    std::size_t beside = 0;
    for (const AlignedLine& line : lines) {
      bool has_sign = false;
      for (const AlignedWord& word : line.words) {
        const float middle = (word.u0 + word.u1) / 2;
        if (middle >= columns[c].begin && middle <= columns[c].end) {
          has_sign = is_sign(word, line.size_pt);
          ++(has_sign ? signs : others);
        } else if (has_sign && middle >= columns[c + 1].begin && middle <= columns[c + 1].end) {
          beside += word.has_digit ? 1 : 0;
          has_sign = false;
        }
      }
    }
    if (signs > 0 && others == 0 && beside == signs) {
      columns[c + 1].begin = columns[c].begin;
      columns.erase(columns.begin() + static_cast<std::ptrdiff_t>(c));
    } else {
      ++c;
    }
  }
}

std::vector<float> bounds_of(std::span<const Stretch> columns) {
  std::vector<float> bounds;  // between columns
  for (std::size_t c = 1; c < columns.size(); ++c)
    bounds.push_back((columns[c - 1].end + columns[c].begin) / 2);
  return bounds;
}

// A wide space parts cells wherever it is; a narrower one where a gutter runs, and one before a figure that
// stands in a column of its own may be as narrow as any.
std::vector<Chunk> cut_at_gutters(const AlignedLine& line, std::span<const Stretch> columns, float gap) {
  const std::vector<float> bounds = bounds_of(columns);
  const auto column_at = [&](const AlignedWord& word) {
    return std::upper_bound(bounds.begin(), bounds.end(), (word.u0 + word.u1) / 2) - bounds.begin();
  };
  // A line without a wide space may be a heading over several columns.
  const float least_gap = chunks_of(line, kWideGap).size() > 1 ? gap : std::max(gap, kHeadingGap);
  std::vector<Chunk> chunks;
  for (std::uint32_t i = 0; i < line.words.size(); ++i) {
    const AlignedWord& word = line.words[i];
    if (!chunks.empty()) {
      const AlignedWord& before = line.words[i - 1];
      const float space = word.u0 - chunks.back().u1;
      const bool is_other_column = column_at(before) != column_at(word);
      const bool is_figure = word.has_digit && !word.has_letter;
      const float least = !is_other_column ? kWideGap : is_figure ? std::min(gap, kFigureGap) : least_gap;
      if (space < least * line.size_pt) {
        ++chunks.back().count;
        chunks.back().u1 = std::max(chunks.back().u1, word.u1);
        continue;
      }
    }
    chunks.push_back({i, 1, word.u0, word.u1});
  }
  return chunks;
}

// The first and last column of which a chunk covers the middle or a good part; or else the nearest.
std::pair<std::size_t, std::size_t> columns_under(const Chunk& chunk, std::span<const Stretch> columns) {
  std::size_t first = columns.size();
  std::size_t last = 0;
  std::size_t nearest = 0;
  float least = 1.0e9F;
  for (std::size_t c = 0; c < columns.size(); ++c) {
    const Stretch& column = columns[c];
    const float shared = std::min(chunk.u1, column.end) - std::max(chunk.u0, column.begin);
    const float narrower = std::min(chunk.u1 - chunk.u0, column.length());
    if (shared > kShared * narrower) {
      first = std::min(first, c);
      last = c;
    }
    if (-shared < least) {
      least = -shared;
      nearest = c;
    }
  }
  if (first == columns.size()) return {nearest, nearest};
  return {first, last};
}

}  // namespace

std::vector<Stretch> find_columns(std::span<const AlignedLine> lines) {
  std::vector<std::vector<Stretch>> taken;
  std::vector<AlignedLine> asked;
  for (const AlignedLine& line : lines) {
    if (chunks_of(line, kWideGap).size() < 2) continue;
    taken.emplace_back();
    for (const Chunk& chunk : chunks_of(line, kWordSpace))
      taken.back().push_back({chunk.u0, chunk.u1});
    asked.push_back(line);
  }
  if (taken.empty()) return {};
  const float size = usual_size(asked);
  const float least = size * (taken.size() >= kManyLines   ? kManyGutter
                              : taken.size() >= kSomeLines ? kSomeGutter
                                                           : kFewGutter);
  const auto crossings = static_cast<int>(taken.size() / kLinesPerCrossing);
  std::vector<Stretch> columns;
  for (const Stretch& stretch : taken_by_several(taken, crossings)) {
    if (!columns.empty() && stretch.begin - columns.back().end < least) {
      columns.back().end = stretch.end;
    } else {
      columns.push_back(stretch);
    }
  }
  join_sign_columns(asked, columns);
  return columns;
}

std::vector<PlacedChunk> place_in_columns(const AlignedLine& line, std::span<const Stretch> columns,
                                          float gap) {
  std::vector<PlacedChunk> placed;
  for (const Chunk& chunk : cut_at_gutters(line, columns, gap)) {
    PlacedChunk next{chunk, 0, 0};
    std::tie(next.first_column, next.last_column) = columns_under(chunk, columns);
    if (placed.empty() || next.first_column > placed.back().last_column) {
      placed.push_back(next);
      continue;
    }
    // Two chunks that claim one column: whichever has another one leaves it.
    PlacedChunk& before = placed.back();
    if (next.last_column > before.last_column) {
      next.first_column = before.last_column + 1;
      placed.push_back(next);
    } else if (before.first_column < next.first_column) {
      before.last_column = next.first_column - 1;
      placed.push_back(next);
    } else if (const std::size_t free_from =
                   placed.size() < 2 ? 0 : placed[placed.size() - 2].last_column + 1;
               free_from < before.first_column) {
      before.first_column = before.last_column = before.first_column - 1;
      placed.push_back(next);
    } else {
      before.chunk.count = chunk.first + chunk.count - before.chunk.first;
      before.chunk.u1 = std::max(before.chunk.u1, chunk.u1);
    }
  }
  return placed;
}

}  // namespace vp::ingest
