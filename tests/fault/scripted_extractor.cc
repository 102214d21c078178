#include "tests/fault/scripted_extractor.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <functional>
#include <limits>
#include <map>
#include <new>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>

#include "ingest/frame_codec.h"
#include "ingest/worker_process.h"
#include "ingest/worker_sink.h"
#include "tests/ingest/sample_document.h"

namespace vp::ingest {
namespace {

constexpr std::uint32_t kWordsPerPage = 50;
constexpr std::size_t kBlockBytes = 16U << 20U;

Page make_good_page(std::uint32_t index) {
  return make_sample_page(index, (index + 1) * kWordsPerPage);
}

DocumentTail make_good_tail() {
  return {DocumentState::kOk, "", {"Helvetica"}, {}, 0};
}

/// A frame of a page whose header and checks nobody asked about.
template <class Spoil>
std::vector<std::uint8_t> make_spoilt_frame(std::uint32_t index, Spoil spoil) {
  Page page = make_good_page(index);
  spoil(page);
  return encode_frame(page);
}

std::vector<std::uint8_t> make_header(std::uint32_t type, std::uint32_t payload_bytes) {
  const std::array<std::uint32_t, 2> fields{type, payload_bytes};
  const auto bytes = std::as_bytes(std::span(fields));
  std::vector<std::uint8_t> header;
  for (const std::byte byte : bytes)
    header.push_back(static_cast<std::uint8_t>(byte));
  return header;
}

/// Fills memory with something, so that it is really taken.
void* fill(void* block) {
  auto* bytes = static_cast<volatile char*>(block);
  for (std::size_t i = 0; i < kBlockBytes; i += 4096)
    bytes[i] = 1;
  return block;
}

void spin() {
  while (::getppid() > 0) {  // a call, so that no compiler may leave the loop out
  }
}

/// Writes where no memory is.
void crash() {
  auto* nowhere = reinterpret_cast<volatile char*>(std::uintptr_t{8});
  *nowhere = 1;
}

[[noreturn]] void wait_forever() {
  while (true)
    ::poll(nullptr, 0, -1);
}

// NOLINTNEXTLINE(misc-no-recursion): to run out of stack is the point
int overflow_stack(volatile char* above) {
  std::array<volatile char, 4096> frame{};
  frame[0] = *above;
  if (frame[0] == 2) return 0;  // never: only that the compiler believes in an end
  return overflow_stack(frame.data()) + frame[1];
}

/// What happens at page index `at`. Does not come back where it ends the process or never ends.
using Fault = std::function<void(WorkerSink& sink, std::uint32_t at)>;

const std::map<std::string_view, Fault>& process_faults() {
  static const std::map<std::string_view, Fault> kFaults = {
      {"crash", [](auto&, auto) { crash(); }},
      {"abort", [](auto&, auto) { std::abort(); }},
      {"overflow-stack",
       [](auto&, auto) {
         volatile char start = 1;
         overflow_stack(&start);
       }},
      {"hang", [](auto&, auto) { wait_forever(); }},
      {"spin", [](auto&, auto) { spin(); }},
      {"exit", [](auto&, auto) { ::_exit(0); }},
      {"exit-7", [](auto&, auto) { ::_exit(7); }},
      {"exit-83", [](auto&, auto) { ::_exit(kExitUnconfined); }},
      {"kill-itself", [](auto&, auto) { std::raise(SIGKILL); }},
      {"throw", [](auto&, auto) { throw std::runtime_error("no such object"); }},
      {"eat-memory",
       [](auto&, auto) {
         std::vector<std::unique_ptr<char[]>> blocks;
         while (true)
           fill(blocks.emplace_back(std::make_unique<char[]>(kBlockBytes)).get());
       }},
      {"eat-memory-abort",
       [](auto&, auto) {
         while (void* block = std::malloc(kBlockBytes))
           fill(block);
         std::abort();
       }},
      {"out-of-memory", [](auto&, auto) { throw std::bad_alloc(); }},
      {"kill-server", [](auto&, auto) { ::kill(::getppid(), SIGKILL), wait_forever(); }},
      {"linger",
       [](auto&, auto) {
         for (int i = 0; i < 64; ++i)
           ::close(i);
         wait_forever();
       }},
      {"write-file",
       [](auto&, auto) {
         const int file = ::open("/tmp", O_TMPFILE | O_RDWR, 0600);
         if (file >= 0 && ::write(file, "x", 1) == 1) ::_exit(0);
         ::_exit(9);
       }},
      {"tell-niceness",
       [](auto& sink, auto) {
         sink.stop(DocumentState::kDamaged, "niceness " + std::to_string(::getpriority(PRIO_PROCESS, 0)));
       }},
      {"open-files",
       [](auto& sink, auto) {
         int opened = 0;
         while (opened < 1000 && ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) >= 0)
           ++opened;
         sink.stop(DocumentState::kDamaged, "opened " + std::to_string(opened));
       }},
      {"describe",
       [](auto& sink, auto) {
         std::string found;
         for (int i = 0; i < 256; ++i)
           found += ::fcntl(i, F_GETFD) >= 0 ? std::to_string(i) + " " : "";
         for (char** entry = environ; *entry != nullptr; ++entry)
           found += std::string(*entry) + " ";
         sink.stop(DocumentState::kDamaged, found);
       }},
  };
  return kFaults;
}

const std::map<std::string_view, Fault>& frame_faults() {
  static const std::map<std::string_view, Fault> kFaults = {
      {"flood",
       [](auto& sink, auto) {
         for (std::uint32_t i = 0;; ++i)
           sink.write_bytes(encode_frame(make_sample_page(i, 10'000)));
       }},
      {"flood-empty-pages",
       [](auto& sink, auto) {
         for (std::uint32_t i = 0;; ++i)
           sink.write_bytes(encode_frame(make_sample_page(i, 0)));
       }},
      {"half-frame",
       [](auto& sink, auto at) {
         const auto frame = encode_frame(make_good_page(at));
         sink.write_bytes(std::span(frame).first(frame.size() / 2));
         ::_exit(0);
       }},
      {"same-page", [](auto& sink, auto at) { sink.write_bytes(encode_frame(make_good_page(at - 1))); }},
      {"page-beyond", [](auto& sink, auto) { sink.write_bytes(encode_frame(make_good_page(99))); }},
      {"second-head", [](auto& sink, auto) { sink.write_bytes(encode_frame(DocumentHead{})); }},
      {"after-tail",
       [](auto& sink, auto at) {
         auto frames = encode_frame(make_good_tail());
         const auto page = encode_frame(make_good_page(at));
         frames.insert(frames.end(), page.begin(), page.end());
         sink.write_bytes(frames);
         wait_forever();
       }},
      {"unknown-type", [](auto& sink, auto) { sink.write_bytes(make_header(5, 0)); }},
      {"empty-outline", [](auto& sink, auto) { sink.write_bytes(make_header(4, 0)); }},
      {"long-frame", [](auto& sink, auto) { sink.write_bytes(make_header(2, 0xFFFFFFFF)); }},
      {"lying-count",
       [](auto& sink, auto at) {
         auto frame = encode_frame(make_good_page(at));
         frame.at(kFrameHeaderBytes + 7) = 0x7F;  // the high byte of the label's length
         sink.write_bytes(frame);
       }},
      {"not-finite",
       [](auto& sink, auto at) {
         sink.write_bytes(make_spoilt_frame(
             at, [](Page& page) { page.words[2].box.y1 = std::numeric_limits<float>::quiet_NaN(); }));
       }},
      {"bad-utf8",
       [](auto& sink, auto at) {
         sink.write_bytes(make_spoilt_frame(at, [](Page& page) { page.text[1] = '\xC3'; }));
       }},
      {"unknown-font",
       [](auto& sink, auto at) {
         sink.write_bytes(make_spoilt_frame(at, [](Page& page) { page.words[0].font = 7; }));
         sink.write_bytes(encode_frame(make_good_tail()));
       }},
      {"false-duplicate",
       [](auto& sink, auto) {
         sink.write_bytes(encode_frame(DocumentTail{DocumentState::kDuplicate, "", {"Helvetica"}, {}, 0}));
       }},
  };
  return kFaults;
}

class ScriptedExtractor : public Extractor {
 public:
  void extract(std::span<const std::uint8_t> bytes, DocumentSink& sink) override {
    std::istringstream script(std::string(bytes.begin(), bytes.end()));
    std::string fault;
    std::uint32_t page_count = 0;
    std::uint32_t page = 1;
    script >> fault >> page_count >> page;
    if (fault == "crash-opening") crash();
    sink.on_head({{}, page_count});
    for (std::uint32_t i = 0; i < page_count; ++i) {
      if (fault != "good" && i + 1 == page) return happen(fault, dynamic_cast<WorkerSink&>(sink), i);
      sink.on_page(make_good_page(i));
    }
    sink.on_tail(make_good_tail());
  }
  [[nodiscard]] std::string version() const override { return "scripted 1"; }

 private:
  static void happen(const std::string& fault, WorkerSink& sink, std::uint32_t at) {
    const auto& faults = process_faults().contains(fault) ? process_faults() : frame_faults();
    faults.at(fault)(sink, at);
  }
};

}  // namespace

std::unique_ptr<Extractor> make_scripted_extractor() {
  return std::make_unique<ScriptedExtractor>();
}

Document make_good_document(std::uint32_t page_count) {
  DocumentCollector collector;
  collector.on_head({{}, page_count});
  for (std::uint32_t i = 0; i < page_count; ++i)
    collector.on_page(make_good_page(i));
  collector.on_tail(make_good_tail());
  return collector.take();
}

}  // namespace vp::ingest
