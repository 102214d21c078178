// layout_gold.h - what is on the pages of corpus/layouts/traps, as gold/traps/NAME.json gives it (see the README
// there): tables with their cells, blocks in reading order, words with a raised mark.
// Errors: kNotFound, kMalformed (a list or a gold file that cannot be read whole).
// Units: pages are 1-based; rows and columns count from 0.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/document.h"
#include "core/result.h"

namespace vp::eval {

struct LayoutCell {
  int row = 0, column = 0, row_span = 1, column_span = 1;
  bool is_head = false;
  std::string text;
};

/// A table as a reader sees it: one, even where it goes on over pages; repeated heads count once.
struct LayoutTable {
  int page = 0;
  std::vector<LayoutCell> cells;
};

struct LayoutBlock {
  BlockKind kind = BlockKind::kParagraph;
  int heading_level = 0;
  bool is_aside = false;
  std::string text;
  int page = 0;
};

struct RaisedMark {
  std::string word, mark;  ///< the word before the mark, and the mark
};

struct LayoutGold {
  std::string name, trap;
  bool is_development = false;
  std::filesystem::path pdf;
  std::vector<LayoutTable> tables;
  std::vector<LayoutBlock> blocks;  ///< in reading order; of a table only its first cell
  std::vector<RaisedMark> raised;
};

/// Every file of traps/ that gold/list.tsv below `folder` (corpus/layouts) names, in its order.
Result<std::vector<LayoutGold>> load_layout_gold(const std::filesystem::path& folder);

}  // namespace vp::eval
