// document_record.h - what the index keeps of a document beside its passages.
#pragma once

#include <string_view>

#include "apps/pipeline/reading_line.h"
#include "core/document.h"
#include "index/engine.h"

namespace vp::apps {

/// `extractor`: version of the reader; `recognizer`: of what recognised pages, empty where none was.
index::DocumentRecord make_record(const ReadingJob& job, const Document& document, std::string_view extractor,
                                  std::string_view recognizer = {});

}  // namespace vp::apps
