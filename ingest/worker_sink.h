// worker_sink.h - the worker's end of the result pipe: every page goes out as a frame as soon as it is read,
// so that a crash on the next one does not lose it.
// Errors: none are thrown. When nobody reads the pipe any more the process ends: its only purpose is gone.
// Threads: for the one thread of a worker.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "ingest/extractor.h"
#include "ingest/worker_pool.h"

namespace vp::ingest {

/// "3 of 10 pages read"
std::string describe_progress(std::size_t pages_read, std::uint32_t page_count);

class WorkerSink : public DocumentSink {
 public:
  /// `descriptor`: the write end of the result pipe, stays the caller's. Takes `frame_bytes` from `limits`.
  WorkerSink(int descriptor, const WorkerLimits& limits);

  /// Texts that are too long or no UTF-8 are cut and mended, since they only describe.
  void on_head(DocumentHead head) override;
  /// A page that does not fit in a frame goes without its rulings and fills and is called poor; one that
  /// still does not fit, or breaks its promises (frame_checks.h), is replaced by an unread one. Either way
  /// the page says why, and the document becomes "partly read".
  void on_page(Page page) override;
  /// One that breaks its promises goes without its bookmarks and says why.
  void on_outline(Outline outline) override;
  void on_tail(DocumentTail tail) override;

  /// Ends the document where reading had to stop: `reason`, and how many pages came before it.
  void stop(DocumentState state, const std::string& reason);

  [[nodiscard]] bool has_tail() const { return has_tail_; }
  /// Bytes as they are; what the main process makes of wrong ones is for tests to find out.
  void write_bytes(std::span<const std::uint8_t> bytes) const;

 private:
  /// The frame of `page`, made to fit.
  std::vector<std::uint8_t> make_page_frame(Page& page);

  int descriptor_;
  std::uint64_t frame_limit_bytes_;
  std::uint32_t page_count_ = 0;
  std::size_t pages_sent_ = 0;
  std::size_t fonts_used_ = 0;
  std::size_t pages_cut_ = 0;
  std::string first_cut_;  ///< why the first of them was
  bool has_tail_ = false;
};

}  // namespace vp::ingest
