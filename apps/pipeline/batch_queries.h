// batch_queries.h - the queries of a batch: rows of a CSV file, or those that the dossier keeps.
// Columns, by header, in any order: query (needed), id, municipality, approach, indicator, theme, role, document,
// limit, or in Dutch: vraag, nr, gemeente, aanpak, indicator, thema, rol, document, aantal; a comma or semicolon
// between, a BOM and CRLF are fine.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "apps/pipeline/scope.h"
#include "core/result.h"

namespace vp::apps {

/// Why a row cannot be asked.
enum class BatchFault : std::uint8_t { kNone, kQuotes, kColumns, kLimit, kNoQuery };

struct BatchQuery {
  std::uint32_t line = 0;  ///< 1-based, of the file
  std::string id;          ///< the row's own, else its line number
  std::string query;
  ScopeOptions scope;
  std::optional<std::uint32_t> limit;  ///< the row's own
  std::string fault;                   ///< why the row cannot be asked; empty when it can
  BatchFault fault_kind = BatchFault::kNone;
};

/// Passages that one query may ask to be shown.
inline constexpr std::uint32_t kMaxSearchLimit = 10'000;

/// One for each row below the header, with a fault where it cannot be asked. kMalformed when the file has no header
/// with a column "query", or one that is not known.
Result<std::vector<BatchQuery>> parse_batch(std::string_view csv, std::string_view file_for_errors);

/// The same of text that a person typed: without a header every line that is not blank is a query as it stands, quotes and
/// all. A first row with the name of a column is a header, and then all rules of parse_batch hold.
struct TypedBatch {
  bool has_header = false;
  std::vector<BatchQuery> queries;
};
Result<TypedBatch> parse_typed_batch(std::string_view text);

}  // namespace vp::apps
