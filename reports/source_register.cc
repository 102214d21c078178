#include "reports/source_register.h"

#include <utility>

#include "core/converted_form.h"
#include "core/page_reasons.h"

namespace vp::reports {

Result<const SourceRegister::DocumentFacts*> SourceRegister::facts_of(const DocumentId& document) {
  if (const auto known = facts_.find(document); known != facts_.end()) return &known->second;
  DocumentFacts facts;
  VP_ASSIGN(const std::vector<index::DocumentSource> sources, dossier_->sources_of(document));
  if (!sources.empty()) {
    facts.path = sources.front().path;
    facts.labels = sources.front().labels;
  }
  const Result<index::DocumentRecord> record = dossier_->engine().load_document(document);
  if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
  if (record) {
    facts.is_converted = !find_converter(record->extractor_version).empty();
    for (const index::PageRecord& page : record->pages) {
      if (!page.label.empty()) facts.page_labels[page.index] = page.label;
      if (page.verdict == PageVerdict::kOcr || is_recognized(page.reason))
        facts.recognized.insert(page.index);
    }
  }
  return &facts_.emplace(document, std::move(facts)).first->second;
}

Result<std::size_t> SourceRegister::find_or_add(const Anchor& anchor) {
  const auto [place, is_new] =
      places_.try_emplace(Place(anchor.document, anchor.page, anchor.rects, anchor.quote), sources_->size());
  if (!is_new) return place->second;
  VP_ASSIGN(const DocumentFacts* const facts, facts_of(anchor.document));
  Source source;
  source.document = anchor.document;
  source.path = facts->path;
  source.submitter = facts->labels.submitter;
  source.role = facts->labels.role;
  source.evidence_date = facts->labels.evidence_date;
  source.page = anchor.page;
  source.last_page = anchor.continues.empty() ? anchor.page : anchor.continues.back().page;
  if (const auto label = facts->page_labels.find(anchor.page); label != facts->page_labels.end())
    source.page_label = label->second;
  source.is_converted = facts->is_converted;
  source.is_recognized = facts->recognized.contains(anchor.page);
  source.rects = anchor.rects;
  source.quote = anchor.quote;
  sources_->push_back(std::move(source));
  return place->second;
}

}  // namespace vp::reports
