// sql_engine.h - what all engines share whose store speaks SQL: everything but where the words are kept (term_index.h) and
// what the store says of itself. Both the embedded engine and the one for teams stand on it, so that hits, order and
// scores are the same because the same code finds, filters and ranks.
// Errors: as in engine.h. A failure of the store inside a batch undoes the whole
// batch;
//   every call until commit_batch then gives that failure again, and commit_batch too.
// Threads: one thread. Readers open their own engine on the same store.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "index/database.h"
#include "index/engine.h"
#include "index/facet_labels.h"
#include "index/fts_tokenizer.h"
#include "index/index_view.h"
#include "index/match_finder.h"
#include "index/passage_statistics.h"
#include "index/passage_store.h"
#include "index/query_evaluator.h"
#include "index/template_finder.h"
#include "index/term_index.h"

namespace vp::index {

/// Indicator id -> theme id, from the dossier's framework; what Filters::theme means.
using IndicatorThemes = std::map<std::string, std::string, std::less<>>;

class SqlEngine : public Engine {
 public:
  Result<void> replace_document(const DocumentRecord& document, std::span<const Passage> passages) override;
  Result<void> replace_sources(const DocumentId& id, std::span<const DocumentSource> sources) override;
  Result<void> remove_document(const DocumentId& id) override;
  Result<void> begin_batch() override;
  Result<void> commit_batch() override;

  Result<bool> has_document(const DocumentId& id) override;
  Result<DocumentRecord> load_document(const DocumentId& id) override;
  Result<std::vector<DocumentId>> list_documents() override;
  Result<std::vector<std::pair<DocumentId, std::vector<DocumentSource>>>> list_sources() override;
  Result<std::vector<UnreadDocument>> list_unread() override;
  Result<std::vector<DocumentId>> find_documents(std::string_view id_prefix) override;
  Result<Passage> load_passage(const DocumentId& id, std::uint32_t ordinal) override;
  Result<std::vector<Passage>> load_passages(const DocumentId& id, std::optional<PageIndex> page) override;

  Result<SearchResult> search(const nlp::SearchQuery& query, const Filters& filters,
                              const SearchOptions& options) override;
  Result<std::uint64_t> count(const nlp::SearchQuery& query, const Filters& filters) override;
  Result<std::vector<Explanation>> explain(const nlp::SearchQuery& query, const Filters& filters,
                                           const DocumentId& document, std::uint32_t limit) override;
  Result<std::vector<KnownTerm>> suggest_terms(std::string_view token, std::uint32_t limit) override;
  Result<std::vector<MentionHit>> find_mentions(const Filters& filters) override;
  Result<std::vector<std::string>> verify() override;
  Result<void> optimize() override;
  Result<void> merge() override;
  Result<bool> is_in_order() override;
  /// The state of the index as all connections name it.
  Result<IndexState> state();
  /// See postgres_driver.h.
  Result<void> act_as(std::string_view role);

  /// What this engine keeps in memory is from now on shared with all that have the same shelf. For engines that only read:
  /// one that writes keeps its own.
  void share_views(std::shared_ptr<ViewShelf> shelf) { shelf_ = std::move(shelf); }
  /// Lets go of what is kept of the index's present state: an engine that waits for its next question holds nothing back.
  void rest() { drop_view(); }

  /// A value kept beside the documents; empty when there is none.
  Result<std::string> load_meta(std::string_view key);
  Result<void> set_meta(std::string_view key, std::string_view value);

 protected:
  /// The lexicon of the tokenizer is first asked when a text is stored, checked or shown as a hit.
  SqlEngine(Database database, std::unique_ptr<DocumentTokenizer> tokenizer, IndicatorThemes themes)
      : tokenizer_(std::move(tokenizer)),
        database_(std::move(database)),
        passages_(database_),
        themes_(std::move(themes)) {}

  // --- what differs from store to store
  /// The words as of the transaction that is open, those that it wrote among them.
  virtual Result<std::unique_ptr<TermIndex>> open_terms() = 0;
  /// A number that differs whenever another connection has changed the index since; asked inside a transaction.
  virtual Result<std::int64_t> load_state() = 0;
  /// The state of the index as all connections name it; asked inside a transaction.
  virtual Result<IndexState> describe_state() = 0;
  /// Keeps the words of a passage; gives how many there are.
  virtual Result<std::uint64_t> insert_words(std::int64_t row, std::string_view text) = 0;
  /// Before the passages of these row ids go.
  virtual Result<void> forget_words(std::int64_t first, std::int64_t last) = 0;
  /// The last of a transaction that changes something.
  virtual Result<void> finish_changes() { return {}; }
  /// What was to be written in a transaction that is undone.
  virtual void drop_changes() {}
  /// Merges what insert_words() has kept, inside a transaction.
  virtual Result<void> merge_words() = 0;
  virtual Result<void> add_store_faults(std::vector<std::string>& faults) = 0;
  /// Compares the words kept with those of the passages.
  virtual Result<void> add_word_faults(std::vector<std::string>& faults) = 0;

  /// One line a row of a fixed query whose first column says what is wrong.
  Result<void> add_fault_rows(const char* sql, const std::string& begin, std::vector<std::string>& faults);
  Database& database() { return database_; }
  DocumentTokenizer& tokenizer() { return *tokenizer_; }
  PassageStore& passages() { return passages_; }
  /// A read transaction, unless one is open already; so that one answer comes from one state of the index.
  Result<std::optional<Transaction>> begin_reading();

 private:
  /// Where a document is in the tables.
  struct StoredDocument {
    std::int64_t row = 0;
    std::int64_t first_passage = 0;
    std::int64_t passage_count = 0;
  };

  /// Runs `change` in the batch, or in a transaction of its own.
  Result<void> in_transaction(const std::function<Result<void>()>& change);

  Result<std::optional<StoredDocument>> find_stored(const DocumentId& id);
  Result<StoredDocument> load_stored(const DocumentId& id);
  Result<void> remove_stored(const StoredDocument& stored);
  Result<void> insert_document(const DocumentRecord& document, const StoredDocument& stored);
  Result<void> insert_pages(const DocumentRecord& document, std::int64_t row);
  Result<void> insert_sources(std::int64_t row, std::span<const DocumentSource> sources);
  Result<void> insert_passages(const StoredDocument& stored, std::span<const Passage> passages);
  /// `stored`: the document of the passage.
  Result<void> insert_mentions(const StoredDocument& stored, const Passage& passage);

  Result<std::vector<DocumentSource>> load_sources(std::int64_t row);
  Result<void> load_pages(std::int64_t row, DocumentRecord& out);
  Result<std::vector<Mention>> load_mentions(std::int64_t passage_row, std::size_t text_bytes);
  /// Per passage of the document, as to_passage_facts() made them.
  Result<std::vector<std::uint64_t>> load_facts(std::int64_t document);
  Result<Passage> to_passage(const PassageBlock& block, std::size_t place, std::int64_t row,
                             std::int64_t first_passage);
  Result<std::vector<Passage>> load_passage_rows(const StoredDocument& stored, std::int64_t first,
                                                 std::int64_t last, std::optional<PageIndex> page);

  /// Forgets what is kept when another connection has changed the index. Inside the read transaction.
  Result<void> note_state();
  void drop_view() {
    view_.reset();
    statistics_ = nullptr;
  }
  /// The view of the transaction's state, which stays until the next call.
  Result<IndexView*> load_view();
  Result<std::shared_ptr<IndexView>> make_view(IndexState state, const IndexView* earlier);
  /// Who matched, and who of them passes the filters.
  struct Selection {
    RowSet found;  ///< matches and passes
    std::uint64_t boilerplate = 0;
  };
  Result<Selection> select(const QueryEvaluator& evaluator, const Filters& filters);
  Result<void> keep_documents(const Filters& filters, RowSet& rows);
  Result<void> keep_indicators(const Filters& filters, RowSet& rows);
  Result<void> keep_voices(const Filters& filters, RowSet& rows);
  /// Passages with a mention of which one of these bits is set; of one of the indicators (a JSON list), where given.
  Result<RowSet> find_voices(std::int64_t bits, const std::optional<std::string>& indicators);
  Result<void> keep_fields(const FieldFilters& fields, RowSet& rows);
  Result<void> keep_field_documents(const FieldFilters& fields, RowSet& rows);
  Result<void> keep_field_mentions(const FieldFilters& fields, RowSet& rows);
  /// False for a stem that no text has as a word.
  Result<bool> stands_as_word(const std::string& term);
  Result<std::vector<std::uint32_t>> load_document_order(SortOrder sort);
  /// Looks at every page of the index; list_unread() remembers it.
  Result<std::vector<UnreadDocument>> read_unread();
  Result<const FacetLabels*> load_labels();
  Result<std::vector<Facet>> count_facets(const RowSet& found, const std::vector<PassageRef>& linked);
  /// The slots of these passages; those that the index does not hold are left out.
  Result<RowSet> find_rows(const std::vector<PassageRef>& places, std::size_t size);
  Result<void> add_linked_facet(const RowSet& found, const std::vector<PassageRef>& linked,
                                std::vector<Facet>& facets);
  Result<LeafReader> open_reader();
  Result<Hit> load_hit(const MatchFinder& finder, std::uint32_t slot, double score);
  /// Where the filters name an indicator or a theme: which indicators those are.
  [[nodiscard]] std::vector<std::string> wanted_indicators(const Filters& filters) const;

  /// What the search for templates must know of all passages: a byte each, as there can be millions.
  struct MarkedPassages {
    std::vector<std::pair<std::int64_t, std::size_t>> documents;  ///< row id, number of passages
    enum Mark : char { kPlain, kTemplate, kWording };  ///< wording: of the framework, whoever else has it
    std::vector<char> marks;                           ///< of all passages, as it was marked before
  };
  /// Marks prose that many submitters have alike as boilerplate, when a document came or went since the last time.
  Result<void> mark_templates();
  /// What merge() does, inside the transaction.
  Result<void> merge_parts();
  /// What suggest_terms() gives, looked for.
  Result<std::vector<KnownTerm>> find_suggestions(const std::string& token, std::uint32_t limit);
  Result<std::string> describe_prose();
  Result<MarkedPassages> gather_prose(TemplateFinder& finder);
  /// Turns the boilerplate bits of passages of a document (ordinals, ascending) over.
  Result<void> turn_facts(std::int64_t document, const std::vector<std::int64_t>& ordinals);

  Result<void> verify_structure(std::vector<std::string>& faults);
  Result<void> verify_passages(std::vector<std::string>& faults);
  Result<void> verify_ranges(std::vector<std::string>& faults);

  std::unique_ptr<DocumentTokenizer> tokenizer_;  ///< before database_: the connection points at it
  Database database_;
  PassageStore passages_;  ///< after database_
  IndicatorThemes themes_;

  std::optional<Transaction> batch_;
  std::optional<Error> batch_error_;

  std::shared_ptr<ViewShelf> shelf_;
  std::shared_ptr<IndexView> view_;                ///< as of the version below
  const PassageStatistics* statistics_ = nullptr;  ///< of view_
  std::int64_t view_state_ = 0;                    ///< as load_state() has it
};

}  // namespace vp::index
