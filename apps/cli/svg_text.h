// svg_text.h - the few pieces that SVG is written with: numbers, text, rectangles.
// Promise: the same input gives the same bytes on every machine and in every locale, and whatever a PDF holds, the
// result is well-formed XML. Units: as given; the drawing's own.
#pragma once

#include <string>
#include <string_view>

#include "core/geometry.h"

namespace vp::apps {

/// At most two decimals, "12.5"; what is no number or lies beyond a million is brought inside.
std::string to_svg_number(float value);

/// Text for an element or a quoted attribute: markup escaped; bytes that are no UTF-8 and characters that XML
/// forbids become U+FFFD.
std::string to_xml_text(std::string_view text);

/// `<rect class="..." x=.. y=.. width=.. height=../>`, with a tooltip when one is given. Class and tooltip are
/// escaped; a rectangle of negative size is drawn from its smaller corner.
std::string to_svg_rect(const RectPt& rect, std::string_view css_class, std::string_view tooltip = {});

/// `<text class="..." x=.. y=..>...</text>`; the text is escaped.
std::string to_svg_label(float x, float y, std::string_view css_class, std::string_view text);

}  // namespace vp::apps
