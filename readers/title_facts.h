// title_facts.h - reads municipality, month, year and round from title, page footers, running text and the
// file's own title, each with the words that say so.
#pragma once

#include "readers/factsheet.h"
#include "readers/factsheet_outline.h"
#include "readers/finding_text.h"

namespace vp::readers {

void read_title_facts(const Document& document, const FactsheetOutline& outline, FindingTextBuilder& texts,
                      Factsheet& factsheet);

}  // namespace vp::readers
