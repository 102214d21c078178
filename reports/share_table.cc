#include "reports/share_table.h"

#include "reports/compose_parts.h"

namespace vp::reports {
namespace {

/// "√ 12 van de 30: Alverstede, De Spil; ...".
void add_list(const ReportModel& model, Run sign, const std::string& label,
              const std::vector<std::size_t>& approaches, Cell& cell) {
  if (approaches.empty()) return;
  Paragraph paragraph;
  if (!sign.text.empty()) {
    paragraph.runs.push_back(std::move(sign));
    paragraph.runs.push_back(to_run(" "));
  }
  paragraph.runs.push_back(to_strong(label + " (" + std::to_string(approaches.size()) + "):"));
  paragraph.runs.push_back(to_run(" " + to_names(model, approaches)));
  cell.content.push_back(std::move(paragraph));
}

}  // namespace

Table compose_share_table(const ReportModel& model) {
  Table table;
  table.caption = words().text("shares.caption");
  table.id = "aandelen";
  table.columns = {{words().text("column.indicator"), 28}, {words().text("column.met"), 25},
                   {words().text("column.improve"), 14},   {words().text("column.unknown"), 11},
                   {words().text("column.draft"), 10},     {words().text("column.missing"), 12}};
  for (std::size_t i = 0; i < model.framework.indicators.size(); ++i) {
    const IndicatorRow& indicator = model.framework.indicators[i];
    const IndicatorShare& share = model.shares[i];
    TableRow row;
    Cell head;
    head.kind = CellKind::kRowHead;
    head.content.push_back({{to_strong(indicator.id), to_run(" " + indicator.text)}, {}});
    row.cells.push_back(std::move(head));
    row.cells.push_back(to_cell(to_share(share.met.size(), share.judged()), CellKind::kNumber));
    for (const std::size_t count :
         {share.improve.size(), share.unknown.size(), share.draft.size(), share.missing.size()})
      row.cells.push_back(to_cell(std::to_string(count), CellKind::kNumber));
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table compose_share_lists(const ReportModel& model, std::size_t theme) {
  Table table;
  table.caption = words().fill("lists.caption", {model.framework.themes.at(theme).name});
  table.heading_level = 4;
  table.columns = {{words().text("column.indicator"), 30}, {words().text("column.approaches"), 70}};
  for (std::size_t i = 0; i < model.framework.indicators.size(); ++i) {
    if (model.framework.theme_of(i) != theme) continue;
    const IndicatorRow& indicator = model.framework.indicators[i];
    const IndicatorShare& share = model.shares[i];
    TableRow row;
    Cell head;
    head.kind = CellKind::kRowHead;
    head.content.push_back({{to_strong(indicator.id), to_run(" " + indicator.text)}, {}});
    head.content.push_back(to_paragraph(to_share(share.met.size(), share.judged()), ParagraphKind::kSmall));
    row.cells.push_back(std::move(head));
    Cell lists;
    add_list(model, to_mark(Verdict::kMet), words().text("column.met"), share.met, lists);
    add_list(model, to_mark(Verdict::kImprove), words().text("column.improve"), share.improve, lists);
    add_list(model, to_mark(Verdict::kUnknown), words().text("column.unknown"), share.unknown, lists);
    add_list(model, {}, words().text("column.draft"), share.draft, lists);
    add_list(model, {}, words().text("column.missing"), share.missing, lists);
    row.cells.push_back(std::move(lists));
    table.rows.push_back(std::move(row));
  }
  return table;
}

BarFigure compose_share_figure(const ReportModel& model, std::size_t theme) {
  BarFigure figure;
  figure.title = words().fill("figure.title", {model.framework.themes.at(theme).name});
  for (std::size_t i = 0; i < model.framework.indicators.size(); ++i) {
    if (model.framework.theme_of(i) != theme) continue;
    const IndicatorShare& share = model.shares[i];
    Bar bar;
    bar.label = model.framework.indicators[i].id;
    bar.value =
        share.judged() == 0
            ? words().text("share.none")
            : words().fill("figure.value", {to_fraction(share.met.size(), share.judged()),
                                            std::to_string(to_percent(share.met.size(), share.judged()))});
    bar.parts = {{share.met.size(), words().text("legend.voldoet"), "√", 0},
                 {share.improve.size(), words().text("legend.verbeterpunt"), "X", 1},
                 {share.unknown.size(), words().text("legend.onbekend"), "?", 2},
                 {share.draft.size() + share.missing.size(), words().text("figure.rest"), "–", 3}};
    figure.alternative += (figure.alternative.empty() ? "" : " ") + bar.label + ":";
    for (const BarPart& part : bar.parts) {
      if (part.count > 0) figure.alternative += " " + std::to_string(part.count) + " " + part.label + ",";
    }
    figure.alternative.back() = '.';
    figure.bars.push_back(std::move(bar));
  }
  figure.alternative = figure.title + ". " + figure.alternative;
  return figure;
}

}  // namespace vp::reports
