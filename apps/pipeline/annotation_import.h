// annotation_import.h - findings that another dossier exported as Web Annotations, taken over: whole or not at all.
// Every place must be in a document that this dossier has. A place whose quote is not where it says is never moved: it
// is linked as it is, and re-anchoring tells afterwards what became of it.
// Errors: as parse_annotations; kNotFound for a document, page or indicator that this dossier does not have;
//   kMalformed for a quote that its own place contradicts; kConflict when a cell is held by another finding.
#pragma once

#include <filesystem>
#include <string>

#include "core/result.h"
#include "index/dossier.h"

namespace vp::apps {

struct AnnotationImport {
  index::TransferCounts counts;
  std::size_t redacted = 0;  ///< findings in whose text words were left out before
};

/// `stamp.who` takes over; who judged stands before it in the log.
Result<AnnotationImport> import_annotations(index::Dossier& dossier, const std::filesystem::path& file,
                                            const index::ChangeStamp& stamp);

}  // namespace vp::apps
