#include "reports/bar_figure.h"

#include <algorithm>
#include <array>

#include "reports/xml_text.h"

namespace vp::reports {
namespace {

constexpr std::uint32_t kWidth = 680;
constexpr std::uint32_t kLabelWidth = 48;
constexpr std::uint32_t kValueWidth = 170;
constexpr std::uint32_t kBarLeft = kLabelWidth + 8;
constexpr std::uint32_t kBarWidth = kWidth - kBarLeft - kValueWidth;
constexpr std::uint32_t kBarHeight = 22;
constexpr std::uint32_t kBarPitch = 30;
constexpr std::uint32_t kTop = 34;     // under the legend
constexpr std::uint32_t kNarrow = 34;  // a part narrower than this has no room for sign and count

/// Fill and text of the parts; text on fill has a contrast of more than 4.5 to 1.
struct Shade {
  const char* fill;
  const char* text;
};
constexpr std::array<Shade, 4> kShades = {
    {{"#154273", "#ffffff"}, {"#f3b27a", "#1b1b1b"}, {"#ffffff", "#1b1b1b"}, {"#e3e6ea", "#1b1b1b"}}};

std::string number(std::uint32_t value) {
  return std::to_string(value);
}

std::string text_element(std::uint32_t x, std::uint32_t y, const std::string& attributes,
                         const std::string& text) {
  return "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\"" + attributes + ">" + escape_xml(text) +
         "</text>";
}

std::string rectangle(std::uint32_t x, std::uint32_t y, std::uint32_t width, std::uint32_t height,
                      const Shade& shade) {
  return "<rect x=\"" + number(x) + "\" y=\"" + number(y) + "\" width=\"" + number(width) + "\" height=\"" +
         number(height) + "\" fill=\"" + shade.fill + "\" stroke=\"#1b1b1b\" stroke-width=\"0.75\"/>";
}

std::string draw_legend(const Bar& bar) {
  std::string svg;
  std::uint32_t x = kBarLeft;
  for (const BarPart& part : bar.parts) {
    svg += rectangle(x, 8, 14, 14, kShades.at(part.shade));
    const std::string label = part.sign + " " + part.label;
    svg += text_element(x + 20, 19, " font-size=\"12\" fill=\"#1b1b1b\"", label);
    x += 40 + 7 * static_cast<std::uint32_t>(label.size());
  }
  return svg;
}

std::string draw_bar(const Bar& bar, std::uint32_t y) {
  std::string svg = text_element(kLabelWidth, y + 16,
                                 " text-anchor=\"end\" font-weight=\"bold\" fill=\"#1b1b1b\"", bar.label);
  std::size_t whole = 0;
  for (const BarPart& part : bar.parts)
    whole += part.count;
  std::size_t before = 0;
  for (const BarPart& part : bar.parts) {
    if (part.count == 0 || whole == 0) continue;
    const auto left = static_cast<std::uint32_t>(before * kBarWidth / whole);
    before += part.count;
    const auto right = static_cast<std::uint32_t>(before * kBarWidth / whole);
    const Shade& shade = kShades.at(part.shade);
    svg += rectangle(kBarLeft + left, y, std::max(1U, right - left), kBarHeight, shade);
    if (right - left < kNarrow) continue;
    svg += text_element(kBarLeft + (left + right) / 2, y + 16,
                        std::string(" text-anchor=\"middle\" fill=\"") + shade.text + "\"",
                        part.sign + " " + std::to_string(part.count));
  }
  return svg + text_element(kBarLeft + kBarWidth + 10, y + 16, " fill=\"#1b1b1b\"", bar.value);
}

}  // namespace

FigureSize measure_figure(const BarFigure& figure) {
  return {kWidth, kTop + kBarPitch * static_cast<std::uint32_t>(figure.bars.size())};
}

std::string to_svg(const BarFigure& figure, const std::string& id) {
  const FigureSize size = measure_figure(figure);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + number(size.width) +
                    "\" height=\"" + number(size.height) + "\" viewBox=\"0 0 " + number(size.width) + " " +
                    number(size.height) + "\" role=\"img\" aria-labelledby=\"" + id + "-titel " + id +
                    "-tekst\" " +
                    "font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\" font-size=\"13\">";
  svg += "<title id=\"" + id + "-titel\">" + escape_xml(figure.title) + "</title>";
  svg += "<desc id=\"" + id + "-tekst\">" + escape_xml(figure.alternative) + "</desc>";
  if (!figure.bars.empty()) svg += draw_legend(figure.bars.front());
  for (std::size_t i = 0; i < figure.bars.size(); ++i)
    svg += draw_bar(figure.bars[i], kTop + kBarPitch * static_cast<std::uint32_t>(i));
  return svg + "</svg>";
}

}  // namespace vp::reports
