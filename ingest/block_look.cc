#include "ingest/block_look.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

namespace vp::ingest {
namespace {

constexpr std::size_t kSizeSteps = 200;  // half points

std::size_t step_of(float size_pt) {
  return static_cast<std::size_t>(
      std::clamp(std::lround(size_pt * 2), 0L, static_cast<long>(kSizeSteps - 1)));
}

}  // namespace

std::span<const Word> words_of(const Page& page, const Block& block) {
  if (block.line_count == 0) return {};
  const Line& first = page.lines.at(block.first_line);
  const Line& last = page.lines.at(block.first_line + block.line_count - 1);
  return std::span(page.words)
      .subspan(first.first_word, last.first_word + last.word_count - first.first_word);
}

BlockLook look_of(const Page& page, const Block& block) {
  BlockLook look;
  for (const Word& word : words_of(page, block)) {
    ++look.word_count;
    if ((word.flags & kWordRaised) != 0) continue;
    if (look.size_pt == 0) look.font = word.font;
    look.is_uniform = look.is_uniform && word.font == look.font;
    look.is_bold = look.is_bold && (word.flags & kWordBold) != 0;
    look.size_pt = std::max(look.size_pt, word.font_size_pt);
  }
  return look;
}

BodyLook find_body_look(const Document& document) {
  std::array<std::uint64_t, kSizeSteps> by_size{};
  std::map<std::uint16_t, std::uint64_t> by_font;
  for (const Page& page : document.pages) {
    for (const Block& block : page.blocks) {
      if (is_page_furniture(block.kind) || block.kind == BlockKind::kHeading) continue;
      for (const Word& word : words_of(page, block)) {
        by_size.at(step_of(word.font_size_pt)) += word.span.end - word.span.begin;
        by_font[word.font] += word.span.end - word.span.begin;
      }
    }
  }
  BodyLook body;
  const auto most = std::max_element(by_size.begin(), by_size.end());
  if (*most > 0) body.size_pt = std::max(static_cast<float>(most - by_size.begin()) / 2, 1.0F);
  const auto font = std::max_element(by_font.begin(), by_font.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
  if (font != by_font.end()) body.font = font->first;
  return body;
}

}  // namespace vp::ingest
