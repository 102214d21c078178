#include "tests/ingest/page_checks.h"

#include <cmath>
#include <cstdint>

namespace vp::ingest {
namespace {

bool is_clean_utf8(const std::string& text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
    const std::uint32_t lead = byte(i);
    if (lead < 0x80) {
      if ((lead < 0x20 && lead != '\n') || lead == 0x7F) return false;
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || i + length > text.size()) return false;
    std::uint32_t value = lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length; ++k) {
      if ((byte(i + k) & 0xC0U) != 0x80) return false;
      value = (value << 6U) | (byte(i + k) & 0x3FU);
    }
    constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (value < kLeast[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return false;
    if (value >= 0x80 && value < 0xA0) return false;
    i += length;
  }
  return true;
}

bool is_good(const RectPt& box) {
  return std::isfinite(box.x0) && std::isfinite(box.y0) && std::isfinite(box.x1) && std::isfinite(box.y1) &&
         box.x0 <= box.x1 && box.y0 <= box.y1;
}

bool covers(const RectPt& outer, const RectPt& inner) {
  constexpr float kSlack = 0.01F;
  return outer.x0 <= inner.x0 + kSlack && outer.y0 <= inner.y0 + kSlack && outer.x1 >= inner.x1 - kSlack &&
         outer.y1 >= inner.y1 - kSlack;
}

}  // namespace

std::string find_fault(const Page& page, std::size_t font_count) {
  if (!is_clean_utf8(page.text)) return "text is not clean UTF-8";
  std::string expected;
  std::uint32_t next_word = 0;
  std::uint32_t next_line = 0;
  for (const Block& block : page.blocks) {
    if (block.first_line != next_line || block.line_count == 0) return "blocks do not cover the lines";
    for (std::uint32_t l = 0; l < block.line_count; ++l, ++next_line) {
      const Line& line = page.lines.at(next_line);
      if (line.first_word != next_word || line.word_count == 0) return "lines do not cover the words";
      if (!is_good(line.box) || !covers(block.box, line.box)) return "line box outside its block";
      for (std::uint32_t w = 0; w < line.word_count; ++w, ++next_word) {
        const Word& word = page.words.at(next_word);
        if (word.span.begin != expected.size() || word.span.empty()) return "word span does not follow";
        if (!is_good(word.box) || !covers(line.box, word.box)) return "word box outside its line";
        if (word.font >= font_count) return "word without font";
        const std::string_view text = word.span.in(page.text);
        if (text.find(' ') != text.npos || text.find('\n') != text.npos) return "white space inside a word";
        expected.append(text).push_back(' ');
      }
      expected.back() = '\n';
    }
    expected.push_back('\n');
  }
  if (next_word != page.words.size() || next_line != page.lines.size()) return "words or lines in no block";
  if (expected != page.text) return "text is not its words with separators";
  return "";
}

}  // namespace vp::ingest
