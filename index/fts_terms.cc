#include "index/fts_terms.h"

#include <algorithm>

#include <sqlite3.h>

namespace vp::index {
namespace {

constexpr std::int64_t kFormat = 4;             // of FTS5's tables, since its first release
constexpr std::int64_t kStructureRow = 10;      // says which levels and segments there are
constexpr std::size_t kCookieBytes = 4;         // before it: changes with the schema
constexpr std::uint8_t kOtherFormMark = 0xFF;   // a first byte no list of levels begins with: a later form
constexpr std::uint64_t kMostSegments = 2'000;  // FTS5's own bound

/// What was written in this transaction is in FTS5's memory until it is told to write it out; opening its vocabulary
/// does that. The virtual table lives in the temporary schema: nothing is written to the file.
Result<void> flush_open_transaction(Database& database) {
  if (sqlite3_txn_state(database.handle(), "main") != SQLITE_TXN_WRITE) return {};
  VP_TRY(
      database.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_vocabulary "
                       "USING fts5vocab ('main', 'passage_fts', 'row')"));
  VP_TRY(database.query_integer("SELECT count(*) FROM (SELECT 1 FROM temp.passage_vocabulary LIMIT 1)"));
  return {};
}

Error unknown_form() {
  return Error{ErrorCode::kVersionMismatch,
               "the full-text index was written in a form that this version cannot read; rebuild it", ""};
}

Result<std::vector<FtsSegment>> parse_structure(Blob record, const Error& damaged) {
  if (record.size() < kCookieBytes) return damaged;
  FtsNumbers numbers(record.subspan(kCookieBytes));
  if (record.size() > kCookieBytes && record[kCookieBytes] == kOtherFormMark) return unknown_form();
  const std::uint64_t level_count = numbers.read();
  const std::uint64_t segment_count = numbers.read();
  numbers.read();  // how often leaves were written
  if (!numbers.is_ok() || segment_count > kMostSegments || level_count > kMostSegments) return damaged;
  std::vector<FtsSegment> newest_first;
  for (std::uint64_t level = 0; level < level_count; ++level) {
    numbers.read();  // how many of the level's segments are being merged
    const std::uint64_t count = numbers.read();
    if (!numbers.is_ok() || count > segment_count - newest_first.size()) return damaged;
    std::vector<FtsSegment> of_level;
    for (std::uint64_t i = 0; i < count; ++i) {
      const auto id = static_cast<std::int64_t>(numbers.read());
      const auto first = static_cast<std::int64_t>(numbers.read());
      const auto last = static_cast<std::int64_t>(numbers.read());
      if (!numbers.is_ok() || first > last) return damaged;
      of_level.push_back({id, first, last});
    }
    newest_first.insert(newest_first.end(), of_level.rbegin(), of_level.rend());
  }
  if (newest_first.size() != segment_count) return damaged;
  return std::vector<FtsSegment>(newest_first.rbegin(), newest_first.rend());
}

}  // namespace

Error FtsTerms::damaged() {
  return Error{ErrorCode::kMalformed, "the full-text index is damaged; rebuild it", ""};
}

Result<FtsTerms> FtsTerms::open(Database& database) {
  VP_TRY(flush_open_transaction(database));
  VP_ASSIGN(const std::int64_t format,
            database.query_integer("SELECT v FROM passage_fts_config WHERE k = 'version'"));
  if (format != kFormat) return unknown_form();
  VP_ASSIGN(const StatementLease row, database.cached("SELECT block FROM passage_fts_data WHERE id = ?1"));
  row->bind(1, kStructureRow);
  VP_ASSIGN(const bool has_row, row->step());
  if (!has_row) return damaged();
  VP_ASSIGN(std::vector<FtsSegment> segments, parse_structure(row->column_blob(0), damaged()));
  // A merge that has just begun lists the segment that it will write, without a leaf so far.
  std::erase_if(segments, [](const FtsSegment& segment) { return segment.last_leaf == 0; });
  return FtsTerms(database, std::move(segments));
}

FtsTerms::Leaves FtsTerms::count_leaves() const {
  Leaves leaves;
  for (const FtsSegment& segment : segments_) {
    const std::int64_t count = segment.last_leaf - segment.first_leaf + 1;
    leaves.largest = std::max(leaves.largest, count);
    leaves.all += count;
  }
  return leaves;
}

bool FtsTerms::is_scattered() const {
  constexpr std::int64_t kLeastShare = 8;  // of the largest, an eighth
  const Leaves leaves = count_leaves();
  return (leaves.all - leaves.largest) * kLeastShare > leaves.largest;
}

std::int64_t FtsTerms::count_small_leaves() const {
  constexpr std::size_t kMostBeside = 6;
  if (segments_.size() <= kMostBeside) return 0;
  const Leaves leaves = count_leaves();
  return leaves.all - leaves.largest;
}

Result<std::size_t> FtsTerms::find_segment(std::string_view term, std::int64_t first_row) {
  if (first_row <= 0 || segments_.empty()) return 0;
  for (std::size_t i = segments_.size() - 1; i > 0; --i) {
    VP_ASSIGN(const FtsTermCursor cursor, FtsTermCursor::seek(*database_, segments_[i], term));
    if (cursor.is_done() || cursor.term() != term) continue;
    const std::optional<std::int64_t> row = cursor.peek_row();
    if (row && *row < first_row) return i;
  }
  return 0;
}

Result<void> FtsTerms::look_up(const FtsSegment& segment, std::string_view bound, KnownTerms& known) {
  known = {std::string(bound), {}, false};
  VP_ASSIGN(FtsTermCursor cursor, FtsTermCursor::seek(*database_, segment, bound));
  if (!cursor.is_done()) VP_TRY(cursor.list_terms(known.terms));
  known.is_known = true;
  return {};
}

Result<std::optional<std::string>> FtsTerms::find_first(std::string_view bound) {
  const std::string* first = nullptr;
  for (std::size_t i = 0; i < segments_.size(); ++i) {
    KnownTerms& known = known_[i];
    if (!known.answers(bound)) VP_TRY(look_up(segments_[i], bound, known));
    const auto found = std::ranges::lower_bound(known.terms, bound);
    if (found != known.terms.end() && (first == nullptr || *found < *first)) first = &*found;
  }
  return first == nullptr ? std::optional<std::string>() : std::optional(*first);
}

Result<std::int64_t> FtsTerms::estimate_leaves(std::string_view term) {
  const std::string stored = to_stored_term(term);
  const Blob bytes(reinterpret_cast<const std::uint8_t*>(stored.data()), stored.size());
  std::int64_t leaves = 0;
  for (const FtsSegment& segment : segments_) {
    VP_ASSIGN(const StatementLease row,
              database_->cached("SELECT coalesce((SELECT pgno FROM passage_fts_idx WHERE segid = ?1 AND "
                                "term > ?2 ORDER BY term LIMIT 1) / 2, ?3) - coalesce((SELECT pgno FROM "
                                "passage_fts_idx WHERE segid = ?1 AND term <= ?2 ORDER BY term DESC "
                                "LIMIT 1) / 2, 1)"));
    row->bind(1, segment.id).bind(2, bytes).bind(3, segment.last_leaf + 1);
    VP_TRY(row->step());
    leaves += row->column_integer(0);
  }
  return leaves;
}

}  // namespace vp::index
