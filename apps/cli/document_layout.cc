#include "apps/cli/document_layout.h"

#include <algorithm>

#include "index/word_box_codec.h"
#include "nlp/reading_text.h"

namespace vp::apps {
namespace {

/// Which cell each block of a page belongs to.
std::map<std::uint32_t, CellPlace> cells_by_block(const Page& page, std::uint32_t first_table) {
  std::map<std::uint32_t, CellPlace> cells;
  for (std::size_t t = 0; t < page.tables.size(); ++t) {
    const std::vector<TableCell>& all = page.tables[t].cells;
    for (std::size_t c = 0; c < all.size(); ++c) {
      for (const std::uint32_t block : all[c].blocks)
        cells.emplace(block,
                      CellPlace{first_table + static_cast<std::uint32_t>(t), static_cast<std::uint32_t>(c)});
    }
  }
  return cells;
}

bool covers(const TableCell& cell, std::uint16_t column) {
  return cell.column <= column && column < cell.column + cell.column_span;
}

}  // namespace

DocumentLayout::DocumentLayout(const Document& document, const std::vector<Passage>& passages) {
  for (const Page& page : document.pages) {
    pages_[page.index] = &page;
    add_words(page, static_cast<std::uint32_t>(tables_.size()));
    for (const Table& table : page.tables)
      tables_.push_back({&page, &table});
  }
  for (const Passage& passage : passages)
    add_text(passage);
}

void DocumentLayout::add_words(const Page& page, std::uint32_t first_table) {
  const std::map<std::uint32_t, CellPlace> cells = cells_by_block(page, first_table);
  for (std::size_t b = 0; b < page.blocks.size(); ++b) {
    const auto number = static_cast<std::uint32_t>(b);
    const auto cell = cells.find(number);
    WordPlace place{{page.index, number}, std::nullopt};
    if (cell != cells.end()) place.cell = cell->second;
    const Block& block = page.blocks[b];
    for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
      const Line& line = page.lines.at(l);
      for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w)
        words_.emplace(std::make_pair(page.index, index::quantize(page.words.at(w).box)), place);
    }
  }
}

const DocumentLayout::WordPlace* DocumentLayout::find(const PassageWord& word) const {
  const auto found = words_.find({word.page, index::quantize(word.box)});
  return found == words_.end() ? nullptr : &found->second;
}

const Block& DocumentLayout::block_at(const BlockPlace& place) const {
  return pages_.at(place.page)->blocks.at(place.block);
}

std::vector<BlockPlace> DocumentLayout::blocks_of(const Passage& passage) const {
  std::vector<BlockPlace> blocks;
  for (const PassageWord& word : passage.words) {
    if (const WordPlace* const place = find(word)) blocks.push_back(place->block);
  }
  std::sort(blocks.begin(), blocks.end());
  blocks.erase(std::unique(blocks.begin(), blocks.end()), blocks.end());
  return blocks;
}

std::optional<CellPlace> DocumentLayout::cell_of(const Passage& passage) const {
  for (const PassageWord& word : passage.words) {
    if (const WordPlace* const place = find(word)) return place->cell;
  }
  return std::nullopt;
}

/// A passage may begin in one cell and end in the next, of the following page.
void DocumentLayout::add_text(const Passage& passage) {
  std::map<CellPlace, TextSpan> spans;
  for (const PassageWord& word : passage.words) {
    const WordPlace* const place = find(word);
    if (place == nullptr || !place->cell) continue;
    TextSpan& span = spans.try_emplace(*place->cell, word.span).first->second;
    span = {std::min(span.begin, word.span.begin), std::max(span.end, word.span.end)};
  }
  for (const auto& [cell, span] : spans) {
    std::string& text = texts_[cell];
    text += (text.empty() ? "" : "\n") + std::string(span.in(passage.text));
  }
}

std::string DocumentLayout::text_of(CellPlace place) const {
  if (const auto known = texts_.find(place); known != texts_.end()) return known->second;
  const TablePlace& table = tables_.at(place.table);
  std::string text;
  for (const std::uint32_t number : table.table->cells.at(place.cell).blocks) {
    const Block& block = table.page->blocks.at(number);
    for (std::uint32_t l = block.first_line; l < block.first_line + block.line_count; ++l) {
      const Line& line = table.page->lines.at(l);
      for (std::uint32_t w = line.first_word; w < line.first_word + line.word_count; ++w)
        text += (text.empty() ? "" : " ") + std::string(nlp::text_of(*table.page, table.page->words.at(w)));
    }
  }
  return text;
}

std::vector<std::string> DocumentLayout::column_heads_of(CellPlace place) const {
  const Table& table = *tables_.at(place.table).table;
  const TableCell& cell = table.cells.at(place.cell);
  std::vector<std::string> heads;
  if (cell.row < table.head_rows) return heads;
  for (std::size_t i = 0; i < table.cells.size(); ++i) {
    const TableCell& head = table.cells[i];
    if (head.row >= table.head_rows || !covers(head, cell.column)) continue;
    std::string text = text_of({place.table, static_cast<std::uint32_t>(i)});
    if (!text.empty()) heads.push_back(std::move(text));
  }
  return heads;
}

}  // namespace vp::apps
