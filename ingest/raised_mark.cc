#include "ingest/raised_mark.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>

#include "ingest/character_class.h"

namespace vp::ingest {
namespace {

// Shares of the size of the line: what stands higher, or is smaller, is no part of it.
constexpr float kRaise = 0.15F;
constexpr float kMaxRaise = 0.75F;
constexpr float kMinSize = 0.35F;
constexpr std::uint32_t kMaxMarkGlyphs = 6;  // "1, 2", "12)"
constexpr std::size_t kMaxUnitLength = 3;

// Units that are squared and cubed.
constexpr std::string_view kUnits[] = {"m", "mm", "cm", "dm", "dam", "hm", "km", "ft"};

/// The first code points of a piece; enough to tell a unit by.
struct PieceText {
  std::array<std::uint32_t, 16> characters{};
  std::size_t length = 0;
  bool is_whole = true;  // the piece has no more than these
};

PieceText text_of(const PageGlyphs& glyphs, const Piece& piece) {
  PieceText text;
  for (const GlyphRecord& glyph : glyphs.records().subspan(piece.first_glyph, piece.glyph_count)) {
    for (const std::uint32_t c : glyphs.text_of(glyph)) {
      if (text.length == text.characters.size()) {
        text.is_whole = false;
        return text;
      }
      text.characters.at(text.length++) = c;
    }
  }
  return text;
}

template <typename Test>
bool all_of(const PieceText& text, Test test) {
  return text.is_whole && text.length > 0 &&
         std::all_of(text.characters.begin(),
                     text.characters.begin() + static_cast<std::ptrdiff_t>(text.length), test);
}

bool is_note_sign(std::uint32_t c) {
  return c == '*' || c == 0x2020 || c == 0x2021;  // daggers
}

bool is_unit(const PieceText& text) {
  if (!text.is_whole || text.length == 0 || text.length > kMaxUnitLength) return false;
  std::string letters;
  for (std::size_t i = 0; i < text.length; ++i)
    letters += text.characters.at(i) < 0x80 ? static_cast<char>(text.characters.at(i)) : '?';
  return std::find(std::begin(kUnits), std::end(kUnits), letters) != std::end(kUnits);
}

// 0 for none, else the digit that a superscript character stands for, plus one.
int superscript_digit(std::uint32_t c) {
  if (c == 0xB9) return 2;
  if (c == 0xB2 || c == 0xB3) return static_cast<int>(c - 0xB2) + 3;
  if (c == 0x2070) return 1;
  return c >= 0x2074 && c <= 0x2079 ? static_cast<int>(c - 0x2070) + 1 : 0;
}

// What powers stand on: a unit, a single letter, ten. `power` has one digit.
bool takes_power(const PieceText& base, bool is_short_power) {
  if (is_unit(base)) return is_short_power;
  if (base.is_whole && base.length == 1 && is_letter(base.characters[0])) return is_short_power;
  return base.is_whole && base.length == 2 && base.characters[0] == '1' && base.characters[1] == '0';
}

}  // namespace

bool is_short_number(const PageGlyphs& glyphs, const Piece& piece) {
  return piece.glyph_count <= 3 && all_of(text_of(glyphs, piece), is_digit);
}

bool is_raised_mark(const PageGlyphs& glyphs, const Piece& piece, const LineBody& body) {
  const float raise = (body.v - piece.v) / body.size_pt;
  const float size = piece.size_pt / body.size_pt;
  if (piece.glyph_count > kMaxMarkGlyphs || size > kNoteNumberSize || size < kMinSize || raise < kRaise ||
      raise > kMaxRaise) {
    return false;
  }
  if (size > kScriptSize) return raise >= kNoteNumberRaise && is_short_number(glyphs, piece);
  const PieceText text = text_of(glyphs, piece);
  const auto is_mark = [](std::uint32_t c) { return is_digit(c) || is_note_sign(c); };
  return is_mark(text.characters[0]) &&
         all_of(text, [&](std::uint32_t c) { return is_mark(c) || c == ',' || c == ')' || c == '-'; });
}

bool belongs_to_word(const PageGlyphs& glyphs, const Piece& before, const Piece& mark) {
  const PieceText base = text_of(glyphs, before);
  const PieceText power = text_of(glyphs, mark);
  if (!all_of(power, is_digit)) return false;
  if (takes_power(base, power.length == 1)) return true;
  return base.length > 1 && base.characters[0] == 0x20AC && power.length == 2;  // euro
}

bool is_closing_punctuation(const PageGlyphs& glyphs, const Piece& piece) {
  return all_of(text_of(glyphs, piece), [](std::uint32_t c) {
    constexpr std::u32string_view kClosing = U".,;:!?)]\"'\u2019\u201D\u00BB\u2026";
    return kClosing.find(static_cast<char32_t>(c)) != std::u32string_view::npos;
  });
}

std::uint32_t count_superscript_tail(const PageGlyphs& glyphs, const Piece& piece) {
  const auto records = glyphs.records().subspan(piece.first_glyph, piece.glyph_count);
  std::uint32_t tail = 0;
  while (tail < records.size()) {
    const GlyphRecord& glyph = records[records.size() - 1 - tail];
    if (glyph.length > 1 || (glyph.length == 1 && superscript_digit(glyph.character) == 0)) break;
    ++tail;
  }
  if (tail == 0 || tail == records.size()) return 0;
  Piece base = piece;
  base.glyph_count -= tail;
  return takes_power(text_of(glyphs, base), tail == 1) ? 0 : tail;
}

}  // namespace vp::ingest
