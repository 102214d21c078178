// table_words.h - what the cells of a page's tables say and how it is set.
#pragma once

#include <string>

#include "core/document.h"

namespace vp::ingest {

/// The words of a cell with one space between them.
std::string to_cell_text(const TableCell& cell, const Page& page);

/// A number, perhaps with signs, currency or a unit: more digits than letters.
bool is_numeric(const std::string& text);

/// How a cell's words are set; all false for an empty cell.
struct CellStyle {
  bool has_text = false;
  bool is_bold = false;   ///< all words
  bool is_white = false;  ///< all words
  std::uint32_t words = 0;
};
CellStyle to_cell_style(const TableCell& cell, const Page& page);

}  // namespace vp::ingest
