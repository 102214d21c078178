#include "reports/report_sheets.h"

#include <algorithm>

#include "reports/compose_parts.h"
#include "reports/wording.h"

namespace vp::reports {
namespace {

using Kind = SheetColumnKind;

SheetColumn column(std::string_view key, Kind kind = Kind::kText) {
  return {words().text("field." + std::string(key)), kind};
}

std::int64_t to_number(std::size_t value) {
  return static_cast<std::int64_t>(value);
}

/// "1, 4 (tegen)".
std::string to_source_numbers(const ReportFinding& finding) {
  std::string text;
  for (const SourceUse& use : finding.sources) {
    text += (text.empty() ? "" : ", ") + std::to_string(use.source + 1);
    if (use.stance == EvidenceStance::kAgainst || use.stance == EvidenceStance::kRemark)
      text += " (" + std::string(to_string(use.stance)) + ")";
  }
  return text;
}

std::string to_text(const RecordedSearch& search) {
  return to_search_text(search).runs.front().text;
}

std::vector<SheetCell> to_row(const ReportModel& model, const ApproachReport& approach,
                              std::size_t indicator) {
  const FrameworkRows& framework = model.framework;
  const IndicatorRow& row = framework.indicators[indicator];
  const ReportFinding* const finding = find_finding(approach, row.id);
  std::vector<SheetCell> cells = {approach.municipality,
                                  approach.name,
                                  approach.round,
                                  framework.themes[framework.theme_of(indicator)].name,
                                  framework.criteria[row.criterion].name,
                                  row.id,
                                  row.text};
  if (finding == nullptr) {
    cells.emplace_back(words().text("field.none"));
    cells.resize(14, std::string());
    if (const auto search = approach.searches.find(row.id); search != approach.searches.end())
      cells.at(12) = to_text(search->second);
    return cells;
  }
  cells.emplace_back(std::string(to_string(finding->verdict)));
  cells.emplace_back(std::string(mark_of(finding->verdict)));
  cells.emplace_back(std::string(to_string(finding->state)));
  cells.emplace_back(finding->text);
  cells.emplace_back(finding->note.value_or(""));
  cells.emplace_back(finding->searches.empty() ? "" : to_text(finding->searches.front()));
  cells.emplace_back(to_source_numbers(*finding));
  return cells;
}

}  // namespace

Sheet to_findings_sheet(const ReportModel& model) {
  Sheet sheet{
      words().text("sheet.findings"),
      {column("municipality"), column("approach"), column("round"), column("theme"), column("criterion"),
       column("indicator"), column("indicator_text", Kind::kLongText), column("verdict", Kind::kVerdict),
       column("mark"), column("state", Kind::kState), column("text", Kind::kLongText),
       column("note", Kind::kLongText), column("searched"), column("sources")},
      {}};
  for (const ApproachReport& approach : model.approaches) {
    for (std::size_t i = 0; i < model.framework.indicators.size(); ++i)
      sheet.rows.push_back(to_row(model, approach, i));
  }
  return sheet;
}

Sheet to_shares_sheet(const ReportModel& model) {
  Sheet sheet{
      words().text("sheet.shares"),
      {column("indicator"), column("indicator_text", Kind::kLongText), column("met", Kind::kNumber),
       column("judged", Kind::kNumber), column("percent", Kind::kNumber), column("improve", Kind::kNumber),
       column("unknown", Kind::kNumber), column("draft", Kind::kNumber), column("missing", Kind::kNumber),
       column("met_list", Kind::kLongText), column("improve_list", Kind::kLongText),
       column("rest_list", Kind::kLongText)},
      {}};
  for (std::size_t i = 0; i < model.framework.indicators.size(); ++i) {
    const IndicatorShare& share = model.shares[i];
    std::vector<std::size_t> rest = share.unknown;
    rest.insert(rest.end(), share.draft.begin(), share.draft.end());
    rest.insert(rest.end(), share.missing.begin(), share.missing.end());
    std::sort(rest.begin(), rest.end());
    std::vector<SheetCell> row = {model.framework.indicators[i].id, model.framework.indicators[i].text,
                                  to_number(share.met.size()), to_number(share.judged())};
    if (share.judged() == 0) {
      row.emplace_back(std::string());
    } else {
      row.emplace_back(to_number(to_percent(share.met.size(), share.judged())));
    }
    for (const std::size_t count :
         {share.improve.size(), share.unknown.size(), share.draft.size(), share.missing.size()})
      row.emplace_back(to_number(count));
    row.emplace_back(to_names(model, share.met));
    row.emplace_back(to_names(model, share.improve));
    row.emplace_back(to_names(model, rest));
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

Sheet to_approaches_sheet(const ReportModel& model) {
  Sheet sheet{words().text("sheet.approaches"),
              {column("municipality"), column("approach"), column("round"), column("met", Kind::kNumber),
               column("improve", Kind::kNumber), column("unknown", Kind::kNumber),
               column("draft", Kind::kNumber), column("missing", Kind::kNumber)},
              {}};
  for (const ApproachReport& approach : model.approaches) {
    const StandingCounts counts = count_standings(model.framework, approach);
    sheet.rows.push_back({approach.municipality, approach.name, approach.round, to_number(counts.met),
                          to_number(counts.improve), to_number(counts.unknown), to_number(counts.draft),
                          to_number(counts.missing)});
  }
  return sheet;
}

Sheet to_sources_sheet(const ReportModel& model) {
  Sheet sheet{words().text("sheet.sources"),
              {column("number", Kind::kNumber), column("document"), column("page", Kind::kNumber),
               column("page_label"), column("quote", Kind::kLongText), column("submitter"), column("role"),
               column("sha256")},
              {}};
  for (std::size_t i = 0; i < model.sources.size(); ++i) {
    const Source& source = model.sources[i];
    sheet.rows.push_back({to_number(i + 1), file_name_of(source.path), std::int64_t{source.page.number()},
                          source.page_label, source.quote, source.submitter, source.role,
                          to_string(source.document)});
  }
  return sheet;
}

Sheet to_unread_sheet(const ReportModel& model) {
  Sheet sheet{words().text("sheet.unread"),
              {column("municipality"), column("document"), column("unread"), column("reason")},
              {}};
  for (const UnreadDocument& unread : model.unread) {
    std::string pages;
    for (const std::uint32_t page : unread.unread)
      pages += (pages.empty() ? "" : ", ") + std::to_string(page);
    sheet.rows.push_back({unread.municipality, file_name_of(unread.path),
                          pages.empty() ? words().text("unread.whole") : pages,
                          words().text("state." + unread.state)});
  }
  return sheet;
}

std::vector<Sheet> to_sheets(const ReportModel& model) {
  std::vector<Sheet> sheets = {to_findings_sheet(model), to_shares_sheet(model), to_approaches_sheet(model),
                               to_sources_sheet(model), to_unread_sheet(model)};
  if (model.kind == ReportKind::kNational) std::swap(sheets[0], sheets[1]);
  return sheets;
}

}  // namespace vp::reports
