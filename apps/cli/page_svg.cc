#include "apps/cli/page_svg.h"

#include <algorithm>
#include <array>

#include "apps/cli/plain_text.h"
#include "apps/cli/svg_text.h"
#include "nlp/reading_text.h"

namespace vp::apps {
namespace {

constexpr float kMargin = 16;
constexpr float kLegendWidth = 190;
constexpr float kLegendStep = 13;

/// Colours that stay apart on paper and on a screen, and from each other in the order of reading.
constexpr std::string_view kStyle = R"css(
  svg { background: #f1f3f5; font-family: 'DejaVu Sans', Arial, sans-serif; }
  .page { fill: #fff; stroke: #495057; stroke-width: .8; }
  .fills rect { opacity: .45; }
  .rulings rect { fill: #495057; stroke: #495057; stroke-width: .4; opacity: .45; }
  .words rect { fill: #4dabf7; fill-opacity: .07; stroke: #4dabf7; stroke-width: .2; }
  .words text { fill: #212529; }
  .words .bold { font-weight: bold; }
  .words .italic { font-style: italic; }
  .words .monospace { font-family: 'DejaVu Sans Mono', monospace; }
  .words rect.odd { fill: #e03131; fill-opacity: .18; stroke: #e03131; stroke-width: .5; }
  .words text.odd { fill: #c92a2a; }
  .words rect.raised { fill: #7048e8; fill-opacity: .3; }
  .lines rect { fill: none; stroke: #adb5bd; stroke-width: .3; stroke-dasharray: 2 1; }
  .tables .table { fill: none; stroke: #e67700; stroke-width: 1.6; stroke-opacity: .7; }
  .tables .cell { fill: #ffd43b; fill-opacity: .08; stroke: #e67700; stroke-width: .5; }
  .tables .cell.head { fill-opacity: .3; }
  .tables .cell.empty { stroke-dasharray: 1.5 1.5; }
  .tables .cell.continues { stroke-width: 1.2; stroke-dasharray: 5 2; }
  .tables text { fill: #a34700; font-size: 4.5px; text-anchor: end; }
  .mentions rect { fill: #ffe066; fill-opacity: .5; stroke: #f08c00; stroke-width: .4; }
  .block { fill-opacity: .05; stroke-width: .9; }
  .block.aside { stroke-dasharray: 4 2; stroke-width: 1.4; }
  .paragraph { fill: #1971c2; stroke: #1971c2; }
  .heading { fill: #c2255c; stroke: #c2255c; }
  .list-item { fill: #2f9e44; stroke: #2f9e44; }
  .table-cell { fill: #e67700; stroke: #e67700; }
  .header, .footer, .page-number { fill: #868e96; stroke: #868e96; }
  .footnote { fill: #7048e8; stroke: #7048e8; }
  .caption { fill: #0c8599; stroke: #0c8599; }
  .contents-entry { fill: #846a00; stroke: #846a00; }
  .number { font-size: 6px; font-weight: bold; stroke: #fff; stroke-width: 1.6; paint-order: stroke; text-anchor: end; }
  .order path { fill: none; stroke: #c2255c; stroke-width: .5; stroke-opacity: .55; marker-mid: url(#arrow); }
  .order circle { fill: #c2255c; }
  .legend text { fill: #343a40; font-size: 7.5px; }
  .legend .title { font-size: 9px; font-weight: bold; }
  .legend .block { fill-opacity: .25; }
)css";

/// "list item" -> "list-item".
std::string to_css_class(std::string_view name) {
  std::string css(name);
  std::replace(css.begin(), css.end(), ' ', '-');
  return css;
}

std::string to_color(std::uint32_t rgb) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string color = "#";
  for (int shift = 20; shift >= 0; shift -= 4)
    color += kDigits[(rgb >> static_cast<unsigned>(shift)) & 15U];
  return color;
}

std::string draw_fills(const Page& page) {
  std::string out = "<g class=\"fills\">\n";
  for (const FilledRect& fill : page.fills) {
    out += "<g fill=\"" + to_color(fill.rgb) + "\">" + to_svg_rect(fill.box, "fill") + "</g>\n";
  }
  return out + "</g>\n";
}

std::string draw_rulings(const Page& page) {
  std::string out = "<g class=\"rulings\">\n";
  for (const RulingLine& ruling : page.rulings)
    out += to_svg_rect(ruling.box, "ruling");
  return out + "</g>\n";
}

std::string to_word_class(const Word& word) {
  struct FlagName {
    WordFlag flag;
    std::string_view name;
  };
  // "odd": what a reader of the paper does not see as it was read.
  constexpr std::array kNames = {FlagName{kWordBold, " bold"},           FlagName{kWordItalic, " italic"},
                                 FlagName{kWordMonospace, " monospace"}, FlagName{kWordRaised, " raised"},
                                 FlagName{kWordInvisible, " odd"},       FlagName{kWordWhite, " odd"},
                                 FlagName{kWordOffPage, " odd"},         FlagName{kWordUnmapped, " odd"}};
  std::string css = "word";
  for (const FlagName& name : kNames) {
    const bool is_new = css.find(name.name) == std::string::npos;
    if ((word.flags & name.flag) != 0 && is_new) css += name.name;
  }
  return css;
}

/// The word's characters, stretched to its box. Upright words run upwards unless the next one stands below.
std::string draw_word_text(const Page& page, std::size_t i, std::string_view css) {
  const Word& word = page.words[i];
  const bool is_vertical = (word.flags & kWordVertical) != 0;
  const float length = is_vertical ? word.box.height() : word.box.width();
  const float across = is_vertical ? word.box.width() : word.box.height();
  if (!(length > 0) || !(across > 0)) return "";
  constexpr float kBaselineShare = 0.79F;  // of the height from ascent to descent, in most fonts
  const float size = word.font_size_pt > 0 ? word.font_size_pt : across;
  std::string place;
  if (is_vertical) {
    const bool goes_down = i + 1 < page.words.size() && (page.words[i + 1].flags & kWordVertical) != 0 &&
                           page.words[i + 1].box.y0 >= word.box.y1;
    const float x = goes_down ? word.box.x1 - across * kBaselineShare : word.box.x0 + across * kBaselineShare;
    place = "transform=\"translate(" + to_svg_number(x) + " " +
            to_svg_number(goes_down ? word.box.y0 : word.box.y1) + ") rotate(" + (goes_down ? "90" : "-90") +
            ")\"";
  } else {
    place = "x=\"" + to_svg_number(word.box.x0) + "\" y=\"" +
            to_svg_number(word.box.y0 + across * kBaselineShare) + "\"";
  }
  return "<text class=\"" + std::string(css) + "\" " + place + " font-size=\"" + to_svg_number(size) +
         "\" textLength=\"" + to_svg_number(length) + "\" lengthAdjust=\"spacingAndGlyphs\">" +
         to_xml_text(nlp::text_of(page, word)) + "</text>\n";
}

std::string draw_words(const Page& page) {
  std::string out = "<g class=\"words\">\n";
  for (std::size_t i = 0; i < page.words.size(); ++i) {
    const std::string css = to_word_class(page.words[i]);
    out += to_svg_rect(page.words[i].box, css) + draw_word_text(page, i, css);
  }
  return out + "</g>\n";
}

std::string draw_lines(const Page& page) {
  std::string out = "<g class=\"lines\">\n";
  for (const Line& line : page.lines)
    out += to_svg_rect(line.box, "line");
  return out + "</g>\n";
}

/// "r2", or "r2-4" for a cell of three rows.
std::string to_place(char axis, unsigned first, unsigned span) {
  std::string place = axis + std::to_string(first);
  if (span > 1) place += "-" + std::to_string(first + span - 1);
  return place;
}

std::string draw_tables(const Page& page) {
  std::string out = "<g class=\"tables\">\n";
  for (std::size_t i = 0; i < page.tables.size(); ++i) {
    const Table& table = page.tables[i];
    const std::string name = "table " + std::to_string(i + 1);
    for (const TableCell& cell : table.cells) {
      std::string css = "cell";
      if (cell.is_head) css += " head";
      if (cell.blocks.empty()) css += " empty";
      if (cell.continues) css += " continues";
      const std::string place =
          to_place('r', cell.row, cell.row_span) + " " + to_place('c', cell.column, cell.column_span);
      std::string tooltip = name;
      tooltip.append(", ").append(place).append(cell.is_head ? ", head" : "");
      out += to_svg_rect(cell.box, css, tooltip);
      out += to_svg_label(cell.box.x1 - 1, cell.box.y0 + 5, "place", place);
    }
    out += to_svg_rect(table.box, "table");
    const std::string facts =
        name + ": " + std::to_string(table.row_count) + " x " + std::to_string(table.column_count) + ", " +
        std::string(to_string(table.evidence)) + ", " + std::to_string(table.head_rows) + " head rows" +
        (table.continues ? ", continues" : "");
    out += to_svg_label(table.box.x1, table.box.y0 - 2, "name", facts);
  }
  return out + "</g>\n";
}

std::string draw_mentions(const std::vector<MentionMark>& mentions) {
  std::string out = "<g class=\"mentions\">\n";
  for (const MentionMark& mention : mentions)
    out += to_svg_rect(mention.rect, "mention", mention.label);
  return out + "</g>\n";
}

std::string to_tooltip(const Block& block, std::size_t number) {
  std::string tooltip = std::to_string(number) + ": " + std::string(to_string(block.kind));
  if (block.heading_level > 0) tooltip += " " + std::to_string(block.heading_level);
  tooltip += ", " + std::to_string(block.line_count) + (block.line_count == 1 ? " line" : " lines");
  return tooltip + (block.is_aside ? ", aside" : "");
}

std::string draw_blocks(const Page& page) {
  std::string out = "<g class=\"blocks\">\n";
  for (std::size_t i = 0; i < page.blocks.size(); ++i) {
    const Block& block = page.blocks[i];
    const std::string kind = to_css_class(to_string(block.kind));
    out +=
        to_svg_rect(block.box, "block " + kind + (block.is_aside ? " aside" : ""), to_tooltip(block, i + 1));
    std::string number = std::to_string(i + 1);
    if (block.heading_level > 0) number += "h" + std::to_string(block.heading_level);
    out += to_svg_label(block.box.x0 - 1.5F, block.box.y0 + 5.5F, "number " + kind, number);
  }
  return out + "</g>\n";
}

/// From the begin of each block to the begin of the next.
std::string draw_order(const Page& page) {
  if (page.blocks.empty()) return "<g class=\"order\"></g>\n";
  std::string path;
  float last_x = 0;
  float last_y = 0;
  for (const Block& block : page.blocks) {
    const float x = block.box.x0;
    const float y = block.box.y0 + std::min(block.box.height() / 2, 4.0F);
    if (path.empty()) {
      path = "M" + to_svg_number(x) + " " + to_svg_number(y);
    } else {
      // A stop halfway, for the arrow.
      path += " L" + to_svg_number((last_x + x) / 2) + " " + to_svg_number((last_y + y) / 2) + " L" +
              to_svg_number(x) + " " + to_svg_number(y);
    }
    last_x = x;
    last_y = y;
  }
  const RectPt& first = page.blocks.front().box;
  return "<g class=\"order\">\n<path d=\"" + path + "\"/>\n<circle r=\"2\" cx=\"" + to_svg_number(first.x0) +
         "\" cy=\"" + to_svg_number(first.y0 + std::min(first.height() / 2, 4.0F)) + "\"/>\n</g>\n";
}

constexpr std::array kKinds = {BlockKind::kParagraph,    BlockKind::kHeading,  BlockKind::kListItem,
                               BlockKind::kTableCell,    BlockKind::kHeader,   BlockKind::kFooter,
                               BlockKind::kPageNumber,   BlockKind::kFootnote, BlockKind::kCaption,
                               BlockKind::kContentsEntry};

/// What the page is, in lines of the legend.
std::vector<std::string> to_facts(const Page& page) {
  std::vector<std::string> facts;
  std::string name = "page " + std::to_string(page.index.number());
  if (!page.label.empty()) name += " (" + page.label + ")";
  facts.push_back(name + ", " + to_svg_number(page.width_pt) + " x " + to_svg_number(page.height_pt) + " pt");
  if (page.rotation_degrees != 0) facts.push_back("rotated by " + std::to_string(page.rotation_degrees));
  facts.push_back(std::string(to_string(page.verdict)) + (page.reason.empty() ? "" : ": " + page.reason));
  facts.push_back(std::to_string(page.words.size()) + " words, " + std::to_string(page.lines.size()) +
                  " lines, " + std::to_string(page.blocks.size()) + " blocks");
  facts.push_back(std::to_string(page.tables.size()) + " tables, " + std::to_string(page.rulings.size()) +
                  " rulings, " + std::to_string(page.fills.size()) + " fills");
  return facts;
}

struct Legend {
  std::string svg;
  float width = 0, height = 0;
};

Legend draw_legend(const Page& page, std::size_t mentions, std::string_view heading) {
  const float x = page.width_pt + kMargin;
  float y = kLegendStep;
  std::string out = "<g class=\"legend\">\n" + to_svg_label(x, y, "title", heading);
  for (const std::string& fact : to_facts(page))
    out += to_svg_label(x, y += kLegendStep, "fact", fact);
  y += kLegendStep / 2;
  const auto add = [&](std::string_view group, const std::string& css, const std::string& text) {
    y += kLegendStep;
    out +=
        "<g class=\"" + std::string(group) + "\">" + to_svg_rect({x, y - 7, x + 14, y + 1}, css) + "</g>\n";
    out += to_svg_label(x + 19, y, "entry", text);
  };
  for (const BlockKind kind : kKinds) {
    const auto count = std::count_if(page.blocks.begin(), page.blocks.end(),
                                     [kind](const Block& block) { return block.kind == kind; });
    if (count == 0) continue;
    add("blocks", "block " + to_css_class(to_string(kind)),
        std::to_string(count) + " " + std::string(to_string(kind)));
  }
  add("blocks", "block paragraph aside", "aside: beside the running text");
  add("words", "word", "word, at its place");
  add("words", "word odd", "white, invisible, off page, unmapped");
  add("words", "word raised", "raised: a mark of a footnote");
  add("lines", "line", "line");
  add("rulings", "ruling", "drawn line");
  add("tables", "cell", "cell: rows, columns");
  add("tables", "cell head", "head cell");
  add("tables", "cell empty", "empty cell");
  add("tables", "cell continues", "cell that goes on from another page");
  add("mentions", "mention", std::to_string(mentions) + " rectangles of mentions");
  constexpr float kTitleCharacter = 5.8F;  // its widest letters are few
  const auto title = static_cast<float>(count_characters(heading));
  return {out + "</g>\n", std::max(kLegendWidth, title * kTitleCharacter), y + kLegendStep};
}

/// The page and its margin, and what stands off it, as far as kFarOff.
RectPt view_of(const Page& page, const Legend& legend) {
  constexpr float kFarOff = 150;
  RectPt view{0, 0, page.width_pt, std::max(page.height_pt, legend.height)};
  for (const Block& block : page.blocks) {
    RectPt box = block.box;
    box.x0 = std::max(box.x0, -kFarOff);
    box.y0 = std::max(box.y0, -kFarOff);
    box.x1 = std::min(box.x1, page.width_pt);
    box.y1 = std::min(box.y1, page.height_pt + kFarOff);
    if (box.width() > 0 && box.height() > 0) view.include(box);
  }
  return {view.x0 - kMargin, view.y0 - kMargin, view.x1 + legend.width + kMargin, view.y1 + kMargin};
}

}  // namespace

std::string draw_page(const Page& page, const std::vector<MentionMark>& mentions, std::string_view heading) {
  const Legend legend = draw_legend(page, mentions.size(), heading);
  const RectPt view = view_of(page, legend);
  std::string out =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" +
      to_svg_number(view.width() * 4 / 3) + "\" height=\"" + to_svg_number(view.height() * 4 / 3) +
      "\" viewBox=\"" + to_svg_number(view.x0) + " " + to_svg_number(view.y0) + " " +
      to_svg_number(view.width()) + " " + to_svg_number(view.height()) + "\">\n<title>" +
      to_xml_text(heading) + ", page " + std::to_string(page.index.number()) + "</title>\n<style>" +
      std::string(kStyle) + "</style>\n" +
      "<defs><marker id=\"arrow\" viewBox=\"0 0 6 6\" refX=\"3\" refY=\"3\" markerWidth=\"7\" "
      "markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 L6 3 L0 6 z\" fill=\"#c2255c\"/></marker></defs>\n";
  out += "<g class=\"frame\">" + to_svg_rect({0, 0, page.width_pt, page.height_pt}, "page") + "</g>\n";
  out +=
      draw_fills(page) + draw_rulings(page) + draw_tables(page) + draw_mentions(mentions) + draw_lines(page);
  out += draw_words(page) + draw_blocks(page) + draw_order(page) + legend.svg;
  return out + "</svg>\n";
}

}  // namespace vp::apps
