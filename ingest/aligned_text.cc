#include "ingest/aligned_text.h"

#include <algorithm>
#include <tuple>

#include "ingest/character_class.h"

namespace vp::ingest {
namespace {

constexpr float kSameBaseline = 0.3F;  // of the font size
constexpr float kBulletGap = 3.0F;     // of the font size: what may part a bullet from its text

bool is_dash(std::uint32_t c) {
  return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

AlignedWord word_at(std::uint32_t segment, std::uint32_t word, const TextParts& text) {
  const WordParts& range = text.parts.words[word];
  AlignedWord result;
  result.segment = segment;
  result.word = word;
  const Segment& whole = text.segment(segment);
  result.is_bold = whole.bold_glyphs * 10 >= whole.glyph_count * 9;
  bool is_first = true;
  std::size_t characters = 0;
  for (std::uint32_t p = range.first_piece; p < range.first_piece + range.piece_count; ++p) {
    const Piece& piece = text.parts.pieces[p];
    result.u0 = is_first ? piece.u0 : std::min(result.u0, piece.u0);
    result.u1 = is_first ? piece.u1 : std::max(result.u1, piece.u1);
    for (const GlyphRecord& glyph : text.glyphs.records().subspan(piece.first_glyph, piece.glyph_count)) {
      for (const std::uint32_t c : text.glyphs.text_of(glyph)) {
        if (is_first) result.is_lower = is_letter(c) && !is_upper(c);
        is_first = false;
        ++characters;
        result.is_bullet = characters == 1 && is_bullet(c) && !is_dash(c);
        result.has_letter = result.has_letter || is_letter(c);
        result.has_digit = result.has_digit || is_digit(c);
      }
    }
    is_first = false;
  }
  return result;
}

void close_line(AlignedLine& line, std::vector<AlignedLine>& lines) {
  std::sort(line.words.begin(), line.words.end(), [](const AlignedWord& a, const AlignedWord& b) {
    return std::tie(a.u0, a.word) < std::tie(b.u0, b.word);
  });
  lines.push_back(std::move(line));
  line = {};
}

}  // namespace

std::vector<AlignedLine> to_aligned_lines(std::span<const std::uint32_t> segments, const TextParts& text) {
  std::vector<std::uint32_t> by_baseline(segments.begin(), segments.end());
  std::sort(by_baseline.begin(), by_baseline.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::tie(text.segment(a).v, a) < std::tie(text.segment(b).v, b);
  });
  std::vector<AlignedLine> lines;
  AlignedLine open;
  for (const std::uint32_t s : by_baseline) {
    const Segment& segment = text.segment(s);
    const float top = segment.v - 0.6F * segment.size_pt;
    const float bottom = segment.v + 0.05F * segment.size_pt;
    if (!open.words.empty() && segment.v - open.v > kSameBaseline * std::min(open.size_pt, segment.size_pt))
      close_line(open, lines);
    if (open.words.empty()) {
      open.v = segment.v;
      open.top = top;
      open.bottom = bottom;
    }
    open.top = std::min(open.top, top);
    open.bottom = std::max(open.bottom, bottom);
    open.size_pt = std::max(open.size_pt, segment.size_pt);
    for (std::uint32_t w = segment.first_word; w < segment.first_word + segment.word_count; ++w)
      open.words.push_back(word_at(s, w, text));
  }
  if (!open.words.empty()) close_line(open, lines);
  return lines;
}

std::vector<Chunk> chunks_of(const AlignedLine& line, float gap) {
  std::vector<Chunk> chunks;
  for (std::uint32_t i = 0; i < line.words.size(); ++i) {
    const AlignedWord& word = line.words[i];
    const bool is_after_bullet = i > 0 && line.words[i - 1].is_bullet;
    const float least = is_after_bullet ? std::max(gap, kBulletGap) : gap;
    if (chunks.empty() || word.u0 - chunks.back().u1 >= least * line.size_pt) {
      chunks.push_back({i, 1, word.u0, word.u1});
    } else {
      ++chunks.back().count;
      chunks.back().u1 = std::max(chunks.back().u1, word.u1);
    }
  }
  return chunks;
}

float usual_size(std::span<const AlignedLine> lines) {
  std::vector<float> sizes;
  for (const AlignedLine& line : lines)
    sizes.push_back(line.size_pt);
  if (sizes.empty()) return 10;
  const auto middle = sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2);
  std::nth_element(sizes.begin(), middle, sizes.end());
  return *middle;
}

}  // namespace vp::ingest
