#include "ingest/worker_channel.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace vp::ingest {
namespace {

Error system_error(const char* call) {
  return Error{ErrorCode::kIo, std::string(call) + ": " + describe_errno(errno), ""};
}

/// Room for the descriptors of one message, aligned as the kernel wants it.
struct ControlBuffer {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(kMaxSentDescriptors * sizeof(int))> bytes{};
};

}  // namespace

DescriptorHandle& DescriptorHandle::operator=(DescriptorHandle&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
  }
  return *this;
}

void DescriptorHandle::close() noexcept {
  if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
}

Result<DescriptorPair> open_socket_pair() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return system_error("socketpair");
  return DescriptorPair{DescriptorHandle(ends[0]), DescriptorHandle(ends[1])};
}

Result<DescriptorPair> open_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return system_error("pipe");
  return DescriptorPair{DescriptorHandle(ends[0]), DescriptorHandle(ends[1])};
}

Result<void> send_bytes(int socket, std::span<const std::byte> message, std::span<const int> descriptors) {
  iovec part{const_cast<std::byte*>(message.data()), message.size()};  // sendmsg(2) does not write to it
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  ControlBuffer control;
  if (!descriptors.empty()) {
    header.msg_control = control.bytes.data();
    header.msg_controllen = CMSG_SPACE(descriptors.size_bytes());
    cmsghdr* rights = CMSG_FIRSTHDR(&header);
    rights->cmsg_level = SOL_SOCKET;
    rights->cmsg_type = SCM_RIGHTS;
    rights->cmsg_len = CMSG_LEN(descriptors.size_bytes());
    std::memcpy(CMSG_DATA(rights), descriptors.data(), descriptors.size_bytes());
  }
  ssize_t sent = 0;
  do {
    sent = ::sendmsg(socket, &header, MSG_NOSIGNAL);
  } while (sent < 0 && errno == EINTR);
  if (sent < 0) return system_error("sendmsg");
  return {};
}

Result<ReceivedBytes> receive_bytes(int socket, std::span<std::byte> message) {
  iovec part{message.data(), message.size()};
  ControlBuffer control;
  msghdr header{};
  header.msg_iov = &part;
  header.msg_iovlen = 1;
  header.msg_control = control.bytes.data();
  header.msg_controllen = control.bytes.size();
  ssize_t size = 0;
  do {
    size = ::recvmsg(socket, &header, MSG_CMSG_CLOEXEC);
  } while (size < 0 && errno == EINTR);
  if (size < 0) return system_error("recvmsg");
  ReceivedBytes received{static_cast<std::size_t>(size), {}};
  for (cmsghdr* item = CMSG_FIRSTHDR(&header); item != nullptr; item = CMSG_NXTHDR(&header, item)) {
    if (item->cmsg_level != SOL_SOCKET || item->cmsg_type != SCM_RIGHTS) continue;
    std::array<int, kMaxSentDescriptors> descriptors{};
    const std::size_t bytes = item->cmsg_len - CMSG_LEN(0);
    std::memcpy(descriptors.data(), CMSG_DATA(item), bytes);
    for (std::size_t i = 0; i < bytes / sizeof(int); ++i)
      received.descriptors.emplace_back(descriptors.at(i));
  }
  return received;
}

bool wait_until_readable(int descriptor, int timeout_ms) {
  pollfd poll_entry{descriptor, POLLIN, 0};
  int ready = 0;
  do {
    ready = ::poll(&poll_entry, 1, timeout_ms);
  } while (ready < 0 && errno == EINTR);
  return ready != 0;  // an error or a hang-up is for the read that follows to report
}

std::string describe_errno(int error) {
  std::string text = std::generic_category().message(error);
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a') text[0] += 'a' - 'A';
  return text;
}

}  // namespace vp::ingest
