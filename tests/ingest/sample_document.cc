#include "tests/ingest/sample_document.h"

#include <algorithm>
#include <random>
#include <string>

#include "ingest/frame_codec.h"

namespace vp::ingest {
namespace {

constexpr std::uint32_t kWordsPerLine = 10;
constexpr std::uint32_t kLinesPerBlock = 4;

/// Appends a word to the page and to its last line, which `starts` may begin anew, block included.
enum class Starts { kNothing, kLine, kBlock };

void add_word(Page& page, Word word, const std::string& text, Starts starts) {
  if (!page.words.empty()) page.text += starts == Starts::kNothing ? " " : "\n";
  if (!page.words.empty() && starts == Starts::kBlock) page.text += "\n";
  word.span.begin = static_cast<std::uint32_t>(page.text.size());
  page.text += text;
  word.span.end = static_cast<std::uint32_t>(page.text.size());
  if (starts != Starts::kNothing || page.words.empty()) {
    page.lines.push_back({static_cast<std::uint32_t>(page.words.size()), 0, word.box, word.box.y1});
    if (starts == Starts::kBlock || page.blocks.empty()) {
      const auto line = static_cast<std::uint32_t>(page.lines.size() - 1);
      page.blocks.push_back({BlockKind::kParagraph, 0, line, 0, word.box});
    }
    ++page.blocks.back().line_count;
  }
  ++page.lines.back().word_count;
  page.lines.back().box.include(word.box);
  page.blocks.back().box.include(word.box);
  page.words.push_back(word);
}

class RandomValues {
 public:
  explicit RandomValues(std::uint32_t seed) : random_(seed) {}

  /// 0 .. bound - 1
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_()) % bound; }
  float coordinate() { return static_cast<float>(below(2'000'000)) / 1000.0F - 500.0F; }
  RectPt box() {
    const float x = coordinate();
    const float y = coordinate();
    return {x, y, x + static_cast<float>(below(300)), y + static_cast<float>(below(30))};
  }
  std::string text(std::uint32_t most_characters) {
    static constexpr std::array<const char*, 10> kPieces = {"a",      "ë",      "ﬁ",      "𝒜", "-",
                                                            "\u0001", "\uFFFD", "\u00AD", "Z", "√"};
    std::string made;
    for (std::uint32_t left = below(most_characters + 1); left > 0; --left)
      made += kPieces.at(below(10));
    return made;
  }

 private:
  std::mt19937 random_;
};

/// Rows of one to three cells; the page's blocks are dealt out over them in order.
Table make_random_table(RandomValues& values, std::uint32_t& next_block, std::uint32_t block_count) {
  Table table;
  table.evidence = static_cast<TableEvidence>(values.below(3));
  table.row_count = static_cast<std::uint16_t>(values.below(5));
  table.column_count = 3;
  table.head_rows = static_cast<std::uint16_t>(values.below(table.row_count + 1U));
  table.continues = values.below(2) == 1;
  table.box = values.box();
  for (std::uint16_t row = 0; row < table.row_count; ++row) {
    const auto wide = static_cast<std::uint16_t>(1 + values.below(3));
    for (std::uint16_t column = 0; column + wide <= 3; ++column) {
      TableCell cell;
      cell.row = row;
      cell.column = column;
      cell.column_span = column == 0 ? wide : std::uint16_t{1};
      cell.is_head = row < table.head_rows;
      cell.continues = values.below(2) == 1;
      cell.box = values.box();
      for (std::uint32_t left = values.below(3); left > 0 && next_block < block_count; --left)
        cell.blocks.push_back(next_block++);
      if (column == 0) column = static_cast<std::uint16_t>(wide - 1);
      table.cells.push_back(std::move(cell));
    }
  }
  return table;
}

Page make_random_page(std::uint32_t index, RandomValues& values) {
  Page page;
  page.index.value = index;
  page.label = values.text(6);
  page.width_pt = static_cast<float>(values.below(2000));
  page.height_pt = static_cast<float>(values.below(2000)) / 7.0F;
  page.rotation_degrees = static_cast<std::uint16_t>(values.below(4) * 90);
  for (std::uint32_t left = values.below(200); left > 0; --left) {
    Word word;
    word.box = values.box();
    word.font_size_pt = static_cast<float>(values.below(40));
    word.font = static_cast<std::uint16_t>(values.below(5));
    word.flags = static_cast<std::uint16_t>(values.below(512));
    const auto starts = std::array{Starts::kNothing, Starts::kNothing, Starts::kLine, Starts::kBlock};
    add_word(page, word, "w" + values.text(12), starts.at(values.below(4)));
  }
  for (Block& block : page.blocks) {
    block.kind = static_cast<BlockKind>(values.below(10));
    block.heading_level = block.kind == BlockKind::kHeading ? 1 : 0;
    block.is_aside = values.below(4) == 0;
  }
  std::uint32_t next_block = 0;
  for (std::uint32_t left = values.below(4); left > 0; --left) {
    page.tables.push_back(
        make_random_table(values, next_block, static_cast<std::uint32_t>(page.blocks.size())));
  }
  for (std::uint32_t left = values.below(20); left > 0; --left)
    page.rulings.push_back({values.box()});
  for (std::uint32_t left = values.below(20); left > 0; --left) {
    page.fills.push_back({values.box(), values.below(0x1000000)});
  }
  page.facts = {values.below(9999), values.below(9), values.below(9), values.below(9), 0.25F,
                values.below(9),    values.below(9)};
  page.verdict = static_cast<PageVerdict>(values.below(4));
  page.reason = values.text(20);
  return page;
}

}  // namespace

Page make_sample_page(std::uint32_t index, std::uint32_t words) {
  Page page;
  page.index.value = index;
  page.label = std::to_string(index + 1);
  page.width_pt = 595;
  page.height_pt = 842;
  for (std::uint32_t i = 0; i < words; ++i) {
    const std::uint32_t line = i / kWordsPerLine;
    const auto column = static_cast<float>(i % kWordsPerLine);
    const auto row = static_cast<float>(line);
    Word word;
    word.box = {50 * column, 12 * row, 50 * column + 40, 12 * row + 10};
    word.font_size_pt = 10;
    const bool starts_line = i % kWordsPerLine == 0;
    const bool starts_block = i % (kWordsPerLine * kLinesPerBlock) == 0;
    const Starts starts = starts_block ? Starts::kBlock : starts_line ? Starts::kLine : Starts::kNothing;
    add_word(page, word, "w" + std::to_string(i + 1), starts);
  }
  if (!page.text.empty()) page.text += "\n\n";
  page.facts.glyphs = static_cast<std::uint32_t>(page.text.size());
  return page;
}

Document make_random_document(std::uint32_t seed) {
  RandomValues values(seed);
  Document document;
  document.metadata = {values.text(9), values.text(9), values.text(9), values.text(9), values.text(9),
                       values.text(9), values.text(9), values.text(9), values.text(9), values.below(2) == 1};
  document.page_count = values.below(12);
  for (std::uint32_t i = 0; i < document.page_count; ++i)
    document.pages.push_back(make_random_page(i, values));
  for (std::uint32_t i = 0; document.page_count > 0 && i < values.below(6); ++i) {
    document.outline.bookmarks.push_back({"b" + values.text(9), PageIndex{values.below(document.page_count)},
                                          static_cast<std::uint8_t>(1 + std::min(i, values.below(3))),
                                          static_cast<float>(values.below(800))});
    const std::uint8_t before = i == 0 ? 0 : document.outline.bookmarks[i - 1].level;
    std::uint8_t& level = document.outline.bookmarks[i].level;
    level = std::min<std::uint8_t>(level, before + 1);
  }
  document.outline.reason = values.text(8);
  document.state = static_cast<DocumentState>(values.below(9));
  document.reason = values.text(40);
  for (int i = 0; i < 5; ++i)
    document.fonts.push_back(values.text(12));
  for (std::uint32_t left = values.below(5); left > 0; --left)
    document.messages.push_back(values.text(30));
  document.message_count = document.messages.size() + values.below(1000);
  return document;
}

DocumentHead make_head(const Document& document) {
  return {document.metadata, document.page_count};
}

DocumentTail make_tail(const Document& document) {
  return {document.state, document.reason, document.fonts, document.messages, document.message_count};
}

std::vector<std::uint8_t> encode_document(const Document& document) {
  std::vector<std::uint8_t> bytes = encode_frame(make_head(document));
  const auto append = [&](const std::vector<std::uint8_t>& frame) {
    bytes.insert(bytes.end(), frame.begin(), frame.end());
  };
  for (const Page& page : document.pages)
    append(encode_frame(page));
  if (!document.outline.empty()) append(encode_frame(document.outline));
  append(encode_frame(make_tail(document)));
  return bytes;
}

}  // namespace vp::ingest
