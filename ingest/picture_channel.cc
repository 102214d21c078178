#include "ingest/picture_channel.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>

#include <unistd.h>

#include "ingest/thread_priority.h"
#include "ingest/worker_session.h"

namespace vp::ingest {
namespace {

constexpr std::size_t kMaxMessageBytesOfError = 400;

struct PictureHead {
  std::uint32_t version = 1;
  std::uint32_t has_error = 0;
  std::uint32_t error = 0;  ///< ErrorCode
  std::uint32_t message_bytes = 0;
  std::uint32_t width_px = 0, height_px = 0;
  std::uint32_t pixel_bytes = 0;
  std::uint32_t reserved = 0;
  double dots_per_inch = 0;
};

void write_all(int descriptor, std::span<const std::byte> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
}

Error breach(const std::string& what) {
  return Error{ErrorCode::kDamaged, "worker broke the protocol: " + what, ""};
}

/// Fills `bytes`. Errors: kTimedOut; kBusy when the pipe closes before.
Result<void> read_all(int descriptor, std::span<std::byte> bytes,
                      std::chrono::steady_clock::time_point deadline) {
  while (!bytes.empty()) {
    if (!wait_until_readable(descriptor, to_wait_ms(deadline)))
      return Error{ErrorCode::kTimedOut, "drawing the page takes too long", ""};
    const ssize_t got = ::read(descriptor, bytes.data(), bytes.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Error{ErrorCode::kBusy, "the worker stopped", ""};
    bytes = bytes.subspan(static_cast<std::size_t>(got));
  }
  return {};
}

/// The words of an error as a person may see them, whatever they are made of.
std::string to_plain_words(std::string words) {
  std::replace_if(
      words.begin(), words.end(), [](unsigned char c) { return c < 0x20 || c > 0x7E; }, '?');
  return words;
}

Result<void> check_head(const PictureHead& head, const PageRequest& request) {
  if (head.version != PictureHead{}.version) return breach("a picture of an unknown version");
  if (head.has_error != 0) return {};
  if (head.pixel_bytes != static_cast<std::uint32_t>(request.colours))
    return breach("a picture in other colours");
  if (head.width_px == 0 || head.height_px == 0) return breach("a picture without a size");
  // Rows and columns that are begun count as whole ones.
  const double most =
      kMaxPicturePixels + 2.0 * (static_cast<double>(head.width_px) + static_cast<double>(head.height_px));
  if (static_cast<double>(head.width_px) * static_cast<double>(head.height_px) > most)
    return breach("a picture that is too big");
  if (!std::isfinite(head.dots_per_inch) || head.dots_per_inch <= 0 ||
      head.dots_per_inch > request.dots_per_inch)
    return breach("a picture of another resolution");
  return {};
}

}  // namespace

WorkerRequest to_worker_request(const PageRequest& request) {
  WorkerRequest message;
  message.task = WorkerRequest::kDraw;
  message.page = request.page.value;
  message.pixel_bytes = static_cast<std::uint32_t>(request.colours);
  message.dots_per_inch = request.dots_per_inch;
  message.niceness = thread_niceness();
  return message;
}

PageRequest to_page_request(const WorkerRequest& request) {
  const bool is_gray = request.pixel_bytes == static_cast<std::uint32_t>(PictureColours::kGray);
  return {PageIndex{request.page}, request.dots_per_inch,
          is_gray ? PictureColours::kGray : PictureColours::kRgb};
}

void send_picture(int results, const Result<PagePicture>& picture) {
  PictureHead head;
  std::span<const std::byte> body;
  std::string words;
  if (picture) {
    head.width_px = picture->width_px;
    head.height_px = picture->height_px;
    head.pixel_bytes = static_cast<std::uint32_t>(picture->colours);
    head.dots_per_inch = picture->dots_per_inch;
    body = std::as_bytes(std::span(picture->pixels));
  } else {
    words = picture.error().what.substr(0, kMaxMessageBytesOfError);
    head.has_error = 1;
    head.error = static_cast<std::uint32_t>(picture.error().code);
    head.message_bytes = static_cast<std::uint32_t>(words.size());
    body = std::as_bytes(std::span(words));
  }
  write_all(results, std::as_bytes(std::span(&head, 1)));
  write_all(results, body);
}

Result<PagePicture> receive_picture(int results, const PageRequest& request,
                                    std::chrono::steady_clock::time_point deadline) {
  PictureHead head;
  VP_TRY(read_all(results, std::as_writable_bytes(std::span(&head, 1)), deadline));
  VP_TRY(check_head(head, request));
  if (head.has_error != 0) {
    if (head.message_bytes > kMaxMessageBytesOfError ||
        head.error > static_cast<std::uint32_t>(ErrorCode::kConflict))
      return breach("an error that is none");
    std::string words(head.message_bytes, ' ');
    VP_TRY(read_all(results, std::as_writable_bytes(std::span(words)), deadline));
    const auto code = static_cast<ErrorCode>(head.error);
    // kBusy means something else to the caller.
    return Error{code == ErrorCode::kBusy ? ErrorCode::kDamaged : code, to_plain_words(std::move(words)), ""};
  }
  PagePicture picture;
  picture.width_px = head.width_px;
  picture.height_px = head.height_px;
  picture.dots_per_inch = head.dots_per_inch;
  picture.colours = request.colours;
  picture.pixels.resize(std::size_t{head.width_px} * head.height_px * head.pixel_bytes);
  VP_TRY(read_all(results, std::as_writable_bytes(std::span(picture.pixels)), deadline));
  return picture;
}

}  // namespace vp::ingest
