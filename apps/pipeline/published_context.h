// published_context.h - what published factsheets say beside their findings (description, partners, conclusions), read
// again from the kept originals: a report carries it on, each piece with its place.
// Errors: as import_factsheets; kDamaged and others when a factsheet that was imported can no longer be read.
#pragma once

#include <span>
#include <vector>

#include "core/result.h"
#include "index/dossier.h"
#include "ingest/worker_pool.h"
#include "reports/report_loader.h"

namespace vp::apps {

/// One entry for each approach of each document, in order of submission and print. Changes nothing.
/// `readers`: as FactsheetImportOptions::readers.
Result<std::vector<reports::PublishedApproach>> read_published_context(index::Dossier& dossier,
                                                                       std::span<const DocumentId> documents,
                                                                       ingest::WorkerPool* readers = nullptr);

}  // namespace vp::apps
