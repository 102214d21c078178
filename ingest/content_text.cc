// The text operators of ContentMachine. Every formula has the order of operations that Poppler's interpreter
// and our output device give it: equal input, equal floats.
#include <cmath>

#include "core/document.h"
#include "ingest/content_machine.h"

namespace vp::ingest {

bool ContentMachine::begin_text(Operands) {
  state_.text_matrix = kIdentityMatrix;
  move_line(0, 0);
  return true;
}

bool ContentMachine::set_char_space(Operands args) {
  state_.char_space = args[0].number;
  return true;
}

bool ContentMachine::set_word_space(Operands args) {
  state_.word_space = args[0].number;
  return true;
}

bool ContentMachine::set_horizontal_scale(Operands args) {
  constexpr double kPercent = 0.01;
  state_.horizontal_scale = kPercent * args[0].number;
  return true;
}

bool ContentMachine::set_leading(Operands args) {
  state_.leading = args[0].number;
  return true;
}

bool ContentMachine::set_font(Operands args) {
  state_.font = resources().find_font(scanner_->text(args[0]));
  if (state_.font == nullptr) return fail(FallbackReason::kFont);
  state_.font_size = args[1].number;
  return true;
}

bool ContentMachine::set_render_mode(Operands args) {
  constexpr double kLastMode = 7;
  if (args[0].number < 0 || args[0].number > kLastMode) return false;
  state_.render_mode = static_cast<int>(args[0].number);
  return true;
}

bool ContentMachine::set_rise(Operands args) {
  state_.rise = args[0].number;
  return true;
}

void ContentMachine::move_line(double x, double y) {
  const ContentPoint start = transform(state_.text_matrix, x, y);
  text_position_ = {start.x, start.y, x, y, false};
}

bool ContentMachine::move_text(Operands args) {
  move_line(text_position_.line_x + args[0].number, text_position_.line_y + args[1].number);
  return true;
}

bool ContentMachine::move_text_set_leading(Operands args) {
  state_.leading = -args[1].number;
  return move_text(args);
}

bool ContentMachine::set_text_matrix(Operands args) {
  for (std::size_t i = 0; i < state_.text_matrix.size(); ++i)
    state_.text_matrix.at(i) = args[i].number;
  move_line(0, 0);
  return true;
}

bool ContentMachine::next_line(Operands) {
  move_line(text_position_.line_x, text_position_.line_y - state_.leading);
  return true;
}

float ContentMachine::shown_font_size() const {
  const ContentPoint height = {state_.text_matrix[2] * state_.font_size,
                               state_.text_matrix[3] * state_.font_size};
  const double x = state_.ctm[0] * height.x + state_.ctm[2] * height.y;
  const double y = state_.ctm[1] * height.x + state_.ctm[3] * height.y;
  return static_cast<float>(std::sqrt(x * x + y * y)) * state_.font->metrics().size_factor;
}

bool ContentMachine::begin_showing() {
  if (state_.font == nullptr) return fail(FallbackReason::kFont);
  if (text_position_.is_torn || path_.has_current_point()) return fail(FallbackReason::kState);
  constexpr int kClipOnly = 7;
  const bool fills = (static_cast<unsigned>(state_.render_mode) & 1U) == 0 || state_.render_mode == kClipOnly;
  if (fills && state_.fill.space->is_pattern()) return fail(FallbackReason::kPatternText);
  size_pt_ = shown_font_size();
  for (const auto& [font, number] : fonts_shown_) {
    if (font != state_.font) continue;
    font_number_ = number;
    return true;
  }
  font_number_ = events_.add_font(state_.font->metrics().face);
  fonts_shown_.emplace_back(state_.font, font_number_);
  return true;
}

bool ContentMachine::show_text(Operands args) {
  return begin_showing() && show(scanner_->text(args[0]));
}

bool ContentMachine::next_line_show_text(Operands args) {
  next_line({});
  return show_text(args);
}

bool ContentMachine::next_line_show_spaced_text(Operands args) {
  state_.word_space = args[0].number;
  state_.char_space = args[1].number;
  return next_line_show_text(args.last(1));
}

bool ContentMachine::show_text_array(Operands args) {
  if (!begin_showing()) return false;
  constexpr double kThousandth = 0.001;
  for (const Operand& item : scanner_->items(args[0])) {
    if (item.kind == OperandKind::kString) {
      if (!show(scanner_->text(item))) return false;
      continue;
    }
    if (!item.is_number()) return false;
    const double shift = -item.number * kThousandth * state_.font_size;
    const ContentPoint delta = state_.font->is_vertical()
                                   ? transform_delta(state_.text_matrix, 0, shift)
                                   : transform_delta(state_.text_matrix, shift * state_.horizontal_scale, 0);
    text_position_.x += delta.x;
    text_position_.y += delta.y;
  }
  return true;
}

bool ContentMachine::show(std::string_view text) {
  ContentFont& font = *state_.font;
  const bool vertical = font.is_vertical();
  const ContentPaint& paint =
      (static_cast<unsigned>(state_.render_mode) & 3U) == 1 ? state_.stroke : state_.fill;
  const std::uint16_t flags =
      to_text_flags(state_.render_mode, state_.fill_opacity, !paint.space->is_pattern(), paint.rgb);
  const ContentPoint rise = transform_delta(state_.text_matrix, 0, state_.rise);
  while (!text.empty()) {
    const ShownCode& shown = font.next(text);
    const bool is_space = shown.bytes == 1 && text[0] == ' ';
    // Whether word space applies to a space in a composite font that mixes lengths, readers do not agree.
    if (is_space && !font.is_simple() && state_.word_space != 0) return fail(FallbackReason::kFont);
    const double spacing = state_.char_space + (is_space ? state_.word_space : 0);
    double dx = shown.dx * state_.font_size;
    double dy = shown.dy * state_.font_size;
    if (vertical) {
      dy += state_.char_space;
      if (is_space) dy += state_.word_space;
    } else {
      dx += state_.char_space;
      if (is_space) dx += state_.word_space;
      dx *= state_.horizontal_scale;
    }
    const ContentPoint step = transform_delta(state_.text_matrix, dx, dy);
    if (!is_hidden()) {
      const ContentPoint origin = transform_delta(state_.text_matrix, shown.origin_x * state_.font_size,
                                                  shown.origin_y * state_.font_size);
      ContentPoint advance = step;
      if (spacing != 0) {
        const ContentPoint spaced = transform_delta(
            state_.text_matrix, vertical ? 0 : spacing * state_.horizontal_scale, vertical ? spacing : 0);
        advance = {step.x - spaced.x, step.y - spaced.y};
      }
      const ContentPoint place =
          transform(state_.ctm, text_position_.x + rise.x - origin.x, text_position_.y + rise.y - origin.y);
      const ContentPoint extent = transform_delta(state_.ctm, advance.x, advance.y);
      if (!std::isfinite(place.x + place.y + extent.x + extent.y)) return false;
      const std::span<const std::uint32_t> characters = font.text(shown);
      events_.on_glyph({static_cast<float>(place.x), static_cast<float>(place.y),
                        static_cast<float>(extent.x), static_cast<float>(extent.y), size_pt_, font_number_,
                        static_cast<std::uint16_t>(flags | (characters.empty() ? kWordUnmapped : 0))},
                       characters);
    }
    text_position_.x += step.x;
    text_position_.y += step.y;
    text.remove_prefix(std::min<std::size_t>(text.size(), shown.bytes));
  }
  return true;
}

}  // namespace vp::ingest
