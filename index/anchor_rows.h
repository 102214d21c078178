// anchor_rows.h - anchors as rows of judgements.db. Equal anchors are one row.
// Errors: of the database; kMalformed for a row that no program of ours wrote.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/anchor.h"
#include "core/result.h"
#include "index/database.h"

namespace vp::index {

/// The anchor's row; made when there is none. Inside the caller's transaction.
Result<std::int64_t> insert_anchor(Database& database, const Anchor& anchor);

/// Reads document, places, quote, prefix, suffix, text_kind, first_text, last_text, span_begin, span_end,
/// text_hash, extractor from `column` on.
Result<Anchor> to_anchor(const Statement& row, int column);

/// JSON list of texts, and back.
std::string to_json_list(const std::vector<std::string>& texts);
Result<std::vector<std::string>> parse_json_list(std::string_view json);

}  // namespace vp::index
