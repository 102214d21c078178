// layout_eval_run.h - measures how the pages of corpus/layouts/traps are read, document by document.
// Tables: neighbours as in table_eval_relations.h, and cells that are right in place, spans and text. A table that goes on
// over a page is joined first, by what Table::continues, TableCell::continues and head_rows say.
// Blocks: a gold block is located by its text, or else by how it begins; then its kind, level and place in the order count.
// White space, line-end hyphens and dot leaders do not count in any text.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/eval/layout_gold.h"
#include "tests/eval/table_eval_run.h"

namespace vp::eval {

struct LayoutScore {
  std::string name;
  bool is_development = false;
  Count relations;                      ///< neighbours in tables
  Count cells;                          ///< cells with content: row, column, spans and text
  Count heads;                          ///< cells that head a column or rows
  Count texts;                          ///< gold blocks whose text is a block's text (found is not counted)
  Count levels;                         ///< headings with their level (found is not counted)
  Count asides;                         ///< blocks beside the running text
  Count order;                          ///< pairs of blocks in the order of the gold (found is not counted)
  Count raised;                         ///< footnote marks apart from their word
  std::map<std::string, Count> kinds;   ///< by kind of block, table cells left out
  std::vector<std::string> complaints;  ///< what is wrong, for people
  void add(const LayoutScore& other);
};

LayoutScore score_layout(const LayoutGold& gold);

/// The same for a document that has been read, for tests.
LayoutScore score_layout(const LayoutGold& gold, const Document& document);

/// All of one half, under the half's name.
LayoutScore add_up(const std::vector<LayoutScore>& scores, bool development);

}  // namespace vp::eval
