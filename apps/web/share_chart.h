// share_chart.h - how many of a kind meet, how many do not, how many are open: as bars of one SVG, made here, with the
// numbers for a table beside it. Colours are classes of the style sheet; nothing is told by colour alone.
// Units: those of the SVG's own viewBox.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "apps/web/view.h"

namespace vp::web {

struct ShareBar {
  std::string name;
  std::size_t met = 0;
  std::size_t improve = 0;
  std::size_t open = 0;  ///< no verdict, a draft, or no finding
};

/// chart_title, chart_rows (head of the first column), chart_html and bars. `id` makes the names in the SVG its own.
View make_share_chart(std::span<const ShareBar> bars, std::string_view title, std::string_view id);

}  // namespace vp::web
