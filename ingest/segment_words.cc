#include "ingest/segment_words.h"

#include <algorithm>
#include <iterator>

namespace vp::ingest {
namespace {

// Square root and check marks, crosses, boxes; Wingdings and Symbol as fonts without Unicode have them.
constexpr std::uint32_t kMarks[] = {'X',    'x',    'V',    'v',    0x00D7, 0x221A, 0x2610,
                                    0x2611, 0x2612, 0x2713, 0x2714, 0x2715, 0x2716, 0x2717,
                                    0x2718, 0x2705, 0x274C, 0x25A1, 0x25A0, 0xF0D6, 0xF0FB,
                                    0xF0FC, 0xF0FD, 0xF0FE, 0xF0A8, 0xF06F, '+',    0x00B1};

bool is_mark_character(std::uint32_t c) {
  return std::find(std::begin(kMarks), std::end(kMarks), c) != std::end(kMarks);
}

// Extent, baseline and counts anew from the words it has now.
void measure(const TextParts& text, Segment& segment) {
  const LineParts& parts = text.parts;
  segment.glyph_count = 0;
  segment.bold_glyphs = 0;
  bool is_first = true;
  for (std::uint32_t w = segment.first_word; w < segment.first_word + segment.word_count; ++w) {
    const WordParts& word = parts.words[w];
    for (std::uint32_t p = word.first_piece; p < word.first_piece + word.piece_count; ++p) {
      const Piece& piece = parts.pieces[p];
      segment.u0 = is_first ? piece.u0 : std::min(segment.u0, piece.u0);
      segment.u1 = is_first ? piece.u1 : std::max(segment.u1, piece.u1);
      segment.top = is_first ? piece.top : std::min(segment.top, piece.top);
      segment.bottom = is_first ? piece.bottom : std::max(segment.bottom, piece.bottom);
      if (is_first || piece.size_pt > segment.size_pt) {
        segment.v = piece.v;
        segment.size_pt = piece.size_pt;
      }
      segment.glyph_count += piece.glyph_count;
      if (piece.font < text.fonts.size() && text.fonts[piece.font].bold)
        segment.bold_glyphs += piece.glyph_count;
      is_first = false;
    }
  }
}

}  // namespace

Stretch to_stretch(const LineParts& parts, std::uint32_t word) {
  const WordParts& of = parts.words[word];
  Stretch stretch{parts.pieces[of.first_piece].u0, parts.pieces[of.first_piece].u1};
  for (std::uint32_t p = of.first_piece; p < of.first_piece + of.piece_count; ++p) {
    stretch.begin = std::min(stretch.begin, parts.pieces[p].u0);
    stretch.end = std::max(stretch.end, parts.pieces[p].u1);
  }
  return stretch;
}

std::uint32_t first_character(const TextParts& text, std::uint32_t word) {
  const Piece& piece = text.parts.pieces[text.parts.words[word].first_piece];
  for (const GlyphRecord& glyph : text.glyphs.records().subspan(piece.first_glyph, piece.glyph_count)) {
    const auto characters = text.glyphs.text_of(glyph);
    if (!characters.empty()) return characters.front();
  }
  return 0;
}

bool is_mark(const TextParts& text, std::uint32_t word) {
  constexpr std::uint32_t kLongest = 3;  // "X/√"
  const WordParts& of = text.parts.words[word];
  std::uint32_t shown = 0;
  std::uint32_t marks = 0;
  for (std::uint32_t p = of.first_piece; p < of.first_piece + of.piece_count; ++p) {
    const Piece& piece = text.parts.pieces[p];
    for (const GlyphRecord& glyph : text.glyphs.records().subspan(piece.first_glyph, piece.glyph_count)) {
      for (const std::uint32_t c : text.glyphs.text_of(glyph)) {
        if (++shown > kLongest || (c != '/' && !is_mark_character(c))) return false;
        marks += c != '/' ? 1 : 0;
      }
    }
  }
  return marks > 0;
}

std::uint32_t split_segment(const TextParts& text, std::uint32_t i, std::uint32_t word_count) {
  Segment rest = text.parts.segments[i];
  rest.first_word += word_count;
  rest.word_count -= word_count;
  text.parts.segments[i].word_count = word_count;
  measure(text, text.parts.segments[i]);
  measure(text, rest);
  text.parts.segments.push_back(rest);
  return static_cast<std::uint32_t>(text.parts.segments.size() - 1);
}

}  // namespace vp::ingest
