// vindplaats-ocr: reads one picture of a page from standard input, gives up its rights and writes the words to standard
// output. Started by recognize_page (ingest/page_recognition.h), one process a page; of no use by hand.
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <span>

#include <sys/prctl.h>
#include <unistd.h>

#include "ingest/confined_call.h"
#include "ingest/recognition_frames.h"
#include "ingest/tesseract_reader.h"
#include "ingest/worker_confinement.h"
#include "ingest/worker_process.h"

namespace vp::ingest {
namespace {

bool read_whole(void* into, std::size_t size) {
  auto* next = static_cast<std::uint8_t*>(into);
  while (size > 0) {
    const ssize_t got = ::read(STDIN_FILENO, next, size);
    if (got <= 0) return false;
    next += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

template <class Value>
void write_value(const Value& value) {
  write_all(STDOUT_FILENO, {reinterpret_cast<const std::uint8_t*>(&value), sizeof value});
}

void write_page(const RecognizedPage& page) {
  RecognitionHead head;
  head.words = static_cast<std::uint32_t>(page.words.size());
  head.skew_degrees = page.skew_degrees;
  head.has_ink = page.has_ink ? 1 : 0;
  write_value(head);
  for (const RecognizedWord& word : page.words) {
    write_value(RecognizedWordHead{word.box, word.confidence, word.block, word.line,
                                   static_cast<std::uint32_t>(word.text.size())});
    write_all(STDOUT_FILENO, {reinterpret_cast<const std::uint8_t*>(word.text.data()), word.text.size()});
  }
}

int run() {
  RecognitionRequest request;
  if (!read_whole(&request, sizeof request) || request.magic != RecognitionRequest{}.magic)
    return kExitBadRequest;
  const auto pixels = static_cast<std::uint64_t>(request.width_px) * request.height_px;
  if (pixels == 0 || static_cast<double>(pixels) > kMaxPicturePixels) return kExitBadRequest;
  // The data are the machine's own; the pixels are the first bytes that a submission decided.
  Result<TesseractReader> reader = TesseractReader::open();
  if (!reader) return kExitNoData;
  WorkerLimits limits;
  limits.cpu_time = std::chrono::milliseconds(request.cpu_ms);
  limits.memory_bytes = request.memory_bytes;
  limits.is_sandboxed = request.is_sandboxed != 0;
  if (!enter_confinement(limits)) return kExitUnconfined;
  PagePicture picture{request.width_px, request.height_px, request.dots_per_inch, PictureColours::kGray, {}};
  picture.pixels.resize(pixels);
  if (!read_whole(picture.pixels.data(), picture.pixels.size())) return kExitBadRequest;
  const Result<RecognizedPage> page = reader->read(picture);
  if (!page && page.error().code == ErrorCode::kTooBig) return kExitOutOfMemory;
  if (!page) return kExitBadRequest;
  write_page(*page);
  return kExitDone;
}

}  // namespace
}  // namespace vp::ingest

int main() {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  try {
    ::_exit(vp::ingest::run());
  } catch (const std::bad_alloc&) {
    ::_exit(vp::ingest::kExitOutOfMemory);
  }
}
