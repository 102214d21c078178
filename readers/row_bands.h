// row_bands.h - the rows of a findings table as far as drawn lines part them, over all its pages: what a row
// holds of indicators, marks and findings. A table without lines between its rows is one band a page or more.
// Units: `at` places run on over the stretches of the table, so that they compare over pages.
// Lifetime: views into the PageViews, which must stay.
#pragma once

#include <string>
#include <vector>

#include "readers/indicator_matcher.h"
#include "readers/table_stretch.h"

namespace vp::readers {

/// A place down the table; only places of one stretch can be subtracted.
struct TablePlace {
  std::size_t stretch = 0;
  float y = 0;
  auto operator<=>(const TablePlace&) const = default;
};

/// A line of one column.
struct ColumnLine {
  ViewLine line;
  const Page* page = nullptr;
  std::size_t stretch = 0;
  bool starts_paragraph = false;  ///< more space above it than between lines of a paragraph
  [[nodiscard]] TablePlace at() const { return {stretch, line.box.center_y()}; }
};

struct BandIndicator {
  std::string id;  ///< empty: two indicators of the framework are about as near
  std::vector<ColumnLine> lines;
};

struct BandMark {
  MarkWord mark;
  const Page* page = nullptr;
  std::size_t stretch = 0;
  [[nodiscard]] TablePlace at() const { return {stretch, mark.word.box.center_y()}; }
};

struct RowBand {
  std::size_t first_stretch = 0;
  bool is_row = false;  ///< drawn lines make it one printed row
  std::vector<BandIndicator> indicators;
  std::vector<BandMark> marks;
  std::vector<ColumnLine> findings;
  std::vector<float> finding_edges;  ///< of its first stretch
  std::vector<ColumnLine> notes;     ///< of a column of notes
  std::vector<ColumnLine> unknown;   ///< of the indicators' column, in no indicator
};

/// Bands in order of print. Stretches ascend by page and y.
std::vector<RowBand> cut_bands(const std::vector<TableStretch>& stretches, const IndicatorMatcher& matcher);

}  // namespace vp::readers
