#include "apps/pipeline/csv.h"

#include <algorithm>

namespace vp::apps {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Excel in a Dutch locale writes semicolons: the separator is the one that the header row holds more of.
char find_separator(std::string_view text) {
  const std::string_view header = text.substr(0, text.find('\n'));
  const auto semicolons = std::count(header.begin(), header.end(), ';');
  const auto commas = std::count(header.begin(), header.end(), ',');
  return semicolons > commas ? ';' : ',';
}

class CsvReader {
 public:
  CsvReader(std::string_view text, std::string_view name)
      : text_(text), name_(name), separator_(find_separator(text)) {}

  Result<std::vector<CsvRow>> read() {
    while (place_ < text_.size()) {
      VP_TRY(read_row());
    }
    return std::move(rows_);
  }

  std::vector<CsvRow> read_leniently() {
    while (place_ < text_.size()) {
      const std::size_t begin = place_;
      const std::uint32_t line = line_;
      Result<void> row = read_row();
      if (row) continue;
      rows_.push_back({line, {}, std::move(row).error().what});
      place_ = std::min(text_.find('\n', begin), text_.size() - 1) + 1;
      line_ = line + 1;
    }
    return std::move(rows_);
  }

 private:
  Result<void> read_row() {
    CsvRow row{line_, {}, {}};
    for (bool more = true; more;) {
      std::string field;
      if (place_ < text_.size() && text_[place_] == '"') {
        VP_TRY(read_quoted(field));
      } else {
        read_plain(field);
      }
      row.fields.push_back(std::move(field));
      more = place_ < text_.size() && text_[place_] == separator_;
      if (more) ++place_;
    }
    if (place_ < text_.size() && text_[place_] == '\r') ++place_;
    if (place_ < text_.size() && text_[place_] == '\n') {
      ++place_;
      ++line_;
    }
    const bool is_blank = row.fields.size() == 1 && row.fields[0].empty();
    if (!is_blank) rows_.push_back(std::move(row));
    return {};
  }

  void read_plain(std::string& field) {
    while (place_ < text_.size() && text_[place_] != separator_ && text_[place_] != '\n' &&
           text_[place_] != '\r') {
      field += text_[place_++];
    }
  }

  Result<void> read_quoted(std::string& field) {
    const std::uint32_t begin_line = line_;
    ++place_;
    while (true) {
      if (place_ >= text_.size()) {
        return Error{ErrorCode::kMalformed, "a quoted field is not closed",
                     std::string(name_) + ", line " + std::to_string(begin_line)};
      }
      const char c = text_[place_++];
      if (c == '"' && place_ < text_.size() && text_[place_] == '"') {
        field += text_[place_++];
      } else if (c == '"') {
        break;
      } else {
        if (c == '\n') ++line_;
        field += c;
      }
    }
    const bool is_at_end = place_ >= text_.size() || text_[place_] == separator_ || text_[place_] == '\n' ||
                           text_[place_] == '\r';
    if (!is_at_end) {
      return Error{ErrorCode::kMalformed, "text after the closing quote of a field",
                   std::string(name_) + ", line " + std::to_string(line_)};
    }
    return {};
  }

  std::string_view text_;
  std::string_view name_;
  char separator_;
  std::size_t place_ = 0;
  std::uint32_t line_ = 1;
  std::vector<CsvRow> rows_;
};

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text, std::string_view name_for_errors) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return CsvReader(text, name_for_errors).read();
}

std::vector<CsvRow> parse_csv_leniently(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  return CsvReader(text, "").read_leniently();
}

std::string to_csv_cell(std::string_view text) {
  std::string cell;
  if (!text.empty() && std::string_view("=+-@\t\r\n").find(text.front()) != std::string_view::npos)
    cell += '\'';
  cell += text;
  if (cell.find_first_of("\",;\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace vp::apps
