// The reading half of SqlEngine: stored documents and passages back as values.
#include <algorithm>

#include "index/bookmark_rows.h"
#include "index/sql_engine.h"
#include "index/suggestion_codec.h"
#include "index/varint.h"

namespace vp::index {
namespace {

Error not_found(const DocumentId& id) {
  return Error{ErrorCode::kNotFound, "is not in the index", "document " + to_string(id)};
}

DocumentId to_document_id(Blob bytes) {
  DocumentId id;
  std::copy_n(bytes.begin(), std::min(bytes.size(), id.bytes.size()), id.bytes.begin());
  return id;
}

/// A stored number as an enumerator; kDatabase when no program of this version wrote it.
template <class Enum>
Result<Enum> to_enum(std::int64_t value, Enum last) {
  if (value >= 0 && value <= static_cast<std::int64_t>(last)) return static_cast<Enum>(value);
  return Error{ErrorCode::kDatabase, "the index holds an unknown kind or state; rebuild it", ""};
}

std::uint32_t to_u32(std::int64_t value) {
  return static_cast<std::uint32_t>(value);
}

DocumentSource to_source(const Statement& row, int column) {
  DocumentSource source;
  for (std::string* field : {&source.path, &source.labels.municipality, &source.labels.approach,
                             &source.labels.submitter, &source.labels.role, &source.labels.received_date,
                             &source.labels.evidence_date, &source.labels.round}) {
    *field = row.column_text(column++);
  }
  return source;
}

}  // namespace

Result<std::optional<SqlEngine::StoredDocument>> SqlEngine::find_stored(const DocumentId& id) {
  VP_ASSIGN(const StatementLease row,
            database_.cached("SELECT id, first_passage, passage_count FROM document WHERE sha256 = ?1"));
  row->bind(1, Blob(id.bytes));
  VP_ASSIGN(const bool has_row, row->step());
  if (!has_row) return std::optional<StoredDocument>();
  return std::optional<StoredDocument>(
      StoredDocument{row->column_integer(0), row->column_integer(1), row->column_integer(2)});
}

Result<SqlEngine::StoredDocument> SqlEngine::load_stored(const DocumentId& id) {
  VP_ASSIGN(const auto stored, find_stored(id));
  if (!stored) return not_found(id);
  return *stored;
}

Result<bool> SqlEngine::has_document(const DocumentId& id) {
  VP_ASSIGN(const auto stored, find_stored(id));
  return stored.has_value();
}

Result<DocumentRecord> SqlEngine::load_document(const DocumentId& id) {
  DocumentRecord document;
  document.id = id;
  VP_ASSIGN(const StoredDocument stored, load_stored(id));
  {
    VP_ASSIGN(const StatementLease row,
              database_.cached(
                  "SELECT page_count, state, reason, extractor_version, message_count, is_tagged, title, "
                  "author, subject, keywords, creator, producer, created, modified, format_version "
                  "FROM document WHERE id = ?1"));
    row->bind(1, stored.row);
    VP_ASSIGN(const bool has_row, row->step());
    if (!has_row) return not_found(id);
    document.page_count = to_u32(row->column_integer(0));
    VP_ASSIGN(document.state, to_enum(row->column_integer(1), kLastDocumentState));
    document.reason = row->column_text(2);
    document.extractor_version = row->column_text(3);
    document.message_count = static_cast<std::uint64_t>(row->column_integer(4));
    DocumentMetadata& meta = document.metadata;
    meta.tagged = row->column_integer(5) != 0;
    int column = 6;
    for (std::string* field : {&meta.title, &meta.author, &meta.subject, &meta.keywords, &meta.creator,
                               &meta.producer, &meta.created, &meta.modified, &meta.format_version}) {
      *field = row->column_text(column++);
    }
  }
  VP_ASSIGN(const StatementLease messages,
            database_.cached("SELECT text FROM document_message WHERE document = ?1 ORDER BY position"));
  messages->bind(1, stored.row);
  while (true) {
    VP_ASSIGN(const bool has_row, messages->step());
    if (!has_row) break;
    document.messages.emplace_back(messages->column_text(0));
  }
  VP_TRY(load_pages(stored.row, document));
  VP_ASSIGN(document.outline, load_bookmarks(database_, stored.row));
  VP_ASSIGN(document.sources, load_sources(stored.row));
  return document;
}

Result<void> SqlEngine::load_pages(std::int64_t row, DocumentRecord& out) {
  VP_ASSIGN(const StatementLease pages,
            database_.cached(
                "SELECT page, label, width_pt, height_pt, rotation_degrees, verdict, reason, word_count "
                "FROM page WHERE document = ?1 ORDER BY page"));
  pages->bind(1, row);
  while (true) {
    VP_ASSIGN(const bool has_row, pages->step());
    if (!has_row) return {};
    PageRecord page;
    page.index.value = to_u32(pages->column_integer(0));
    page.label = pages->column_text(1);
    page.width_pt = static_cast<float>(pages->column_real(2));
    page.height_pt = static_cast<float>(pages->column_real(3));
    page.rotation_degrees = static_cast<std::uint16_t>(pages->column_integer(4));
    VP_ASSIGN(page.verdict, to_enum(pages->column_integer(5), PageVerdict::kUnread));
    page.reason = pages->column_text(6);
    page.word_count = to_u32(pages->column_integer(7));
    out.pages.push_back(std::move(page));
  }
}

Result<std::vector<DocumentSource>> SqlEngine::load_sources(std::int64_t row) {
  VP_ASSIGN(
      const StatementLease rows,
      database_.cached("SELECT path, municipality, approach, submitter, role, received_date, evidence_date, "
                       "round FROM document_source WHERE document = ?1 ORDER BY position"));
  rows->bind(1, row);
  std::vector<DocumentSource> sources;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return sources;
    sources.push_back(to_source(*rows, 0));
  }
}

Result<std::vector<DocumentId>> SqlEngine::list_documents() {
  VP_ASSIGN(const StatementLease rows, database_.cached("SELECT sha256 FROM document ORDER BY sha256"));
  std::vector<DocumentId> ids;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return ids;
    ids.push_back(to_document_id(rows->column_blob(0)));
  }
}

Result<std::vector<std::pair<DocumentId, std::vector<DocumentSource>>>> SqlEngine::list_sources() {
  VP_ASSIGN(const StatementLease rows,
            database_.cached(
                "SELECT d.sha256, s.document, s.path, s.municipality, s.approach, s.submitter, s.role, "
                "s.received_date, s.evidence_date, s.round FROM document d "
                "LEFT JOIN document_source s ON s.document = d.id ORDER BY d.sha256, s.position"));
  std::vector<std::pair<DocumentId, std::vector<DocumentSource>>> documents;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return documents;
    const DocumentId id = to_document_id(rows->column_blob(0));
    if (documents.empty() || documents.back().first != id) documents.push_back({id, {}});
    if (!rows->is_null(1)) documents.back().second.push_back(to_source(*rows, 2));
  }
}

Result<std::vector<UnreadDocument>> SqlEngine::list_unread() {
  VP_ASSIGN(const auto reading, begin_reading());
  VP_ASSIGN(IndexView* const view, load_view());
  return view->unread([this] { return read_unread(); });
}

Result<std::vector<UnreadDocument>> SqlEngine::read_unread() {
  VP_ASSIGN(
      const StatementLease rows,
      database_.cached(
          "SELECT d.id, d.sha256, d.state, CASE WHEN d.page_count > coalesce(p.stored, 0) THEN d.page_count "
          "ELSE coalesce(p.stored, 0) END - coalesce(p.readable, 0) FROM document d LEFT JOIN "
          "(SELECT document, count(*) AS stored, count(CASE WHEN verdict <> ?1 THEN 1 END) AS readable "
          "FROM page GROUP BY document) p ON p.document = d.id ORDER BY d.sha256"));
  rows->bind(1, static_cast<std::int64_t>(PageVerdict::kUnread));
  std::vector<UnreadDocument> unread;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return unread;
    const auto state = static_cast<DocumentState>(rows->column_integer(2));
    const auto pages = static_cast<std::uint64_t>(rows->column_integer(3));
    if (pages == 0 && (state == DocumentState::kOk || state == DocumentState::kRepaired)) continue;
    VP_ASSIGN(std::vector<DocumentSource> sources, load_sources(rows->column_integer(0)));
    unread.push_back({to_document_id(rows->column_blob(1)), state, pages, std::move(sources)});
  }
}

Result<std::vector<DocumentId>> SqlEngine::find_documents(std::string_view id_prefix) {
  std::string prefix(id_prefix);
  for (char& c : prefix) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
  }
  if (prefix.size() > 64) return std::vector<DocumentId>();
  // The smallest id with the prefix; only hexadecimal digits can begin one.
  auto first = parse_document_id(prefix + std::string(64 - prefix.size(), '0'));
  if (!first) return std::vector<DocumentId>();
  VP_ASSIGN(const StatementLease rows,
            database_.cached("SELECT sha256 FROM document WHERE sha256 >= ?1 ORDER BY sha256"));
  rows->bind(1, Blob(first->bytes));
  std::vector<DocumentId> ids;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return ids;
    const DocumentId id = to_document_id(rows->column_blob(0));
    if (!to_string(id).starts_with(prefix)) return ids;
    ids.push_back(id);
  }
}

Result<std::vector<Mention>> SqlEngine::load_mentions(std::int64_t passage_row, std::size_t text_bytes) {
  VP_ASSIGN(const StatementLease rows,
            database_.cached(
                "SELECT indicator, span_begin, span_end, sentence_begin, sentence_end, strength, pattern, "
                "suggestions FROM mention WHERE passage = ?1 ORDER BY position"));
  rows->bind(1, passage_row);
  std::vector<Mention> mentions;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return mentions;
    Mention mention;
    mention.indicator = rows->column_text(0);
    mention.span = {to_u32(rows->column_integer(1)), to_u32(rows->column_integer(2))};
    mention.sentence = {to_u32(rows->column_integer(3)), to_u32(rows->column_integer(4))};
    VP_ASSIGN(mention.strength, to_enum(rows->column_integer(5), MentionStrength::kWeak));
    mention.pattern = rows->column_text(6);
    VP_ASSIGN(mention.suggestions, parse_suggestions(rows->column_blob(7), mention.sentence, text_bytes));
    mentions.push_back(std::move(mention));
  }
}

Result<std::vector<std::uint64_t>> SqlEngine::load_facts(std::int64_t document) {
  VP_ASSIGN(const StatementLease row,
            database_.cached("SELECT facts FROM passage_statistics WHERE document = ?1"));
  row->bind(1, document);
  VP_TRY(row->step());
  VarintReader reader(row->column_blob(0));
  std::vector<std::uint64_t> facts;
  while (reader.is_ok() && reader.remaining() > 0)
    facts.push_back(reader.read_varint());
  return facts;
}

Result<Passage> SqlEngine::to_passage(const PassageBlock& block, std::size_t place, std::int64_t row,
                                      std::int64_t first_passage) {
  VP_ASSIGN(Passage passage, block.passage(place, to_u32(row - first_passage)));
  VP_ASSIGN(passage.mentions, load_mentions(row, passage.text.size()));
  return passage;
}

Result<std::vector<Passage>> SqlEngine::load_passage_rows(const StoredDocument& stored, std::int64_t first,
                                                          std::int64_t last, std::optional<PageIndex> page) {
  VP_ASSIGN(const std::vector<std::uint64_t> facts, load_facts(stored.row));
  std::vector<Passage> passages;
  VP_TRY(passages_.for_each(
      first, last, page, [&](std::int64_t row, const PassageBlock& block, std::size_t place) -> Result<void> {
        VP_ASSIGN(Passage passage, to_passage(block, place, row, stored.first_passage));
        // A passage from page 3 to page 5 may step over a page of drawings.
        const auto is_on_page = [&](const PassageWord& word) { return !page || word.page == *page; };
        if (page && std::none_of(passage.words.begin(), passage.words.end(), is_on_page)) return {};
        passage.boilerplate =
            passage.ordinal < facts.size() && (facts[passage.ordinal] & PassageStatistics::kBoilerplate) != 0;
        passages.push_back(std::move(passage));
        return {};
      }));
  return passages;
}

Result<Passage> SqlEngine::load_passage(const DocumentId& id, std::uint32_t ordinal) {
  VP_ASSIGN(const StoredDocument stored, load_stored(id));
  const std::int64_t row = stored.first_passage + ordinal;
  if (ordinal < stored.passage_count) {
    VP_ASSIGN(auto passages, load_passage_rows(stored, row, row, std::nullopt));
    if (!passages.empty()) return std::move(passages.front());
  }
  return Error{ErrorCode::kNotFound, "has no passage " + std::to_string(ordinal),
               "document " + to_string(id)};
}

Result<std::vector<Passage>> SqlEngine::load_passages(const DocumentId& id, std::optional<PageIndex> page) {
  VP_ASSIGN(const StoredDocument stored, load_stored(id));
  return load_passage_rows(stored, stored.first_passage, stored.first_passage + stored.passage_count - 1,
                           page);
}

}  // namespace vp::index
