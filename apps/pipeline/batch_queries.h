// batch_queries.h - the queries of a batch: rows of a CSV file, or those that the dossier keeps.
// Columns, by header, in any order: query (needed), id, municipality, approach, indicator, theme, role, document,
// limit; a comma or semicolon between, a BOM and CRLF are fine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/pipeline/scope.h"
#include "core/result.h"

namespace vp::apps {

struct BatchQuery {
  std::uint32_t line = 0;  ///< 1-based, of the file
  std::string id;          ///< the row's own, else its line number
  std::string query;
  ScopeOptions scope;
  std::optional<std::uint32_t> limit;  ///< the row's own
  std::string fault;                   ///< why the row cannot be asked; empty when it can
};

/// Passages that one query may ask to be shown.
inline constexpr std::uint32_t kMaxSearchLimit = 10'000;

/// One for each row below the header, with a fault where it cannot be asked. kMalformed when the file has no header
/// with a column "query", or one that is not known.
Result<std::vector<BatchQuery>> parse_batch(std::string_view csv, std::string_view file_for_errors);

}  // namespace vp::apps
