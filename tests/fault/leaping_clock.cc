// leaping_clock.cc - to be loaded before a program (LD_PRELOAD): its wall clock leaps years to and fro at every look, its
// other clocks go on as they are. What it does must not depend on the wall clock.
#include <atomic>
#include <cstdint>

#include <dlfcn.h>
#include <sys/time.h>
#include <time.h>

namespace {

using ClockReader = int (*)(clockid_t, timespec*);

ClockReader true_clock() {
  static const auto reader = reinterpret_cast<ClockReader>(::dlsym(RTLD_NEXT, "clock_gettime"));
  return reader;
}

// Before the program starts, so that no reader has to look for it in its sandbox.
const ClockReader kLoaded = true_clock();

constexpr bool is_wall_clock(clockid_t clock) {
  return clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI;
}

/// Up to twenty years back or forth.
time_t next_leap() {
  static std::atomic<std::uint32_t> looks{0};
  constexpr time_t kYear = 365 * 86'400;
  constexpr std::uint32_t kYears = 41;
  return (static_cast<time_t>((looks++ * 2'654'435'761U >> 8U) % kYears) - 20) * kYear;
}

}  // namespace

extern "C" {

__attribute__((visibility("default"))) int clock_gettime(clockid_t clock, timespec* now) {
  const int status = true_clock()(clock, now);
  if (status == 0 && is_wall_clock(clock)) now->tv_sec += next_leap();
  return status;
}

__attribute__((visibility("default"))) time_t time(time_t* into) {
  timespec now{};
  clock_gettime(CLOCK_REALTIME, &now);
  if (into != nullptr) *into = now.tv_sec;
  return now.tv_sec;
}

__attribute__((visibility("default"))) int gettimeofday(timeval* now, void* /*zone*/) {
  timespec precise{};
  clock_gettime(CLOCK_REALTIME, &precise);
  now->tv_sec = precise.tv_sec;
  now->tv_usec = precise.tv_nsec / 1000;
  return 0;
}
}
