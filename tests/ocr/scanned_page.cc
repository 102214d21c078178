#include "tests/ocr/scanned_page.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <random>

#include "tests/ingest/pdf_builder.h"

namespace vp::ocr_test {
namespace {

using ingest::PagePicture;

double find_shade(const PagePicture& from, double x, double y) {
  if (x < 0 || y < 0 || x >= from.width_px - 1 || y >= from.height_px - 1) return 255;
  const auto column = static_cast<std::size_t>(x), row = static_cast<std::size_t>(y);
  const double right = x - static_cast<double>(column), down = y - static_cast<double>(row);
  const std::uint8_t* at = from.pixels.data() + row * from.width_px + column;
  return (at[0] * (1 - right) + at[1] * right) * (1 - down) +
         (at[from.width_px] * (1 - right) + at[from.width_px + 1] * right) * down;
}

PagePicture turn_clockwise(const PagePicture& from) {
  PagePicture to = from;
  std::swap(to.width_px, to.height_px);
  for (std::size_t y = 0; y < from.height_px; ++y) {
    for (std::size_t x = 0; x < from.width_px; ++x)
      to.pixels[x * to.width_px + (from.height_px - 1 - y)] = from.pixels[y * from.width_px + x];
  }
  return to;
}

double to_radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

}  // namespace

PagePicture scan(const PagePicture& drawn, const ScanManner& manner) {
  PagePicture to = drawn;
  std::mt19937 random(20140317);
  std::uniform_int_distribution<int> grain(-manner.grain, manner.grain);
  const double cosine = std::cos(to_radians(manner.degrees)), sine = std::sin(to_radians(manner.degrees));
  for (std::uint32_t y = 0; y < to.height_px; ++y) {
    for (std::uint32_t x = 0; x < to.width_px; ++x) {
      const double dx = x - drawn.width_px / 2.0, dy = y - drawn.height_px / 2.0;
      const double value = find_shade(drawn, drawn.width_px / 2.0 + dx * cosine + dy * sine,
                                      drawn.height_px / 2.0 - dx * sine + dy * cosine);
      to.pixels[std::size_t{y} * to.width_px + x] =
          static_cast<std::uint8_t>(std::clamp(static_cast<int>(value) + grain(random), 0, 255));
    }
  }
  for (unsigned i = 0; i < manner.quarter_turns % 4; ++i)
    to = turn_clockwise(to);
  return to;
}

std::pair<double, double> find_on_scan(const ScanManner& manner, double width, double height, double x,
                                       double y) {
  const double cosine = std::cos(to_radians(manner.degrees)), sine = std::sin(to_radians(manner.degrees));
  const double dx = x - width / 2, dy = y - height / 2;
  return {width / 2 + dx * cosine - dy * sine, height / 2 + dx * sine + dy * cosine};
}

std::string make_scan_pdf(const std::vector<PagePicture>& pages) {
  ingest::PdfBuilder builder;
  for (const PagePicture& page : pages) {
    const std::string width = std::to_string(page.width_px), height = std::to_string(page.height_px);
    const std::string wide = std::to_string(page.width_px * 72 / page.dots_per_inch);
    const std::string high = std::to_string(page.height_px * 72 / page.dots_per_inch);
    const int image =
        builder.add_stream("/Type /XObject /Subtype /Image /Width " + width + " /Height " + height +
                               " /ColorSpace /DeviceGray /BitsPerComponent 8",
                           {reinterpret_cast<const char*>(page.pixels.data()), page.pixels.size()});
    ingest::PdfPage one;
    one.media_box = "0 0 " + wide + " " + high;
    one.content = "q " + wide + " 0 0 " + high + " 0 0 cm /X" + std::to_string(image) + " Do Q\n";
    builder.add_page(one);
  }
  return builder.build();
}

}  // namespace vp::ocr_test
