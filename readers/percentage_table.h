// percentage_table.h - the percentages of a table: printed with their sign, or as bare numbers under a head that
// says they are percentages; counts from the other columns of the row, or from the head ("n = 30").
#pragma once

#include <vector>

#include "readers/finding_text.h"
#include "readers/national_report.h"

namespace vp::readers {

/// By row, then column. The sentence of each is the text of its row, cell by cell.
std::vector<PrintedPercentage> read_table_percentages(const Page& page, const Table& table,
                                                      FindingTextBuilder& texts);

}  // namespace vp::readers
