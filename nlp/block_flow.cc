#include "nlp/block_flow.h"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "nlp/abbreviations.h"
#include "nlp/hyphenation.h"
#include "nlp/letters.h"
#include "nlp/reading_text.h"

namespace vp::nlp {
namespace {

constexpr std::uint32_t kMinWordsToGoOn = 3;
constexpr float kMaxSizeRatio = 1.08F;

/// True when lines cover the words one after another, and blocks the lines.
bool is_covered(const Page& page) {
  std::size_t word = 0;
  for (const Line& line : page.lines) {
    if (line.first_word != word) return false;
    word += line.word_count;
  }
  std::size_t next_line = 0;
  for (const Block& block : page.blocks) {
    if (block.first_line != next_line) return false;
    next_line += block.line_count;
  }
  return word == page.words.size() && next_line == page.lines.size();
}

std::span<const Word> words_of(const Page& page, const Line& line) {
  return std::span<const Word>(page.words).subspan(line.first_word, line.word_count);
}

bool is_mark_of_note(const Word& word) {
  return (word.flags & kWordRaised) != 0;
}

/// The first and last words that leave text.
const Word* find_first_word(const BlockRef& ref) {
  for (std::uint32_t i = 0; i < ref.block.line_count; ++i) {
    for (const Word& word : words_of(*ref.page, ref.page->lines[ref.block.first_line + i])) {
      if (!is_mark_of_note(word)) return &word;
    }
  }
  return nullptr;
}

const Word* find_last_word(const BlockRef& ref) {
  for (std::uint32_t i = ref.block.line_count; i > 0; --i) {
    const std::span<const Word> words = words_of(*ref.page, ref.page->lines[ref.block.first_line + i - 1]);
    const auto last = std::find_if_not(words.rbegin(), words.rend(), is_mark_of_note);
    if (last != words.rend()) return &*last;
  }
  return nullptr;
}

std::uint32_t count_words(const BlockRef& ref) {
  std::uint32_t words = 0;
  for (std::uint32_t i = 0; i < ref.block.line_count; ++i) {
    words += ref.page->lines[ref.block.first_line + i].word_count;
  }
  return words;
}

bool is_flowing(BlockKind kind) {
  return kind == BlockKind::kParagraph || kind == BlockKind::kListItem;
}

/// Stands beside the running text without ending it.
bool is_aside(BlockKind kind) {
  return is_page_furniture(kind) || kind == BlockKind::kFootnote || kind == BlockKind::kCaption;
}

/// The next page, or a column to the right that does not begin below.
bool is_next_column(const BlockRef& last, const BlockRef& next) {
  if (last.page != next.page) return next.page->index.value == last.page->index.value + 1;
  return next.block.box.y0 < last.block.box.y1 && next.block.box.x0 >= last.block.box.x1 - 1;
}

bool is_list_label(std::string_view word) {
  return word.size() <= 3 && (word.ends_with('.') || word.ends_with(')'));
}

/// The sentence is still open after `last`, and `next` can go on with it.
bool reads_on(std::string_view last, std::string_view next) {
  std::size_t place = 0;
  if (last.empty() || next.empty() || !is_lower(next_code_point(next, place)) || is_list_label(next)) {
    return false;
  }
  if (line_end_hyphen_bytes(last) > 0) return true;
  std::size_t end = last.size();
  const char32_t c = previous_code_point(last, end);
  if (c == '.') return default_abbreviations().find_class(last) != AbbreviationClass::kNone;
  return is_letter(c) || is_digit(c) || c == ',' || c == ')' || c == 0x2019 || c == 0x201D || c == '\'' ||
         c == '"';
}

bool goes_on(const BlockRef& last, const BlockRef& next) {
  if (!is_next_column(last, next) || count_words(last) < kMinWordsToGoOn) return false;
  const Word* last_word = find_last_word(last);
  const Word* next_word = find_first_word(next);
  if (last_word == nullptr || next_word == nullptr) return false;
  const float larger = std::max(last_word->font_size_pt, next_word->font_size_pt);
  const float smaller = std::min(last_word->font_size_pt, next_word->font_size_pt);
  return larger <= smaller * kMaxSizeRatio &&
         reads_on(text_of(*last.page, *last_word), text_of(*next.page, *next_word));
}

constexpr std::size_t kNone = SIZE_MAX;

/// The cell of the last row that stands in `column`.
const TableCell* find_last_cell(const Table& table, std::uint16_t column) {
  const auto found = std::find_if(table.cells.begin(), table.cells.end(), [&](const TableCell& cell) {
    return cell.row + cell.row_span == table.row_count && cell.column <= column &&
           column < cell.column + cell.column_span;
  });
  return found == table.cells.end() ? nullptr : &*found;
}

/// For each block of `page` that begins a cell which goes on from the page before: the last block of that cell
/// there; kNone for all others.
std::vector<std::size_t> find_cell_sources(const Page* before, const Page& page) {
  std::vector<std::size_t> sources(page.blocks.size(), kNone);
  if (before == nullptr || before->tables.empty() || page.tables.empty() || !page.tables.front().continues)
    return sources;
  for (const TableCell& cell : page.tables.front().cells) {
    if (!cell.continues || cell.blocks.empty() || cell.blocks.front() >= sources.size()) continue;
    const TableCell* above = find_last_cell(before->tables.back(), cell.column);
    if (above != nullptr && !above->blocks.empty()) sources[cell.blocks.front()] = above->blocks.back();
  }
  return sources;
}

}  // namespace

std::vector<BlockGroup> group_blocks(const Document& document) {
  std::vector<BlockGroup> groups;
  std::size_t open = kNone;       // the group whose last block may go on
  std::size_t open_note = kNone;  // the last note, which may go on at the foot of the next page
  const Page* before = nullptr;
  std::vector<std::size_t> groups_before;  // of each block of the page before
  for (const Page& page : document.pages) {
    const std::vector<std::size_t> sources = find_cell_sources(std::exchange(before, nullptr), page);
    std::vector<std::size_t> group_of(page.blocks.size(), kNone);
    if (page.words.empty()) continue;
    if (!is_covered(page)) {
      groups.push_back({BlockRef{&page, Block{}}});
      open = kNone;
      continue;
    }
    for (std::size_t b = 0; b < page.blocks.size(); ++b) {
      const Block& block = page.blocks[b];
      const BlockRef ref{&page, block};
      if (count_words(ref) == 0) continue;
      const std::size_t source = sources[b] < groups_before.size() ? groups_before[sources[b]] : kNone;
      if (source != kNone && groups[source].back().page != &page && goes_on(groups[source].back(), ref)) {
        groups[source].push_back(ref);
        group_of[b] = source;
        open = kNone;
        continue;
      }
      if (open != kNone && is_flowing(block.kind) && goes_on(groups[open].back(), ref)) {
        groups[open].push_back(ref);
        continue;
      }
      if (block.kind == BlockKind::kFootnote) {
        if (open_note != kNone && groups[open_note].back().page != &page &&
            goes_on(groups[open_note].back(), ref)) {
          groups[open_note].push_back(ref);
          continue;
        }
        open_note = groups.size();
      }
      group_of[b] = groups.size();
      groups.push_back({ref});
      if (is_flowing(block.kind)) {
        open = groups.size() - 1;
      } else if (!is_aside(block.kind)) {
        open = kNone;
      }
    }
    before = &page;
    groups_before = std::move(group_of);
  }
  return groups;
}

}  // namespace vp::nlp
