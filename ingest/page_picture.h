// page_picture.h - a page drawn as pixels, by the same library that its text is read with, so that picture and
// rectangles agree: a point (x, y) of the page, as boxes have it, is at pixel (x, y) * dots_per_inch / 72.
// Errors: kEncrypted, kDamaged (the file cannot be opened or the page not drawn), kNotFound (no such page).
// Threads: draws in the calling process, which the file may take over: only for confined processes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/page_index.h"
#include "core/result.h"

namespace vp::ingest {

enum class PictureColours : std::uint8_t { kGray = 1, kRgb = 3 };  ///< the number is bytes a pixel

struct PageRequest {
  PageIndex page;
  double dots_per_inch = 144;
  PictureColours colours = PictureColours::kRgb;
};

/// The crop box, turned as the page says; white where nothing is drawn.
struct PagePicture {
  std::uint32_t width_px = 0, height_px = 0;
  double dots_per_inch = 0;  ///< lower than asked for where the page would have more than kMaxPicturePixels
  PictureColours colours = PictureColours::kRgb;
  std::vector<std::uint8_t> pixels;  ///< rows from the top, no space between them
};

/// A page of A3 at 400 dpi has 31 million.
inline constexpr double kMaxPicturePixels = 32e6;

/// Loads Poppler's tables, as make_poppler_extractor does, unless that was done in this process or before its fork.
Result<PagePicture> render_page(std::span<const std::uint8_t> pdf, const PageRequest& request);

}  // namespace vp::ingest
