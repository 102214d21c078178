// manifest_fuzz.cc - any bytes as a manifest or as the rows of a batch: an error that names the file and line, or entries
// that are as strict as the format says.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "apps/pipeline/batch_queries.h"
#include "apps/pipeline/csv.h"
#include "apps/pipeline/manifest.h"

namespace {

void expect(bool condition) {
  if (!condition) std::abort();
}

void check_error(const vp::Error& error, std::string_view file) {
  expect(error.code == vp::ErrorCode::kMalformed);
  expect(error.where.find(file) != std::string::npos);
  expect(!error.what.empty());
}

void check_manifest(std::string_view csv) {
  const auto entries = vp::apps::parse_manifest(csv, "/in/fuzz.csv");
  if (!entries) return check_error(entries.error(), "/in/fuzz.csv");
  std::uint32_t line = 1;
  for (const vp::apps::ManifestEntry& entry : *entries) {
    expect(entry.path.is_absolute());
    expect(vp::apps::is_known_role(entry.labels.role));
    expect(vp::apps::is_date(entry.labels.received_date));
    expect(vp::apps::is_date(entry.labels.evidence_date));
    expect(entry.line > line);  // below the header, in the file's order
    line = entry.line;
  }
}

void check_rows(const std::vector<vp::apps::BatchQuery>& queries) {
  std::uint32_t line = 0;
  for (const vp::apps::BatchQuery& query : queries) {
    expect(query.line > line);
    line = query.line;
    expect(query.fault.empty() == (query.fault_kind == vp::apps::BatchFault::kNone));
    if (!query.fault.empty()) continue;
    expect(!query.query.empty() && !query.id.empty());
    expect(!query.limit || *query.limit <= vp::apps::kMaxSearchLimit);
  }
}

void check_batch(std::string_view csv) {
  const auto rows = vp::apps::parse_batch(csv, "fuzz.csv");
  if (rows) {
    check_rows(*rows);
  } else {
    check_error(rows.error(), "fuzz.csv");
  }
  const auto typed = vp::apps::parse_typed_batch(csv);
  if (typed) check_rows(typed->queries);
}

/// Rows that are written as cells and read again are the same, but for what keeps a spreadsheet from reckoning.
void check_cells(std::string_view csv) {
  const auto rows = vp::apps::parse_csv(csv, "fuzz.csv");
  if (!rows) return check_error(rows.error(), "fuzz.csv");
  for (const vp::apps::CsvRow& row : *rows) {
    std::string line = "x";  // the first row tells the separator: a comma
    for (const std::string& field : row.fields)
      line += "," + vp::apps::to_csv_cell(field);
    const auto again = vp::apps::parse_csv("a,b\n" + line + "\n", "again.csv");
    expect(again && again->size() == 2);
    expect(again->at(1).fields.size() == row.fields.size() + 1);
    for (std::size_t i = 0; i < row.fields.size(); ++i) {
      const std::string& cell = again->at(1).fields.at(i + 1);
      expect(cell == row.fields[i] || cell == "'" + row.fields[i]);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view csv(reinterpret_cast<const char*>(data), size);
  check_manifest(csv);
  check_batch(csv);
  check_cells(csv);
  return 0;
}
