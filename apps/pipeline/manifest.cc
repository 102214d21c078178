#include "apps/pipeline/manifest.h"

#include <array>
#include <charconv>
#include <chrono>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>

#include "apps/pipeline/csv.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

using LabelField = std::string SubmissionLabels::*;

const std::map<std::string, LabelField, std::less<>>& label_columns() {
  static const std::map<std::string, LabelField, std::less<>> kColumns = {
      {"municipality", &SubmissionLabels::municipality},
      {"approach", &SubmissionLabels::approach},
      {"submitter", &SubmissionLabels::submitter},
      {"role", &SubmissionLabels::role},
      {"received_date", &SubmissionLabels::received_date},
      {"evidence_date", &SubmissionLabels::evidence_date},
      {"round", &SubmissionLabels::round}};
  return kColumns;
}

std::string trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

std::string place(const fs::path& file, std::uint32_t line) {
  return file.string() + ", line " + std::to_string(line);
}

/// Which field each column fills; path and password are the ones without a field.
struct Columns {
  std::vector<std::optional<LabelField>> fields;
  std::optional<std::size_t> password;
};

Result<Columns> to_columns(const CsvRow& header, const fs::path& file) {
  Columns columns;
  bool has_path = false;
  for (const std::string& cell : header.fields) {
    const std::string name = trimmed(cell);
    if (name == "path") {
      has_path = true;
      columns.fields.emplace_back(std::nullopt);
    } else if (name == "password") {
      columns.password = columns.fields.size();
      columns.fields.emplace_back(std::nullopt);
    } else if (const auto found = label_columns().find(name); found != label_columns().end()) {
      columns.fields.emplace_back(found->second);
    } else {
      return Error{ErrorCode::kMalformed,
                   "unknown column '" + name +
                       "', expected path, municipality, approach, submitter, role, received_date, "
                       "evidence_date, round, password",
                   place(file, header.line)};
    }
  }
  if (!has_path) return Error{ErrorCode::kMalformed, "there is no column 'path'", place(file, header.line)};
  return columns;
}

Result<ManifestEntry> to_entry(const CsvRow& row, const Columns& columns, const fs::path& file) {
  if (row.fields.size() != columns.fields.size()) {
    return Error{ErrorCode::kMalformed,
                 "row has " + std::to_string(row.fields.size()) + " columns, expected " +
                     std::to_string(columns.fields.size()),
                 place(file, row.line)};
  }
  ManifestEntry entry;
  entry.line = row.line;
  for (std::size_t i = 0; i < row.fields.size(); ++i) {
    const std::string value = trimmed(row.fields[i]);
    if (i == columns.password) {
      entry.password = row.fields[i];
    } else if (columns.fields[i]) {
      entry.labels.*(*columns.fields[i]) = value;
    } else if (value.empty()) {
      return Error{ErrorCode::kMalformed, "the path is empty", place(file, row.line)};
    } else {
      entry.path = (fs::absolute(file).parent_path() / value).lexically_normal();
    }
  }
  if (!is_known_role(entry.labels.role)) {
    return Error{ErrorCode::kMalformed,
                 "role '" + entry.labels.role + "' is not one of gemeente, netwerkpartner, inspectie",
                 place(file, row.line)};
  }
  for (const std::string& date : {entry.labels.received_date, entry.labels.evidence_date}) {
    if (!is_date(date)) {
      return Error{ErrorCode::kMalformed, "'" + date + "' is not a date such as 2013-05-31",
                   place(file, row.line)};
    }
  }
  return entry;
}

}  // namespace

bool is_known_role(std::string_view role) {
  return role.empty() || role == "gemeente" || role == "netwerkpartner" || role == "inspectie";
}

bool is_date(std::string_view text) {
  if (text.empty()) return true;
  std::array<int, 3> parts = {0, 1, 1};
  std::size_t part = 0;
  for (std::size_t begin = 0; begin <= text.size() && part < 3; ++part) {
    const std::size_t end = std::min(text.find('-', begin), text.size());
    const std::size_t digits = part == 0 ? 4 : 2;
    const auto read = std::from_chars(text.data() + begin, text.data() + end, parts.at(part));
    if (end - begin != digits || read.ec != std::errc{} || read.ptr != text.data() + end) return false;
    if (end == text.size()) {
      return std::chrono::year_month_day{std::chrono::year{parts[0]},
                                         std::chrono::month(static_cast<unsigned>(parts[1])),
                                         std::chrono::day(static_cast<unsigned>(parts[2]))}
          .ok();
    }
    begin = end + 1;
  }
  return false;
}

Result<std::vector<ManifestEntry>> parse_manifest(std::string_view csv, const fs::path& file) {
  VP_ASSIGN(const std::vector<CsvRow> rows, parse_csv(csv, file.string()));
  if (rows.empty())
    return Error{ErrorCode::kMalformed, "the manifest is empty, expected a header row", file.string()};
  VP_ASSIGN(const Columns columns, to_columns(rows.front(), file));
  std::vector<ManifestEntry> entries;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    VP_ASSIGN(ManifestEntry entry, to_entry(rows[i], columns, file));
    entries.push_back(std::move(entry));
  }
  return entries;
}

Result<std::vector<std::string>> load_passwords(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error))
    return Error{ErrorCode::kNotFound, "there is no such file of passwords", file.string()};
  std::ifstream stream(file, std::ios::binary);
  std::vector<std::string> passwords;
  for (std::string line; std::getline(stream, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (!line.empty()) passwords.push_back(line);
  }
  if (!stream.is_open() || stream.bad())
    return Error{ErrorCode::kIo, "the file of passwords cannot be read", file.string()};
  return passwords;
}

Result<std::vector<ManifestEntry>> load_manifest(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error))
    return Error{ErrorCode::kNotFound, "there is no such manifest", file.string()};
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream content;
  content << stream.rdbuf();
  if (!stream) return Error{ErrorCode::kIo, "the manifest cannot be read", file.string()};
  return parse_manifest(content.view(), file);
}

}  // namespace vp::apps
