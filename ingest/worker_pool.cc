#include "ingest/worker_pool.h"

#include "ingest/extractor.h"
#include "ingest/worker_start.h"

namespace vp::ingest {

Result<std::unique_ptr<WorkerPool>> WorkerPool::start(const WorkerLimits& limits) {
  return start_worker_pool(limits, make_poppler_extractor);
}

}  // namespace vp::ingest
