// content_sink.h - what a page's content stream shows, one event a glyph, line, fill or image, in stream
// order. Two readers feed it: Poppler's own interpreter (Gfx) and our text-operator interpreter; word
// building knows neither. Units: points in rotated crop-box space, origin top left (see core/geometry.h);
// float, not rounded.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "core/geometry.h"

namespace vp::ingest {

/// A font as words need it. `ascent` and `descent` are in units of the font size (descent negative).
struct FontFace {
  std::string name;
  float ascent = 0.75F;
  float descent = -0.25F;
  bool bold = false;
  bool italic = false;
  bool monospace = false;
  bool operator==(const FontFace&) const = default;
};

/// One shown character code. (x, y) is its origin on the baseline, (dx, dy) its advance without character
/// spacing.
struct Glyph {
  float x = 0, y = 0, dx = 0, dy = 0;
  float font_size_pt = 0;   ///< as seen on the page
  std::uint16_t font = 0;   ///< index given by ContentSink::add_font
  std::uint16_t flags = 0;  ///< WordFlag: invisible, white, unmapped
};

class ContentSink {
 public:
  virtual ~ContentSink() = default;
  /// Registers a font for the whole document; the same number for an equal FontFace.
  virtual std::uint16_t add_font(const FontFace& face) = 0;
  /// `text`: the Unicode characters of one code; more than one for a ligature; empty when the font maps it to
  /// none.
  virtual void on_glyph(const Glyph& glyph, std::span<const std::uint32_t> text) = 0;
  virtual void on_ruling(const RectPt& box) = 0;
  virtual void on_fill(const RectPt& box, std::uint32_t rgb) = 0;
  virtual void on_image(const RectPt& box) = 0;
  /// Any other painted path (a curve, a polygon, a drawn mark).
  virtual void on_path(const RectPt& box) = 0;
  /// Text between these is replaced by `text` when it is not empty (ActualText of marked content).
  virtual void begin_actual_text(std::span<const std::uint32_t> text) = 0;
  virtual void end_actual_text() = 0;
};

}  // namespace vp::ingest
