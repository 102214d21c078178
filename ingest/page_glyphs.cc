#include "ingest/page_glyphs.h"

#include <algorithm>
#include <cmath>

#include "core/document.h"
#include "ingest/character_class.h"

namespace vp::ingest {
namespace {

constexpr float kFarAwayPt = 1.0e6F;          // no page is this large; keeps all later arithmetic finite
constexpr std::size_t kMaxTextPerGlyph = 64;  // a longer mapping of one code is an attack or an accident
constexpr float kSameGlyphBaseline = 0.3F;    // of the font size

bool is_placed(const Glyph& glyph) {
  const auto fits = [](float value) { return std::fabs(value) < kFarAwayPt; };  // false for NaN
  return fits(glyph.x) && fits(glyph.y) && fits(glyph.dx) && fits(glyph.dy) && fits(glyph.font_size_pt);
}

}  // namespace

void PageGlyphs::clear() {
  records_.clear();
  pool_.clear();
  actual_text_.clear();
  actual_depth_ = 0;
  shown_count_ = unmapped_count_ = invisible_count_ = lost_count_ = 0;
}

std::span<const std::uint32_t> PageGlyphs::text_of(const GlyphRecord& record) const {
  if (record.length == 0) return {};  // dropped: `character` is no place in the pool
  if (record.length == 1) return {&record.character, 1};
  return std::span(pool_).subspan(record.character, record.length);
}

bool PageGlyphs::set_text(GlyphRecord& record, std::span<const std::uint32_t> text) {
  clean_.clear();
  for (const std::uint32_t c : text.first(std::min(text.size(), kMaxTextPerGlyph))) {
    const std::uint32_t kept = to_page_character(c);
    if (kept == kReplacementCharacter) record.flags |= kWordUnmapped;
    if (kept != kNoCharacter) clean_.push_back(kept);
  }
  // A space inside a mapping (" \u0308" for a spacing accent) is not a space between words.
  if (clean_.size() > 1) std::erase(clean_, 0x20U);

  if (clean_.empty()) return false;
  record.is_space = clean_.size() == 1 && clean_.front() == 0x20;
  record.length = static_cast<std::uint16_t>(clean_.size());
  record.character = clean_.front();
  if (clean_.size() > 1) {
    record.character = static_cast<std::uint32_t>(pool_.size());
    pool_.insert(pool_.end(), clean_.begin(), clean_.end());
  }
  return true;
}

void PageGlyphs::add(const Glyph& glyph, std::span<const std::uint32_t> text, std::size_t limit) {
  ++shown_count_;
  if ((glyph.flags & kWordInvisible) != 0) ++invisible_count_;
  if (records_.size() >= limit || !is_placed(glyph)) {
    ++lost_count_;
    return;
  }
  GlyphRecord record;
  const Direction before = records_.empty() ? Direction::kRight : records_.back().direction;
  record.direction = direction_of(glyph.dx, glyph.dy, before);
  const ReadingPoint origin = to_reading_space(record.direction, glyph.x, glyph.y);
  const ReadingPoint advance = to_reading_space(record.direction, glyph.dx, glyph.dy);
  record.u = origin.u;
  record.v = origin.v;
  record.advance_u = advance.u;
  record.advance_v = advance.v;
  record.size_pt = std::max(std::fabs(glyph.font_size_pt), 0.1F);
  record.font = glyph.font;
  record.flags = glyph.flags;
  if (text.size() == 1 && text.front() > 0x20 && text.front() < 0x7F) {
    record.character = text.front();
    record.length = 1;
  } else if (text.empty()) {
    record.character = kReplacementCharacter;
    record.length = 1;
    record.flags |= kWordUnmapped;
  } else if (!set_text(record, text)) {
    return;
  }
  if ((record.flags & kWordUnmapped) != 0) ++unmapped_count_;
  records_.push_back(record);
}

void PageGlyphs::begin_actual_text(std::span<const std::uint32_t> text) {
  if (actual_depth_++ > 0) return;  // the outermost replacement covers inner ones
  actual_text_.assign(text.begin(), text.end());
  actual_first_ = records_.size();
}

void PageGlyphs::end_actual_text() {
  if (actual_depth_ == 0 || --actual_depth_ > 0) return;
  if (!actual_text_.empty() && records_.size() > actual_first_) replace_by_actual_text(actual_first_);
  actual_text_.clear();
}

// The replacing characters share the stretch of the replaced glyphs evenly. Glyphs on more than one baseline
// stay as they are: there is no telling which words stand where.
void PageGlyphs::replace_by_actual_text(std::size_t first) {
  const GlyphRecord start = records_[first];
  float begin = start.u;
  float end = start.u + start.advance_u;
  std::uint16_t flags = 0;
  bool differs = actual_text_.size() != records_.size() - first;
  for (std::size_t i = first; i < records_.size(); ++i) {
    const GlyphRecord& record = records_[i];
    if (record.direction != start.direction ||
        std::fabs(record.v - start.v) > kSameGlyphBaseline * start.size_pt)
      return;
    begin = std::min(begin, record.u);
    end = std::max(end, record.u + record.advance_u);
    flags |= static_cast<std::uint16_t>(record.flags & ~kWordUnmapped);
    if (!differs && (record.length != 1 || record.character != actual_text_[i - first])) differs = true;
  }
  if (!differs) return;
  const auto count = std::min<std::size_t>(actual_text_.size(), 4096);
  const float step = (end - begin) / static_cast<float>(count);
  records_.resize(first);
  for (std::size_t i = 0; i < count; ++i) {
    GlyphRecord record = start;
    record.flags = flags;
    record.u = begin + step * static_cast<float>(i);
    record.advance_u = step;
    if (set_text(record, std::span(actual_text_).subspan(i, 1))) records_.push_back(record);
  }
}

bool PageGlyphs::compose(std::size_t letter_index, std::uint32_t accent) {
  GlyphRecord& letter = records_.at(letter_index);
  if (letter.length != 1) return false;
  const std::uint32_t composed = compose_accent(letter.character, accent);
  if (composed == kNoCharacter) return false;
  letter.character = composed;
  return true;
}

void PageGlyphs::drop(std::size_t index) {
  records_.at(index).length = 0;
}

}  // namespace vp::ingest
