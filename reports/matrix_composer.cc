#include <algorithm>

#include "reports/compose_parts.h"
#include "reports/composer.h"

namespace vp::reports {
namespace {

/// More columns than this do not fit a page.
constexpr std::size_t kColumnsPerTable = 8;

Cell to_matrix_cell(const ApproachReport& approach, const std::string& indicator, SourceNumbers& numbers) {
  const ReportFinding* const finding = find_finding(approach, indicator);
  Cell cell;
  cell.kind = CellKind::kMark;
  if (finding == nullptr) {
    cell.content.push_back(to_paragraph("–"));
    if (approach.searches.contains(indicator))
      cell.content.push_back(to_paragraph(words().text("search.short"), ParagraphKind::kSmall));
    return cell;
  }
  Paragraph mark;
  mark.runs.push_back(to_mark(finding->verdict));
  cell.content.push_back(std::move(mark));
  if (finding->note) {
    cell.content.push_back(
        {{{RunKind::kWarning, words().text("warning.short"), Verdict::kUnknown, 0}}, ParagraphKind::kSmall});
  }
  if (finding->state != FindingState::kConfirmed) {
    cell.content.push_back(
        {{{RunKind::kDraft, words().text("draft"), Verdict::kUnknown, 0}}, ParagraphKind::kSmall});
  }
  if (!finding->searches.empty())
    cell.content.push_back(to_paragraph(words().text("search.short"), ParagraphKind::kSmall));
  Paragraph references{{}, ParagraphKind::kSmall};
  for (const SourceUse& use : finding->sources) {
    const std::uint32_t number = numbers.number_of(use.source);
    if (!references.runs.empty()) references.runs.push_back(to_run(" "));
    references.runs.push_back(
        {RunKind::kReference, "[" + std::to_string(number) + "]", Verdict::kUnknown, number});
  }
  if (references.runs.empty()) references.runs.push_back(to_run(words().text("sources.none_short")));
  cell.content.push_back(std::move(references));
  return cell;
}

Table compose_columns(const ReportModel& model, std::size_t begin, std::size_t end, SourceNumbers& numbers) {
  Table table;
  table.is_matrix = true;
  table.caption = words().fill("matrix.caption", {std::to_string(begin + 1), std::to_string(end),
                                                  std::to_string(model.approaches.size())});
  table.columns.push_back({words().text("column.indicator"), 26});
  const auto width = static_cast<std::uint32_t>(74 / std::max<std::size_t>(end - begin, 4));
  for (std::size_t a = begin; a < end; ++a)
    table.columns.push_back({name_of(model, model.approaches[a]), width});
  std::size_t theme = model.framework.themes.size();
  for (std::size_t i = 0; i < model.framework.indicators.size(); ++i) {
    const IndicatorRow& indicator = model.framework.indicators[i];
    if (model.framework.theme_of(i) != theme) {
      theme = model.framework.theme_of(i);
      Cell head = to_cell(model.framework.themes[theme].name, CellKind::kRowHead);
      head.column_span = static_cast<std::uint16_t>(end - begin + 1);
      head.content.front().runs.front().kind = RunKind::kStrong;
      TableRow row;
      row.cells.push_back(std::move(head));
      table.rows.push_back(std::move(row));
    }
    TableRow row;
    Cell head;
    head.kind = CellKind::kRowHead;
    head.content.push_back({{to_strong(indicator.id), to_run(" " + indicator.text)}, {}});
    row.cells.push_back(std::move(head));
    for (std::size_t a = begin; a < end; ++a)
      row.cells.push_back(to_matrix_cell(model.approaches[a], indicator.id, numbers));
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

ReportDocument compose_matrix(const ReportModel& model) {
  ReportDocument document;
  document.is_landscape = true;
  document.title = model.municipality.empty() ? words().text("matrix.title")
                                              : words().fill("matrix.title_of", {model.municipality});
  document.subtitle = model.round.empty()
                          ? model.framework.name
                          : words().fill("subtitle.round", {model.round, model.framework.name});
  document.footer = document.title;
  document.description = words().text("matrix.description");
  document.blocks.emplace_back(
      to_paragraph(words().fill("matrix.lead", {std::to_string(model.framework.indicators.size()),
                                                words().count(model.approaches.size(), "approach")}),
                   ParagraphKind::kLead));
  document.blocks.emplace_back(compose_legend());
  add_draft_notice(model, document);
  document.blocks.emplace_back(Heading{2, words().text("matrix.heading"), "matrix"});
  SourceNumbers numbers;
  for (std::size_t begin = 0; begin < model.approaches.size(); begin += kColumnsPerTable) {
    const std::size_t end = std::min(begin + kColumnsPerTable, model.approaches.size());
    document.blocks.emplace_back(compose_columns(model, begin, end, numbers));
  }
  document.blocks.emplace_back(Heading{2, words().text("short.heading"), "in-het-kort"});
  document.blocks.emplace_back(compose_approach_counts(model));
  add_unread_documents(model, document);
  add_sources(model, numbers, document);
  add_colophon(model, document);
  return document;
}

}  // namespace vp::reports
