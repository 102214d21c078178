// poppler_font.h - what word building needs to know of a Poppler font.
#pragma once

#include "ingest/content_sink.h"

class GfxFont;

namespace vp::ingest {

/// A font and the factor by which its nominal size must be multiplied to be the size that is seen (1 but for
/// Type 3 fonts, whose glyph space is whatever their maker liked).
struct FontMetrics {
  FontFace face;
  float size_factor = 1;
};

/// Total: odd or missing values become usual ones.
FontMetrics to_font_metrics(const GfxFont& font);

}  // namespace vp::ingest
