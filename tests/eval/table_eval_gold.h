// table_eval_gold.h - reads the gold of the ICDAR 2013 table competition: NAME-str.xml (tables with their cells)
// and NAME-reg.xml (where tables stand).
// Errors: kNotFound, kMalformed (no table in the file, a number that is none).
// Units: points from the lower left corner of the page.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/geometry.h"
#include "core/result.h"
#include "tests/eval/table_eval_relations.h"

namespace vp::eval {

/// One page's part of a table.
struct GoldRegion {
  int page = 0;  ///< 1-based
  RectPt box;    ///< y counts upwards
};

struct GoldDocument {
  std::string name;  ///< "eu-005"
  std::filesystem::path pdf;
  std::vector<GridTable> tables;
  std::vector<GoldRegion> regions;  ///< empty where there is no NAME-reg.xml
};

/// Every *-str.xml of a folder, by name. The PDF is the one that index.tsv names (columns: gold file, PDF
/// below `pdfs`), or else NAME.pdf in `pdfs`.
Result<std::vector<GoldDocument>> load_gold(const std::filesystem::path& folder,
                                            const std::filesystem::path& pdfs);

/// The tables of one -str.xml, for tests.
Result<std::vector<GridTable>> parse_gold_tables(std::string_view xml, const std::string& where);

/// True for the half on which rules are tuned; a hash of the name decides.
bool is_development_document(std::string_view name);

}  // namespace vp::eval
