#include "reports/ingest_report.h"

#include <algorithm>
#include <cctype>
#include <map>

#include <nlohmann/json.hpp>

#include "core/converted_form.h"
#include "reports/compose_parts.h"
#include "reports/report_model.h"
#include "reports/wording.h"

namespace vp::reports {
namespace {

/// A text with its numbers as "#", and those numbers.
struct NumberedText {
  std::string pattern;
  std::vector<std::string> numbers;
};

NumberedText take_numbers(const std::string& text) {
  NumberedText result;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    while (end < text.size() && (std::isdigit(static_cast<unsigned char>(text[end])) != 0 ||
                                 (end > i && text[end] == '.' && end + 1 < text.size() &&
                                  std::isdigit(static_cast<unsigned char>(text[end + 1])) != 0)))
      ++end;
    if (end == i) {
      result.pattern += text[i++];
    } else {
      result.pattern += '#';
      result.numbers.push_back(text.substr(i, end - i));
      i = end;
    }
  }
  return result;
}

std::string fill(std::string text, const std::vector<std::string>& numbers) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::string mark = "{" + std::to_string(i + 1) + "}";
    for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + numbers[i].size()))
      text.replace(at, mark.size(), numbers[i]);
  }
  return text;
}

std::string to_dutch_part(const std::string& part) {
  const NumberedText numbered = take_numbers(part);
  const auto known = words().find("why." + numbered.pattern);
  if (known) return fill(*known, numbered.numbers);
  // "1 of 4 pages unread: 3, 5-8": what stands behind the colon is a list.
  const std::size_t colon = part.rfind(": ");
  return colon == part.npos ? part : to_dutch_part(part.substr(0, colon)) + part.substr(colon);
}

std::string to_unread(const FileStatus& status) {
  if (!needs_attention(status)) return "";
  if (status.pages == 0 && status.state == to_string(DocumentState::kPartlyRead)) return "";  // a container
  const bool is_whole = status.unread.size() >= status.pages;
  if (is_whole) return words().text("unread.whole");
  if (status.unread.empty()) return "";
  return words().fill("unread.pages", {to_ranges(status.unread), std::to_string(status.pages)});
}

std::string first_reason(const FileStatus& status) {
  if (!status.reason.empty() || status.reasons.empty()) return status.reason;
  return status.reasons.begin()->first;
}

/// "waiting" and states that the table has.
std::string state_text(const std::string& state) {
  return words().text("ingest.state." + state);
}

std::map<std::string, std::size_t> count_states(const std::vector<FileStatus>& files) {
  std::map<std::string, std::size_t> counts;
  for (const FileStatus& file : files)
    ++counts[file.state];
  return counts;
}

Table compose_counts(const std::vector<FileStatus>& files) {
  Table table;
  table.caption = words().text("ingest.counts.caption");
  table.columns = {{words().text("ingest.column.state"), 40}, {words().text("ingest.column.files"), 12}};
  for (const auto& [state, count] : count_states(files)) {
    TableRow row;
    row.cells = {to_cell(state_text(state), CellKind::kRowHead),
                 to_cell(std::to_string(count), CellKind::kNumber)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table compose_attention(const std::vector<FileStatus>& files) {
  Table table;
  table.caption = words().text("ingest.attention.caption");
  table.columns = {{words().text("column.document"), 34},
                   {words().text("ingest.column.state"), 14},
                   {words().text("column.unread"), 14},
                   {words().text("ingest.column.reason"), 24},
                   {words().text("ingest.column.advice"), 30}};
  for (const FileStatus& file : files) {
    if (!needs_attention(file)) continue;
    const IngestReportRow text = to_report_row(file);
    TableRow row;
    row.cells = {to_cell(text.path, CellKind::kRowHead), to_cell(text.state), to_cell(text.unread),
                 to_cell(text.reason), to_cell(text.advice)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table compose_all(const std::vector<FileStatus>& files) {
  Table table;
  table.caption = words().text("ingest.all.caption");
  table.columns = {{words().text("column.document"), 60},
                   {words().text("ingest.column.state"), 20},
                   {words().text("ingest.column.pages"), 12}};
  for (const FileStatus& file : files) {
    TableRow row;
    row.cells = {to_cell(file.submission.path, CellKind::kRowHead), to_cell(state_text(file.state)),
                 to_cell(file.pages == 0 ? "" : std::to_string(file.pages), CellKind::kNumber)};
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace

std::string to_dutch_reason(const std::string& reason) {
  constexpr std::string_view kBetween = "; ";
  if (words().find("why." + take_numbers(reason).pattern)) return to_dutch_part(reason);
  std::string text;
  for (std::size_t begin = 0; begin <= reason.size();) {
    const std::size_t end = std::min(reason.find(kBetween, begin), reason.size());
    text += (text.empty() ? "" : std::string(kBetween)) + to_dutch_part(reason.substr(begin, end - begin));
    begin = end + kBetween.size();
  }
  return text;
}

IngestReportRow to_report_row(const FileStatus& status) {
  IngestReportRow row;
  row.path = status.submission.path;
  row.state = state_text(status.state);
  const std::string reason = first_reason(status);
  constexpr std::string_view kSame = "same bytes as ";
  row.reason = reason.starts_with(kSame)
                   ? words().fill("why.same", {std::string_view(reason).substr(kSame.size())})
                   : to_dutch_reason(reason);
  row.unread = to_unread(status);
  if (needs_attention(status)) {
    row.advice = words().text(reason == kLockedOffice ? "ingest.advice.locked office"
                                                      : "ingest.advice." + status.state);
  }
  return row;
}

ReportDocument compose_ingest_report(const std::vector<FileStatus>& files) {
  ReportDocument document;
  document.title = words().text("ingest.title");
  document.description = words().text("ingest.description");
  document.is_landscape = true;
  const auto open = static_cast<std::size_t>(std::count_if(files.begin(), files.end(), needs_attention));
  document.blocks.emplace_back(to_paragraph(
      words().fill("ingest.lead", {words().count(files.size(), "ingest.file"), std::to_string(open)}),
      ParagraphKind::kLead));
  document.blocks.emplace_back(compose_counts(files));
  document.blocks.emplace_back(Heading{2, words().text("ingest.attention.heading"), "aandacht"});
  if (open == 0) {
    document.blocks.emplace_back(to_paragraph(words().text("ingest.attention.none")));
  } else {
    document.blocks.emplace_back(to_paragraph(words().text("ingest.attention.lead")));
    document.blocks.emplace_back(compose_attention(files));
  }
  document.blocks.emplace_back(Heading{2, words().text("ingest.all.heading"), "alles"});
  document.blocks.emplace_back(compose_all(files));
  return document;
}

Sheet to_ingest_sheet(const std::vector<FileStatus>& files) {
  Sheet sheet;
  sheet.name = words().text("ingest.title");
  for (const char* const key : {"column.document", "ingest.column.state", "ingest.column.pages",
                                "column.unread", "ingest.column.reason", "ingest.column.advice",
                                "ingest.column.municipality", "column.approach", "ingest.column.sha256"})
    sheet.columns.push_back({words().text(key), SheetColumnKind::kText});
  for (const FileStatus& file : files) {
    const IngestReportRow text = to_report_row(file);
    sheet.rows.push_back({text.path, text.state, std::int64_t{file.pages}, text.unread, text.reason,
                          text.advice, file.submission.labels.municipality, file.submission.labels.approach,
                          file.submission.document ? to_string(*file.submission.document) : ""});
  }
  return sheet;
}

std::string to_ingest_json(const std::vector<FileStatus>& files) {
  nlohmann::ordered_json report;
  report["counts"] = nlohmann::ordered_json::object();
  for (const auto& [state, count] : count_states(files))
    report["counts"][state] = count;
  report["files"] = nlohmann::ordered_json::array();
  for (const FileStatus& file : files) {
    const IngestReportRow text = to_report_row(file);
    report["files"].push_back(
        {{"document", file.submission.document ? to_string(*file.submission.document) : ""},
         {"path", file.submission.path},
         {"municipality", file.submission.labels.municipality},
         {"approach", file.submission.labels.approach},
         {"state", file.state},
         {"reason", first_reason(file)},
         {"pages", file.pages},
         {"pages_unread", file.unread},
         {"pages_poor", file.poor},
         {"state_text", text.state},
         {"reason_text", text.reason},
         {"advice", text.advice}});
  }
  return report.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace vp::reports
