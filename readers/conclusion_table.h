// conclusion_table.h - reads "Wat gaat goed? | Wat kan beter?": two columns side by side, or one under the other.
#pragma once

#include <vector>

#include "readers/factsheet.h"
#include "readers/factsheet_outline.h"
#include "readers/finding_text.h"

namespace vp::readers {

/// Appends the items of one piece: its paragraphs, each bullet an item of its own.
void read_conclusion(const ConclusionPiece& piece, const FactsheetOutline& outline, const Document& document,
                     FindingTextBuilder& texts, std::vector<Conclusion>& conclusions);

}  // namespace vp::readers
