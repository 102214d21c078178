#include "index/postgres_terms.h"

#include <algorithm>

#include "index/fts_segment.h"
#include "index/phrase_reader.h"
#include "index/postgres_driver.h"
#include "index/posting_checksum.h"
#include "index/term_neighbours.h"

namespace vp::index {
namespace {

constexpr std::size_t kMostWaiting = 16'000'000;  // places, before they are written out
constexpr std::size_t kFullBytes = 65'536;        // chunks of so many bytes are not joined any further
constexpr std::size_t kBufferBytes = std::size_t{32} << 20U;
constexpr std::int64_t kGoneShare = 8;  // all is written anew when one passage in so many is gone

/// A term as the table has it.
struct StoredTerm {
  explicit StoredTerm(std::string_view term)
      : key(term.substr(0, kTermKeyBytes)), rest(term.substr(std::min(term.size(), kTermKeyBytes))) {}
  std::string_view key, rest;
};

std::string read_term(const Statement& row) {
  return std::string(row.column_text(0)) + std::string(row.column_text(1));
}

struct PlaceCounter {
  std::unordered_map<std::string, ChunkEncoder, StringHash, std::equal_to<>>* waiting;
  std::int64_t row;
  std::uint64_t words = 0;
  std::size_t places = 0;
};

bool add_waiting(void* context, std::string_view term, nlp::TermKind kind, TextSpan /*span*/) {
  auto& counter = *static_cast<PlaceCounter*>(context);
  if (kind == nlp::TermKind::kSurface) ++counter.words;
  auto found = counter.waiting->find(term);
  if (found == counter.waiting->end()) found = counter.waiting->emplace(term, ChunkEncoder()).first;
  found->second.add_place(counter.row, static_cast<std::uint32_t>(counter.words - 1));
  ++counter.places;
  return true;
}

bool is_living(const LivingRows& living, std::int64_t row) {
  const auto after = std::ranges::upper_bound(living, row, {}, &LivingRows::value_type::first);
  return after != living.begin() && std::prev(after)->second >= row;
}

}  // namespace

Result<std::uint64_t> PostgresWords::insert(std::int64_t row, std::string_view text,
                                            nlp::SearchAnalyzer& analyzer) {
  PlaceCounter counter{&waiting_, row};
  analyzer.for_each_index_term(text, add_waiting, &counter);
  waiting_places_ += counter.places;
  if (waiting_places_ >= kMostWaiting) VP_TRY(flush());
  return counter.words;
}

void PostgresWords::drop() {
  waiting_.clear();
  waiting_places_ = 0;
}

Result<void> PostgresWords::flush() {
  if (waiting_.empty()) return {};
  std::vector<TermChunk> chunks;
  chunks.reserve(waiting_.size());
  for (auto& [term, encoder] : waiting_)
    chunks.push_back(encoder.take(term));
  drop();
  // In the order of the B-tree, which then grows page by page.
  std::ranges::sort(chunks, {}, &TermChunk::term);
  return copy_term_chunks(*database_, chunks);
}

Result<LivingRows> PostgresWords::load_living() {
  LivingRows living;
  VP_ASSIGN(Statement documents,
            database_->prepare("SELECT first_passage, first_passage + passage_count - 1 FROM document "
                               "WHERE passage_count > 0 ORDER BY first_passage"));
  while (true) {
    VP_ASSIGN(const bool has_row, documents.step());
    if (!has_row) return living;
    living.emplace_back(documents.column_integer(0), documents.column_integer(1));
  }
}

/// `chunks`: key, rest, first row, bytes, or NULL for the bytes of a chunk that stays as it is; by term and first row.
Result<void> PostgresWords::rewrite(Statement& chunks, const char* remove_old) {
  VP_ASSIGN(const LivingRows living, load_living());
  std::vector<TermChunk> written;
  std::size_t written_bytes = 0;
  ChunkEncoder joined;
  std::string term;
  const auto close_chunk = [&]() -> Result<void> {
    if (joined.is_empty()) return {};
    written.push_back(joined.take(term));
    written_bytes += written.back().bytes.size() + term.size();
    if (written_bytes < kBufferBytes) return {};
    VP_TRY(copy_term_chunks(*database_, written));
    written.clear();
    written_bytes = 0;
    return {};
  };
  VP_ASSIGN(bool has_row, chunks.step());
  // What the query reads was settled when it began: the rows it is about may go now.
  VP_TRY(database_->execute(remove_old));
  while (has_row) {
    std::string next = read_term(chunks);
    if (next != term || chunks.is_null(3) || joined.size() >= kFullBytes) VP_TRY(close_chunk());
    term = std::move(next);
    if (!chunks.is_null(3)) {
      VP_TRY(for_each_chunk_row(chunks.column_integer(2), chunks.column_blob(3),
                                [&](std::int64_t row, Blob places) {
                                  if (is_living(living, row)) joined.add_row(row, places);
                                }));
    }
    VP_ASSIGN(has_row, chunks.step());
  }
  VP_TRY(close_chunk());
  return copy_term_chunks(*database_, written);
}

Result<WordMerge> PostgresWords::merge(std::int64_t passages_gone, std::int64_t passages) {
  VP_TRY(flush());
  if (passages_gone > 0 && passages_gone * kGoneShare >= passages) {
    VP_ASSIGN(Statement chunks, database_->prepare("SELECT key, rest, first_row, bytes FROM term_chunk "
                                                   "ORDER BY key, rest, first_row"));
    VP_TRY(rewrite(chunks, "DELETE FROM term_chunk"));
    return WordMerge::kWhole;
  }
  VP_TRY(database_->execute(
      "DROP TABLE IF EXISTS merging; CREATE TEMP TABLE merging ON COMMIT DROP AS SELECT key, rest "
      "FROM term_chunk WHERE octet_length(bytes) < 65536 GROUP BY key, rest HAVING count(*) > 8"));
  VP_ASSIGN(Statement chunks,
            database_->prepare(
                "SELECT t.key, t.rest, t.first_row, CASE WHEN octet_length(t.bytes) < 65536 THEN t.bytes END "
                "FROM term_chunk t JOIN merging m ON m.key = t.key AND m.rest = t.rest "
                "ORDER BY t.key, t.rest, t.first_row"));
  VP_TRY(rewrite(chunks,
                 "DELETE FROM term_chunk t USING merging m WHERE t.key = m.key AND t.rest = m.rest "
                 "AND octet_length(t.bytes) < 65536"));
  return WordMerge::kPart;
}

Result<std::uint64_t> PostgresWords::sum_places() {
  VP_ASSIGN(const LivingRows living, load_living());
  VP_ASSIGN(Statement chunks, database_->prepare("SELECT key, rest, first_row, bytes FROM term_chunk"));
  std::uint64_t sum = 0;
  std::vector<std::uint32_t> read;
  bool is_sound = true;
  while (true) {
    VP_ASSIGN(const bool has_row, chunks.step());
    if (!has_row) break;
    const std::string term = read_term(chunks);
    VP_TRY(for_each_chunk_row(chunks.column_integer(2), chunks.column_blob(3),
                              [&](std::int64_t row, Blob places) {
                                if (!is_living(living, row)) return;
                                read.clear();
                                is_sound = append_places(read, places) && is_sound;
                                for (const std::uint32_t place : read)
                                  sum += mix_posting(term, row, place);
                              }));
  }
  if (!is_sound) return Error{ErrorCode::kMalformed, "the full-text index is damaged; rebuild it", ""};
  return sum;
}

Result<void> PostgresTerms::for_each_row(std::string_view term, const RowVisitor& visit) {
  const StoredTerm stored(term);
  VP_ASSIGN(const StatementLease chunks,
            database_->cached("SELECT first_row, bytes FROM term_chunk WHERE key = ?1 AND rest = ?2 "
                              "AND first_row >= (SELECT coalesce(max(first_row), 0) FROM term_chunk "
                              "WHERE key = ?1 AND rest = ?2 AND first_row <= ?3) ORDER BY first_row"));
  // The chunk before the first that is asked for can hold rows from there on too.
  chunks->bind(1, stored.key).bind(2, stored.rest).bind(3, first_row());
  std::int64_t last = 0;
  bool ascends = true;
  while (true) {
    VP_ASSIGN(const bool has_row, chunks->step());
    if (!has_row) break;
    VP_TRY(for_each_chunk_row(chunks->column_integer(0), chunks->column_blob(1),
                              [&](std::int64_t row, Blob places) {
                                ascends = ascends && row > last;
                                last = row;
                                if (ascends && row >= first_row()) visit(row, places);
                              }));
  }
  if (!ascends)
    return Error{ErrorCode::kMalformed, "the full-text index is damaged; rebuild it", database_->where()};
  return {};
}

Result<void> PostgresTerms::for_each_row_of_prefix(std::string_view prefix, const RowVisitor& visit) {
  const std::string_view first = prefix.substr(0, kTermKeyBytes);
  const std::optional<std::string> end = after_all(first);
  // Of a common beginning there is much: it comes by part, and so not from a statement that is kept.
  VP_ASSIGN(Statement chunks,
            database_->prepare(end ? "SELECT key, rest, first_row, bytes FROM term_chunk WHERE key >= ?1 "
                                     "AND key < ?2 ORDER BY key, rest, first_row"
                                   : "SELECT key, rest, first_row, bytes FROM term_chunk WHERE key >= ?1 "
                                     "ORDER BY key, rest, first_row"));
  chunks.bind(1, first);
  if (end) chunks.bind(2, std::string_view(*end));
  while (true) {
    VP_ASSIGN(const bool has_row, chunks.step());
    if (!has_row) return {};
    if (prefix.size() > kTermKeyBytes && !read_term(chunks).starts_with(prefix)) continue;
    VP_TRY(for_each_chunk_row(chunks.column_integer(2), chunks.column_blob(3),
                              [&](std::int64_t row, Blob places) {
                                if (row >= first_row()) visit(row, places);
                              }));
  }
}

Result<std::optional<std::string>> PostgresTerms::find_first(std::string_view bound) {
  const StoredTerm stored(bound);
  VP_ASSIGN(const StatementLease row,
            database_->cached("SELECT key, rest FROM term_chunk WHERE key >= ?1 AND (key > ?1 OR rest >= ?2) "
                              "ORDER BY key, rest LIMIT 1"));
  row->bind(1, stored.key).bind(2, stored.rest);
  VP_ASSIGN(const bool has_row, row->step());
  if (!has_row) return std::optional<std::string>();
  return std::optional(read_term(*row));
}

Result<std::int64_t> PostgresTerms::estimate(std::string_view term) {
  const StoredTerm stored(term);
  VP_ASSIGN(const StatementLease row,
            database_->cached("SELECT CAST(coalesce(sum(rows), 0) AS BIGINT) FROM term_chunk "
                              "WHERE key = ?1 AND rest = ?2"));
  row->bind(1, stored.key).bind(2, stored.rest);
  VP_TRY(row->step());
  return row->column_integer(0);
}

Result<std::vector<CollectedRow>> PostgresTerms::collect(const nlp::ConceptWay& way) {
  VP_ASSIGN(const PlaceList places, PhraseReader(*this).load(way));
  std::vector<CollectedRow> rows;
  for (std::size_t i = 0; i < places.rows.size(); ++i)
    rows.push_back({places.rows[i], places.ends[i] - places.begin_of(i)});
  return rows;
}

}  // namespace vp::index
