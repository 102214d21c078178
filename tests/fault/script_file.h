// script_file.h - an open file with the given bytes and no name, as a submitted file reaches the worker pool.
#pragma once

#include <string_view>

#include "ingest/worker_channel.h"

namespace vp::ingest {

/// Aborts the test program when the system gives no file.
DescriptorHandle make_file(std::string_view bytes);

}  // namespace vp::ingest
