#include "ingest/segment_writer.h"

#include <algorithm>

#include "core/document.h"
#include "ingest/character_class.h"

namespace vp::ingest {
namespace {

constexpr float kClingingGap = 0.3F;  // of the size: what stands nearer to a mark clings to its word

bool is_raised(const Piece& piece) {
  return (piece.flags & kWordRaised) != 0;
}

}  // namespace

// The gap that parts words in this row. Letter-spaced text has gaps between all of its letters: then words
// are parted by a clearly wider gap, or not at all.
float SegmentWriter::word_gap(const RowBox& box, std::span<const std::uint32_t> order) {
  const float usual = kWordGap * box.size_pt;
  std::uint32_t single = 0;
  gaps_.clear();
  for (std::size_t i = 0; i < order.size(); ++i) {
    const Piece& piece = pieces_[order[i]];
    if (piece.glyph_count == 1) ++single;
    if (i > 0) gaps_.push_back(piece.u0 - pieces_[order[i - 1]].u1);
  }
  if (order.size() < 4 || std::size_t{single} * 10 < order.size() * 8) return usual;
  if (!is_spelled_out(order)) return usual;
  std::sort(gaps_.begin(), gaps_.end());
  const float least = std::max(gaps_.front(), 0.02F * box.size_pt);
  for (std::size_t i = 1; i < gaps_.size(); ++i) {
    if (gaps_[i] > 1.6F * least && gaps_[i] - gaps_[i - 1] > 0.1F * box.size_pt) {
      return (gaps_[i] + gaps_[i - 1]) / 2;
    }
  }
  return gaps_.back() + 0.01F;
}

// Letters, not all the same: a row of marks ("X X X X") or of numbers is no spaced word.
bool SegmentWriter::is_spelled_out(std::span<const std::uint32_t> order) const {
  std::uint32_t letters = 0;
  bool varied = false;
  std::uint32_t before = 0;
  for (const std::uint32_t i : order) {
    const auto text = glyphs_.text_of(glyphs_.records()[pieces_[i].first_glyph]);
    if (text.empty() || !is_letter(text.front())) continue;
    ++letters;
    varied = varied || (before != 0 && before != text.front());
    before = text.front();
  }
  return letters >= 4 && varied && std::size_t{letters} * 10 >= order.size() * 8;
}

bool SegmentWriter::is_mark(const Piece& piece, const RowBox& box) const {
  const bool has_before = !is_first_ && !is_raised(parts_.pieces.back());
  // Beside the word before it, for scans may be askew.
  const float v = has_before && parts_.pieces.back().size_pt > kScriptSize * box.size_pt
                      ? parts_.pieces.back().end_v
                      : box.v;
  if (!is_raised_mark(glyphs_, piece, {v, box.size_pt})) return false;
  return !has_before || piece.u0 - parts_.pieces.back().u1 > kClingingGap * box.size_pt ||
         !belongs_to_word(glyphs_, parts_.pieces.back(), piece);
}

bool SegmentWriter::parts_words(const Piece& before, const Piece& piece) const {
  if (is_raised(before) != is_raised(piece)) return true;
  const float gap = piece.u0 - before.u1;
  if (!spaced_out_ && (before.space_after || piece.space_before) && gap > -0.3F * piece.size_pt) return true;
  return gap > gap_limit_;
}

// "zorg", mark, ".": the stop closes the word, and the mark comes after both.
bool SegmentWriter::close_word_before_mark(const Piece& piece) {
  if (is_first_ || !is_raised(parts_.pieces.back()) || parts_.words.size() < 2) return false;
  const Piece& mark = parts_.pieces.back();
  if (mark.space_after || piece.space_before || piece.u0 - mark.u1 > kClingingGap * piece.size_pt)
    return false;
  WordParts& marks = parts_.words.back();
  WordParts& word = parts_.words[parts_.words.size() - 2];
  const bool clings = word.first_piece + word.piece_count == marks.first_piece &&
                      marks.first_piece > first_piece_ && marks.piece_count == 1 &&
                      mark.u0 - parts_.pieces[marks.first_piece - 1].u1 <= kClingingGap * piece.size_pt;
  if (!clings || !is_closing_punctuation(glyphs_, piece)) return false;
  parts_.pieces.insert(parts_.pieces.begin() + marks.first_piece, piece);
  ++word.piece_count;
  ++marks.first_piece;
  return true;
}

void SegmentWriter::add_piece(Piece piece, const RowBox& box) {
  Segment& segment = parts_.segments.back();
  if (is_mark(piece, box)) {
    piece.flags |= kWordRaised;
    segment.has_raised = true;
  }
  segment.glyph_count += piece.glyph_count;
  if (piece.font < fonts_.size() && fonts_[piece.font].bold) segment.bold_glyphs += piece.glyph_count;
  if (!is_raised(piece)) segment.font = join_fonts(segment.font, piece.font);
  if (close_word_before_mark(piece)) return;
  const auto position = static_cast<std::uint32_t>(parts_.pieces.size());
  if (is_first_ || parts_words(parts_.pieces.back(), piece)) parts_.words.push_back({position, 0});
  ++parts_.words.back().piece_count;
  parts_.pieces.push_back(piece);
  is_first_ = false;
}

// A word that ends in superscript characters ("zorg" and U+00B9) is cut where they begin.
void SegmentWriter::add_with_superscript(const Piece& piece, const RowBox& box) {
  const std::uint32_t tail = count_superscript_tail(glyphs_, piece);
  if (tail == 0) return add_piece(piece, box);
  Piece word = piece;
  Piece mark = piece;
  word.glyph_count -= tail;
  mark.first_glyph += word.glyph_count;
  mark.glyph_count = tail;
  mark.u0 = word.u1 = std::clamp(glyphs_.records()[mark.first_glyph].u, piece.u0, piece.u1);
  word.space_after = mark.space_before = false;
  add_piece(word, box);
  mark.flags |= kWordRaised;
  add_piece(mark, box);
}

void SegmentWriter::write(const RowBox& box, std::span<const std::uint32_t> order) {
  Segment segment;
  segment.u0 = box.u0;
  segment.u1 = box.u1;
  segment.v = box.v;
  segment.top = box.top;
  segment.bottom = box.bottom;
  segment.size_pt = box.size_pt;
  segment.first_word = static_cast<std::uint32_t>(parts_.words.size());
  parts_.segments.push_back(segment);
  gap_limit_ = word_gap(box, order);
  spaced_out_ = gap_limit_ > kWordGap * box.size_pt;
  is_first_ = true;
  first_piece_ = static_cast<std::uint32_t>(parts_.pieces.size());
  for (const std::uint32_t i : order)
    add_with_superscript(pieces_[i], box);
  parts_.segments.back().word_count =
      static_cast<std::uint32_t>(parts_.words.size()) - parts_.segments.back().first_word;
}

}  // namespace vp::ingest
