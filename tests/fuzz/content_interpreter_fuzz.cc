// content_interpreter_fuzz.cc - any content stream: read without a fault, and if read at all, then to the
// very events that Poppler's Gfx gives.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "tests/ingest/interpreter_differential.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view content(reinterpret_cast<const char*>(data), size);
  for (const auto& page : vp::ingest::compare_readings(vp::ingest::make_tiny_pdf(content))) {
    if (page.difference.empty()) continue;
    std::fprintf(stderr, "%s\n", page.difference.c_str());
    std::abort();
  }
  return 0;
}
