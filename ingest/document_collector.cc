#include <utility>

#include "ingest/extractor.h"

namespace vp::ingest {

void DocumentCollector::on_head(DocumentHead head) {
  document_.metadata = std::move(head.metadata);
  document_.page_count = head.page_count;
}

void DocumentCollector::on_page(Page page) {
  document_.pages.push_back(std::move(page));
}

void DocumentCollector::on_outline(Outline outline) {
  document_.outline = std::move(outline);
}

void DocumentCollector::on_tail(DocumentTail tail) {
  document_.state = tail.state;
  document_.reason = std::move(tail.reason);
  document_.fonts = std::move(tail.fonts);
  document_.messages = std::move(tail.messages);
  document_.message_count = tail.message_count;
}

Document DocumentCollector::take() {
  return std::exchange(document_, Document{});
}

}  // namespace vp::ingest
