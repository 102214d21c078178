#include "ingest/poppler_messages.h"

#include <Error.h>

#include "ingest/extractor.h"

namespace vp::ingest {
namespace {

thread_local PopplerMessages* open_log = nullptr;

void take_message(ErrorCategory, Goffset, const char* message) {
  if (open_log != nullptr && message != nullptr) open_log->add(message);
}

}  // namespace

PopplerMessages::PopplerMessages() {
  setErrorCallback(&take_message);
  outer_ = std::exchange(open_log, this);
}

PopplerMessages::~PopplerMessages() {
  open_log = outer_;
}

void PopplerMessages::add(std::string_view message) {
  ++count_;
  if (kept_.size() >= kMaxMessages) return;
  std::string text = page_number_ > 0 ? "page " + std::to_string(page_number_) + ": " : "";
  for (const char c : message.substr(0, kMaxMessageBytes)) {
    // Messages quote the file's bytes; only ASCII is sure to be text.
    text.push_back(c >= 0x20 && c < 0x7F ? c : '?');
  }
  if (text.size() > kMaxMessageBytes) text.resize(kMaxMessageBytes);
  kept_.push_back(std::move(text));
}

}  // namespace vp::ingest
