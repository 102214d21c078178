#include "reports/findings_table.h"

#include <algorithm>

namespace vp::reports {
namespace {

/// One row: an indicator with the finding that stands for it.
struct Entry {
  const IndicatorRow* indicator = nullptr;
  const ReportFinding* finding = nullptr;
  const RecordedSearch* search = nullptr;  ///< of a cell without a finding
};

bool is_one_finding(const Entry& a, const Entry& b) {
  return a.finding != nullptr && a.finding == b.finding;
}

bool is_one_printed_row(const Entry& a, const Entry& b) {
  return a.finding != nullptr && b.finding != nullptr && a.finding->printed &&
         a.finding->printed == b.finding->printed;
}

/// The finding is printed once for both.
bool shares_text(const Entry& a, const Entry& b) {
  if (is_one_finding(a, b)) return true;
  return is_one_printed_row(a, b) && a.finding->text == b.finding->text &&
         a.finding->note == b.finding->note && a.finding->state == b.finding->state;
}

template <class Same>
std::uint16_t run_length(const std::vector<Entry>& entries, std::size_t begin, std::size_t end, Same same) {
  std::size_t last = begin;
  while (last + 1 < end && same(entries[last], entries[last + 1]))
    ++last;
  return static_cast<std::uint16_t>(last - begin + 1);
}

Cell to_mark_cell(const ReportFinding* finding) {
  Cell cell;
  cell.kind = CellKind::kMark;
  Paragraph mark;
  if (finding == nullptr) {
    mark.runs.push_back(to_run("–"));
  } else {
    mark.runs.push_back(to_mark(finding->verdict));
  }
  cell.content.push_back(std::move(mark));
  return cell;
}

/// The text of the finding, once, with the sources of all entries that it stands for.
Cell to_text_cell(const std::vector<Entry>& entries, std::size_t begin, std::size_t count,
                  SourceNumbers& numbers) {
  Cell cell;
  const ReportFinding* const finding = entries[begin].finding;
  if (finding == nullptr) {
    cell.content.push_back(to_paragraph(words().text("finding.none"), ParagraphKind::kSmall));
    if (entries[begin].search != nullptr) cell.content.push_back(to_search_text(*entries[begin].search));
    return cell;
  }
  cell.content = to_finding_text(*finding);
  std::vector<SourceUse> uses;
  for (std::size_t i = begin; i < begin + count; ++i) {
    for (const SourceUse& use : entries[i].finding->sources) {
      const bool is_there = std::any_of(uses.begin(), uses.end(), [&](const SourceUse& other) {
        return other.source == use.source && other.stance == use.stance;
      });
      if (!is_there) uses.push_back(use);
    }
  }
  cell.content.push_back(to_references(uses, numbers));
  cell.row_span = static_cast<std::uint16_t>(count);
  return cell;
}

Cell to_indicator_cell(const IndicatorRow& indicator) {
  Cell cell;
  cell.kind = CellKind::kRowHead;
  cell.content.push_back({{to_strong(indicator.id), to_run(" " + indicator.text)}, ParagraphKind::kBody});
  return cell;
}

/// Rows of one criterion.
void add_criterion(const CriterionRow& criterion, const std::vector<Entry>& entries, SourceNumbers& numbers,
                   std::vector<TableRow>& rows) {
  std::size_t next_text = 0;  // the row at which the next finding begins
  std::size_t next_mark = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    TableRow row;
    if (i == 0) {
      Cell head = to_cell(criterion.name);
      head.kind = CellKind::kRowHead;
      head.row_span = static_cast<std::uint16_t>(entries.size());
      row.cells.push_back(std::move(head));
    }
    row.cells.push_back(to_indicator_cell(*entries[i].indicator));
    if (i == next_mark) {
      const std::uint16_t span = run_length(entries, i, entries.size(), is_one_finding);
      row.cells.push_back(to_mark_cell(entries[i].finding));
      row.cells.back().row_span = span;
      next_mark = i + span;
    }
    if (i == next_text) {
      const std::uint16_t span = run_length(entries, i, entries.size(), shares_text);
      row.cells.push_back(to_text_cell(entries, i, span, numbers));
      next_text = i + span;
    }
    row.is_draft = entries[i].finding != nullptr && entries[i].finding->state != FindingState::kConfirmed;
    row.joins_next = i + 1 < entries.size() && is_one_printed_row(entries[i], entries[i + 1]);
    rows.push_back(std::move(row));
  }
}

}  // namespace

Table compose_findings_table(const ReportModel& model, const ApproachReport& approach, std::size_t theme,
                             SourceNumbers& numbers) {
  const FrameworkRows& framework = model.framework;
  Table table;
  const ThemeRow& theme_row = framework.themes.at(theme);
  table.caption = theme_row.description.empty()
                      ? theme_row.name
                      : words().fill("theme.caption", {theme_row.name, theme_row.description});
  table.heading_level = 4;
  table.columns = {{words().text("column.criterion"), 16},
                   {words().text("column.indicator"), 27},
                   {words().text("column.verdict"), 9},
                   {words().text("column.finding"), 48}};
  for (std::size_t criterion = 0; criterion < framework.criteria.size(); ++criterion) {
    if (framework.criteria[criterion].theme != theme) continue;
    std::vector<Entry> entries;
    for (const IndicatorRow& indicator : framework.indicators) {
      if (indicator.criterion != criterion) continue;
      const auto search = approach.searches.find(indicator.id);
      entries.push_back({&indicator, find_finding(approach, indicator.id),
                         search == approach.searches.end() ? nullptr : &search->second});
    }
    add_criterion(framework.criteria[criterion], entries, numbers, table.rows);
  }
  return table;
}

std::optional<Table> compose_other_findings(const ReportModel& model, const ApproachReport& approach,
                                            SourceNumbers& numbers) {
  Table table;
  table.caption = words().text("other.caption");
  table.heading_level = 4;
  table.columns = {{words().text("column.indicator"), 43},
                   {words().text("column.verdict"), 9},
                   {words().text("column.finding"), 48}};
  for (const ReportFinding& finding : approach.findings) {
    const bool is_known =
        std::any_of(finding.indicators.begin(), finding.indicators.end(),
                    [&](const auto& id) { return model.framework.find_indicator(id).has_value(); });
    if (is_known) continue;
    std::string ids;
    for (const std::string& id : finding.indicators)
      ids += (ids.empty() ? "" : ", ") + id;
    TableRow row;
    row.cells.push_back(to_cell(ids, CellKind::kRowHead));
    row.cells.push_back(to_mark_cell(&finding));
    const std::vector<Entry> entry = {{nullptr, &finding, nullptr}};
    row.cells.push_back(to_text_cell(entry, 0, 1, numbers));
    row.is_draft = finding.state != FindingState::kConfirmed;
    table.rows.push_back(std::move(row));
  }
  if (table.rows.empty()) return std::nullopt;
  return table;
}

}  // namespace vp::reports
