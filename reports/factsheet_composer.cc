#include <algorithm>
#include <set>

#include "reports/compose_parts.h"
#include "reports/composer.h"
#include "reports/findings_table.h"
#include "reports/share_table.h"

namespace vp::reports {
namespace {

/// What the conclusions say of a theme; where none was published, what the verdicts say.
struct ThemeConclusion {
  std::vector<Paragraph> good, better;
  bool is_derived = false;
};

Paragraph to_derived_item(const IndicatorRow& indicator, const ReportFinding& finding) {
  Paragraph item;
  item.runs.push_back(to_run(indicator.id + " " + indicator.text));
  if (finding.note) {
    item.runs.push_back(to_run(" "));
    item.runs.push_back({RunKind::kWarning, words().text("warning"), Verdict::kUnknown, 0});
    item.runs.push_back(to_run(" " + *finding.note));
  }
  return item;
}

ThemeConclusion conclude(const ReportModel& model, const ApproachReport& approach, std::size_t theme,
                         SourceNumbers& numbers) {
  ThemeConclusion conclusion;
  for (const ReportConclusion& published : approach.conclusions) {
    if (published.theme != model.framework.themes[theme].id) continue;
    Paragraph item = to_paragraph(published.text);
    if (published.source) {
      const std::uint32_t number = numbers.number_of(*published.source);
      item.runs.push_back(to_run(" "));
      item.runs.push_back(
          {RunKind::kReference, "[" + std::to_string(number) + "]", Verdict::kUnknown, number});
    }
    (published.kind == ConclusionKind::kGood ? conclusion.good : conclusion.better)
        .push_back(std::move(item));
  }
  if (!conclusion.good.empty() || !conclusion.better.empty()) return conclusion;
  conclusion.is_derived = true;
  for (std::size_t i = 0; i < model.framework.indicators.size(); ++i) {
    if (model.framework.theme_of(i) != theme) continue;
    const IndicatorRow& indicator = model.framework.indicators[i];
    const ReportFinding* const finding = find_finding(approach, indicator.id);
    const CellStanding standing = standing_of(finding);
    if (standing == CellStanding::kMet) conclusion.good.push_back(to_derived_item(indicator, *finding));
    if (standing == CellStanding::kImprove) conclusion.better.push_back(to_derived_item(indicator, *finding));
  }
  return conclusion;
}

Cell to_conclusion_cell(std::vector<Paragraph> content) {
  Cell cell;
  cell.content = std::move(content);
  if (cell.content.empty()) cell.content.push_back(to_paragraph("–"));
  return cell;
}

void add_conclusion(const ReportModel& model, const ApproachReport& approach, SourceNumbers& numbers,
                    ReportDocument& document) {
  document.blocks.emplace_back(Heading{3, words().text("conclusion.heading"), ""});
  Table table;
  table.caption = words().fill("conclusion.caption", {name_of(model, approach)});
  table.columns = {{words().text("column.theme"), 18},
                   {words().text("conclusion.good"), 41},
                   {words().text("conclusion.better"), 41}};
  bool has_derived = false;
  bool has_published = false;
  for (std::size_t theme = 0; theme < model.framework.themes.size(); ++theme) {
    ThemeConclusion conclusion = conclude(model, approach, theme, numbers);
    (conclusion.is_derived ? has_derived : has_published) = true;
    TableRow row;
    Cell head = to_cell(model.framework.themes[theme].name, CellKind::kRowHead);
    if (conclusion.is_derived)
      head.content.push_back(to_paragraph(words().text("conclusion.derived_mark"), ParagraphKind::kSmall));
    row.cells.push_back(std::move(head));
    row.cells.push_back(to_conclusion_cell(std::move(conclusion.good)));
    row.cells.push_back(to_conclusion_cell(std::move(conclusion.better)));
    table.rows.push_back(std::move(row));
  }
  if (has_published)
    document.blocks.emplace_back(to_paragraph(words().text("conclusion.published"), ParagraphKind::kSmall));
  if (has_derived)
    document.blocks.emplace_back(to_paragraph(words().text("conclusion.derived"), ParagraphKind::kSmall));
  document.blocks.emplace_back(std::move(table));
}

void add_approach(const ReportModel& model, std::size_t index, SourceNumbers& numbers,
                  ReportDocument& document) {
  const ApproachReport& approach = model.approaches[index];
  const std::string name = approach.name.empty() ? words().text("approach.unnamed") : approach.name;
  document.blocks.emplace_back(
      Heading{2, words().fill("approach.heading", {name}), "aanpak-" + std::to_string(index + 1)});
  if (!approach.description.empty()) {
    document.blocks.emplace_back(Heading{3, words().text("description.heading"), ""});
    document.blocks.emplace_back(to_paragraph(approach.description));
  }
  if (!approach.partners.empty()) {
    document.blocks.emplace_back(Heading{3, words().text("partners.heading"), ""});
    document.blocks.emplace_back(to_paragraph(
        words().text(approach.are_partners_submitters ? "partners.submitters" : "partners.published")));
    BulletList list;
    for (const std::string& partner : approach.partners)
      list.items.push_back({to_run(partner)});
    document.blocks.emplace_back(std::move(list));
  }
  if (approach.findings.empty()) {
    document.blocks.emplace_back(to_paragraph(words().text("approach.no_findings"), ParagraphKind::kNotice));
    return;
  }
  document.blocks.emplace_back(Heading{3, words().text("findings.heading"), ""});
  for (std::size_t theme = 0; theme < model.framework.themes.size(); ++theme)
    document.blocks.emplace_back(compose_findings_table(model, approach, theme, numbers));
  if (auto other = compose_other_findings(model, approach, numbers))
    document.blocks.emplace_back(std::move(*other));
  add_conclusion(model, approach, numbers, document);
}

}  // namespace

ReportDocument compose_factsheet(const ReportModel& model) {
  ReportDocument document;
  document.title = words().fill("factsheet.title", {model.municipality});
  document.subtitle = model.round.empty()
                          ? model.framework.name
                          : words().fill("subtitle.round", {model.round, model.framework.name});
  document.footer = document.title;
  document.description = words().fill("factsheet.description", {model.municipality});
  document.blocks.emplace_back(to_paragraph(
      words().fill("factsheet.lead", {model.municipality, words().count(model.approaches.size(), "approach"),
                                      std::to_string(model.framework.indicators.size())}),
      ParagraphKind::kLead));
  document.blocks.emplace_back(compose_legend());
  add_draft_notice(model, document);
  document.blocks.emplace_back(Heading{2, words().text("short.heading"), "in-het-kort"});
  document.blocks.emplace_back(compose_approach_counts(model));
  SourceNumbers numbers;
  for (std::size_t i = 0; i < model.approaches.size(); ++i)
    add_approach(model, i, numbers, document);
  document.blocks.emplace_back(Heading{2, words().text("shares.heading"), "oordelen"});
  document.blocks.emplace_back(to_paragraph(words().text("shares.lead")));
  document.blocks.emplace_back(compose_share_table(model));
  add_unread_documents(model, document);
  add_sources(model, numbers, document);
  add_colophon(model, document);
  return document;
}

ReportDocument compose(const ReportModel& model) {
  switch (model.kind) {
    case ReportKind::kFactsheet:
      return compose_factsheet(model);
    case ReportKind::kMatrix:
      return compose_matrix(model);
    case ReportKind::kNational:
      break;
  }
  return compose_national(model);
}

}  // namespace vp::reports
