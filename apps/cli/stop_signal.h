// stop_signal.h - turns the first SIGINT or SIGTERM into a request to stop; a second one ends the program at
// once.
#pragma once

#include <atomic>

namespace vp::apps {

/// While one lives, signals set the flag. Not more than one at a time.
class StopSignal {
 public:
  StopSignal();
  ~StopSignal();
  StopSignal(const StopSignal&) = delete;
  StopSignal& operator=(const StopSignal&) = delete;
  [[nodiscard]] const std::atomic<bool>& flag() const;
};

}  // namespace vp::apps
