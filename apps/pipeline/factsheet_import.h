// factsheet_import.h - published factsheets of a dossier become findings, each with the place where it is printed.
// Way: kept original -> read in a worker process -> judged -> factsheet reader -> names of the dossier -> anchors in
// the reading text -> judgements.db, one transaction a document.
// Promise: what comes out does not depend on the number of jobs; documents go in as they were handed in, so that
// a later version of a factsheet comes in the place of an earlier one. One bad document never stops the run.
// Errors: kWorkerFailed, of the stores, kInterrupted after a stop request (what was stored stays).
// Threads: starts its own and joins them before it returns; the sink is called by the calling thread.
#pragma once

#include <atomic>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "readers/factsheet.h"

#include "apps/pipeline/analysis_tools.h"
#include "core/finding.h"
#include "core/result.h"
#include "index/dossier.h"
#include "ingest/worker_pool.h"

namespace vp::apps {

struct FactsheetImportOptions {
  unsigned jobs = 2;
  index::ChangeStamp stamp;
  index::ImportMode mode = index::ImportMode::kStore;
  ingest::WorkerLimits limits;
  /// Who reads; of their own, with `limits`, where there are none. Must be given where there are threads already: readers
  /// are forked.
  ingest::WorkerPool* readers = nullptr;
  const std::atomic<bool>* stop = nullptr;  ///< set by a signal
};

/// One printed finding, and what became of it.
struct ImportedRow {
  Finding finding;  ///< as it was or would be stored
  index::ImportedFinding result;
  PageIndex page;                     ///< on which the row begins
  std::vector<RectPt> rects;          ///< of the finding's text and note on that page
  std::vector<PagePlace> continues;   ///< on other pages
  std::vector<std::string> concerns;  ///< what the reader says of this row, in Dutch
};

/// One document, and what was read in it.
struct ImportedFactsheet {
  DocumentId id;
  index::DocumentSource source;  ///< by which it is named
  std::optional<Error> failure;  ///< why it could not be read; the rest is empty then
  bool is_factsheet = false;
  std::uint32_t pages = 0;
  std::uint32_t pages_unread = 0;  ///< what they print is not known, also whether it is a factsheet
  readers::Factsheet sheet;
  std::vector<ImportedRow> rows;               ///< in order of print
  std::vector<readers::ReadingNote> concerns;  ///< what the reader says that is about no row
  std::vector<std::string> unknown_names;      ///< for people: names that dossier.toml does not have
};

using ImportedFactsheetSink = std::function<void(const ImportedFactsheet&)>;

/// Reads `documents` again and stores what the factsheets among them say. The sink gets every document, factsheet
/// or not, in the order in which they were handed in.
Result<void> import_factsheets(index::Dossier& dossier, std::span<const DocumentId> documents,
                               const FactsheetImportOptions& options, const ImportedFactsheetSink& sink);

}  // namespace vp::apps
