// content_state.h - the graphics state of a content stream, as far as text and drawings need it.
// Units: as in the file's own user space, but for ctm, which leads to points in rotated crop-box space.
// Source: ISO 32000-1, 8.4 and 9.3.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "ingest/painted_path.h"

namespace vp::ingest {

class ContentColorSpace;
class ContentFont;

/// a b c d e f: x' = a x + c y + e, y' = b x + d y + f.
using ContentMatrix = std::array<double, 6>;

inline constexpr ContentMatrix kIdentityMatrix = {1, 0, 0, 1, 0, 0};

/// `inner` applied first. The order of operations and the bound are Poppler's, so that results are the same.
inline ContentMatrix concatenate(const ContentMatrix& inner, const ContentMatrix& outer) {
  ContentMatrix result = {
      inner[0] * outer[0] + inner[1] * outer[2],
      inner[0] * outer[1] + inner[1] * outer[3],
      inner[2] * outer[0] + inner[3] * outer[2],
      inner[2] * outer[1] + inner[3] * outer[3],
      inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
      inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
  };
  constexpr double kBound = 1e10;
  for (double& entry : result)
    entry = std::clamp(entry, -kBound, kBound);
  return result;
}

struct ContentPoint {
  double x = 0, y = 0;
};

inline ContentPoint transform(const ContentMatrix& m, double x, double y) {
  return {m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]};
}

inline ContentPoint transform_delta(const ContentMatrix& m, double x, double y) {
  return {m[0] * x + m[2] * y, m[1] * x + m[3] * y};
}

/// The colour in which text and areas are filled, or lines stroked.
struct ContentPaint {
  ContentColorSpace* space = nullptr;
  std::uint32_t rgb = 0;
};

/// What q saves and Q brings back.
struct ContentState {
  ContentMatrix ctm = kIdentityMatrix;
  ContentMatrix text_matrix = kIdentityMatrix;
  ContentFont* font = nullptr;
  double font_size = 0;
  double char_space = 0;
  double word_space = 0;
  double horizontal_scale = 1;
  double leading = 0;
  double rise = 0;
  double line_width = 1;
  double fill_opacity = 1;
  int render_mode = 0;
  RectPt clip = kNoClip;  ///< around the clipping path, in points of the page
  ContentPaint fill;
  ContentPaint stroke;
};

/// Where text goes on. Not saved by q: Poppler keeps it, and so do we.
struct ContentTextPosition {
  double x = 0, y = 0;            ///< in user space
  double line_x = 0, line_y = 0;  ///< start of the line, in text space
  /// A path was begun since x and y were set. Poppler 22.12 goes on from the path's end then, later ones do
  /// not.
  bool is_torn = false;
};

}  // namespace vp::ingest
