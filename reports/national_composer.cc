#include <algorithm>
#include <set>

#include "reports/compose_parts.h"
#include "reports/composer.h"
#include "reports/share_table.h"

namespace vp::reports {
namespace {

/// Good examples shown for an indicator; the report says how many there are.
constexpr std::size_t kExamplesShown = 3;

struct Example {
  std::size_t approach = 0;
  const ReportFinding* finding = nullptr;
  std::size_t quotes = 0;  ///< that speak for it
};

/// Confirmed √ with a quote, those with most quotes first.
std::vector<Example> find_examples(const ReportModel& model, std::size_t indicator) {
  std::vector<Example> examples;
  for (const std::size_t index : model.shares[indicator].met) {
    const ReportFinding* const finding =
        find_finding(model.approaches[index], model.framework.indicators[indicator].id);
    const auto quotes = static_cast<std::size_t>(
        std::count_if(finding->sources.begin(), finding->sources.end(), [](const SourceUse& use) {
          return use.stance == EvidenceStance::kFor || use.stance == EvidenceStance::kSource;
        }));
    if (quotes > 0 && !finding->note) examples.push_back({index, finding, quotes});
  }
  std::stable_sort(examples.begin(), examples.end(),
                   [](const Example& a, const Example& b) { return a.quotes > b.quotes; });
  return examples;
}

Cell to_example_cell(const ReportModel& model, const ReportFinding& finding, SourceNumbers& numbers) {
  Cell cell;
  cell.content = to_finding_text(finding);
  const auto is_quote = [](const SourceUse& use) { return use.stance != EvidenceStance::kAgainst; };
  for (const SourceUse& use : finding.sources) {
    const Source& source = model.sources.at(use.source);
    if (!is_quote(use) || source.quote == finding.text)
      continue;  // the published text itself says nothing more
    cell.content.push_back({{{RunKind::kQuote, source.quote, Verdict::kUnknown, 0}}, ParagraphKind::kSmall});
  }
  cell.content.push_back(to_references(finding.sources, numbers));
  return cell;
}

void add_examples(const ReportModel& model, SourceNumbers& numbers, ReportDocument& document) {
  document.blocks.emplace_back(Heading{2, words().text("examples.heading"), "goede-voorbeelden"});
  document.blocks.emplace_back(to_paragraph(words().fill("examples.lead", {std::to_string(kExamplesShown)})));
  for (std::size_t theme = 0; theme < model.framework.themes.size(); ++theme) {
    Table table;
    table.caption = words().fill("examples.caption", {model.framework.themes[theme].name});
    table.heading_level = 4;
    table.columns = {{words().text("column.indicator"), 26},
                     {words().text("column.approach"), 20},
                     {words().text("column.example"), 54}};
    for (std::size_t i = 0; i < model.framework.indicators.size(); ++i) {
      if (model.framework.theme_of(i) != theme) continue;
      const std::vector<Example> examples = find_examples(model, i);
      const std::size_t shown = std::min(examples.size(), kExamplesShown);
      for (std::size_t e = 0; e < shown; ++e) {
        TableRow row;
        if (e == 0) {
          Cell head;
          head.kind = CellKind::kRowHead;
          head.row_span = static_cast<std::uint16_t>(shown);
          head.content.push_back({{to_strong(model.framework.indicators[i].id),
                                   to_run(" " + model.framework.indicators[i].text)},
                                  {}});
          head.content.push_back(to_paragraph(
              words().fill("examples.shown", {std::to_string(shown), std::to_string(examples.size())}),
              ParagraphKind::kSmall));
          row.cells.push_back(std::move(head));
        }
        row.cells.push_back(to_cell(name_of(model, model.approaches[examples[e].approach])));
        row.cells.push_back(to_example_cell(model, *examples[e].finding, numbers));
        table.rows.push_back(std::move(row));
      }
    }
    if (!table.rows.empty()) document.blocks.emplace_back(std::move(table));
  }
}

std::size_t count_municipalities(const ReportModel& model) {
  std::set<std::string_view> names;
  for (const ApproachReport& approach : model.approaches)
    names.insert(approach.municipality);
  return names.size();
}

}  // namespace

ReportDocument compose_national(const ReportModel& model) {
  ReportDocument document;
  document.title = words().text("national.title");
  document.subtitle = model.round.empty()
                          ? model.framework.name
                          : words().fill("subtitle.round", {model.round, model.framework.name});
  document.footer = document.title;
  document.description = words().text("national.description");
  document.blocks.emplace_back(
      to_paragraph(words().fill("national.lead", {words().count(count_municipalities(model), "municipality"),
                                                  words().count(model.approaches.size(), "approach"),
                                                  std::to_string(model.framework.indicators.size())}),
                   ParagraphKind::kLead));
  document.blocks.emplace_back(compose_legend());
  add_draft_notice(model, document);
  SourceNumbers numbers;
  document.blocks.emplace_back(Heading{2, words().text("shares.heading"), "oordelen"});
  document.blocks.emplace_back(to_paragraph(words().text("shares.lead")));
  document.blocks.emplace_back(compose_share_table(model));
  document.blocks.emplace_back(Heading{2, words().text("figures.heading"), "figuren"});
  for (std::size_t theme = 0; theme < model.framework.themes.size(); ++theme)
    document.blocks.emplace_back(compose_share_figure(model, theme));
  document.blocks.emplace_back(Heading{2, words().text("lists.heading"), "lijsten"});
  document.blocks.emplace_back(to_paragraph(words().text("lists.lead")));
  for (std::size_t theme = 0; theme < model.framework.themes.size(); ++theme)
    document.blocks.emplace_back(compose_share_lists(model, theme));
  document.blocks.emplace_back(Heading{2, words().text("approaches.heading"), "gemeenten"});
  document.blocks.emplace_back(compose_approach_counts(model));
  add_examples(model, numbers, document);
  add_unread_documents(model, document);
  add_sources(model, numbers, document);
  add_colophon(model, document);
  return document;
}

}  // namespace vp::reports
