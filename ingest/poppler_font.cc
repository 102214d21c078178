#include "ingest/poppler_font.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <string_view>

#include <GfxFont.h>

namespace vp::ingest {
namespace {

bool contains_any(std::string_view name, std::initializer_list<std::string_view> parts) {
  const auto same_letter = [](char a, char b) {
    return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
  };
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return std::search(name.begin(), name.end(), part.begin(), part.end(), same_letter) != name.end();
  });
}

// A Type 3 font's em is taken to be the height of its bounding box, or twice its mean width when it has none.
float type3_size_factor(const GfxFont& font, FontFace& face) {
  const double* matrix = font.getFontMatrix();
  const double* box = font.getFontBBox();
  const double bottom = std::min(box[1] * matrix[3], box[3] * matrix[3]);
  const double top = std::max(box[1] * matrix[3], box[3] * matrix[3]);
  const double height = top - bottom;
  if (std::isfinite(height) && height > 0.01 && height < 100) {
    face.ascent = static_cast<float>(std::clamp(top / height, 0.3, 1.05));
    face.descent = static_cast<float>(std::clamp(bottom / height, -0.6, 0.0));
    return static_cast<float>(height);
  }
  const auto* simple = dynamic_cast<const Gfx8BitFont*>(&font);
  if (simple == nullptr) return 1;
  double sum = 0;
  int count = 0;
  for (int code = 0; code < 256; ++code) {
    const double width = std::fabs(simple->getWidth(static_cast<unsigned char>(code)));
    if (!(width > 0) || !std::isfinite(width)) continue;
    sum += width;
    ++count;
  }
  const double factor = count > 0 ? 2 * sum / count : 1;
  return std::isfinite(factor) && factor > 0.01 && factor < 100 ? static_cast<float>(factor) : 1;
}

}  // namespace

FontMetrics to_font_metrics(const GfxFont& font) {
  FontMetrics metrics;
  FontFace& face = metrics.face;
  if (font.getName()) face.name = *font.getName();
  face.bold = font.isBold() || font.getWeight() >= GfxFont::W600 ||
              contains_any(face.name, {"bold", "black", "heavy", "demi"});
  face.italic = font.isItalic() || contains_any(face.name, {"italic", "oblique"});
  face.monospace = font.isFixedWidth() || contains_any(face.name, {"courier", "mono", "consolas"});
  const auto ascent = static_cast<float>(font.getAscent());
  const auto descent = static_cast<float>(font.getDescent());
  // Files with impossible metrics abound; beyond these bounds a word's box would cover its neighbours.
  face.ascent = std::isfinite(ascent) && ascent > 0.3F ? std::min(ascent, 1.05F) : 0.75F;
  face.descent = std::isfinite(descent) && descent < 0 ? std::max(descent, -0.4F) : -0.25F;
  if (font.getType() == fontType3) metrics.size_factor = type3_size_factor(font, face);
  return metrics;
}

}  // namespace vp::ingest
