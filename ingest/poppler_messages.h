// poppler_messages.h - Poppler's complaints, counted and capped, for the document that is being read.
// Poppler knows one callback for the whole process; it goes to the log that stands open on the calling
// thread. Threads: one open log a thread.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vp::ingest {

class PopplerMessages {
 public:
  /// Takes Poppler's messages from here to its end.
  PopplerMessages();
  ~PopplerMessages();
  PopplerMessages(const PopplerMessages&) = delete;
  PopplerMessages& operator=(const PopplerMessages&) = delete;

  /// Later messages name this page (1-based; 0 for none).
  void set_page(std::uint32_t page_number) { page_number_ = page_number; }
  /// Files can make millions of these: after the first kMaxMessages one costs no more than an addition.
  void add(std::string_view message);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] std::vector<std::string> take() { return std::move(kept_); }

 private:
  PopplerMessages* outer_ = nullptr;  // the log that was open before, on the same thread
  std::uint64_t count_ = 0;
  std::uint32_t page_number_ = 0;
  std::vector<std::string> kept_;
};

}  // namespace vp::ingest
