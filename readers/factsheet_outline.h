// factsheet_outline.h - walks through a factsheet page by page and says what stands where: which approach, which
// pieces of the findings tables, which pieces of the conclusion.
// Lifetime: views into the Document, which must stay.
#pragma once

#include <string>
#include <vector>

#include "readers/indicator_matcher.h"
#include "readers/indicator_places.h"
#include "readers/page_outline.h"
#include "readers/table_stretch.h"

namespace vp::readers {

/// The part of a factsheet that treats one approach.
struct ApproachSection {
  const Page* name_page = nullptr;  ///< null when no name is printed
  std::vector<ViewWord> name;       ///< as on its own page; without one, the fullest form printed
  bool has_own_page = false;        ///< the label stands alone there, the name below it
  std::string next_line;            ///< squashed: what stands below the name on its own page
  std::size_t first_page = 0;       ///< into FactsheetOutline::views
  std::size_t first_line = 0;       ///< the line after the name, on that page
};

/// Lines under "Wat gaat goed? | Wat kan beter?".
struct ConclusionPiece {
  std::size_t view = 0;
  std::size_t section = 0;
  std::string theme, theme_printed;
  Divider heads;
  std::size_t first_line = 0, last_line = 0;
};

struct FactsheetOutline {
  std::vector<PageView> views;
  std::vector<ApproachSection> sections;  ///< at least one when there are stretches
  std::vector<TableStretch> stretches;    ///< by page and y
  std::vector<ConclusionPiece> conclusions;
  std::vector<std::size_t> table_starts;  ///< by section: view of its first stretch; views.size() for none
};

FactsheetOutline read_outline(const Document& document, const OutlineReader& outline,
                              const IndicatorMatcher& matcher, const IndicatorFinder& finder);

}  // namespace vp::readers
