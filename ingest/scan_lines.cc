#include "ingest/scan_lines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

namespace vp::ingest {
namespace {

constexpr double kLeastLengthPt = 24;
constexpr double kMostThicknessPt = 2.5;
constexpr double kTilePt = 24;    // paper is as light as the light part of a square of this size
constexpr int kInkContrast = 32;  // ink is this much darker than its paper; the grain of scans is below it
constexpr int kMostShadow = 70;   // paper in a shadow is at most this much darker than elsewhere
constexpr double kLeastInkShare = 0.9;  // of a line, along its length; rows of letters have less
constexpr double kMostInkBeside = 0.5;  // beside a line; else it is the edge of something
constexpr double kBlockPt = 2;          // bars are looked for in squares of this size
constexpr double kLeastBarWidthPt = 24, kLeastBarHeightPt = 6;
constexpr double kLeastBarShare = 0.55;  // of its box that is dark; light letters are the rest

/// Which pixels are ink, with running counts along rows.
class InkMap {
 public:
  explicit InkMap(const ScanView& scan) : width_(scan.width), height_(scan.height) {
    find_paper(scan);
    ink_.resize(std::size_t{width_} * height_);
    for (std::uint32_t y = 0; y < height_; ++y) {
      for (std::uint32_t x = 0; x < width_; ++x) {
        const std::size_t at = std::size_t{y} * width_ + x;
        ink_[at] = scan.pixels[at] + kInkContrast <= paper(x, y) ? 1 : 0;
      }
    }
  }

  [[nodiscard]] std::uint32_t width() const { return width_; }
  [[nodiscard]] std::uint32_t height() const { return height_; }
  [[nodiscard]] bool is_ink(std::uint32_t x, std::uint32_t y) const {
    return ink_[std::size_t{y} * width_ + x] != 0;
  }
  /// Takes the ink of a box away, and of the pixels around it.
  void clear(const PixelBox& box) {
    for (std::uint32_t y = box.y0 > 2 ? box.y0 - 2 : 0; y < std::min(height_, box.y1 + 2); ++y) {
      for (std::uint32_t x = box.x0 > 2 ? box.x0 - 2 : 0; x < std::min(width_, box.x1 + 2); ++x)
        ink_[std::size_t{y} * width_ + x] = 0;
    }
  }
  [[nodiscard]] int paper(std::uint32_t x, std::uint32_t y) const {
    return tiles_[std::size_t{y / tile_} * tiles_across_ + x / tile_];
  }

 private:
  void find_paper(const ScanView& scan) {
    tile_ = std::max(8U, static_cast<std::uint32_t>(kTilePt * scan.dots_per_inch / 72));
    tiles_across_ = (width_ + tile_ - 1) / tile_;
    const std::uint32_t tiles_down = (height_ + tile_ - 1) / tile_;
    tiles_.resize(std::size_t{tiles_across_} * tiles_down);
    std::array<std::size_t, 256> all{};
    for (std::uint32_t row = 0; row < tiles_down; ++row) {
      for (std::uint32_t column = 0; column < tiles_across_; ++column) {
        std::array<std::uint32_t, 256> shades{};
        std::uint32_t count = 0;
        for (std::uint32_t y = row * tile_; y < std::min(height_, (row + 1) * tile_); ++y) {
          for (std::uint32_t x = column * tile_; x < std::min(width_, (column + 1) * tile_); ++x, ++count) {
            ++shades[scan.pixels[std::size_t{y} * width_ + x]];
            ++all[scan.pixels[std::size_t{y} * width_ + x]];
          }
        }
        std::uint32_t lighter = 0;
        int shade = 255;
        while (shade > 0 && (lighter += shades[static_cast<std::size_t>(shade)]) * 4 < count)
          --shade;
        tiles_[std::size_t{row} * tiles_across_ + column] = shade;
      }
    }
    const auto usual = static_cast<int>(std::max_element(all.begin() + 64, all.end()) - all.begin());
    // A square within a dark bar has no paper to show.
    for (int& shade : tiles_) {
      if (shade < usual - kMostShadow) shade = usual;
    }
  }

  std::uint32_t width_, height_;
  std::uint32_t tile_ = 1, tiles_across_ = 1;
  std::vector<int> tiles_;
  std::vector<std::uint8_t> ink_;
};

/// The map as it is, or with rows and columns changed for one another, so that lines are looked for once.
struct Turned {
  const InkMap& map;
  bool is_turned;
  [[nodiscard]] std::uint32_t length() const { return is_turned ? map.height() : map.width(); }
  [[nodiscard]] std::uint32_t rows() const { return is_turned ? map.width() : map.height(); }
  [[nodiscard]] bool is_ink(std::uint32_t along, std::uint32_t row) const {
    return is_turned ? map.is_ink(row, along) : map.is_ink(along, row);
  }
};

/// A line in the making: rows [first, last], along [begin, end).
struct Run {
  std::uint32_t begin = 0, end = 0, first = 0, last = 0;
};

/// A pixel counts when it or one of its neighbours across is ink: lines of scans waver.
void fill_row(const Turned& map, std::uint32_t row, std::vector<std::uint8_t>& ink) {
  const std::uint32_t above = row > 0 ? row - 1 : row;
  const std::uint32_t below = row + 1 < map.rows() ? row + 1 : row;
  for (std::uint32_t i = 0; i < map.length(); ++i)
    ink[i] = map.is_ink(i, row) || map.is_ink(i, above) || map.is_ink(i, below) ? 1 : 0;
}

/// Stretches of a row of which each window is nearly all ink.
void find_stretches(const std::vector<std::uint8_t>& ink, std::uint32_t window,
                    std::vector<std::pair<std::uint32_t, std::uint32_t>>& stretches) {
  stretches.clear();
  if (ink.size() < window) return;
  const auto least = static_cast<std::uint32_t>(std::ceil(window * kLeastInkShare));
  std::uint32_t count = 0;
  for (std::uint32_t end = 1; end <= ink.size(); ++end) {
    count += ink[end - 1];
    if (end < window) continue;
    if (end > window) count -= ink[end - 1 - window];
    if (count < least) continue;
    const std::uint32_t begin = end - window;
    if (!stretches.empty() && begin <= stretches.back().second) {
      stretches.back().second = end;
    } else {
      stretches.emplace_back(begin, end);
    }
  }
  for (auto& [begin, end] : stretches) {
    while (begin < end && ink[begin] == 0)
      ++begin;
    while (end > begin && ink[end - 1] == 0)
      --end;
  }
}

double ink_share(const Turned& map, const Run& run, std::uint32_t row) {
  std::uint32_t count = 0;
  for (std::uint32_t i = run.begin; i < run.end; ++i)
    count += map.is_ink(i, row) ? 1 : 0;
  return static_cast<double>(count) / (run.end - run.begin);
}

/// Thin, and with paper on at least one side: not the inside of something dark.
bool is_line(const Turned& map, const Run& run, std::uint32_t most_rows) {
  // Rows just beside the ink were counted in.
  if (run.last - run.first + 1 > most_rows + 2) return false;
  const bool is_open_above = run.first < 2 || ink_share(map, run, run.first - 2) < kMostInkBeside;
  const bool is_open_below = run.last + 2 >= map.rows() || ink_share(map, run, run.last + 2) < kMostInkBeside;
  return is_open_above && is_open_below;
}

std::vector<PixelBox> find_lines(const Turned& map, std::uint32_t window, std::uint32_t most_rows) {
  std::vector<PixelBox> lines;
  std::vector<Run> open;
  std::vector<std::uint8_t> ink(map.length());
  std::vector<std::pair<std::uint32_t, std::uint32_t>> stretches;
  const auto close = [&](const Run& run) {
    if (lines.size() >= kMaxScanLines || !is_line(map, run, most_rows)) return;
    // The ink itself, without the rows beside it.
    const std::uint32_t first = run.last > run.first + 1 ? run.first + 1 : run.first;
    const std::uint32_t last = std::max(first, run.last > run.first + 1 ? run.last - 1 : run.last);
    lines.push_back(map.is_turned ? PixelBox{first, run.begin, last + 1, run.end}
                                  : PixelBox{run.begin, first, run.end, last + 1});
  };
  for (std::uint32_t row = 0; row < map.rows(); ++row) {
    fill_row(map, row, ink);
    find_stretches(ink, window, stretches);
    std::vector<Run> still;
    for (const auto& [begin, end] : stretches) {
      Run run{begin, end, row, row};
      for (Run& before : open) {
        if (before.last + 1 != row || before.begin >= run.end || before.end <= run.begin) continue;
        run.begin = std::min(run.begin, before.begin);
        run.end = std::max(run.end, before.end);
        run.first = std::min(run.first, before.first);
        before.last = row + 1;  // goes on in this run
      }
      still.push_back(run);
    }
    for (const Run& before : open) {
      if (before.last < row) close(before);
    }
    open = std::move(still);
  }
  for (const Run& run : open)
    close(run);
  return lines;
}

/// Squares that are nearly all ink, and what hangs together of them.
class BarFinder {
 public:
  BarFinder(const ScanView& scan, const InkMap& map) : scan_(scan), map_(map) {
    block_ = std::max(2U, static_cast<std::uint32_t>(kBlockPt * scan.dots_per_inch / 72));
    across_ = map.width() / block_;
    down_ = map.height() / block_;
    solid_.resize(std::size_t{across_} * down_);
    for (std::uint32_t row = 0; row < down_; ++row) {
      for (std::uint32_t column = 0; column < across_; ++column)
        solid_[std::size_t{row} * across_ + column] = is_solid(column, row) ? 1 : 0;
    }
  }

  std::vector<ScanBar> find() {
    std::vector<ScanBar> bars;
    const double to_px = scan_.dots_per_inch / 72;
    for (std::uint32_t at = 0; at < solid_.size() && bars.size() < kMaxScanLines; ++at) {
      if (solid_[at] != 1) continue;
      const PixelBox box = take_area(at);
      if (box.x1 - box.x0 < kLeastBarWidthPt * to_px || box.y1 - box.y0 < kLeastBarHeightPt * to_px) continue;
      if (const auto shade = find_ground(box)) bars.push_back({box, *shade});
    }
    return bars;
  }

 private:
  [[nodiscard]] bool is_solid(std::uint32_t column, std::uint32_t row) const {
    std::uint32_t count = 0;
    for (std::uint32_t y = row * block_; y < (row + 1) * block_; ++y) {
      for (std::uint32_t x = column * block_; x < (column + 1) * block_; ++x)
        count += map_.is_ink(x, y) ? 1 : 0;
    }
    return count * 10 >= block_ * block_ * 9;
  }

  PixelBox take_area(std::uint32_t start) {
    std::vector<std::uint32_t> edge{start};
    solid_[start] = 2;
    std::uint32_t x0 = start % across_, x1 = x0, y0 = start / across_, y1 = y0;
    while (!edge.empty()) {
      const std::uint32_t at = edge.back();
      edge.pop_back();
      const std::uint32_t column = at % across_, row = at / across_;
      x0 = std::min(x0, column);
      x1 = std::max(x1, column);
      y0 = std::min(y0, row);
      y1 = std::max(y1, row);
      const auto visit = [&](std::uint32_t next) {
        if (solid_[next] != 1) return;
        solid_[next] = 2;
        edge.push_back(next);
      };
      if (column > 0) visit(at - 1);
      if (column + 1 < across_) visit(at + 1);
      if (row > 0) visit(at - across_);
      if (row + 1 < down_) visit(at + across_);
    }
    return {x0 * block_, y0 * block_, (x1 + 1) * block_, (y1 + 1) * block_};
  }

  /// The middle one of its dark shades; none where too little of it is dark.
  [[nodiscard]] std::optional<std::uint8_t> find_ground(const PixelBox& box) const {
    std::array<std::uint32_t, 256> shades{};
    std::uint32_t dark = 0;
    for (std::uint32_t y = box.y0; y < box.y1; ++y) {
      for (std::uint32_t x = box.x0; x < box.x1; ++x) {
        if (!map_.is_ink(x, y)) continue;
        ++dark;
        ++shades[scan_.pixels[std::size_t{y} * scan_.width + x]];
      }
    }
    const double area = static_cast<double>(box.x1 - box.x0) * (box.y1 - box.y0);
    if (dark < kLeastBarShare * area) return {};
    std::uint32_t below = 0;
    std::size_t shade = 0;
    while (shade < 255 && (below += shades[shade]) * 2 < dark)
      ++shade;
    return static_cast<std::uint8_t>(shade);
  }

  const ScanView& scan_;
  const InkMap& map_;
  std::uint32_t block_ = 1, across_ = 0, down_ = 0;
  std::vector<std::uint8_t> solid_;  // 1: solid, 2: taken
};

bool is_usable(const ScanView& scan) {
  return scan.width >= 8 && scan.height >= 8 && scan.dots_per_inch > 0 &&
         scan.pixels.size() == std::size_t{scan.width} * scan.height;
}

/// Paints over one line, seen along its length.
void erase_line(const Turned& map, const PixelBox& line, std::span<std::uint8_t> pixels) {
  const std::uint32_t begin = map.is_turned ? line.y0 : line.x0, end = map.is_turned ? line.y1 : line.x1;
  const std::uint32_t first = map.is_turned ? line.x0 : line.y0, last = map.is_turned ? line.x1 : line.y1;
  const std::uint32_t from = first > 0 ? first - 1 : 0, to = std::min(map.rows(), last + 1);
  for (std::uint32_t i = begin; i < end; ++i) {
    const bool is_crossed =
        (from >= 2 && map.is_ink(i, from - 2)) || (to + 1 < map.rows() && map.is_ink(i, to + 1));
    if (is_crossed) continue;
    for (std::uint32_t row = from; row < to; ++row) {
      const std::uint32_t x = map.is_turned ? row : i, y = map.is_turned ? i : row;
      pixels[std::size_t{y} * map.map.width() + x] = static_cast<std::uint8_t>(map.map.paper(x, y));
    }
  }
}

}  // namespace

ScanLines find_scan_lines(const ScanView& scan) {
  ScanLines lines;
  if (!is_usable(scan)) return lines;
  InkMap map(scan);
  lines.bars = BarFinder(scan, map).find();
  // A bar is as long as a line across it: both together would be no line.
  for (const ScanBar& bar : lines.bars)
    map.clear(bar.box);
  const double to_px = scan.dots_per_inch / 72;
  const auto window = std::max(8U, static_cast<std::uint32_t>(kLeastLengthPt * to_px));
  const auto most_rows = static_cast<std::uint32_t>(std::ceil(kMostThicknessPt * to_px));
  lines.level = find_lines({map, false}, window, most_rows);
  lines.upright = find_lines({map, true}, window, most_rows);
  return lines;
}

void erase_lines(const ScanView& scan, const ScanLines& lines, std::span<std::uint8_t> pixels) {
  if (!is_usable(scan) || pixels.size() != scan.pixels.size()) return;
  const InkMap map(scan);
  for (const PixelBox& line : lines.level)
    erase_line({map, false}, line, pixels);
  for (const PixelBox& line : lines.upright)
    erase_line({map, true}, line, pixels);
}

}  // namespace vp::ingest
