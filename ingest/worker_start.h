// worker_start.h - a worker pool around any extractor: what WorkerPool::start does with Poppler's, tests do
// with one that misbehaves to order.
#pragma once

#include <memory>

#include "core/result.h"
#include "ingest/fork_server.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

/// `make_extractor` runs once, in the fork server. Errors and promises as for WorkerPool::start.
Result<std::unique_ptr<WorkerPool>> start_worker_pool(const WorkerLimits& limits,
                                                      const ExtractorFactory& make_extractor);

}  // namespace vp::ingest
