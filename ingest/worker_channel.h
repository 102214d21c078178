// worker_channel.h - open descriptors and the messages that main process and fork server exchange over a
// local socket: small fixed structs, some with descriptors (SCM_RIGHTS).
// Errors: kIo, with the system's own words.
// Threads: sending and receiving one message is atomic (SOCK_SEQPACKET); a DescriptorHandle has one owner.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

#include "core/result.h"

namespace vp::ingest {

/// Owns an open descriptor; -1 when it owns none.
class DescriptorHandle {
 public:
  DescriptorHandle() = default;
  explicit DescriptorHandle(int descriptor) : descriptor_(descriptor) {}
  DescriptorHandle(DescriptorHandle&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  DescriptorHandle& operator=(DescriptorHandle&& other) noexcept;
  DescriptorHandle(const DescriptorHandle&) = delete;
  DescriptorHandle& operator=(const DescriptorHandle&) = delete;
  ~DescriptorHandle() { close(); }

  [[nodiscard]] int value() const { return descriptor_; }
  void close() noexcept;

 private:
  int descriptor_ = -1;
};

struct DescriptorPair {
  DescriptorHandle first, second;
};

/// Both ends of a local socket that keeps messages apart; closed on exec. Errors: kIo.
Result<DescriptorPair> open_socket_pair();
/// Read end and write end; closed on exec. Errors: kIo.
Result<DescriptorPair> open_pipe();

/// main -> fork server, with three descriptors: the submitted file, the write end of the result pipe, and the
/// far end of the job's control socket. Closing or shutting down the near end kills the worker.
struct WorkerRequest {
  std::uint32_t version = 3;
  enum Task : std::uint32_t { kExtract, kDraw } task = kExtract;
  std::uint32_t page = 0;         ///< kDraw: its index
  std::uint32_t pixel_bytes = 0;  ///< kDraw: PictureColours
  double dots_per_inch = 0;       ///< kDraw
  std::int32_t niceness = 0;      ///< of whom it works for: it gives way as much
};

/// fork server -> main, over the control socket: the worker has ended and is reaped.
struct WorkerEnd {
  std::int32_t fork_error = 0;   ///< errno when no worker could be made, else 0
  std::int32_t wait_status = 0;  ///< as wait(2) gives it
  std::uint64_t peak_bytes = 0;  ///< largest resident size
  std::uint64_t cpu_us = 0;
};

inline constexpr std::size_t kMaxSentDescriptors = 4;

/// Sends one message. Errors: kIo, also when nobody is left at the other end.
Result<void> send_bytes(int socket, std::span<const std::byte> message, std::span<const int> descriptors);

/// A message as it came, with its descriptors (closed on exec).
struct ReceivedBytes {
  std::size_t size = 0;
  std::vector<DescriptorHandle> descriptors;
};

/// Waits for one message; size 0 when the other end is closed. Errors: kIo.
Result<ReceivedBytes> receive_bytes(int socket, std::span<std::byte> message);

template <class Message>
Result<void> send_message(int socket, const Message& message, std::span<const int> descriptors = {}) {
  return send_bytes(socket, std::as_bytes(std::span(&message, 1)), descriptors);
}

/// Waits for the next byte, message or end at `descriptor`; false when `timeout_ms` passed first. -1:
/// forever.
bool wait_until_readable(int descriptor, int timeout_ms);

/// The system's words for an errno value, as the end of a sentence: "no such file or directory".
std::string describe_errno(int error);

}  // namespace vp::ingest
