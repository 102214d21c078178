// row_division.h - which mark and which lines of the findings belong to which indicator of a band.
// Way: by place, where mark and finding begin beside the indicator; else by order, where there are as many; else
// by order and words (run_division.h). See docs/decisions/0011.
#pragma once

#include <vector>

#include "readers/factsheet.h"
#include "readers/row_bands.h"
#include "readers/word_affinity.h"

namespace vp::readers {

/// What an indicator of the band gets. Indicators with the same lines share them.
struct IndicatorShare {
  std::size_t part = 0;  ///< ascending from 0; indicators of one part share marks or findings
  std::size_t first_line = 0, last_line = 0;  ///< of RowBand::findings
  std::size_t first_mark = 0, last_mark = 0;  ///< of RowBand::marks: those printed for the part
  std::optional<std::size_t> mark;  ///< of RowBand::marks; none: there is none, or it cannot be told
  Verdict verdict = Verdict::kUnknown;
  bool is_undecided = false;  ///< marks differ and cannot be told to indicators
  RowMatch match = RowMatch::kOwnRow;
};

/// One share for each indicator of the band.
std::vector<IndicatorShare> divide_row(const RowBand& band, const WordAffinity& affinity);

/// True when the line opens a note: "LET OP: ...". Such a paragraph never opens a finding.
bool opens_note(const ColumnLine& line);

}  // namespace vp::readers
