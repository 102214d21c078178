// finding_matrix.h - all findings of a dossier as a matrix: a row for each indicator, a column for each approach of
// a municipality in a round, and in every cell the finding that holds it with the places it stands on. What reports
// and views read: one pass over the store, from one state of it.
// Shape: a finding stands once, in its column; a cell is found through FindingMatrix::find. Several cells of a
// column may be held by one finding. A column without findings has been handed in for, and not been judged yet.
// Errors: of the database; kMalformed for a row that no program of ours wrote.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/result.h"
#include "index/database.h"
#include "index/engine.h"
#include "index/finding_store.h"
#include "nlp/framework.h"

namespace vp::index {

/// A place that a finding stands on, and under what its document was handed in.
struct MatrixPlace {
  Evidence evidence;
  /// The document's submission for this municipality and approach, else for this municipality, else its first.
  DocumentSource source;
  bool operator==(const MatrixPlace&) const = default;
};

struct MatrixFinding {
  Finding finding;
  std::vector<MatrixPlace> places;  ///< ascending by link
  bool operator==(const MatrixFinding&) const = default;
};

struct MatrixColumn {
  std::string municipality, approach, round;
  std::vector<MatrixFinding> findings;  ///< as the framework orders their first indicators, then by id
  bool operator==(const MatrixColumn&) const = default;
};

struct FindingMatrix {
  /// Ids: those of the framework in its order, then what findings name beside them, ascending.
  std::vector<std::string> indicators;
  std::vector<MatrixColumn> columns;  ///< ascending by municipality, approach, round
  std::int64_t log_position = 0;      ///< the last entry of the log that this state includes

  /// The finding that holds a cell; null when none does.
  [[nodiscard]] static const MatrixFinding* find(const MatrixColumn& column, std::string_view indicator);
};

/// Which columns there are beside those with findings that pass the filter.
enum class MatrixColumns {
  kJudged,     ///< none
  kSubmitted,  ///< those that files were handed in for: municipality and approach named, both as filtered
};

/// Findings that pass the filter (withdrawn ones only when asked for by state), in one read transaction.
Result<FindingMatrix> load_matrix(Database& judgements, const nlp::Framework& framework,
                                  const FindingFilter& filter, MatrixColumns columns);

}  // namespace vp::index
