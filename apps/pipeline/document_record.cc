#include "apps/pipeline/document_record.h"

#include "core/converted_form.h"

namespace vp::apps {

index::DocumentRecord make_record(const ReadingJob& job, const Document& document, std::string_view extractor,
                                  std::string_view recognizer) {
  index::DocumentRecord record;
  record.id = job.id;
  record.state = document.state;
  record.reason = document.reason;
  record.metadata = document.metadata;
  record.extractor_version = to_extractor_version(extractor, job.converter, recognizer);
  record.page_count = document.page_count;
  for (const Page& page : document.pages) {
    record.pages.push_back({page.index, page.label, page.width_pt, page.height_pt, page.rotation_degrees,
                            page.verdict, page.reason, static_cast<std::uint32_t>(page.words.size())});
  }
  record.messages = document.messages;
  record.message_count = document.message_count;
  record.sources = job.sources;
  record.outline = document.outline;
  return record;
}

}  // namespace vp::apps
