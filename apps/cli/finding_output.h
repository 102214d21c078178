// finding_output.h - how findings read: as JSON and for people.
// Units: as in json_lines.h.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "apps/cli/json_lines.h"
#include "apps/pipeline/factsheet_import.h"
#include "core/finding.h"
#include "index/dossier.h"

namespace vp::apps {

/// A finding with its places, and the paths that these documents were handed in under.
struct ListedFinding {
  Finding finding;
  std::vector<Evidence> evidence;
  std::vector<std::string> paths;  ///< by place
};

/// municipality, approach, round, indicator, indicators, verdict, text, note, page, rects, quote, group, one_to_one,
/// marks, match, document, path, state, origin, author, changed, finding, revision, evidence. page, rects, quote,
/// document and path are those of the place where the finding was published, or else of its first place.
Json to_json(const ListedFinding& listed);

/// kind "finding": municipality, approach, round, indicator, indicators, verdict, text, note, page, page_label, rects,
/// continues, group, one_to_one, marks, match, document, path, state, outcome, finding, reason, notes.
Json to_json(const ImportedFactsheet& sheet, const ImportedRow& row, const std::string& page_label);

/// kind "note": the same fields with nothing in indicator and verdict; reason says what could not be read.
Json to_json(const ImportedFactsheet& sheet, const readers::ReadingNote& note);

/// A line for the finding, then its text and note, indented.
void write_finding(std::ostream& out, const Finding& finding, const std::string& place);

/// "Oostbrenk, Waakvlamteam (2014)".
std::string to_heading(const Finding& finding);

}  // namespace vp::apps
