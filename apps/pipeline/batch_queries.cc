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
  std::string_view name, dutch_name;
  std::string BatchQuery::*field;          // one of the two is set,
  std::string ScopeOptions::*scope_field;  // or neither: the limit
};

constexpr Column kColumns[] = {
    {"id", "nr", &BatchQuery::id, nullptr},
    {"query", "vraag", &BatchQuery::query, nullptr},
    {"municipality", "gemeente", nullptr, &ScopeOptions::municipality},
    {"approach", "aanpak", nullptr, &ScopeOptions::approach},
    {"indicator", "indicator", nullptr, &ScopeOptions::indicator},
    {"theme", "thema", nullptr, &ScopeOptions::theme},
    {"role", "rol", nullptr, &ScopeOptions::role},
    {"document", "document", nullptr, &ScopeOptions::document},
    {"limit", "aantal", nullptr, nullptr},
};

const Column* find_column(std::string_view name) {
  const auto found = std::ranges::find_if(
      kColumns, [name](const Column& column) { return column.name == name || column.dutch_name == name; });
  return found == std::end(kColumns) ? nullptr : found;
}

Result<std::vector<const Column*>> to_columns(const CsvRow& header, std::string_view file) {
  const std::string where = std::string(file) + ", line " + std::to_string(header.line);
  if (!header.fault.empty()) return Error{ErrorCode::kMalformed, header.fault, where};
  std::vector<const Column*> columns;
  for (const std::string& cell : header.fields) {
    const std::string name(trimmed(cell));
    const Column* const found = find_column(name);
    if (found == nullptr) {
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
  query.fault_kind = BatchFault::kLimit;
  query.fault = "limit '" + std::string(text) + "' is no number from 1 to " + std::to_string(kMaxSearchLimit);
}

BatchQuery to_query(const CsvRow& row, const std::vector<const Column*>& columns) {
  BatchQuery query;
  query.line = row.line;
  query.id = std::to_string(row.line);
  if (!row.fault.empty()) {
    query.fault_kind = BatchFault::kQuotes;
    query.fault = row.fault + "; within a quoted field write \"\" for each quotation mark of the query";
    return query;
  }
  if (row.fields.size() != columns.size()) {
    query.fault_kind = BatchFault::kColumns;
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
  if (query.query.empty() && query.fault.empty()) {
    query.fault_kind = BatchFault::kNoQuery;
    query.fault = "the query is empty";
  }
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

Result<TypedBatch> parse_typed_batch(std::string_view text) {
  TypedBatch batch;
  const std::vector<CsvRow> rows = parse_csv_leniently(text);
  batch.has_header = !rows.empty() && rows.front().fault.empty() &&
                     std::ranges::any_of(rows.front().fields, [](const std::string& cell) {
                       return find_column(trimmed(cell)) != nullptr;
                     });
  if (batch.has_header) {
    VP_ASSIGN(batch.queries, parse_batch(text, "list"));
    return batch;
  }
  std::uint32_t line = 0;
  while (!text.empty()) {
    std::string_view one = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), one.size() + 1));
    ++line;
    if (one.ends_with('\r')) one.remove_suffix(1);
    one = trimmed(one);
    if (one.empty()) continue;
    batch.queries.emplace_back();
    batch.queries.back().line = line;
    batch.queries.back().id = std::to_string(line);
    batch.queries.back().query = one;
  }
  return batch;
}

}  // namespace vp::apps
