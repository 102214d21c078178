#include "apps/web/page_layer.h"

#include <algorithm>
#include <cmath>

namespace vp::web {
namespace {

constexpr float kMarginSignGap = 8;

/// Two decimals at most, no locale.
std::string number(float value) {
  const long hundredths = std::lround(value * 100);
  std::string text = std::to_string(hundredths / 100);
  if (hundredths < 0 && hundredths / 100 == 0) text.insert(0, "-");
  const long rest = std::labs(hundredths % 100);
  if (rest == 0) return text;
  text += rest < 10 ? ".0" : ".";
  std::string digits = std::to_string(rest);
  if (digits.ends_with('0')) digits.pop_back();
  return text + digits;
}

std::string rect_of(const RectPt& rect, std::string_view css_class) {
  return "<rect class=\"" + std::string(css_class) + "\" x=\"" + number(rect.x0) + "\" y=\"" +
         number(rect.y0) + "\" width=\"" + number(std::max(0.F, rect.width())) + "\" height=\"" +
         number(std::max(0.F, rect.height())) + "\"/>";
}

std::string_view class_of(MarkKind kind) {
  switch (kind) {
    case MarkKind::kFound:
      return "mark-found";
    case MarkKind::kLinked:
      return "mark-linked";
    case MarkKind::kChosen:
      return "mark-chosen";
  }
  return "";
}

void draw_sign(std::string& svg, const PageMark& mark, const index::PageRecord& page) {
  if (mark.sign.empty() || mark.rects.empty()) return;
  const RectPt& first = mark.rects.front();
  const float width = mark.sign.size() > 4 ? 44.F : 16.F;
  const float x =
      std::clamp(first.x0 - kMarginSignGap - width, 4.F, std::max(4.F, page.width_pt - width - 4.F));
  const float y = std::max(2.F, first.center_y() - 8);
  svg += "<a href=\"" + escape_html(mark.address) + "\" class=\"sign sign-" + mark.stance +
         "\" aria-label=\"" + escape_html(mark.name) + "\">" +
         rect_of({x, y, x + width, y + 16}, "sign-ground") + "<text x=\"" + number(x + width / 2) +
         "\" y=\"" + number(y + 12) + "\" text-anchor=\"middle\" font-size=\"10\">" + escape_html(mark.sign) +
         "</text></a>";
}

/// Words of one passage that stand beside each other: one text, so that selecting goes over them as over a line.
class LineWriter {
 public:
  LineWriter(std::string& svg, const LayerOptions& options) : svg_(svg), options_(options) {}
  LineWriter(const LineWriter&) = delete;
  LineWriter& operator=(const LineWriter&) = delete;
  ~LineWriter() { close(); }

  void add(const Passage& passage, const PassageWord& word) {
    const std::string_view text = word.span.in(passage.text);
    if (text.empty() || word.box.width() <= 0) return;
    const bool goes_on = is_open_ && word.box.x0 >= last_.x0 && word.box.center_y() > last_.y0 &&
                         word.box.center_y() < last_.y1;
    if (!goes_on) {
      close();
      svg_ += "<text>";
      is_open_ = true;
    } else {
      svg_ += ' ';
    }
    const float height = word.box.height();
    svg_ += "<tspan x=\"" + number(word.box.x0) + "\" y=\"" + number(word.box.y1 - height * 0.195F) +
            "\" font-size=\"" + number(height * 0.89F) + "\" textLength=\"" + number(word.box.width()) +
            "\" lengthAdjust=\"spacingAndGlyphs\"";
    if (options_.is_selectable) {
      svg_ += " data-p=\"" + std::to_string(passage.ordinal) + ":" + std::to_string(word.span.begin) + ":" +
              std::to_string(word.span.end) + "\"";
    }
    svg_ += ">" + escape_html(text) + "</tspan>";
    last_ = word.box;
  }
  void close() {
    if (is_open_) svg_ += "</text>";
    is_open_ = false;
  }

 private:
  std::string& svg_;
  const LayerOptions& options_;
  RectPt last_;
  bool is_open_ = false;
};

bool meets(const RectPt& a, const RectPt& b) {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1;
}

void draw_words(std::string& svg, PageIndex page, std::span<const Passage> passages, const RectPt& cut,
                const LayerOptions& options, bool is_drawn) {
  svg += is_drawn ? "<g class=\"words words-drawn\">" : "<g class=\"words\">";
  for (const Passage& passage : passages) {
    const bool is_heading = passage.kind == BlockKind::kHeading;
    if (is_heading) svg += "<g class=\"heading\">";
    {
      LineWriter line(svg, options);
      for (const PassageWord& word : passage.words) {
        if (word.page == page && meets(word.box, cut)) line.add(passage, word);
      }
    }
    if (is_heading) svg += "</g>";
  }
  svg += "</g>";
}

}  // namespace

SafeHtml draw_page_layer(const index::PageRecord& page, std::span<const Passage> passages,
                         std::span<const PageMark> marks, const LayerOptions& options) {
  const RectPt whole{0, 0, page.width_pt, page.height_pt};
  const RectPt cut = options.cut.value_or(whole);
  std::string svg = "<svg class=\"page-layer\" viewBox=\"" + number(cut.x0) + " " + number(cut.y0) + " " +
                    number(cut.width()) + " " + number(cut.height()) + "\" role=\"" +
                    (options.is_selectable ? "group" : "img") + "\" aria-label=\"" +
                    escape_html(options.label) + "\">";
  const bool is_drawn = options.picture.empty() || options.may_lack_picture;
  if (options.may_lack_picture) draw_words(svg, page.index, passages, cut, options, is_drawn);
  if (!options.picture.empty()) {
    svg += "<image href=\"" + escape_html(options.picture) + "\" x=\"0\" y=\"0\" width=\"" +
           number(page.width_pt) + "\" height=\"" + number(page.height_pt) + "\"/>";
  }
  svg += "<g class=\"marks\">";
  for (const PageMark& mark : marks) {
    for (const RectPt& rect : mark.rects)
      svg += rect_of(rect, class_of(mark.kind));
  }
  svg += "</g>";
  if (!options.may_lack_picture) draw_words(svg, page.index, passages, cut, options, is_drawn);
  for (const PageMark& mark : marks)
    draw_sign(svg, mark, page);
  return SafeHtml::made(svg + "</svg>");
}

RectPt choose_cut(const index::PageRecord& page, std::span<const RectPt> rects, float height_pt) {
  const float height = std::min(height_pt, page.height_pt);
  float y = 0;
  if (!rects.empty()) y = rects.front().y0 - height / 4;
  y = std::clamp(y, 0.F, std::max(0.F, page.height_pt - height));
  return {0, y, page.width_pt, y + height};
}

}  // namespace vp::web
