// picture_channel.h - a picture on its way from a worker to the main process: a head of fixed size, then pixels or
// the words of an error. The main process believes nothing of it that it has not checked.
// Threads: see worker_channel.h.
#pragma once

#include <chrono>

#include "core/result.h"
#include "ingest/page_picture.h"
#include "ingest/worker_channel.h"

namespace vp::ingest {

WorkerRequest to_worker_request(const PageRequest& request);
PageRequest to_page_request(const WorkerRequest& request);

/// In the worker. A reader that hung up is no error: nobody is left to be told.
void send_picture(int results, const Result<PagePicture>& picture);

/// In the main process. Errors: what the worker says (kEncrypted, kDamaged, kNotFound, ...); kDamaged when it breaks the
/// protocol; kTimedOut; kBusy when the pipe closes before the picture is whole: ask how the worker ended.
Result<PagePicture> receive_picture(int results, const PageRequest& request,
                                    std::chrono::steady_clock::time_point deadline);

}  // namespace vp::ingest
