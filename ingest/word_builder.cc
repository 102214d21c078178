#include "ingest/word_builder.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/document.h"
#include "ingest/character_class.h"

namespace vp::ingest {
namespace {

constexpr float kSameWordBaseline = 0.12F;  // of the font size, from glyph to glyph of a word
constexpr float kMaxOverlap = 0.45F;   // a glyph may start this far (of the size) before the last one's end
constexpr float kMaxSizeRatio = 1.7F;  // small capitals stay in their word
constexpr float kTwinAlong = 0.1F;     // a second drawing lies within this share of the size ...
constexpr float kTwinAcross = 0.2F;
constexpr std::size_t kTwinWindow = 32;  // pieces with the same text that are compared with each other

class PieceBuilder {
 public:
  PieceBuilder(PageGlyphs& glyphs, std::span<const FontFace> fonts, std::vector<Piece>& pieces)
      : glyphs_(glyphs), fonts_(fonts), pieces_(pieces) {}

  void run() {
    const auto records = glyphs_.records();
    for (std::size_t i = 0; i < records.size(); ++i)
      add(static_cast<std::uint32_t>(i), records[i]);
  }

 private:
  void add(std::uint32_t index, const GlyphRecord& glyph) {
    if (glyph.is_space) {
      if (open_) pieces_.back().space_after = true;
      open_ = false;
      after_space_ = true;
      return;
    }
    if (open_ && take_accent(index, glyph)) return;
    if (open_ && is_twin_of_last(glyph)) return glyphs_.drop(index);
    if (open_ && continues(glyph)) {
      extend(index, glyph);
    } else {
      start(index, glyph);
    }
    after_space_ = false;
  }

  [[nodiscard]] bool continues(const GlyphRecord& glyph) const {
    const Piece& piece = pieces_.back();
    const float size = std::max(glyph.size_pt, last_size_);
    return glyph.direction == piece.direction &&
           std::fabs(glyph.v - piece.end_v) <= kSameWordBaseline * size &&
           glyph.u - end_u_ <= kWordGap * size && glyph.u - end_u_ >= -kMaxOverlap * size &&
           glyph.u >= last_u_ && size <= kMaxSizeRatio * std::min(glyph.size_pt, last_size_);
  }

  [[nodiscard]] bool is_twin_of_last(const GlyphRecord& glyph) const {
    const GlyphRecord& last = glyphs_.records()[last_glyph_];
    return glyph.direction == last.direction && glyph.length == last.length &&
           std::fabs(glyph.u - last.u) < kTwinAlong * glyph.size_pt &&
           std::fabs(glyph.v - last.v) < kTwinAcross * glyph.size_pt &&
           std::ranges::equal(glyphs_.text_of(glyph), glyphs_.text_of(last)) && glyph.advance_u > 0;
  }

  // An accent over the letter just drawn, or a letter under the accent just drawn.
  bool take_accent(std::uint32_t index, const GlyphRecord& glyph) {
    const GlyphRecord& last = glyphs_.records()[last_glyph_];
    if (glyph.length != 1 || last.length != 1 || glyph.direction != last.direction) return false;
    const bool accent_now = glyph.character >= 0x80 && is_accent(glyph.character);
    const bool accent_last = last.character >= 0x80 && is_accent(last.character);
    if (accent_now == accent_last || std::fabs(glyph.v - last.v) > 0.5F * glyph.size_pt) return false;
    const GlyphRecord& accent = accent_now ? glyph : last;
    const GlyphRecord& letter = accent_now ? last : glyph;
    const float middle = accent.u + accent.advance_u / 2;
    const bool is_combining = accent.character >= 0x300 && accent.character < 0x370;
    const float slack = is_combining ? 0.35F * letter.size_pt : 0;
    if (middle < letter.u - slack || middle > letter.u + letter.advance_u + slack) return false;
    if (accent_now) {
      if (!glyphs_.compose(last_glyph_, glyph.character)) return false;
      glyphs_.drop(index);
      return true;
    }
    const std::uint32_t mark = last.character;
    if (!glyphs_.compose(index, mark)) return false;
    glyphs_.drop(last_glyph_);
    extend(index, glyph);
    return true;
  }

  void grow_box(Piece& piece, const GlyphRecord& glyph) const {
    const FontFace* face = glyph.font < fonts_.size() ? &fonts_[glyph.font] : nullptr;
    const float ascent = face != nullptr ? face->ascent : 0.75F;
    const float descent = face != nullptr ? face->descent : -0.25F;
    const float v0 = std::min(glyph.v, glyph.v + glyph.advance_v);
    const float v1 = std::max(glyph.v, glyph.v + glyph.advance_v);
    piece.u0 = std::min(piece.u0, glyph.u);
    piece.u1 = std::max(piece.u1, glyph.u + glyph.advance_u);
    piece.top = std::min(piece.top, v0 - ascent * glyph.size_pt);
    piece.bottom = std::max(piece.bottom, v1 - descent * glyph.size_pt);
  }

  void start(std::uint32_t index, const GlyphRecord& glyph) {
    Piece piece;
    piece.first_glyph = index;
    piece.u0 = piece.u1 = glyph.u;
    piece.v = piece.top = piece.bottom = glyph.v;
    piece.size_pt = glyph.size_pt;
    piece.font = glyph.font;
    piece.direction = glyph.direction;
    piece.space_before = after_space_;
    pieces_.push_back(piece);
    open_ = true;
    extend(index, glyph);
  }

  void extend(std::uint32_t index, const GlyphRecord& glyph) {
    Piece& piece = pieces_.back();
    piece.glyph_count = index + 1 - piece.first_glyph;
    piece.flags |= glyph.flags;
    piece.end_v = glyph.v + glyph.advance_v;
    grow_box(piece, glyph);
    end_u_ = glyph.u + glyph.advance_u;
    last_u_ = glyph.u - kTwinAlong * glyph.size_pt;
    last_size_ = glyph.size_pt;
    last_glyph_ = index;
  }

  PageGlyphs& glyphs_;
  std::span<const FontFace> fonts_;
  std::vector<Piece>& pieces_;
  bool open_ = false;
  bool after_space_ = false;
  std::uint32_t last_glyph_ = 0;
  float end_u_ = 0;
  float last_u_ = 0;
  float last_size_ = 0;
};

std::uint64_t hash_of_text(const PageGlyphs& glyphs, const Piece& piece) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const GlyphRecord& glyph : glyphs.records().subspan(piece.first_glyph, piece.glyph_count)) {
    for (const std::uint32_t c : glyphs.text_of(glyph))
      hash = (hash ^ c) * 0x100000001B3ULL;
  }
  return hash;
}

struct TwinKey {
  std::uint64_t hash;
  float v;
  std::uint32_t piece;
};

// Shadows and fake bold draw whole strings again, a little aside; the one drawn first stays.
void drop_twin_pieces(const PageGlyphs& glyphs, std::vector<Piece>& pieces) {
  std::vector<TwinKey> keys;
  keys.reserve(pieces.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    keys.push_back({hash_of_text(glyphs, pieces[i]), pieces[i].v, static_cast<std::uint32_t>(i)});
  }
  std::sort(keys.begin(), keys.end(), [](const TwinKey& a, const TwinKey& b) {
    return std::tie(a.hash, a.v, a.piece) < std::tie(b.hash, b.v, b.piece);
  });
  bool any = false;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Piece& a = pieces[keys[i].piece];
    for (std::size_t j = i + 1; j < keys.size() && j <= i + kTwinWindow && keys[j].hash == keys[i].hash;
         ++j) {
      const Piece& b = pieces[keys[j].piece];
      if (b.v - a.v >= kTwinAcross * a.size_pt) break;
      if (a.direction != b.direction || std::fabs(a.u0 - b.u0) >= kTwinAlong * a.size_pt ||
          std::fabs(a.u1 - b.u1) >= 2 * kTwinAlong * a.size_pt) {
        continue;
      }
      // A hidden text layer over visible text: the visible one stays.
      const bool b_goes = (b.flags & kWordInvisible) == (a.flags & kWordInvisible)
                              ? keys[j].piece > keys[i].piece
                              : (b.flags & kWordInvisible) != 0;
      pieces[keys[b_goes ? j : i].piece].glyph_count = 0;
      any = true;
    }
  }
  if (any) std::erase_if(pieces, [](const Piece& piece) { return piece.glyph_count == 0; });
}

}  // namespace

void build_pieces(PageGlyphs& glyphs, std::span<const FontFace> fonts, std::vector<Piece>& pieces) {
  pieces.clear();
  PieceBuilder(glyphs, fonts, pieces).run();
  drop_twin_pieces(glyphs, pieces);
}

}  // namespace vp::ingest
