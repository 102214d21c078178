// approach_pages.h - reads what stands before the findings of an approach: its description and the partners who
// answered for it.
#pragma once

#include "readers/factsheet.h"
#include "readers/factsheet_outline.h"
#include "readers/finding_text.h"

namespace vp::readers {

/// Sets name, first page, description and partners of the approach.
void read_approach_pages(const Document& document, const FactsheetOutline& outline, std::size_t section,
                         FindingTextBuilder& texts, Approach& approach);

}  // namespace vp::readers
