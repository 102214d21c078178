// content_interpreter.h - the fast way of reading a page: an own interpreter for the text, path and form
// operators on top of Poppler's objects, streams and fonts. It reads pages that keep to a proven list of
// features and gives, for these, the very events that Poppler's Gfx gives through PopplerOutputDevice. Every
// other page it leaves alone.
// Errors: none rise; content is hostile input and at worst not interpreted.
// Threads: for one thread. Lifetime: the document must outlive it.
#pragma once

#include <memory>

#include "ingest/content_fallback.h"
#include "ingest/content_sink.h"

class PDFDoc;

namespace vp::ingest {

class ContentInterpreter {
 public:
  explicit ContentInterpreter(PDFDoc& document);
  ~ContentInterpreter();
  ContentInterpreter(const ContentInterpreter&) = delete;
  ContentInterpreter& operator=(const ContentInterpreter&) = delete;

  /// Tells `sink` what the content streams of a page show (annotations are no part of them). `page_number`
  /// counts from 1. False: the page holds something unproven, and `sink` has heard nothing.
  [[nodiscard]] bool interpret(int page_number, ContentSink& sink);
  /// Why the last page was not interpreted; kNone where it was.
  [[nodiscard]] FallbackReason reason() const { return reason_; }

 private:
  struct Shared;
  PDFDoc& document_;
  std::unique_ptr<Shared> shared_;
  FallbackReason reason_ = FallbackReason::kNone;
};

}  // namespace vp::ingest
