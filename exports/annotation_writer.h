// annotation_writer.h - the places that findings stand on as W3C Web Annotations: one annotation a link, with the whole
// finding as its body, so that another dossier with the same documents can take them over (annotation_reader.h).
// Promise: the same dossier, log position and program version give the same bytes. A finding without a place is not in
// it. Errors: of the index.
// Source: W3C Web Annotation Data Model, 23 February 2017; RFC 8118 for places in a PDF.
#pragma once

#include <string>

#include "exports/export_model.h"

#include "core/result.h"

namespace vp::exports {

/// JSON-LD, UTF-8, ends with a line end: an AnnotationCollection with one AnnotationPage.
Result<std::string> to_annotations(index::Dossier& dossier, const ExportModel& model);

}  // namespace vp::exports
