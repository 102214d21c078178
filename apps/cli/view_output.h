// view_output.h - what the commands that look over many findings share.
#pragma once

#include <string>

#include "apps/cli/json_lines.h"
#include "core/anchor.h"
#include "core/finding.h"
#include "index/finding_matrix.h"

namespace vp::apps {

/// municipality, approach, round, indicator.
void add_cell(Json& object, const FindingCell& cell);

/// "Oostbrenk, Waakvlamteam (2014), A2.2"; without the indicator where there is none.
std::string to_text(const FindingCell& cell);

/// evidence, stance, document, path, role, page, rects, quote.
Json to_json(const index::MatrixPlace& place);

/// finding, revision, verdict, state, text, note, author, changed, places.
Json to_json(const index::MatrixFinding& held);

/// √, X or ? ; followed by ! for LET OP, and by ~ while it is concept.
std::string to_mark(const index::MatrixFinding& held);

/// "nota.pdf, p. 3: "...""
std::string to_quote(const std::string& path, PageIndex page, const std::string& quote);

}  // namespace vp::apps
