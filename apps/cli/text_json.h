// text_json.h - what text --json says: an object a passage, an object a table.
// Units: as in json_lines.h; tables and blocks are numbered from 1 for people, rows and columns from 0.
#pragma once

#include "apps/cli/document_layout.h"
#include "apps/cli/json_lines.h"
#include "index/engine.h"

namespace vp::apps {

/// document, path, ..., page, rects, quote, passage, kind, text, sentences, words, indicators, boilerplate,
/// heading, heading_level. With a layout also blocks ({page, block, rect}; the numbers of text --svg), aside, and
/// for what stands in a cell: table, row, column, column_heads.
Json to_json(const index::DocumentRecord& record, const Passage& passage, const DocumentLayout* layout);

/// kind "table", no text or words of its own: document, path, ..., page, page_label, rects, table, rows, columns, head_rows, evidence, continues,
/// cells: {row, column, row_span, column_span, head, continues, rects, text}.
Json to_json(const index::DocumentRecord& record, const DocumentLayout& layout, std::uint32_t table);

}  // namespace vp::apps
