#include "ingest/poppler_output_device.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <Gfx.h>
#include <GfxFont.h>
#include <GfxState.h>
#include <UTF.h>

#include "core/document.h"
#include "ingest/poppler_font.h"

namespace vp::ingest {
namespace {

struct FreeGlyphUnicode {
  void operator()(Unicode* text) const noexcept { gfree(text); }
};

constexpr std::uint32_t kNearlyWhite = 0xF8;  // each of red, green and blue at least this

std::uint32_t to_rgb(const GfxRGB& color) {
  return (static_cast<std::uint32_t>(colToByte(color.r)) << 16U) |
         (static_cast<std::uint32_t>(colToByte(color.g)) << 8U) |
         static_cast<std::uint32_t>(colToByte(color.b));
}

bool is_nearly_white(std::uint32_t rgb) {
  return ((rgb >> 16U) & 0xFFU) >= kNearlyWhite && ((rgb >> 8U) & 0xFFU) >= kNearlyWhite &&
         (rgb & 0xFFU) >= kNearlyWhite;
}

bool has_plain_color(GfxColorSpace* space) {
  return space != nullptr && space->getMode() != csPattern;
}

RectPt unit_square_box(const double* matrix) {
  const double x = matrix[4];
  const double y = matrix[5];
  const double xs[4] = {x, x + matrix[0], x + matrix[2], x + matrix[0] + matrix[2]};
  const double ys[4] = {y, y + matrix[1], y + matrix[3], y + matrix[1] + matrix[3]};
  return {
      static_cast<float>(*std::min_element(xs, xs + 4)), static_cast<float>(*std::min_element(ys, ys + 4)),
      static_cast<float>(*std::max_element(xs, xs + 4)), static_cast<float>(*std::max_element(ys, ys + 4))};
}

}  // namespace

void PopplerOutputDevice::begin_page(Gfx& gfx) {
  gfx_ = &gfx;
  color_known_ = false;
  groups_.clear();
  mask_depth_ = 0;
  drawings_ = Drawings::kTold;
  clip_ = kNoClip;  // the page's own box clips nothing here: what lies off the page is told, and judged later
  saved_clips_.clear();
}

void PopplerOutputDevice::end_page() {
  gfx_ = nullptr;
  fonts_.clear();
  current_font_ = 0;
}

// Gfx asks this before it paints an image, an inline image or a pattern. "No" spares the decoding, and the
// question itself tells what was about to be painted: only a pattern has a current path to fill.
bool PopplerOutputDevice::needNonText() {
  if (gfx_ == nullptr || !are_drawings_told()) return false;
  const GfxState* state = gfx_->getState();
  if (state->isPath()) {
    load_path(*state);
    path_.emit_other(clip_, sink_);
  } else if (const auto visible = to_visible(unit_square_box(state->getCTM()), clip_)) {
    sink_.on_image(*visible);
  }
  return false;
}

void PopplerOutputDevice::saveState(GfxState*) {
  color_known_ = false;
  saved_clips_.push_back(clip_);
}

void PopplerOutputDevice::restoreState(GfxState*) {
  color_known_ = font_known_ = false;
  if (saved_clips_.empty()) return;
  clip_ = saved_clips_.back();
  saved_clips_.pop_back();
}

void PopplerOutputDevice::clip(GfxState* state) {
  load_path(*state);
  clip_ = path_.clipped_by(clip_);
}

void PopplerOutputDevice::updateAll(GfxState* state) {
  color_known_ = false;
  updateFont(state);
}

void PopplerOutputDevice::updateFont(GfxState* state) {
  const std::shared_ptr<GfxFont>& font = state->getFont();
  if (!font) return;
  font_known_ = true;
  if (current_font_ >= fonts_.size() || fonts_[current_font_].font != font) {
    current_font_ = 0;
    while (current_font_ < fonts_.size() && fonts_[current_font_].font != font)
      ++current_font_;
    if (current_font_ == fonts_.size()) {
      const FontMetrics metrics = to_font_metrics(*font);
      fonts_.push_back({font, sink_.add_font(metrics.face), metrics.size_factor});
    }
  }
  font_size_pt_ = static_cast<float>(state->getTransformedFontSize()) * fonts_[current_font_].size_factor;
}

void PopplerOutputDevice::read_color(GfxState& state) {
  color_known_ = true;
  color_flags_ = 0;
  const auto mode = static_cast<unsigned>(state.getRender());
  // Gfx makes a clip of text that a pattern fills, and paints the pattern through it: a reader does see it.
  constexpr unsigned kClipOnly = 7;
  if (mode == kClipOnly && !has_plain_color(state.getFillColorSpace())) return;
  const bool fills = (mode & 3U) == 0 || (mode & 3U) == 2;
  if ((mode & 3U) == 3 || (fills && state.getFillOpacity() <= 0)) {
    color_flags_ = kWordInvisible;
    return;
  }
  if (!has_plain_color(fills ? state.getFillColorSpace() : state.getStrokeColorSpace())) return;
  GfxRGB color;
  if (fills) {
    state.getFillRGB(&color);
  } else {
    state.getStrokeRGB(&color);
  }
  if (is_nearly_white(to_rgb(color))) color_flags_ = kWordWhite;
}

void PopplerOutputDevice::drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x,
                                   double origin_y, CharCode code, int byte_count, const Unicode* text,
                                   int text_length) {
  if (mask_depth_ > 0) return;
  if (!font_known_) updateFont(state);
  if (fonts_.empty()) return;
  if (!color_known_) read_color(*state);
  const double spacing =
      state->getCharSpace() + (byte_count == 1 && code == 0x20 ? state->getWordSpace() : 0);
  if (spacing != 0) {
    const bool upright = state->getFont()->getWMode() != 0;
    double spacing_dx = 0;
    double spacing_dy = 0;
    state->textTransformDelta(upright ? 0 : spacing * state->getHorizScaling(), upright ? spacing : 0,
                              &spacing_dx, &spacing_dy);
    dx -= spacing_dx;
    dy -= spacing_dy;
  }
  double page_x = 0;
  double page_y = 0;
  double page_dx = 0;
  double page_dy = 0;
  state->transform(x - origin_x, y - origin_y, &page_x, &page_y);
  state->transformDelta(dx, dy, &page_dx, &page_dy);
  const bool unmapped = text == nullptr || text_length <= 0;
  const Glyph glyph{static_cast<float>(page_x),
                    static_cast<float>(page_y),
                    static_cast<float>(page_dx),
                    static_cast<float>(page_dy),
                    font_size_pt_,
                    fonts_[current_font_].number,
                    static_cast<std::uint16_t>(color_flags_ | (unmapped ? kWordUnmapped : 0))};
  static_assert(sizeof(Unicode) == sizeof(std::uint32_t));
  sink_.on_glyph(glyph, unmapped
                            ? std::span<const std::uint32_t>{}
                            : std::span<const std::uint32_t>(text, static_cast<std::size_t>(text_length)));
}

void PopplerOutputDevice::load_path(const GfxState& state) {
  path_.clear();
  const GfxPath* path = state.getPath();
  const double* m = state.getCTM();
  for (int s = 0; s < path->getNumSubpaths(); ++s) {
    const GfxSubpath* subpath = path->getSubpath(s);
    for (int i = 0; i < subpath->getNumPoints(); ++i) {
      const double ux = subpath->getX(i);
      const double uy = subpath->getY(i);
      const auto x = static_cast<float>(ux * m[0] + uy * m[2] + m[4]);
      const auto y = static_cast<float>(ux * m[1] + uy * m[3] + m[5]);
      if (i == 0) {
        path_.move_to(x, y);
      } else if (subpath->getCurve(i) || subpath->getCurve(i - 1)) {
        path_.curve_to(x, y);
      } else {
        path_.line_to(x, y);
      }
    }
    if (subpath->isClosed()) path_.close();
  }
}

void PopplerOutputDevice::stroke(GfxState* state) {
  if (!are_drawings_told()) return;
  load_path(*state);
  std::uint32_t rgb = 0;
  if (has_plain_color(state->getStrokeColorSpace())) {
    GfxRGB color;
    state->getStrokeRGB(&color);
    rgb = to_rgb(color);
  }
  path_.emit_stroked(static_cast<float>(state->getTransformedLineWidth()), rgb, clip_, sink_);
}

void PopplerOutputDevice::fill(GfxState* state) {
  if (!are_drawings_told()) return;
  load_path(*state);
  GfxRGB color;
  state->getFillRGB(&color);
  path_.emit_filled(to_rgb(color), clip_, sink_);
}

void PopplerOutputDevice::eoFill(GfxState* state) {
  fill(state);
}

bool PopplerOutputDevice::emit_shading(const GfxState& state) {
  if (!are_drawings_told()) return true;
  double x0 = 0;
  double y0 = 0;
  double x1 = 0;
  double y1 = 0;
  state.getClipBBox(&x0, &y0, &x1, &y1);
  sink_.on_path(
      {static_cast<float>(x0), static_cast<float>(y0), static_cast<float>(x1), static_cast<float>(y1)});
  return true;
}

bool PopplerOutputDevice::functionShadedFill(GfxState* state, GfxFunctionShading*) {
  return emit_shading(*state);
}
bool PopplerOutputDevice::axialShadedFill(GfxState* state, GfxAxialShading*, double, double) {
  return emit_shading(*state);
}
bool PopplerOutputDevice::radialShadedFill(GfxState* state, GfxRadialShading*, double, double) {
  return emit_shading(*state);
}
bool PopplerOutputDevice::gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading*) {
  return emit_shading(*state);
}
bool PopplerOutputDevice::patchMeshShadedFill(GfxState* state, GfxPatchMeshShading*) {
  return emit_shading(*state);
}

void PopplerOutputDevice::beginActualText(GfxState*, const GooString* text) {
  Unicode* characters = nullptr;
  const int length = TextStringToUCS4(text->toStr(), &characters);
  const std::unique_ptr<Unicode, FreeGlyphUnicode> owner(characters);
  sink_.begin_actual_text({characters, static_cast<std::size_t>(length > 0 ? length : 0)});
}

void PopplerOutputDevice::endActualText(GfxState*) {
  sink_.end_actual_text();
}

void PopplerOutputDevice::beginTransparencyGroup(GfxState*, const double*, GfxColorSpace*, bool, bool,
                                                 bool for_soft_mask) {
  groups_.push_back(for_soft_mask);
  if (for_soft_mask) ++mask_depth_;
  color_known_ = false;
}

void PopplerOutputDevice::endTransparencyGroup(GfxState*) {
  if (groups_.empty()) return;
  if (groups_.back()) --mask_depth_;
  groups_.pop_back();
  color_known_ = false;
}

}  // namespace vp::ingest
