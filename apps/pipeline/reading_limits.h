// reading_limits.h - what reading one file may cost, as a multiple of the usual.
#pragma once

#include "apps/pipeline/ingest_run.h"

namespace vp::apps {

/// The limits of one file, one container, one page to recognise and one office file, `factor` times what they were.
void raise_limits(IngestOptions& options, unsigned factor);
/// Those of one file only: what a WorkerPool starts with.
void raise_limits(ingest::WorkerLimits& limits, unsigned factor);

}  // namespace vp::apps
