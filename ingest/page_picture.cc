#include "ingest/page_picture.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <string>

#include <GlobalParams.h>
#include <Page.h>
#include <SplashOutputDev.h>
#include <splash/SplashBitmap.h>

#include "ingest/extractor.h"
#include "ingest/poppler_document.h"
#include "ingest/poppler_messages.h"

namespace vp::ingest {
namespace {

constexpr double kLowestResolution = 10;

struct PageSize {
  double width_pt = 0, height_pt = 0;
};

PageSize find_size(PDFDoc& pdf, int page_number) {
  const double width = pdf.getPageCropWidth(page_number);
  const double height = pdf.getPageCropHeight(page_number);
  const int rotation = ((pdf.getPageRotate(page_number) % 360) + 360) % 360;
  if (rotation == 90 || rotation == 270) return {height, width};
  return {width, height};
}

/// As asked for, or what kMaxPicturePixels leaves.
double choose_resolution(const PageSize& size, double wanted) {
  const double square_inches = size.width_pt * size.height_pt / (72.0 * 72.0);
  return std::min(wanted, std::sqrt(kMaxPicturePixels / square_inches));
}

PagePicture copy_rows(const SplashBitmap& bitmap, const PageRequest& request, double dots_per_inch) {
  PagePicture picture;
  picture.width_px = static_cast<std::uint32_t>(bitmap.getWidth());
  picture.height_px = static_cast<std::uint32_t>(bitmap.getHeight());
  picture.dots_per_inch = dots_per_inch;
  picture.colours = request.colours;
  const std::size_t row_bytes = std::size_t{picture.width_px} * static_cast<std::size_t>(request.colours);
  picture.pixels.resize(row_bytes * picture.height_px);
  SplashColorConstPtr row = bitmap.getDataPtr();
  for (std::size_t y = 0; y < picture.height_px; ++y, row += bitmap.getRowSize())
    std::copy_n(row, row_bytes, picture.pixels.begin() + static_cast<std::ptrdiff_t>(y * row_bytes));
  return picture;
}

}  // namespace

Result<PagePicture> render_page(std::span<const std::uint8_t> pdf, const PageRequest& request) {
  if (!globalParams) make_poppler_extractor();
  const PopplerMessages messages;  // takes them off standard error
  VP_ASSIGN(const std::unique_ptr<PopplerDocument> document, PopplerDocument::open(pdf));
  const int page_number = static_cast<int>(request.page.number());
  if (request.page.value >= document->page_count() || document->pdf().getPage(page_number) == nullptr)
    return Error{ErrorCode::kNotFound, "the file has no page " + std::to_string(page_number), ""};
  const PageSize size = find_size(document->pdf(), page_number);
  const bool is_drawable =
      size.width_pt > 0 && size.height_pt > 0 && request.dots_per_inch >= kLowestResolution;
  const double resolution = is_drawable ? choose_resolution(size, request.dots_per_inch) : 0;
  if (!(resolution >= 1))
    return Error{ErrorCode::kDamaged,
                 "page " + std::to_string(page_number) + " has no size that can be drawn", ""};

  SplashColor paper{0xFF, 0xFF, 0xFF};
  const SplashColorMode mode = request.colours == PictureColours::kGray ? splashModeMono8 : splashModeRGB8;
  SplashOutputDev device(mode, 1, false, paper);
  device.setFontAntialias(true);
  device.setVectorAntialias(true);
  device.startDoc(&document->pdf());
  document->pdf().displayPage(&device, page_number, resolution, resolution, 0, /*useMediaBox=*/false,
                              /*crop=*/true, /*printing=*/false);
  const SplashBitmap* bitmap = device.getBitmap();
  // Splash has a bitmap of one pixel when there was no memory for the page's own.
  const double expected_px = size.width_pt * resolution / 72;
  if (bitmap == nullptr || bitmap->getWidth() < expected_px - 1 || bitmap->getDataPtr() == nullptr)
    return Error{ErrorCode::kDamaged, "page " + std::to_string(page_number) + " cannot be drawn", ""};
  return copy_rows(*bitmap, request, resolution);
}

}  // namespace vp::ingest
