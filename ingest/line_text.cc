#include "ingest/line_text.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "core/document.h"
#include "ingest/character_class.h"

namespace vp::ingest {
namespace {

constexpr std::string_view kCaptionWords[] = {"figuur", "tabel", "afbeelding", "grafiek",
                                              "figure", "table", "kaart"};

std::uint32_t to_lower_ascii(std::uint32_t c) {
  return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c;
}

bool starts_with(std::span<const std::uint32_t> head, std::string_view word) {
  return head.size() > word.size() &&
         std::equal(word.begin(), word.end(), head.begin(), [](char a, std::uint32_t b) {
           return static_cast<unsigned char>(a) == to_lower_ascii(b);
         });
}

}  // namespace

Marker LineText::marker() const {
  if (head.size() < 2)
    return !head.empty() && is_bullet(head[0]) && head[0] != '-' ? Marker::kBullet : Marker::kNone;
  if (is_bullet(head[0]) && head[1] == ' ') return Marker::kBullet;
  // Symbol-font bullets need no space after them.
  if (head[0] >= 0xF000 && is_bullet(head[0])) return Marker::kBullet;
  if (head[0] == 'o' && head[1] == ' ' && head.size() > 2) return Marker::kBullet;
  std::size_t i = head[0] == '(' ? 1 : 0;
  const std::size_t start = i;
  while (i < head.size() && i < start + 2 && is_digit(head[i]))
    ++i;
  if (i == start && i < head.size() && is_letter(head[i]) && head[i] < 0x80) ++i;
  if (i == start || i + 1 >= head.size()) return Marker::kNone;
  const bool closed = head[i] == ')' || (head[i] == '.' && start == 0);
  return closed && head[i + 1] == ' ' ? Marker::kNumber : Marker::kNone;
}

int LineText::section_depth() const {
  std::size_t i = 0;
  int depth = 0;
  while (i < head.size() && is_digit(head[i])) {
    const std::size_t start = i;
    while (i < head.size() && is_digit(head[i]))
      ++i;
    if (i - start > 2) return 0;
    ++depth;
    if (i < head.size() && head[i] == '.') ++i;
  }
  if (depth == 0 || i + 1 >= head.size() || head[i] != ' ') return 0;
  return is_upper(head[i + 1]) ? depth : 0;
}

bool LineText::starts_with_capital() const {
  return !head.empty() && (is_upper(head[0]) || is_digit(head[0]));
}

bool LineText::ends_sentence() const {
  return last == '.' || last == '?' || last == '!' || last == ':';
}

bool LineText::starts_in_lower_case() const {
  return !head.empty() && is_letter(head[0]) && !is_upper(head[0]);
}

int LineText::note_number() const {
  constexpr std::size_t kMaxDigits = 3;
  std::size_t i = 0;
  int number = 0;
  while (i < head.size() && i < kMaxDigits && is_digit(head[i]))
    number = number * 10 + static_cast<int>(head[i++] - '0');
  if (i < head.size() && head[i] == ')') ++i;
  return i > 0 && i + 1 < head.size() && head[i] == ' ' ? number : 0;
}

bool LineText::is_caption() const {
  for (const std::string_view word : kCaptionWords) {
    if (!starts_with(head, word)) continue;
    const std::size_t i = word.size();
    return i + 1 < head.size() && head[i] == ' ' && is_digit(head[i + 1]);
  }
  return false;
}

void read_line_text(const PageGlyphs& glyphs, const LineParts& parts, std::span<const std::uint32_t> segments,
                    LineText& text) {
  text.head.clear();
  text.last = 0;
  text.word_count = 0;
  text.has_letter = false;
  text.begins_raised = false;
  for (const std::uint32_t s : segments) {
    const Segment& segment = parts.segments.at(s);
    for (std::uint32_t w = 0; w < segment.word_count; ++w) {
      const WordParts& word = parts.words.at(segment.first_word + w);
      ++text.word_count;
      if (text.word_count == 1)
        text.begins_raised = (parts.pieces.at(word.first_piece).flags & kWordRaised) != 0;
      if (!text.head.empty() && text.head.size() < LineText::kHeadLength) text.head.push_back(' ');
      for (std::uint32_t p = 0; p < word.piece_count; ++p) {
        const Piece& piece = parts.pieces.at(word.first_piece + p);
        for (const GlyphRecord& glyph : glyphs.records().subspan(piece.first_glyph, piece.glyph_count)) {
          for (const std::uint32_t c : glyphs.text_of(glyph)) {
            if (text.head.size() < LineText::kHeadLength) text.head.push_back(c);
            text.last = c;
            text.has_letter = text.has_letter || is_letter(c);
          }
        }
      }
    }
  }
}

}  // namespace vp::ingest
