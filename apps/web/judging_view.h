// judging_view.h - what the pages about judging share: the row of links between them, cells in addresses, and paging.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "apps/web/page_context.h"
#include "core/finding.h"
#include "index/finding_log.h"

namespace vp::web {

/// Sets `sections`: the pages under the tab Matrix, `current` ("matrix", "open", "tegenspraken", ...) marked.
void set_sections(View& view, std::string_view current);

/// Rows [begin, end) of a list are on this page of it.
struct ListPage {
  std::size_t begin = 0;
  std::size_t end = 0;
};
/// The page that the address names ("p", from 1; the last for one behind it) of `total` rows. Sets has_pages,
/// previous_href, next_href and paging_text; addresses keep every other field.
ListPage set_paging(View& view, const UrlFields& query, const std::string& path, std::size_t total,
                    std::size_t rows_per_page);

/// "Oostbrenk, Waakvlamteam (2014)".
std::string column_name(const FindingCell& cell);
/// "A2.2 Doorzettingsmacht geregeld"; the id alone for one that the framework does not have.
std::string indicator_name(PageContext& context, const std::string& id);
/// `path` with the fields that name the cell.
std::string cell_address(const FindingCell& cell, std::string_view path);
/// As cell_address names it. kInvalidArgument.
Result<FindingCell> parse_cell(const UrlFields& fields);

/// Everything of "kolom" and "indicator" as hidden fields of a form need it.
void set_cell_fields(View& view, const FindingCell& cell);

/// One option of a list.
View make_option(std::string_view value, std::string_view name, std::string_view chosen);

/// "Oordeel: nog geen oordeel → voldoet": what an entry of the log changed, in Dutch. A long text is cut.
std::string to_dutch(const index::FieldChange& change);
/// "heeft de bevinding gewijzigd" for "finding changed".
std::string to_dutch_event(std::string_view what);

}  // namespace vp::web
