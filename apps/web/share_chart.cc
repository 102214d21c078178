#include "apps/web/share_chart.h"

#include <algorithm>

#include "apps/web/texts.h"
#include "reports/report_model.h"

namespace vp::web {
namespace {

constexpr std::size_t kWidth = 560;
constexpr std::size_t kBarBegin = 180;
constexpr std::size_t kBarWidth = 325;
constexpr std::size_t kRowHeight = 30;
constexpr std::size_t kBarHeight = 18;
constexpr std::size_t kNameBytes = 25;

std::string share_of(const ShareBar& bar) {
  const std::size_t judged = bar.met + bar.improve;
  return judged == 0 ? texts().text("chart.none")
                     : std::to_string(reports::to_percent(bar.met, judged)) + "%";
}

/// What fits beside a bar; the whole name stands in the table and in the bar's own title.
std::string shorten(const std::string& name) {
  if (name.size() <= kNameBytes) return name;
  std::size_t end = kNameBytes;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U)
    --end;
  return name.substr(0, end) + "…";
}

std::string number(std::size_t value) {
  return std::to_string(value);
}

/// One stretch of a bar with its number in it, where that fits.
std::string draw_stretch(std::size_t from, std::size_t to, std::size_t all, std::size_t top,
                         std::string_view kind, std::string_view sign) {
  if (to == from) return "";
  const std::size_t begin = kBarBegin + kBarWidth * from / all;
  const std::size_t end = kBarBegin + kBarWidth * to / all;
  std::string svg = "<rect class=\"bar-" + std::string(kind) + "\" x=\"" + number(begin) + "\" y=\"" +
                    number(top) + "\" width=\"" + number(end - begin) + "\" height=\"" + number(kBarHeight) +
                    "\"/>";
  const std::string label = (sign.empty() ? "" : std::string(sign) + " ") + number(to - from);
  // The root sign is three bytes and one sign.
  const std::size_t signs = label.size() - (sign == "√" ? 2 : 0);
  if (end - begin >= 8 + 8 * signs) {
    svg += "<text class=\"on-" + std::string(kind) + "\" x=\"" + number((begin + end) / 2) + "\" y=\"" +
           number(top + 14) + "\" text-anchor=\"middle\">" + label + "</text>";
  }
  return svg;
}

std::string draw_bar(const ShareBar& bar, std::size_t row) {
  const std::size_t all = bar.met + bar.improve + bar.open;
  const std::size_t top = row * kRowHeight + (kRowHeight - kBarHeight) / 2;
  std::string svg = "<text class=\"bar-name\" x=\"0\" y=\"" + number(top + 14) + "\">" +
                    escape_html(shorten(bar.name)) + "</text>";
  if (all > 0) {
    svg += draw_stretch(0, bar.met, all, top, "met", "√");
    svg += draw_stretch(bar.met, bar.met + bar.improve, all, top, "improve", "X");
    svg += draw_stretch(bar.met + bar.improve, all, all, top, "open", "");
  }
  return svg + "<text class=\"bar-share\" x=\"" + number(kWidth) + "\" y=\"" + number(top + 14) +
         "\" text-anchor=\"end\">" + share_of(bar) + "</text>";
}

}  // namespace

View make_share_chart(std::span<const ShareBar> bars, std::string_view title, std::string_view id) {
  const std::string name(id);
  std::string svg = "<svg class=\"share-chart\" role=\"img\" viewBox=\"0 0 " + number(kWidth) + " " +
                    number(std::max<std::size_t>(1, bars.size()) * kRowHeight) +
                    "\" aria-labelledby=\"titel-" + name + " uitleg-" + name + "\"><title id=\"titel-" +
                    name + "\">" + escape_html(title) + "</title><desc id=\"uitleg-" + name + "\">" +
                    escape_html(texts().text("chart.about")) + "</desc>";
  View::Views rows;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    svg += draw_bar(bars[i], i);
    rows.push_back(View()
                       .set("bar_name", bars[i].name)
                       .set("bar_met", number(bars[i].met))
                       .set("bar_improve", number(bars[i].improve))
                       .set("bar_open", number(bars[i].open))
                       .set("bar_share", share_of(bars[i])));
  }
  View view;
  view.set("chart_title", title).set("chart_html", SafeHtml::made(svg + "</svg>"));
  view.set("chart_rows", texts().text("chart.rows." + name)).set("bars", std::move(rows));
  return view;
}

}  // namespace vp::web
