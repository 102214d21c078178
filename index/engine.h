// engine.h - the seam for the store of passages, terms and mentions: analysed tokens and a query tree in,
// passages out. No engine syntax, no raw user words. One conformance suite (tests/index/engine_conformance.h)
// runs on every engine. Errors: kDatabase, kBusy, kDiskFull, kIo. Threads: an engine object is for one
// thread; open one each for readers.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/document.h"
#include "core/document_id.h"
#include "core/passage.h"
#include "core/result.h"
#include "core/submission.h"
#include "index/field_filters.h"
#include "index/term_neighbours.h"
#include "nlp/search_query.h"

namespace vp::index {

/// What is kept of a page beside its passages.
struct PageRecord {
  PageIndex index;
  std::string label;
  float width_pt = 0;
  float height_pt = 0;
  std::uint16_t rotation_degrees = 0;
  PageVerdict verdict = PageVerdict::kOk;
  std::string reason;
  std::uint32_t word_count = 0;
  bool operator==(const PageRecord&) const = default;
};

/// One path under which a document was handed in, and what was said with it.
struct DocumentSource {
  std::string path;
  SubmissionLabels labels;
  auto operator<=>(const DocumentSource&) const = default;
};

/// A document as the index keeps it, whole.
struct DocumentRecord {
  DocumentId id;
  DocumentState state = DocumentState::kOk;
  std::string reason;
  DocumentMetadata metadata;
  std::string extractor_version;
  std::uint32_t page_count = 0;   ///< as the file declares
  std::vector<PageRecord> pages;  ///< those that were reached
  std::vector<std::string> messages;
  std::uint64_t message_count = 0;
  std::vector<DocumentSource> sources;  ///< ascending by submission; the first names the document
  Outline outline;                      ///< the bookmarks that the file has
  bool operator==(const DocumentRecord&) const = default;
};

/// Empty fields do not filter. A document passes when one of its sources has all the wanted labels.
struct Filters {
  std::string municipality, approach, role;
  std::string indicator;               ///< id; the passage must mention it
  std::string theme;                   ///< id; the passage must mention one of its indicators
  std::optional<Polarity> polarity;    ///< a mention (of the indicator, if one is asked) must suggest it,
  std::optional<SpeakerRole> speaker;  ///< and be said by such a one, who is named in the text
  std::optional<DocumentId> document;
  FieldFilters fields;  ///< those that stand within the query; for searching, find_mentions leaves them aside
  bool with_page_furniture = false;  ///< also headers, footers and page numbers
  bool with_boilerplate =
      false;  ///< also wording that says nothing of this submission (Passage::boilerplate)
  bool operator==(const Filters&) const = default;
};

/// A passage found, whole, with the words that were asked for.
struct Hit {
  DocumentId document;
  Passage passage;
  double score = 0;               ///< higher is better; see docs/decisions on ranking
  std::vector<TextSpan> matches;  ///< in passage.text, ascending, disjoint
  bool operator==(const Hit&) const = default;
};

enum class SortOrder : std::uint8_t {
  kRelevance,  ///< by falling score, ties by (document, passage)
  kDocument,   ///< by first path, then place
  kDate,       ///< by evidence date of the first source, latest first, undated last; then as kDocument
};

/// A passage by the place that it has in its document.
struct PassageRef {
  DocumentId document;
  std::uint32_t passage = 0;  ///< ordinal
  auto operator<=>(const PassageRef&) const = default;
};

struct SearchOptions {
  std::uint32_t limit = 20;
  std::uint32_t offset = 0;
  SortOrder sort = SortOrder::kRelevance;
  bool with_facets = false;
  std::vector<PassageRef> linked;   ///< passages that a finding stands on, for the facet of that name
  std::optional<bool> only_linked;  ///< true: only those; false: only the others
};

/// How many of the passages found have a value: (gemeente, Oostmeer, 12).
struct FacetCount {
  std::string value;
  std::uint64_t passages = 0;
  bool operator==(const FacetCount&) const = default;
};
struct Facet {
  std::string name;  ///< municipality, approach, role, theme, indicator, polarity, speaker, linked, document
  std::vector<FacetCount> counts;  ///< falling, then by value; without zeros
  bool operator==(const Facet&) const = default;
};

struct SearchResult {
  std::uint64_t total = 0;        ///< all passages that match, not only those returned
  std::uint64_t with_all = 0;     ///< of those, with every word that was asked for
  std::uint64_t boilerplate = 0;  ///< that match too, left out by Filters::with_boilerplate
  std::vector<Hit> hits;          ///< in the order asked for
  std::vector<Facet> facets;      ///< of all passages that match
};

/// Why a passage stands where it does.
struct ScorePart {
  std::string label;  ///< of the concept
  double idf = 0;
  double places = 0;              ///< weighted
  double part = 0;                ///< of the score, before coordination
  bool is_added = false;          ///< an indicator that the words point to
  std::vector<std::string> ways;  ///< in which it stands there, as nlp::to_string(ConceptWay) has them
  bool operator==(const ScorePart&) const = default;
};
struct Explanation {
  Hit hit;
  std::uint64_t rank = 0;    ///< 1-based among all that match
  std::uint64_t length = 0;  ///< in tokens
  double mean_length = 0;
  bool is_title = false;  ///< counts for ranking.h's kTitleWeight
  double coordination = 1;
  std::vector<ScorePart> parts;
};

/// A mention with the passage it stands in.
struct MentionHit {
  DocumentId document;
  std::uint32_t passage = 0;  ///< ordinal; load_passage gives the rest
  Mention mention;
  bool operator==(const MentionHit&) const = default;
};

/// A document of which something could not be read.
struct UnreadDocument {
  DocumentId id;
  DocumentState state = DocumentState::kOk;
  std::uint64_t pages = 0;  ///< unread, those that are not in the index among them
  std::vector<DocumentSource> sources;
  bool operator==(const UnreadDocument&) const = default;
};

class Engine {
 public:
  virtual ~Engine() = default;

  /// Puts a document in place of what was known of it, whole or not at all. Doing it twice changes nothing.
  virtual Result<void> replace_document(const DocumentRecord& document,
                                        std::span<const Passage> passages) = 0;
  /// Same document, other sources. kNotFound when the document is not there.
  virtual Result<void> replace_sources(const DocumentId& id, std::span<const DocumentSource> sources) = 0;
  virtual Result<void> remove_document(const DocumentId& id) = 0;
  /// Several replace/remove calls between these are one transaction; without them each call is its own.
  virtual Result<void> begin_batch() = 0;
  virtual Result<void> commit_batch() = 0;

  virtual Result<bool> has_document(const DocumentId& id) = 0;
  virtual Result<DocumentRecord> load_document(const DocumentId& id) = 0;  ///< kNotFound
  virtual Result<std::vector<DocumentId>> list_documents() = 0;            ///< ascending
  /// Every document with its sources, ascending by id; one pass, for comparing with the submissions.
  virtual Result<std::vector<std::pair<DocumentId, std::vector<DocumentSource>>>> list_sources() = 0;
  /// Documents with an unread page, or in another state than ok or repaired; ascending by id.
  virtual Result<std::vector<UnreadDocument>> list_unread() = 0;
  virtual Result<std::vector<DocumentId>> find_documents(
      std::string_view id_prefix) = 0;  ///< hexadecimal; ascending
  virtual Result<Passage> load_passage(const DocumentId& id,
                                       std::uint32_t ordinal) = 0;  ///< with mentions; kNotFound
  /// Passages that touch the page (all when none is given), in order of reading.
  virtual Result<std::vector<Passage>> load_passages(const DocumentId& id, std::optional<PageIndex> page) = 0;

  virtual Result<SearchResult> search(const nlp::SearchQuery& query, const Filters& filters,
                                      const SearchOptions& options) = 0;
  virtual Result<std::uint64_t> count(const nlp::SearchQuery& query, const Filters& filters) = 0;
  /// The best passages of one document that match, at most `limit`, by rank.
  virtual Result<std::vector<Explanation>> explain(const nlp::SearchQuery& query, const Filters& filters,
                                                   const DocumentId& document, std::uint32_t limit) = 0;
  /// Words of the index that a word which no passage holds was probably meant to be: those with the fewest typing
  /// errors (term_neighbours.h) first, then those in most passages. Empty when a passage holds the word itself, as
  /// surface or stem. `token` is folded.
  virtual Result<std::vector<KnownTerm>> suggest_terms(std::string_view token, std::uint32_t limit) = 0;
  /// Ascending by (first source's path, passage, span, indicator).
  virtual Result<std::vector<MentionHit>> find_mentions(const Filters& filters) = 0;

  /// Compares everything that is derived with what it was derived from. Empty: sound. One line a fault.
  virtual Result<std::vector<std::string>> verify() = 0;
  /// After a bulk of changes: merges and shrinks what engines keep for speed.
  virtual Result<void> optimize() = 0;
  /// The part of optimize() that costs no more than what was added: merges what is scattered.
  virtual Result<void> merge() = 0;
  /// False when documents came or went since templates were looked for: optimize() would mark others.
  virtual Result<bool> is_in_order() = 0;
};

}  // namespace vp::index
