// national_output.h - what a national report says, as JSON and as lines for people.
// Units: as in json_lines.h.
#pragma once

#include <iosfwd>
#include <string>

#include "readers/national_report.h"

#include "apps/cli/json_lines.h"

namespace vp::apps {

/// A report as the dossier knows it.
struct ReportSource {
  const index::DocumentRecord* record = nullptr;  ///< none: not in the index
  DocumentId id;
  std::string path;
};

/// kind "approach": municipality, approach, page, page_label, rects, quote, continues, document, path. `approach` may
/// be null: the list names the municipality alone.
Json to_json(const ReportSource& source, const readers::ReportedMunicipality& municipality,
             const readers::PlacedText* approach);

/// kind "percentage", "ratio" or "count": printed, value, numerator, denominator, unit, table, page, page_label, rects
/// and quote of its sentence (of its row in a table), continues, printed_rects, document, path.
Json to_json(const ReportSource& source, const readers::PrintedPercentage& percentage);

void write_text(std::ostream& out, const readers::NationalReport& report);

}  // namespace vp::apps
