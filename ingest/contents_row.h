// contents_row.h - one row of a page as a line of a table of contents: what stands on one height, from left to right.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/document.h"

namespace vp::ingest {

struct ContentsRow {
  std::vector<std::uint32_t> words;  ///< numbers of its words, from left to right
  RectPt box;
  float size_pt = 0;        ///< of its first word
  float title_left = 0;     ///< where its title begins, behind a section number
  int page_number = 0;      ///< printed at its end; 0: none
  bool has_leader = false;  ///< dots lead to that number
  bool has_gap = false;     ///< or a wide gap does
  bool is_split = false;    ///< another title follows the number: two columns
  bool has_title = false;   ///< letters, beside numbers and dots
  bool ends_sentence = false;
  std::vector<int> section;  ///< {2, 1} of "2.1 Doel"
  std::size_t first_block = 0;
};

/// The rows of a page from top to bottom, without page furniture and upright text.
std::vector<ContentsRow> find_rows(const Page& page);

/// "Inhoud", "Inhoudsopgave", "Table of contents": what stands over the entries.
bool is_contents_heading(const Page& page, const ContentsRow& row);

}  // namespace vp::ingest
