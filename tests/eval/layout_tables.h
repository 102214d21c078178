// layout_tables.h - tables as a reader sees them: parts on following pages joined, compared with the gold.
// Units: pages are 1-based; rows and columns count from 0.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "tests/eval/layout_eval_run.h"
#include "tests/eval/layout_gold.h"

namespace vp::eval {

/// Letters and digits in capitals, '_' for other characters; without white space, hyphens and dot leaders.
std::string to_layout_text(std::string_view utf8);

/// Every table of the document. Where a table goes on, its repeated head rows are left out and the row that was
/// broken is whole.
std::vector<LayoutTable> join_tables(const Document& document);

/// Adds to `score`: relations, cells, heads and complaints.
void score_tables(const std::vector<LayoutTable>& wanted, const std::vector<LayoutTable>& found,
                  LayoutScore& score);

}  // namespace vp::eval
