#include "ingest/page_recognition.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstring>
#include <span>
#include <utility>

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ingest/recognition_frames.h"
#include "ingest/worker_channel.h"
#include "ingest/worker_process.h"

namespace vp::ingest {
namespace {

using Clock = std::chrono::steady_clock;

Error broken(const char* what) {
  return Error{ErrorCode::kWorkerFailed, std::string("text recognition answers ") + what, ""};
}

Result<void> write_bytes(int file, const void* from, std::size_t size) {
  const auto* next = static_cast<const std::uint8_t*>(from);
  while (size > 0) {
    const ssize_t written = ::write(file, next, size);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Error{ErrorCode::kIo, describe_errno(errno), "picture"};
    next += written;
    size -= static_cast<std::size_t>(written);
  }
  return {};
}

Result<DescriptorHandle> write_request(const PagePicture& picture, const WorkerLimits& limits) {
  const auto pixels = static_cast<std::uint64_t>(picture.width_px) * picture.height_px;
  if (picture.colours != PictureColours::kGray || pixels == 0 || pixels != picture.pixels.size() ||
      static_cast<double>(pixels) > kMaxPicturePixels || !(picture.dots_per_inch > 0))
    return Error{ErrorCode::kInvalidArgument, "a picture to recognise is gray and whole", ""};
  DescriptorHandle file(::memfd_create("picture", MFD_CLOEXEC));
  if (file.value() < 0) return Error{ErrorCode::kIo, describe_errno(errno), "picture"};
  RecognitionRequest head;
  head.width_px = picture.width_px;
  head.height_px = picture.height_px;
  head.is_sandboxed = limits.is_sandboxed ? 1 : 0;
  head.dots_per_inch = picture.dots_per_inch;
  head.cpu_ms = static_cast<std::uint64_t>(limits.cpu_time.count());
  head.memory_bytes = limits.memory_bytes;
  VP_TRY(write_bytes(file.value(), &head, sizeof head));
  VP_TRY(write_bytes(file.value(), picture.pixels.data(), picture.pixels.size()));
  if (::lseek(file.value(), 0, SEEK_SET) != 0) return Error{ErrorCode::kIo, describe_errno(errno), "picture"};
  return file;
}

Result<pid_t> start_program(const std::string& program, const char* option, int request, int answer) {
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  if (request >= 0) {
    ::posix_spawn_file_actions_adddup2(&actions, request, STDIN_FILENO);
  } else {
    ::posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  }
  ::posix_spawn_file_actions_adddup2(&actions, answer, STDOUT_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
  std::string name = program;
  // Read by OpenMP before main: a second thread would end the process, by the filter.
  std::string one_thread = "OMP_THREAD_LIMIT=1";
  std::string locale = "LC_ALL=C.UTF-8";
  std::string argument = option;
  const std::array<char*, 3> arguments{name.data(), argument.empty() ? nullptr : argument.data(), nullptr};
  const std::array<char*, 3> environment{one_thread.data(), locale.data(), nullptr};
  pid_t child = 0;
  const int failed =
      ::posix_spawn(&child, name.c_str(), &actions, nullptr, arguments.data(), environment.data());
  ::posix_spawn_file_actions_destroy(&actions);
  if (failed != 0)
    return Error{failed == ENOENT ? ErrorCode::kNotFound : ErrorCode::kWorkerFailed, describe_errno(failed),
                 program};
  return child;
}

Result<std::vector<std::uint8_t>> take_answer(int in, const WorkerLimits& limits) {
  const Clock::time_point end = Clock::now() + limits.wall_time;
  std::vector<std::uint8_t> answer;
  std::array<std::uint8_t, 1U << 16U> chunk;
  while (true) {
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0 || !wait_until_readable(in, static_cast<int>(left.count())))
      return Error{ErrorCode::kTimedOut, "text recognition took too long", ""};
    const ssize_t got = ::read(in, chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Error{ErrorCode::kIo, describe_errno(errno), "text recognition"};
    if (got == 0) return answer;
    if (answer.size() + static_cast<std::size_t>(got) > limits.total_bytes)
      return Error{ErrorCode::kTooBig, "text recognition gives more than it may", ""};
    answer.insert(answer.end(), chunk.data(), chunk.data() + got);
  }
}

Result<void> check_end(int status) {
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
    return Error{ErrorCode::kTimedOut, "text recognition took too long", ""};
  if (!WIFEXITED(status)) return Error{ErrorCode::kWorkerFailed, "text recognition ended in a crash", ""};
  switch (WEXITSTATUS(status)) {
    case kExitDone:
      return {};
    case kExitOutOfMemory:
      return Error{ErrorCode::kTooBig, "text recognition takes more memory than it may", ""};
    case kExitUnconfined:
      return Error{ErrorCode::kWorkerFailed, "text recognition could not give up its rights", ""};
    case kExitNoData:
      return Error{ErrorCode::kUnsupported, "the Dutch data of Tesseract are missing (tesseract-ocr-nld)",
                   ""};
    default:
      return Error{ErrorCode::kWorkerFailed, "text recognition ended early", ""};
  }
}

template <class Head>
bool take_head(std::span<const std::uint8_t>& bytes, Head& head) {
  if (bytes.size() < sizeof head) return false;
  std::memcpy(&head, bytes.data(), sizeof head);
  bytes = bytes.subspan(sizeof head);
  return true;
}

/// Whether every sequence is whole, shortest, and no surrogate.
bool is_utf8(std::span<const std::uint8_t> text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::uint8_t lead = text[at++];
    if (lead < 0x80) {
      if (lead < 0x20 || lead == 0x7F) return false;
      continue;
    }
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
    if (lead < 0xC2 || lead > 0xF4 || text.size() - at < static_cast<std::size_t>(more)) return false;
    std::uint32_t value = lead & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0; i < more; ++i, ++at) {
      if ((text[at] & 0xC0U) != 0x80) return false;
      value = value << 6U | (text[at] & 0x3FU);
    }
    constexpr std::array<std::uint32_t, 4> kLeast{0, 0x80, 0x800, 0x10000};
    if (value < kLeast[static_cast<std::size_t>(more)] || value > 0x10FFFF ||
        (value >= 0xD800 && value < 0xE000))
      return false;
  }
  return true;
}

bool is_within(const RectPt& box, const RectPt& page) {
  // Comparisons are false for what is no number.
  return box.x0 >= page.x0 && box.y0 >= page.y0 && box.x0 <= box.x1 && box.y0 <= box.y1 &&
         box.x1 <= page.x1 && box.y1 <= page.y1;
}

bool is_possible(const RecognizedWordHead& word, const RectPt& page) {
  return is_within(word.box, page) && word.confidence >= 0 && word.confidence <= 1 && word.text_bytes > 0 &&
         word.text_bytes <= kMaxWordBytes && word.size_pt > 0 && word.size_pt <= kMaxTextSizePt &&
         word.baseline_pt >= page.y0 - kMaxTextSizePt && word.baseline_pt <= page.y1 + kMaxTextSizePt;
}

/// The upright picture, in points.
RectPt find_frame(const PagePicture& picture, const PageTurn& turn) {
  const auto to_pt = [&](std::uint32_t px) { return static_cast<float>(px * 72 / picture.dots_per_inch); };
  const WayBack back(turn, to_pt(picture.width_px), to_pt(picture.height_px));
  return {0, 0, back.upright_width(), back.upright_height()};
}

Result<void> take_drawings(std::span<const std::uint8_t>& bytes, const RecognitionHead& head,
                           const RectPt& frame, RecognizedPage& page) {
  for (std::uint32_t i = 0; i < head.lines; ++i) {
    RectPt line;
    if (!take_head(bytes, line) || !is_within(line, frame)) return broken("with a line that cannot be");
    page.lines.push_back(line);
  }
  for (std::uint32_t i = 0; i < head.bars; ++i) {
    RecognizedBar bar;
    if (!take_head(bytes, bar) || !is_within(bar.box, frame) || bar.shade > 255)
      return broken("with a bar that cannot be");
    page.bars.push_back(bar);
  }
  return {};
}

Result<void> take_words(std::span<const std::uint8_t>& bytes, const RecognitionHead& head,
                        const RectPt& frame, RecognizedPage& page) {
  double weight = 0, sum = 0;
  for (std::uint32_t i = 0; i < head.words; ++i) {
    RecognizedWordHead word;
    if (!take_head(bytes, word) || !is_possible(word, frame) || bytes.size() < word.text_bytes)
      return broken("with a word that cannot be");
    const std::span<const std::uint8_t> text = bytes.first(word.text_bytes);
    bytes = bytes.subspan(word.text_bytes);
    if (!is_utf8(text)) return broken("with text that is not UTF-8");
    if (!page.words.empty() && (word.line < page.words.back().line || word.block < page.words.back().block))
      return broken("out of order");
    page.words.push_back({std::string(text.begin(), text.end()), word.box, word.baseline_pt, word.size_pt,
                          word.confidence, word.block, word.line});
    weight += word.text_bytes;
    sum += static_cast<double>(word.text_bytes) * word.confidence;
  }
  if (weight > 0) page.mean_confidence = static_cast<float>(sum / weight);
  return {};
}

/// Runs the program to its end and gives what it wrote.
Result<std::vector<std::uint8_t>> run_program(const std::string& program, const char* option, int request,
                                              const WorkerLimits& limits) {
  VP_ASSIGN(DescriptorPair pipe, open_pipe());
  VP_ASSIGN(const pid_t child, start_program(program, option, request, pipe.second.value()));
  pipe.second.close();
  Result<std::vector<std::uint8_t>> answer = take_answer(pipe.first.value(), limits);
  if (!answer) ::kill(child, SIGKILL);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!answer) return answer;
  VP_TRY(check_end(status));
  return answer;
}

}  // namespace

WorkerLimits default_recognition_limits() {
  WorkerLimits limits;
  limits.cpu_time = std::chrono::seconds(30);
  limits.wall_time = std::chrono::seconds(60);
  limits.memory_bytes = 768ULL << 20U;
  limits.total_bytes = 16ULL << 20U;
  return limits;
}

Result<std::string> find_recognizer_version(const std::string& program) {
  VP_ASSIGN(const std::vector<std::uint8_t> answer,
            run_program(program, "--version", -1, default_recognition_limits()));
  const auto fits = [](std::uint8_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-';
  };
  if (answer.empty() || answer.size() > 100 || !std::all_of(answer.begin(), answer.end(), fits))
    return broken("with a version that is none");
  return std::string(answer.begin(), answer.end());
}

Result<std::vector<std::uint8_t>> ask_recognition(const std::string& program, const PagePicture& picture,
                                                  const WorkerLimits& limits) {
  VP_ASSIGN(const DescriptorHandle request, write_request(picture, limits));
  return run_program(program, "", request.value(), limits);
}

Result<RecognizedPage> parse_recognition(std::span<const std::uint8_t> answer, const PagePicture& picture) {
  RecognitionHead head;
  if (!take_head(answer, head) || head.magic != RecognitionHead{}.magic) return broken("in another form");
  if (head.words > kMaxRecognizedWords || head.lines > kMaxRecognizedLines ||
      head.bars > kMaxRecognizedLines || head.quarter_turns > 3 || !(std::fabs(head.skew_degrees) <= 45))
    return broken("the impossible");
  RecognizedPage page;
  page.turn = {head.quarter_turns, head.skew_degrees};
  page.has_ink = head.has_ink != 0;
  const RectPt frame = find_frame(picture, page.turn);
  VP_TRY(take_drawings(answer, head, frame, page));
  VP_TRY(take_words(answer, head, frame, page));
  if (!answer.empty()) return broken("more than it announced");
  return page;
}

Result<RecognizedPage> recognize_page(const std::string& program, const PagePicture& picture,
                                      const WorkerLimits& limits) {
  VP_ASSIGN(const std::vector<std::uint8_t> answer, ask_recognition(program, picture, limits));
  return parse_recognition(answer, picture);
}

}  // namespace vp::ingest
