#include "reports/csv_writer.h"

#include "reports/xml_text.h"

namespace vp::reports {
namespace {

std::string to_field(const std::string& text) {
  std::string value = disarm_formula(to_clean_text(text));
  if (value.find_first_of(",\"\r\n;\t") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char character : value) {
    if (character == '"') quoted += '"';
    quoted += character;
  }
  return quoted + "\"";
}

std::string to_field(const SheetCell& cell) {
  if (const auto* const number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  return to_field(std::get<std::string>(cell));
}

}  // namespace

std::string disarm_formula(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool is_formula =
      first != std::string::npos && std::string_view("=+-@").find(text[first]) != std::string::npos;
  const bool has_leading_control = !text.empty() && (text.front() == '\t' || text.front() == '\r');
  return is_formula || has_leading_control ? "'" + text : text;
}

std::string to_csv(const Sheet& sheet) {
  std::string csv = "\xEF\xBB\xBF";
  for (std::size_t i = 0; i < sheet.columns.size(); ++i)
    csv += (i == 0 ? "" : ",") + to_field(sheet.columns[i].head);
  csv += "\r\n";
  for (const std::vector<SheetCell>& row : sheet.rows) {
    for (std::size_t i = 0; i < row.size(); ++i)
      csv += (i == 0 ? "" : ",") + to_field(row[i]);
    csv += "\r\n";
  }
  return csv;
}

}  // namespace vp::reports
