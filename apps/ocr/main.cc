// vindplaats-ocr: reads one picture of a page from standard input, gives up its rights and writes the words to standard
// output; with --version it names what it reads with. Started by ingest/page_recognition.h, one process a page; of no use
// by hand.
#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <new>
#include <span>
#include <string>
#include <string_view>

#include <fcntl.h>
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
  head.lines = static_cast<std::uint32_t>(std::min<std::size_t>(page.lines.size(), kMaxRecognizedLines));
  head.bars = static_cast<std::uint32_t>(std::min<std::size_t>(page.bars.size(), kMaxRecognizedLines));
  head.words = static_cast<std::uint32_t>(page.words.size());
  head.quarter_turns = page.turn.quarter_turns;
  head.skew_degrees = page.turn.skew_degrees;
  head.has_ink = page.has_ink ? 1 : 0;
  write_value(head);
  for (std::size_t i = 0; i < head.lines; ++i)
    write_value(page.lines[i]);
  for (std::size_t i = 0; i < head.bars; ++i)
    write_value(page.bars[i]);
  for (const RecognizedWord& word : page.words) {
    write_value(RecognizedWordHead{word.box, word.baseline_pt, word.size_pt, word.confidence, word.block,
                                   word.line, static_cast<std::uint32_t>(word.text.size())});
    write_all(STDOUT_FILENO, {reinterpret_cast<const std::uint8_t*>(word.text.data()), word.text.size()});
  }
}

int tell_version() {
  const Result<TesseractReader> reader = TesseractReader::open();
  if (!reader) return kExitNoData;
  const std::string version = reader->version();
  write_all(STDOUT_FILENO, {reinterpret_cast<const std::uint8_t*>(version.data()), version.size()});
  return kExitDone;
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

int main(int argc, char** argv) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  // Tesseract and Leptonica talk; on a full disk, or into a file with a limit, that would be the end of the page.
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
  try {
    if (argc > 1 && std::string_view(argv[1]) == "--version") ::_exit(vp::ingest::tell_version());
    ::_exit(vp::ingest::run());
  } catch (const std::bad_alloc&) {
    ::_exit(vp::ingest::kExitOutOfMemory);
  }
}
