// original_reading.h - a kept original read in a worker process: at ingest, and again when more is asked for than
// the index keeps (tables, drawings) or when another reader goes over it.
// Errors: kNotFound when the original is gone, kIo; kWorkerFailed when no worker can be started. What the file
//   itself does to its reader is a state of the document, never an error.
#pragma once

#include <filesystem>

#include "core/document.h"
#include "core/result.h"
#include "index/dossier.h"
#include "ingest/worker_pool.h"

namespace vp::apps {

/// The file that shows a document's pages: the original, or the PDF made from it.
std::filesystem::path readable_path(const index::Dossier& dossier, const DocumentId& id);

/// The document as the worker read it, without a look at the whole of it (ingest/document_structure.h).
Result<Document> extract_original(ingest::WorkerPool& pool, const std::filesystem::path& original);

/// The same with its furniture set apart. Pages are not judged yet.
Result<Document> read_original(ingest::WorkerPool& pool, const std::filesystem::path& original);

}  // namespace vp::apps
