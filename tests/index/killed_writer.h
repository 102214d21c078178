// killed_writer.h - kills a process that writes, at a random moment after it has acknowledged some of its work.
#pragma once

#include <csignal>
#include <cstdint>
#include <random>

#include <sys/wait.h>
#include <unistd.h>

namespace vp::index {

/// Reads numbers of `Number` bytes from the pipe until one of at least `stop_after`, lets a random moment pass,
/// kills. Returns the last number that the child acknowledged; 0 when none.
template <class Number>
Number kill_after(pid_t child, int acknowledged_pipe, std::uint64_t stop_after, std::mt19937_64& random) {
  Number last = 0;
  Number seen = 0;
  while (last < stop_after && ::read(acknowledged_pipe, &seen, sizeof seen) == sizeof seen)
    last = seen;
  volatile std::uint64_t spin = random() % 3'000'000;
  while (spin > 0)
    spin = spin - 1;
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  while (::read(acknowledged_pipe, &seen, sizeof seen) == sizeof seen)
    last = seen;
  return last;
}

}  // namespace vp::index
