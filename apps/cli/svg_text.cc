#include "apps/cli/svg_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace vp::apps {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// Length of the well-formed UTF-8 character at the begin of `text` that XML allows; 0: it is none.
std::size_t allowed_bytes(std::string_view text) {
  const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(0);
  if (first < 0x80) return first >= 0x20 || first == '\t' || first == '\n' || first == '\r' ? 1 : 0;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return 0;
  char32_t value = first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
    value = (value << 6U) | (byte(i) & 0x3FU);
  }
  const bool is_overlong = (size == 3 && value < 0x800) || (size == 4 && value < 0x10000);
  const bool is_surrogate = value >= 0xD800 && value <= 0xDFFF;
  if (is_overlong || is_surrogate || value == 0xFFFE || value == 0xFFFF || value > 0x10FFFF) return 0;
  return size;
}

}  // namespace

std::string to_svg_number(float value) {
  constexpr float kFarthest = 1'000'000;
  if (std::isnan(value)) value = 0;
  const float inside = std::clamp(value, -kFarthest, kFarthest);
  std::array<char, 32> digits{};
  const auto written =
      std::to_chars(digits.data(), digits.data() + digits.size(), inside, std::chars_format::fixed, 2);
  std::string text(digits.data(), written.ptr);
  while (text.back() == '0')
    text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : text;
}

std::string to_xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t size = allowed_bytes(text);
    switch (text.front()) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += size == 0 ? kReplacement : text.substr(0, size);
    }
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return out;
}

std::string to_svg_rect(const RectPt& rect, std::string_view css_class, std::string_view tooltip) {
  std::string out =
      "<rect class=\"" + to_xml_text(css_class) + "\" x=\"" + to_svg_number(std::min(rect.x0, rect.x1)) +
      "\" y=\"" + to_svg_number(std::min(rect.y0, rect.y1)) + "\" width=\"" +
      to_svg_number(std::abs(rect.width())) + "\" height=\"" + to_svg_number(std::abs(rect.height())) + "\"";
  if (tooltip.empty()) return out + "/>\n";
  return out + "><title>" + to_xml_text(tooltip) + "</title></rect>\n";
}

std::string to_svg_label(float x, float y, std::string_view css_class, std::string_view text) {
  return "<text class=\"" + to_xml_text(css_class) + "\" x=\"" + to_svg_number(x) + "\" y=\"" +
         to_svg_number(y) + "\">" + to_xml_text(text) + "</text>\n";
}

}  // namespace vp::apps
