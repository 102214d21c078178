// bar_figure.h - draws bars as SVG. Every part carries its sign and its count, so that it can be read without colour;
// what the figure shows stands in words in its description. Units: SVG user units, one a pixel at 100 %.
#pragma once

#include <cstdint>
#include <string>

#include "reports/report_document.h"

namespace vp::reports {

struct FigureSize {
  std::uint32_t width = 0, height = 0;
};
FigureSize measure_figure(const BarFigure& figure);

/// A whole <svg> element; `id` makes the names inside it unique in a document.
std::string to_svg(const BarFigure& figure, const std::string& id);

}  // namespace vp::reports
