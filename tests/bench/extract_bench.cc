// extract_bench.cc - CPU time of reading files both ways: with our own interpreter where it can, and with
// Poppler's Gfx alone. Compare with `time pdftotext` on the same files in the same hour. usage:
// vp_extract_bench [--reasons] FILE.pdf...
//   --reasons  also says for how many pages the own interpreter stood back, and why
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <sys/resource.h>

#include "ingest/poppler_extractor.h"
#include "tests/ingest/interpreter_differential.h"

namespace {

class Counter : public vp::ingest::DocumentSink {
 public:
  void on_head(vp::ingest::DocumentHead) override {}
  void on_outline(vp::Outline) override {}
  void on_page(vp::Page page) override {
    ++pages;
    words += page.words.size();
    bytes += page.text.size();
  }
  void on_tail(vp::ingest::DocumentTail) override {}
  std::size_t pages = 0;
  std::size_t words = 0;
  std::size_t bytes = 0;
};

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  constexpr double kMicro = 1e-6;
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         kMicro * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

std::string read_file(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void measure(std::string_view name, vp::ingest::ContentReader reader, const std::vector<std::string>& files) {
  const auto extractor = vp::ingest::make_poppler_extractor(reader);
  Counter counter;
  const double start = cpu_seconds();
  for (const std::string& file : files) {
    extractor->extract({reinterpret_cast<const std::uint8_t*>(file.data()), file.size()}, counter);
  }
  const double seconds = cpu_seconds() - start;
  std::printf("%-6s %zu files %zu pages %zu words %zu bytes  cpu %.2f s\n", std::string(name).c_str(),
              files.size(), counter.pages, counter.words, counter.bytes, seconds);
}

void print_reasons(const std::vector<std::string>& files) {
  std::map<std::string, std::size_t> reasons;
  for (const std::string& file : files) {
    for (const auto& page : vp::ingest::compare_readings(file))
      ++reasons[page.reason];
  }
  for (const auto& [reason, pages] : reasons)
    std::printf("  %-16s %zu pages\n", reason.c_str(), pages);
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::string> files;
  bool wants_reasons = false;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--reasons") {
      wants_reasons = true;
    } else {
      files.push_back(read_file(argv[i]));
    }
  }
  if (files.empty()) {
    std::fprintf(stderr, "usage: vp_extract_bench [--reasons] FILE.pdf...\n");
    return 2;
  }
  measure("own", vp::ingest::ContentReader::kOwnWherePossible, files);
  measure("gfx", vp::ingest::ContentReader::kPopplerOnly, files);
  if (wants_reasons) print_reasons(files);
  return 0;
}
