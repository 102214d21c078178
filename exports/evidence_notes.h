// evidence_notes.h - what is written beside a highlighted place in a copy of a document: the findings that stand on it,
// in Dutch. Places that several findings share become one note, so that highlights do not lie over each other.
#pragma once

#include <vector>

#include "exports/export_model.h"
#include "exports/pdf_annotator.h"

namespace vp::exports {

/// The notes of one document, ascending by page and place; one on each page that a quote goes on to.
std::vector<PageNote> make_notes(const ExportModel& model, const DocumentId& document);

/// What a note says of one finding: verdict, indicators, text, LET OP, who and when.
std::string to_note_text(const ExportModel& model, const Finding& finding, EvidenceStance stance);

}  // namespace vp::exports
