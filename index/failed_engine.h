// failed_engine.h - stands in for an index that cannot be opened: every call gives the reason. So a dossier
// whose index.db is broken or of another version can still be opened, and its index be made anew.
#pragma once

#include "index/engine.h"

namespace vp::index {

class FailedEngine : public Engine {
 public:
  explicit FailedEngine(Error reason) : reason_(std::move(reason)) {}
  [[nodiscard]] const Error& reason() const { return reason_; }

  Result<void> replace_document(const DocumentRecord&, std::span<const Passage>) override { return reason_; }
  Result<void> replace_sources(const DocumentId&, std::span<const DocumentSource>) override {
    return reason_;
  }
  Result<void> remove_document(const DocumentId&) override { return reason_; }
  Result<void> begin_batch() override { return reason_; }
  Result<void> commit_batch() override { return reason_; }
  Result<bool> has_document(const DocumentId&) override { return reason_; }
  Result<DocumentRecord> load_document(const DocumentId&) override { return reason_; }
  Result<std::vector<DocumentId>> list_documents() override { return reason_; }
  Result<std::vector<std::pair<DocumentId, std::vector<DocumentSource>>>> list_sources() override {
    return reason_;
  }
  Result<std::vector<UnreadDocument>> list_unread() override { return reason_; }
  Result<std::vector<DocumentId>> find_documents(std::string_view) override { return reason_; }
  Result<Passage> load_passage(const DocumentId&, std::uint32_t) override { return reason_; }
  Result<std::vector<Passage>> load_passages(const DocumentId&, std::optional<PageIndex>) override {
    return reason_;
  }
  Result<SearchResult> search(const nlp::SearchQuery&, const Filters&, const SearchOptions&) override {
    return reason_;
  }
  Result<std::uint64_t> count(const nlp::SearchQuery&, const Filters&) override { return reason_; }
  Result<std::vector<Explanation>> explain(const nlp::SearchQuery&, const Filters&, const DocumentId&,
                                           std::uint32_t) override {
    return reason_;
  }
  Result<std::vector<KnownTerm>> suggest_terms(std::string_view, std::uint32_t) override { return reason_; }
  Result<std::vector<MentionHit>> find_mentions(const Filters&) override { return reason_; }
  Result<std::vector<std::string>> verify() override { return reason_; }
  Result<void> optimize() override { return reason_; }
  Result<void> merge() override { return reason_; }
  Result<bool> is_in_order() override { return reason_; }

 private:
  Error reason_;
};

}  // namespace vp::index
