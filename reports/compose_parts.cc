#include "reports/compose_parts.h"

#include <algorithm>

namespace vp::reports {
namespace {

std::string join(const std::vector<std::string>& texts, std::string_view between) {
  std::string joined;
  for (const std::string& text : texts)
    joined += (joined.empty() ? "" : std::string(between)) + text;
  return joined;
}

/// The marks of a printed row are all the same, so that it does not matter which stands for which indicator.
bool has_one_mark(std::string_view marks) {
  return marks.find_first_not_of('X') == std::string_view::npos ||
         marks.find_first_not_of("√") == std::string_view::npos;
}

std::string who_of(const Source& source) {
  std::string role = words().find("role." + source.role).value_or(source.role);
  if (source.submitter.empty()) return role;
  return role.empty() ? source.submitter : source.submitter + " (" + role + ")";
}

}  // namespace

std::string to_ranges(const std::vector<std::uint32_t>& numbers) {
  std::vector<std::string> ranges;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1)
      ++last;
    const std::string begin = std::to_string(numbers[i]);
    ranges.push_back(last == i ? begin : begin + "–" + std::to_string(numbers[last]));
    i = last + 1;
  }
  return join(ranges, ", ");
}

Run to_run(std::string text) {
  return {RunKind::kText, std::move(text), Verdict::kUnknown, 0};
}
Run to_strong(std::string text) {
  return {RunKind::kStrong, std::move(text), Verdict::kUnknown, 0};
}
Run to_mark(Verdict verdict) {
  return {RunKind::kMark, std::string(mark_of(verdict)), verdict, 0};
}

Paragraph to_paragraph(std::string text, ParagraphKind kind) {
  return {{to_run(std::move(text))}, kind};
}

Cell to_cell(std::string text, CellKind kind) {
  Cell cell;
  cell.content.push_back(to_paragraph(std::move(text)));
  cell.kind = kind;
  return cell;
}

Paragraph to_references(const std::vector<SourceUse>& uses, SourceNumbers& numbers) {
  Paragraph paragraph{{}, ParagraphKind::kSmall};
  if (uses.empty()) {
    paragraph.runs.push_back(to_run(words().text("sources.none")));
    return paragraph;
  }
  paragraph.runs.push_back(to_run(words().text(uses.size() == 1 ? "sources.one" : "sources.many")));
  for (const SourceUse& use : uses) {
    const std::uint32_t number = numbers.number_of(use.source);
    paragraph.runs.push_back(to_run(" "));
    paragraph.runs.push_back(
        {RunKind::kReference, "[" + std::to_string(number) + "]", Verdict::kUnknown, number});
    if (use.stance == EvidenceStance::kAgainst || use.stance == EvidenceStance::kRemark)
      paragraph.runs.push_back(to_run(" (" + words().text(key_of(use.stance)) + ")"));
  }
  return paragraph;
}

Paragraph to_search_text(const RecordedSearch& search) {
  std::vector<std::string> looked_for = search.queries;
  if (search.patterns > 0) looked_for.push_back(words().count(search.patterns, "pattern"));
  std::string line =
      words().fill("search.not_found", {join(looked_for, "; "), words().count(search.documents, "document")});
  std::vector<std::string> unread;
  if (search.unread_pages > 0) unread.push_back(words().count(search.unread_pages, "page"));
  if (search.unread_documents > 0) unread.push_back(words().count(search.unread_documents, "document"));
  if (!unread.empty()) line += " " + words().fill("search.unread", {join(unread, ", ")});
  return to_paragraph(std::move(line), ParagraphKind::kSmall);
}

std::vector<Paragraph> to_finding_text(const ReportFinding& finding) {
  std::vector<Paragraph> content;
  Paragraph text;
  if (finding.state != FindingState::kConfirmed) {
    text.runs.push_back({RunKind::kDraft, words().text("draft"), Verdict::kUnknown, 0});
    text.runs.push_back(to_run(" "));
  }
  text.runs.push_back(to_run(finding.text.empty() ? words().text("finding.no_text") : finding.text));
  content.push_back(std::move(text));
  if (finding.note) {
    Paragraph note;
    note.runs.push_back({RunKind::kWarning, words().text("warning"), Verdict::kUnknown, 0});
    note.runs.push_back(to_run(" " + *finding.note));
    content.push_back(std::move(note));
  }
  for (const RecordedSearch& search : finding.searches)
    content.push_back(to_search_text(search));
  if (finding.printed && !finding.printed->one_to_one) {
    content.push_back(to_paragraph(
        words().fill(has_one_mark(finding.printed->marks) ? "group.same_marks" : "group.not_one_to_one",
                     {finding.printed->marks}),
        ParagraphKind::kSmall));
  }
  return content;
}

std::string to_fraction(std::size_t part, std::size_t whole) {
  return words().fill("fraction", {std::to_string(part), std::to_string(whole)});
}

std::string to_share(std::size_t part, std::size_t whole) {
  if (whole == 0) return words().text("share.none");
  const std::string noun = words().text(whole == 1 ? "approach.one" : "approach.many");
  return words().fill("share", {to_fraction(part, whole), noun, std::to_string(to_percent(part, whole))});
}

std::string name_of(const ReportModel& model, const ApproachReport& approach) {
  const std::string name = approach.name.empty() ? words().text("approach.unnamed") : approach.name;
  return model.municipality.empty() ? approach.municipality + ", " + name : name;
}

namespace {

std::string to_page_numbers(const Source& source) {
  std::string numbers = std::to_string(source.page.number());
  if (source.last_page != source.page) numbers += "–" + std::to_string(source.last_page.number());
  if (!source.page_label.empty() && source.page_label != std::to_string(source.page.number()))
    return words().fill("page.labelled", {numbers, source.page_label});
  return words().fill("page", {numbers});
}

}  // namespace

std::string to_page_text(const Source& source) {
  const std::string page = to_page_numbers(source);
  const std::string place = source.is_converted ? words().fill("page.converted", {page}) : page;
  return source.is_recognized ? words().fill("page.recognized", {place}) : place;
}

Paragraph compose_legend() {
  Paragraph legend{{}, ParagraphKind::kSmall};
  for (const Verdict verdict : {Verdict::kMet, Verdict::kImprove, Verdict::kUnknown}) {
    legend.runs.push_back(to_mark(verdict));
    legend.runs.push_back(to_run(" " + words().text("legend." + std::string(to_string(verdict))) + " · "));
  }
  legend.runs.push_back(to_run(words().text("legend.rest")));
  return legend;
}

void add_draft_notice(const ReportModel& model, ReportDocument& document) {
  std::size_t drafts = 0;
  std::size_t all = 0;
  for (const ApproachReport& approach : model.approaches) {
    all += approach.findings.size();
    drafts += static_cast<std::size_t>(std::count_if(
        approach.findings.begin(), approach.findings.end(),
        [](const ReportFinding& finding) { return finding.state != FindingState::kConfirmed; }));
  }
  if (drafts == 0) return;
  Paragraph notice{{}, ParagraphKind::kNotice};
  notice.runs.push_back({RunKind::kDraft, words().text("draft"), Verdict::kUnknown, 0});
  notice.runs.push_back(
      to_run(" " + words().fill("draft.notice", {std::to_string(drafts), words().count(all, "finding")})));
  document.blocks.emplace_back(std::move(notice));
}

Table compose_approach_counts(const ReportModel& model) {
  Table table;
  table.caption = words().text("counts.caption");
  table.id = "aanpakken";
  table.columns = {{words().text("column.approach"), 30}, {words().text("column.met"), 12},
                   {words().text("column.improve"), 14},  {words().text("column.unknown"), 12},
                   {words().text("column.draft"), 12},    {words().text("column.missing"), 14}};
  for (const ApproachReport& approach : model.approaches) {
    const StandingCounts counts = count_standings(model.framework, approach);
    TableRow row;
    row.cells.push_back(to_cell(name_of(model, approach), CellKind::kRowHead));
    for (const std::size_t count : {counts.met, counts.improve, counts.unknown, counts.draft, counts.missing})
      row.cells.push_back(to_cell(std::to_string(count), CellKind::kNumber));
    table.rows.push_back(std::move(row));
  }
  return table;
}

void add_unread_documents(const ReportModel& model, ReportDocument& document) {
  document.blocks.emplace_back(Heading{2, words().text("unread.heading"), "ongelezen"});
  if (model.unread.empty()) {
    document.blocks.emplace_back(
        to_paragraph(words().fill("unread.none", {words().count(model.searchable_documents, "document")})));
    return;
  }
  document.blocks.emplace_back(
      to_paragraph(words().fill("unread.lead", {words().count(model.unread.size(), "document"),
                                                std::to_string(model.searchable_documents)})));
  Table table;
  table.caption = words().text("unread.caption");
  table.columns = {{words().text("column.document"), 40},
                   {words().text("column.unread"), 30},
                   {words().text("column.state"), 30}};
  for (const UnreadDocument& unread : model.unread) {
    TableRow row;
    row.cells.push_back(to_cell(file_name_of(unread.path), CellKind::kRowHead));
    row.cells.push_back(to_cell(
        unread.unread.empty()
            ? words().text("unread.whole")
            : words().fill("unread.pages", {to_ranges(unread.unread), std::to_string(unread.pages)})));
    row.cells.push_back(to_cell(words().text("state." + unread.state)));
    table.rows.push_back(std::move(row));
  }
  document.blocks.emplace_back(std::move(table));
}

void add_sources(const ReportModel& model, const SourceNumbers& numbers, ReportDocument& document) {
  document.blocks.emplace_back(Heading{2, words().text("sources.heading"), "bronnen"});
  if (numbers.mentioned().empty()) {
    document.blocks.emplace_back(to_paragraph(words().text("sources.empty")));
    return;
  }
  document.blocks.emplace_back(to_paragraph(words().text("sources.lead")));
  Table table;
  table.caption = words().text("sources.caption");
  table.columns = {{words().text("column.number"), 6},
                   {words().text("column.place"), 32},
                   {words().text("column.quote"), 62}};
  for (const std::size_t index : numbers.mentioned()) {
    const Source& source = model.sources.at(index);
    TableRow row;
    Cell head = to_cell(std::to_string(index + 1), CellKind::kRowHead);
    head.id = "bron-" + std::to_string(index + 1);
    row.cells.push_back(std::move(head));
    Cell place;
    place.content.push_back(
        {{to_strong(file_name_of(source.path)), to_run(", " + to_page_text(source))}, {}});
    if (const std::string who = who_of(source); !who.empty())
      place.content.push_back(to_paragraph(who, ParagraphKind::kSmall));
    row.cells.push_back(std::move(place));
    Cell quote;
    quote.content.push_back({{{RunKind::kQuote, source.quote, Verdict::kUnknown, 0}}, {}});
    row.cells.push_back(std::move(quote));
    table.rows.push_back(std::move(row));
  }
  document.blocks.emplace_back(std::move(table));
}

void add_colophon(const ReportModel& model, ReportDocument& document) {
  document.blocks.emplace_back(Heading{2, words().text("colophon.heading"), "verantwoording"});
  document.blocks.emplace_back(to_paragraph(
      words().fill("colophon.text", {model.framework.name, model.framework.version, model.dossier,
                                     std::to_string(model.log_position), model.program_version}),
      ParagraphKind::kSmall));
  if (model.redacted > 0) {
    document.blocks.emplace_back(
        to_paragraph(words().fill("colophon.redacted", {words().count(model.redacted, "stretch")}),
                     ParagraphKind::kSmall));
  }
}

std::string to_names(const ReportModel& model, const std::vector<std::size_t>& approaches) {
  std::string names;
  for (const std::size_t index : approaches)
    names += (names.empty() ? "" : "; ") + name_of(model, model.approaches.at(index));
  return names;
}

}  // namespace vp::reports
