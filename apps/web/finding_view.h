// finding_view.h - how a finding reads on a page: its cell, its verdict and words, and the passages it stands on.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "apps/web/page_context.h"
#include "index/finding_matrix.h"

namespace vp::web {

/// Sets finding_* : name, href, about, indicators, verdict with its sign and colour, state, text, note, and the list of
/// passages. `back` is where the reader leads back to; empty: to the finding.
Result<void> set_finding(PageContext& context, View& view, const Finding& finding, std::string_view back);

/// One place that a finding stands on: passage_* as the list of set_finding has it.
Result<View> make_passage(PageContext& context, const Evidence& evidence, std::string_view back);

/// The value that a list of approaches gives for a column, and the column that it means.
std::string column_value(const index::MatrixColumn& column);
const index::MatrixColumn* find_column(const index::FindingMatrix& matrix, std::string_view value);
/// The column that such a value names, known or not; none for any other text.
std::optional<index::MatrixColumn> parse_column_value(std::string_view value);
/// "Oostbrenk, Waakvlamteam (2014)".
std::string column_name(const index::MatrixColumn& column);

}  // namespace vp::web
