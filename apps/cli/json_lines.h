// json_lines.h - one JSON object a line, with the names that every command uses alike (see the manual page).
// Units: page is 1-based; rects are [x0, y0, x1, y1] in points from the top left of the page, two decimals.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/citation.h"
#include "index/engine.h"

namespace vp::apps {

using Json = nlohmann::ordered_json;

/// Prints the object and a line end; bytes that are no UTF-8 (in file names) become U+FFFD.
void write_line(std::ostream& out, const Json& object);

Json to_json(const std::vector<RectPt>& rects);

/// document, path, municipality, approach, role: who says it.
void add_source(Json& object, const DocumentId& id, const index::DocumentSource& source);

/// page, page_label, rects, quote; part where the file names its parts; and continues when the quote goes over a page
/// break.
void add_citation(Json& object, const Citation& citation, const index::DocumentRecord& record);

/// The label that the file gives a page; empty when it gives none.
std::string find_page_label(const index::DocumentRecord& record, PageIndex page);

}  // namespace vp::apps
