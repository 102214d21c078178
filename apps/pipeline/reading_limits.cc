#include "apps/pipeline/reading_limits.h"

namespace vp::apps {

void raise_limits(ingest::WorkerLimits& limits, unsigned factor) {
  limits.cpu_time *= factor;
  limits.wall_time *= factor;
  limits.memory_bytes *= factor;
  limits.total_bytes *= factor;
  limits.input_bytes *= factor;
}

void raise_limits(IngestOptions& options, unsigned factor) {
  raise_limits(options.limits, factor);
  ingest::UnpackLimits& unpack = options.unpack;
  unpack.members *= factor;
  unpack.member_bytes *= factor;
  unpack.total_bytes *= factor;
  unpack.ratio *= factor;
  unpack.text_bytes *= factor;
  ingest::WorkerLimits& recognition = options.recognition.limits;
  recognition.cpu_time *= factor;
  recognition.wall_time *= factor;
  recognition.memory_bytes *= factor;
  options.office.cpu_time *= factor;
  options.office.wall_time *= factor;
  options.office.memory_bytes *= factor;
  options.office.file_bytes *= factor;
}

}  // namespace vp::apps
