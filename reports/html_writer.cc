#include "reports/html_writer.h"

#include <array>

#include "reports/bar_figure.h"
#include "reports/templates.h"
#include "reports/wording.h"
#include "reports/xml_text.h"

namespace vp::reports {
namespace {

std::string element(std::string_view name, const std::string& attributes, const std::string& content) {
  return "<" + std::string(name) + attributes + ">" + content + "</" + std::string(name) + ">";
}

/// Line ends of the text show as such.
std::string to_text(std::string_view text) {
  std::string html = escape_xml(text);
  for (std::size_t at = html.find('\n'); at != std::string::npos; at = html.find('\n', at + 4))
    html.replace(at, 1, "<br>");
  return html;
}

std::string_view mark_class(Verdict verdict) {
  switch (verdict) {
    case Verdict::kMet:
      return "met";
    case Verdict::kImprove:
      return "improve";
    case Verdict::kUnknown:
      break;
  }
  return "unknown";
}

std::string to_html(const Run& run) {
  switch (run.kind) {
    case RunKind::kText:
      return to_text(run.text);
    case RunKind::kStrong:
      return element("strong", "", to_text(run.text));
    case RunKind::kMark:
      return element("span", " class=\"mark " + std::string(mark_class(run.verdict)) + "\"",
                     element("span", " aria-hidden=\"true\"", to_text(run.text)) +
                         element("span", " class=\"spoken\"",
                                 words().text("legend." + std::string(to_string(run.verdict)))));
    case RunKind::kWarning:
      return element("strong", " class=\"warning\"", to_text(run.text));
    case RunKind::kDraft:
      return element("strong", " class=\"draft\"", to_text(run.text));
    case RunKind::kReference:
      return element("a", " class=\"reference\" href=\"#bron-" + std::to_string(run.number) + "\"",
                     to_text(run.text));
    case RunKind::kQuote:
      return element("q", "", to_text(run.text));
  }
  return "";
}

std::string to_html(const Runs& runs) {
  std::string html;
  for (const Run& run : runs)
    html += to_html(run);
  return html;
}

std::string to_html(const Paragraph& paragraph) {
  constexpr std::array<std::string_view, 4> kClasses = {"", " class=\"lead\"", " class=\"small\"",
                                                        " class=\"notice\""};
  return element("p", std::string(kClasses.at(static_cast<std::size_t>(paragraph.kind))),
                 to_html(paragraph.runs));
}

std::string to_html(const Cell& cell) {
  std::string attributes;
  if (cell.kind == CellKind::kRowHead) {
    attributes += cell.column_span > 1 ? " scope=\"colgroup\" class=\"group\""
                  : cell.row_span > 1  ? " scope=\"rowgroup\""
                                       : " scope=\"row\"";
  }
  if (cell.kind == CellKind::kMark) attributes += " class=\"mark-cell\"";
  if (cell.kind == CellKind::kNumber) attributes += " class=\"number\"";
  if (cell.row_span > 1) attributes += " rowspan=\"" + std::to_string(cell.row_span) + "\"";
  if (cell.column_span > 1) attributes += " colspan=\"" + std::to_string(cell.column_span) + "\"";
  if (!cell.id.empty()) attributes += " id=\"" + cell.id + "\"";
  std::string content;
  for (const Paragraph& paragraph : cell.content)
    content += to_html(paragraph);
  return element(cell.kind == CellKind::kRowHead ? "th" : "td", attributes, content);
}

class HtmlWriter {
 public:
  std::string write(const ReportDocument& document) {
    std::string body;
    for (const Block& block : document.blocks)
      std::visit([&](const auto& one) { body += to_block(one); }, block);
    std::string style(templates::kReportCss);
    style += document.is_landscape ? "@page { size: A4 landscape; }\n" : "@page { size: A4; }\n";
    std::string html =
        "<!DOCTYPE html>\n<html lang=\"nl\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"description\" content=\"" +
        escape_xml(document.description) + "\">\n";
    html += "<title>" + escape_xml(document.title) + "</title>\n<style>\n" + style +
            "</style>\n</head>\n<body" + (document.is_landscape ? " class=\"wide\"" : "") + ">\n";
    html += "<header>\n" + element("h1", "", to_text(document.title)) + "\n" +
            element("p", " class=\"subtitle\"", to_text(document.subtitle)) + "\n</header>\n";
    return html + to_contents(document) + "<main>\n" + body + "</main>\n</body>\n</html>\n";
  }

 private:
  static std::string to_contents(const ReportDocument& document) {
    std::string items;
    for (const Block& block : document.blocks) {
      const auto* const heading = std::get_if<Heading>(&block);
      if (heading == nullptr || heading->level != 2 || heading->id.empty()) continue;
      items +=
          element("li", "", element("a", " href=\"#" + heading->id + "\"", to_text(heading->text))) + "\n";
    }
    return "<nav aria-label=\"" + words().text("contents") + "\">\n" +
           element("h2", "", words().text("contents")) + "\n<ul>\n" + items + "</ul>\n</nav>\n";
  }

  static std::string to_block(const Heading& heading) {
    const std::string name = "h" + std::to_string(heading.level);
    return element(name, heading.id.empty() ? "" : " id=\"" + heading.id + "\"", to_text(heading.text)) +
           "\n";
  }
  static std::string to_block(const Paragraph& paragraph) { return to_html(paragraph) + "\n"; }
  static std::string to_block(const BulletList& list) {
    std::string items;
    for (const Runs& item : list.items)
      items += element("li", "", to_html(item)) + "\n";
    return "<ul>\n" + items + "</ul>\n";
  }

  static std::string to_block(const Table& table) {
    std::uint32_t whole = 0;
    for (const Column& column : table.columns)
      whole += column.width;
    std::string head;
    std::string columns;
    for (const Column& column : table.columns) {
      columns += "<col style=\"width: " + std::to_string(column.width * 100 / whole) + "%\">";
      head += element("th", " scope=\"col\"", to_text(column.head));
    }
    std::string caption = to_text(table.caption);
    if (table.heading_level > 0) caption = element("h" + std::to_string(table.heading_level), "", caption);
    std::string html = "<table" + std::string(table.is_matrix ? " class=\"matrix\"" : "") +
                       (table.id.empty() ? "" : " id=\"" + table.id + "\"") + ">\n";
    html += element("caption", "", caption) + "\n" + element("colgroup", "", columns) + "\n";
    html += element("thead", "", element("tr", "", head)) + "\n<tbody>\n";
    for (const TableRow& row : table.rows) {
      std::string cells;
      for (const Cell& cell : row.cells)
        cells += to_html(cell);
      std::string classes = row.is_draft ? "draft-row" : "";
      if (row.joins_next) classes += classes.empty() ? "joined" : " joined";
      html += element("tr", classes.empty() ? "" : " class=\"" + classes + "\"", cells) + "\n";
    }
    return html + "</tbody>\n</table>\n";
  }

  std::string to_block(const BarFigure& figure) {
    return "<figure>\n" + element("figcaption", "", to_text(figure.title)) + "\n" +
           to_svg(figure, "figuur-" + std::to_string(++figures_)) + "\n</figure>\n";
  }

  std::uint32_t figures_ = 0;
};

}  // namespace

std::string to_html(const ReportDocument& document) {
  return HtmlWriter().write(document);
}

}  // namespace vp::reports
