// document_layout.h - joins the two readings of a document: the passages that the index keeps, and the blocks and
// tables that stand in a fresh reading of the original. They meet in their words, which have the same boxes.
// Lifetime: document and passages must outlive the layout. Threads: const and shareable.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/document.h"
#include "core/passage.h"

namespace vp::apps {

/// A block of a page, as text --svg numbers it.
struct BlockPlace {
  PageIndex page;
  std::uint32_t block = 0;  ///< 0-based, in Page::blocks
  auto operator<=>(const BlockPlace&) const = default;
};

struct CellPlace {
  std::uint32_t table = 0;  ///< 0-based, over the whole document
  std::uint32_t cell = 0;   ///< 0-based, in Table::cells
  auto operator<=>(const CellPlace&) const = default;
};

/// A table with its page.
struct TablePlace {
  const Page* page = nullptr;
  const Table* table = nullptr;
};

class DocumentLayout {
 public:
  /// `passages` are all of the document, as the index gives them.
  DocumentLayout(const Document& document, const std::vector<Passage>& passages);

  /// In order of page, then of reading.
  [[nodiscard]] const std::vector<TablePlace>& tables() const { return tables_; }
  /// Throws std::out_of_range for a block that is not there.
  [[nodiscard]] const Block& block_at(const BlockPlace& place) const;
  /// The blocks that the passage's words stand in, ascending, each once; empty when the readings do not meet.
  [[nodiscard]] std::vector<BlockPlace> blocks_of(const Passage& passage) const;
  /// The cell that the passage begins in.
  [[nodiscard]] std::optional<CellPlace> cell_of(const Passage& passage) const;
  /// Reading text of a cell, a line for each of its passages; words as found where the readings do not meet.
  [[nodiscard]] std::string text_of(CellPlace place) const;
  /// Texts of the head cells over a cell, from top to bottom; empty for heads themselves.
  [[nodiscard]] std::vector<std::string> column_heads_of(CellPlace place) const;

 private:
  struct WordPlace {
    BlockPlace block;
    std::optional<CellPlace> cell;
  };
  void add_words(const Page& page, std::uint32_t first_table);
  [[nodiscard]] const WordPlace* find(const PassageWord& word) const;
  void add_text(const Passage& passage);

  std::map<PageIndex, const Page*> pages_;
  std::vector<TablePlace> tables_;
  std::map<std::pair<PageIndex, RectPt>, WordPlace> words_;  ///< by page and box, as the index rounds it
  std::map<CellPlace, std::string> texts_;
};

}  // namespace vp::apps
