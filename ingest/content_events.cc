#include "ingest/content_events.h"

namespace vp::ingest {

std::uint16_t ContentEvents::add_font(const FontFace& face) {
  const auto number = static_cast<std::uint32_t>(fonts_.size());
  fonts_.push_back(face);
  add_mark(MarkKind::kFont, {}, number);
  return static_cast<std::uint16_t>(number);
}

void ContentEvents::on_glyph(const Glyph& glyph, std::span<const std::uint32_t> text) {
  glyphs_.push_back({glyph, static_cast<std::uint32_t>(text.size())});
  glyph_text_.insert(glyph_text_.end(), text.begin(), text.end());
}

void ContentEvents::add_mark(MarkKind kind, const RectPt& box, std::uint32_t value) {
  marks_.push_back({kind, value, static_cast<std::uint32_t>(glyphs_.size()), box});
}

void ContentEvents::on_ruling(const RectPt& box) {
  add_mark(MarkKind::kRuling, box, 0);
}

void ContentEvents::on_fill(const RectPt& box, std::uint32_t rgb) {
  add_mark(MarkKind::kFill, box, rgb);
}

void ContentEvents::on_image(const RectPt& box) {
  add_mark(MarkKind::kImage, box, 0);
}

void ContentEvents::on_path(const RectPt& box) {
  add_mark(MarkKind::kPath, box, 0);
}

void ContentEvents::begin_actual_text(std::span<const std::uint32_t> text) {
  actual_text_.insert(actual_text_.end(), text.begin(), text.end());
  add_mark(MarkKind::kBeginActualText, {}, static_cast<std::uint32_t>(text.size()));
}

void ContentEvents::end_actual_text() {
  add_mark(MarkKind::kEndActualText, {}, 0);
}

void ContentEvents::flush(ContentSink& sink) {
  std::vector<std::uint16_t> numbers(fonts_.size());
  std::span<const std::uint32_t> text = glyph_text_;
  std::span<const std::uint32_t> actual_text = actual_text_;
  std::size_t next_glyph = 0;
  const auto flush_glyphs = [&](std::size_t end) {
    for (; next_glyph < end; ++next_glyph) {
      KeptGlyph& kept = glyphs_[next_glyph];
      kept.glyph.font = numbers.at(kept.glyph.font);
      sink.on_glyph(kept.glyph, text.first(kept.text_size));
      text = text.subspan(kept.text_size);
    }
  };
  for (const Mark& mark : marks_) {
    flush_glyphs(mark.glyphs_before);
    switch (mark.kind) {
      case MarkKind::kFont:
        numbers.at(mark.value) = sink.add_font(fonts_.at(mark.value));
        break;
      case MarkKind::kRuling:
        sink.on_ruling(mark.box);
        break;
      case MarkKind::kFill:
        sink.on_fill(mark.box, mark.value);
        break;
      case MarkKind::kImage:
        sink.on_image(mark.box);
        break;
      case MarkKind::kPath:
        sink.on_path(mark.box);
        break;
      case MarkKind::kBeginActualText:
        sink.begin_actual_text(actual_text.first(mark.value));
        actual_text = actual_text.subspan(mark.value);
        break;
      case MarkKind::kEndActualText:
        sink.end_actual_text();
        break;
    }
  }
  flush_glyphs(glyphs_.size());
  clear();
}

void ContentEvents::clear() {
  fonts_.clear();
  glyphs_.clear();
  glyph_text_.clear();
  marks_.clear();
  actual_text_.clear();
}

}  // namespace vp::ingest
