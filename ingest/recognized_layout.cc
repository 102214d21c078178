#include "ingest/recognized_layout.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "ingest/character_class.h"
#include "ingest/page_builder.h"

namespace vp::ingest {
namespace {

/// A mark without a letter or digit that was recognised less surely than this is dirt, or part of a drawing.
constexpr float kLeastMarkConfidence = 0.6F;
constexpr std::uint32_t kSpace = ' ';

std::vector<std::uint32_t> decode(const std::string& text) {
  std::vector<std::uint32_t> characters;
  for (std::size_t at = 0; at < text.size();)
    characters.push_back(next_code_point(text, at));
  return characters;
}

bool is_dirt(const RecognizedWord& word, const std::vector<std::uint32_t>& characters) {
  const bool says_something = std::any_of(characters.begin(), characters.end(),
                                          [](std::uint32_t c) { return is_letter(c) || is_digit(c); });
  return !says_something && word.confidence < kLeastMarkConfidence;
}

/// Shows a word letter by letter, each as wide as the others: only their sum was seen.
void show(const RecognizedWord& word, const std::vector<std::uint32_t>& characters, std::uint16_t font,
          PageBuilder& builder) {
  const float advance = word.box.width() / static_cast<float>(characters.size());
  Glyph glyph;
  glyph.y = word.baseline_pt;
  glyph.dx = std::max(advance, 0.01F);  // a word without width still runs to the right
  glyph.font_size_pt = word.size_pt;
  glyph.font = font;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    glyph.x = word.box.x0 + advance * static_cast<float>(i);
    builder.on_glyph(glyph, {&characters[i], 1});
  }
  glyph.x = word.box.x1;
  builder.on_glyph(glyph, {&kSpace, 1});
}

void bring_back(const WayBack& back, bool is_sideways, Page& page) {
  for (Word& word : page.words) {
    word.box = back.to_page(word.box);
    if (is_sideways) word.flags ^= kWordVertical;
  }
  for (Line& line : page.lines) {
    line.box = back.to_page(line.box);
    // Where the words of a turned line stand is told by the side at which letters have their feet.
    line.baseline_pt = is_sideways ? line.box.center_x() : line.box.y1;
  }
  for (Block& block : page.blocks)
    block.box = back.to_page(block.box);
  for (Table& table : page.tables) {
    table.box = back.to_page(table.box);
    for (TableCell& cell : table.cells)
      cell.box = back.to_page(cell.box);
  }
  for (RulingLine& ruling : page.rulings)
    ruling.box = back.to_page(ruling.box);
  for (FilledRect& fill : page.fills)
    fill.box = back.to_page(fill.box);
}

}  // namespace

Page lay_out_recognized(const Page& native, const RecognizedPage& recognized) {
  const WayBack back(recognized.turn, native.width_pt, native.height_pt);
  PageBuilder builder;
  builder.begin_document();
  builder.begin_page({native.index, native.label, back.upright_width(), back.upright_height(), 0});
  const std::uint16_t font = builder.add_font({kRecognizedFont});
  for (const RectPt& line : recognized.lines)
    builder.on_ruling(line);
  for (const RecognizedBar& bar : recognized.bars)
    builder.on_fill(bar.box, bar.shade * 0x010101U);
  for (const RecognizedWord& word : recognized.words) {
    const std::vector<std::uint32_t> characters = decode(word.text);
    if (!is_dirt(word, characters)) show(word, characters, font, builder);
  }
  Page page = builder.finish_page(0);
  page.rotation_degrees = native.rotation_degrees;
  page.facts = native.facts;
  page.reason.clear();
  page.verdict = PageVerdict::kOk;
  bring_back(back, recognized.turn.is_sideways(), page);
  return page;
}

}  // namespace vp::ingest
