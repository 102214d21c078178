#include "apps/pipeline/batch_queries.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include "apps/pipeline/csv.h"
#include "apps/pipeline/suggestion.h"

namespace vp::apps {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kBlank = " \t";
  const std::size_t begin = std::min(text.find_first_not_of(kBlank), text.size());
  text.remove_prefix(begin);
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

struct Column {
  std::string_view name;
  std::string BatchQuery::*field;          // one of the two is set,
  std::string ScopeOptions::*scope_field;  // or neither: the limit
};

constexpr Column kColumns[] = {
    {"id", &BatchQuery::id, nullptr},
    {"query", &BatchQuery::query, nullptr},
    {"municipality", nullptr, &ScopeOptions::municipality},
    {"approach", nullptr, &ScopeOptions::approach},
    {"indicator", nullptr, &ScopeOptions::indicator},
    {"theme", nullptr, &ScopeOptions::theme},
    {"role", nullptr, &ScopeOptions::role},
    {"document", nullptr, &ScopeOptions::document},
    {"limit", nullptr, nullptr},
};

Result<std::vector<const Column*>> to_columns(const CsvRow& header, std::string_view file) {
  const std::string where = std::string(file) + ", line " + std::to_string(header.line);
  if (!header.fault.empty()) return Error{ErrorCode::kMalformed, header.fault, where};
  std::vector<const Column*> columns;
  for (const std::string& cell : header.fields) {
    const std::string name(trimmed(cell));
    const auto found = std::ranges::find(kColumns, name, &Column::name);
    if (found == std::end(kColumns)) {
      std::vector<std::string> known;
      for (const Column& column : kColumns)
        known.emplace_back(column.name);
      return Error{ErrorCode::kMalformed, "unknown column '" + name + "'" + to_suggestion(name, known),
                   where};
    }
    if (std::ranges::find(columns, found) != columns.end()) {
      return Error{ErrorCode::kMalformed, "column '" + name + "' stands twice", where};
    }
    columns.push_back(found);
  }
  if (std::ranges::find(columns, std::string_view("query"), &Column::name) == columns.end()) {
    return Error{ErrorCode::kMalformed, "there is no column 'query'", where};
  }
  return columns;
}

void read_limit(std::string_view text, BatchQuery& query) {
  if (text.empty()) return;
  std::uint32_t limit = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), limit);
  if (error == std::errc() && end == text.data() + text.size() && limit >= 1 && limit <= kMaxSearchLimit) {
    query.limit = limit;
    return;
  }
  query.fault = "limit '" + std::string(text) + "' is no number from 1 to " + std::to_string(kMaxSearchLimit);
}

BatchQuery to_query(const CsvRow& row, const std::vector<const Column*>& columns) {
  BatchQuery query;
  query.line = row.line;
  query.id = std::to_string(row.line);
  if (!row.fault.empty()) {
    query.fault = row.fault + "; within a quoted field write \"\" for each quotation mark of the query";
    return query;
  }
  if (row.fields.size() != columns.size()) {
    query.fault = "row has " + std::to_string(row.fields.size()) + " columns, expected " +
                  std::to_string(columns.size());
    return query;
  }
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const std::string_view value = trimmed(row.fields[i]);
    if (columns[i]->scope_field != nullptr) {
      query.scope.*(columns[i]->scope_field) = value;
    } else if (columns[i]->field == nullptr) {
      read_limit(value, query);
    } else if (!value.empty()) {
      query.*(columns[i]->field) = value;
    }
  }
  if (query.query.empty() && query.fault.empty()) query.fault = "the query is empty";
  return query;
}

}  // namespace

Result<std::vector<BatchQuery>> parse_batch(std::string_view csv, std::string_view file_for_errors) {
  const std::vector<CsvRow> rows = parse_csv_leniently(csv);
  if (rows.empty()) {
    return Error{ErrorCode::kMalformed, "is empty, expected a header with a column 'query'",
                 std::string(file_for_errors)};
  }
  VP_ASSIGN(const std::vector<const Column*> columns, to_columns(rows.front(), file_for_errors));
  std::vector<BatchQuery> queries;
  for (const CsvRow& row : rows) {
    if (&row != &rows.front()) queries.push_back(to_query(row, columns));
  }
  return queries;
}

}  // namespace vp::apps
