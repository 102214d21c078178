// scan_lines.h - drawn lines and dark bars in the picture of a page: what the borders of tables are read from where there is
// no drawing to read, and what stands in the way of reading letters.
// Units: pixels, x to the right, y down; boxes hold whole pixels, x1 and y1 beyond the last.
// Threads: pure functions.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vp::ingest {

/// Gray, 0 is black; rows without space between them. Set straight: a line that climbs more than its own thickness over
/// 24 points is not found.
struct ScanView {
  std::span<const std::uint8_t> pixels;
  std::uint32_t width = 0, height = 0;
  double dots_per_inch = 0;
};

struct PixelBox {
  std::uint32_t x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  bool operator==(const PixelBox&) const = default;
};

struct ScanBar {
  PixelBox box;
  std::uint8_t shade = 0;  ///< of its ground
};

struct ScanLines {
  std::vector<PixelBox> level, upright;  ///< at least 24 points long, at most 2.5 thick; from the top
  std::vector<ScanBar> bars;             ///< filled and dark, with or without light letters; from the top
};

/// At most so many of each kind; what comes after them is left out.
inline constexpr std::size_t kMaxScanLines = 4000;

ScanLines find_scan_lines(const ScanView& scan);

/// Paints paper over the lines, not over strokes that cross them. `pixels` as in `scan`, which may be its view.
void erase_lines(const ScanView& scan, const ScanLines& lines, std::span<std::uint8_t> pixels);

}  // namespace vp::ingest
