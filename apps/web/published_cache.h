// published_cache.h - what factsheets print beside their findings, read from the originals once for all requests: that takes
// a few hundred milliseconds. Read again when names, labels or the framework are others.
// Errors: those of read_published_context. Threads: several.
#pragma once

#include <list>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "apps/pipeline/published_context.h"
#include "core/result.h"
#include "index/dossier.h"
#include "ingest/worker_pool.h"

namespace vp::web {

class PublishedCache {
 public:
  /// `readers` outlive this; where there are none each reading starts its own, which only a program without threads may.
  explicit PublishedCache(ingest::WorkerPool* readers) : readers_(readers) {}

  Result<std::vector<reports::PublishedApproach>> load(index::Dossier& dossier,
                                                       std::span<const DocumentId> factsheets);

 private:
  struct Kept {
    std::string key;
    std::vector<reports::PublishedApproach> approaches;
  };
  ingest::WorkerPool* readers_;
  std::mutex mutex_;      // guards kept_
  std::list<Kept> kept_;  ///< last used first
};

}  // namespace vp::web
