#include "index/posting_store.h"

#include "index/posting_checksum.h"
#include "nlp/field_notions.h"

namespace vp::index {
namespace {

constexpr std::int64_t kInlineBytes =
    1024;                                   // longer lists stand in a table of their own, away from the terms
constexpr std::int64_t kOutdatedShare = 8;  // a copy is made anew when one passage in so many changed
constexpr std::uint64_t kAnyPlace = ~std::uint64_t{0};  // of what has no places of its own, in check sums
constexpr char kIndicatorMark = '\x01';

/// The virtual table lives in the temporary schema, which is in memory: nothing is written to the file.
Result<void> open_vocabulary(Database& database) {
  return database.execute(
      "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_term USING fts5vocab ('main', 'passage_fts', "
      "'instance')");
}

constexpr const char* kMentionRows =
    "SELECT indicator, passage, sum(CASE strength WHEN 0 THEN 2 ELSE 1 END) FROM mention "
    "GROUP BY indicator, passage ORDER BY indicator, passage";

}  // namespace

std::string to_indicator_term(std::string_view indicator) {
  return kIndicatorMark + std::string(indicator);
}

Result<std::int64_t> PostingStore::last_row() {
  return database_->query_integer("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'postings_last_row'");
}

Result<StatementLease> PostingStore::find(const std::string& term) {
  VP_ASSIGN(StatementLease row,
            database_->cached("SELECT coalesce(t.postings, p.postings) FROM term t "
                              "LEFT JOIN term_posting p ON p.id = t.posting WHERE t.term = ?1"));
  row->bind(1, std::string_view(term));
  return row;
}

Result<StatementLease> PostingStore::find_prefix(const std::string& prefix) {
  // Tokens are folded letters and digits in UTF-8, so no token with the prefix sorts behind it and this byte.
  VP_ASSIGN(StatementLease rows,
            database_->cached(
                "SELECT coalesce(t.postings, p.postings) FROM term t "
                "LEFT JOIN term_posting p ON p.id = t.posting WHERE t.term >= ?1 AND t.term < ?1 || ?2"));
  rows->bind(1, std::string_view(prefix)).bind(2, std::string_view("\xF7"));
  return rows;
}

Result<StatementLease> PostingStore::find_places(const std::string& term) {
  VP_ASSIGN(
      StatementLease row,
      database_->cached("SELECT coalesce(t.postings, p.postings), coalesce(t.places, q.postings) FROM term t "
                        "LEFT JOIN term_posting p ON p.id = t.posting "
                        "LEFT JOIN term_posting q ON q.id = t.place WHERE t.term = ?1"));
  row->bind(1, std::string_view(term));
  return row;
}

Result<bool> PostingStore::is_outdated() {
  VP_ASSIGN(const std::int64_t last, last_row());
  VP_ASSIGN(
      const std::int64_t copied,
      database_->query_integer("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'postings_passages'"));
  VP_ASSIGN(const StatementLease counts,
            database_->cached("SELECT coalesce(sum(passage_count), 0), "
                              "coalesce(sum(CASE WHEN first_passage <= ?1 THEN passage_count ELSE 0 END), 0) "
                              "FROM document"));
  counts->bind(1, last);
  VP_TRY(counts->step());
  const std::int64_t now = counts->column_integer(0);
  const std::int64_t kept = counts->column_integer(1);
  const std::int64_t changed = (now - kept) + (copied - kept);
  return changed > 0 && changed * kOutdatedShare >= now;
}

Result<std::optional<std::int64_t>> PostingStore::insert_long(Blob bytes) {
  if (std::ssize(bytes) <= kInlineBytes) return std::optional<std::int64_t>();
  VP_ASSIGN(const StatementLease insert,
            database_->cached("INSERT INTO term_posting (postings) VALUES (?1)"));
  insert->bind(1, bytes);
  VP_TRY(insert->run());
  return std::optional(database_->last_insert_id());
}

Result<void> PostingStore::insert(std::string_view term, std::uint64_t passages, Blob bytes, Blob places) {
  VP_ASSIGN(const std::optional<std::int64_t> posting, insert_long(bytes));
  VP_ASSIGN(const std::optional<std::int64_t> place, insert_long(places));
  VP_ASSIGN(const StatementLease insert,
            database_->cached("INSERT INTO term (term, passages, postings, posting, places, place) "
                              "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
  insert->bind(1, term).bind(2, static_cast<std::int64_t>(passages));
  const auto bind_list = [&](int column, Blob list, const std::optional<std::int64_t>& id) {
    if (id) {
      insert->bind_null(column).bind(column + 1, *id);
    } else if (list.empty()) {
      insert->bind_null(column).bind_null(column + 1);
    } else {
      insert->bind(column, list).bind_null(column + 1);
    }
  };
  bind_list(3, bytes, posting);
  bind_list(5, places, place);
  return insert->run();
}

Result<void> PostingStore::write_terms(std::int64_t last_row) {
  VP_TRY(open_vocabulary(*database_));
  VP_ASSIGN(Statement rows, database_->prepare("SELECT term, doc, \"offset\" FROM temp.passage_term"));
  PostingEncoder encoder;
  PlaceEncoder places;
  std::string term;
  std::int64_t row = 0;
  std::uint32_t count = 0;
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    const std::int64_t next_row = has_row ? rows.column_integer(1) : 0;
    const bool is_same_term = has_row && rows.column_text(0) == term;
    const bool is_same_row = is_same_term && next_row == row;
    if (!is_same_row && count > 0 && row <= last_row) encoder.add(row, count);
    if (!is_same_term && encoder.count() > 0) {
      VP_TRY(insert(term, encoder.count(), Blob(encoder.bytes()), Blob(places.bytes())));
    }
    if (!is_same_term) {
      encoder.clear();
      places.clear();
    }
    if (!has_row) return {};
    if (!is_same_term) term = rows.column_text(0);
    row = next_row;
    count = is_same_row ? count + 1 : 1;
    if (row <= last_row && !nlp::is_notion_term(term))
      places.add(static_cast<std::uint64_t>(rows.column_integer(2)), !is_same_row);
  }
}

Result<void> PostingStore::write_indicators() {
  VP_ASSIGN(Statement rows, database_->prepare(kMentionRows));
  PostingEncoder encoder;
  std::string indicator;
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row || rows.column_text(0) != indicator) {
      if (encoder.count() > 0) {
        VP_TRY(insert(to_indicator_term(indicator), encoder.count(), Blob(encoder.bytes()), {}));
      }
      if (!has_row) return {};
      encoder.clear();
      indicator = rows.column_text(0);
    }
    encoder.add(rows.column_integer(1), static_cast<std::uint32_t>(rows.column_integer(2)));
  }
}

Result<void> PostingStore::rebuild() {
  VP_TRY(database_->execute("DELETE FROM term; DELETE FROM term_posting"));
  VP_ASSIGN(
      const std::int64_t last,
      database_->query_integer("SELECT coalesce(max(first_passage + passage_count - 1), 0) FROM document"));
  VP_TRY(write_terms(last));
  VP_TRY(write_indicators());
  VP_ASSIGN(const StatementLease note,
            database_->cached("INSERT OR REPLACE INTO meta (key, value) VALUES ('postings_last_row', "
                              "CAST(?1 AS TEXT)), ('postings_passages', "
                              "(SELECT CAST(coalesce(sum(passage_count), 0) AS TEXT) FROM document))"));
  note->bind(1, last);
  return note->run();
}

/// The sum over all places of words, and all counts of what is no word.
Result<std::uint64_t> PostingStore::sum_expected(std::int64_t last) {
  std::uint64_t expected = 0;
  VP_TRY(open_vocabulary(*database_));
  VP_ASSIGN(Statement rows,
            database_->prepare("SELECT term, doc, \"offset\" FROM temp.passage_term WHERE doc <= ?1"));
  rows.bind(1, last);
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) break;
    const std::string_view term = rows.column_text(0);
    const std::uint64_t place =
        nlp::is_notion_term(term) ? kAnyPlace : static_cast<std::uint64_t>(rows.column_integer(2));
    expected += mix_posting(term, rows.column_integer(1), place);
  }
  VP_ASSIGN(Statement mentions, database_->prepare(kMentionRows));
  while (true) {
    VP_ASSIGN(const bool has_row, mentions.step());
    if (!has_row) return expected;
    if (mentions.column_integer(1) > last) continue;
    expected +=
        mix_posting(to_indicator_term(mentions.column_text(0)), mentions.column_integer(1), kAnyPlace) *
        static_cast<std::uint64_t>(mentions.column_integer(2));
  }
}

Result<void> PostingStore::add_faults(std::vector<std::string>& faults) {
  VP_ASSIGN(const std::int64_t last, last_row());
  if (last == 0) return {};
  VP_ASSIGN(const std::uint64_t expected, sum_expected(last));
  std::vector<std::pair<std::int64_t, std::int64_t>> living;  // first and last row of each document
  VP_ASSIGN(Statement documents,
            database_->prepare("SELECT first_passage, first_passage + passage_count - 1 FROM document "
                               "WHERE passage_count > 0 ORDER BY first_passage"));
  while (true) {
    VP_ASSIGN(const bool has_row, documents.step());
    if (!has_row) break;
    living.emplace_back(documents.column_integer(0), documents.column_integer(1));
  }
  std::uint64_t found = 0;
  bool is_sound = true;
  VP_ASSIGN(Statement terms,
            database_->prepare("SELECT t.term, t.passages, coalesce(t.postings, p.postings), "
                               "coalesce(t.places, q.postings) FROM term t "
                               "LEFT JOIN term_posting p ON p.id = t.posting "
                               "LEFT JOIN term_posting q ON q.id = t.place"));
  while (true) {
    VP_ASSIGN(const bool has_row, terms.step());
    if (!has_row) break;
    const std::string term(terms.column_text(0));
    std::int64_t passages = 0;
    std::size_t at = 0;
    const bool is_word = !term.empty() && term.front() >= ' ';
    VarintReader places(is_word ? terms.column_blob(3) : Blob());
    const auto read = for_each_posting(terms.column_blob(2), [&](std::int64_t row, std::uint32_t count) {
      ++passages;
      while (at < living.size() && living[at].second < row)
        ++at;
      const bool is_living = at < living.size() && living[at].first <= row;
      std::uint64_t place = 0;
      for (std::uint32_t i = 0; i < count; ++i) {
        place = is_word ? place + places.read_varint() : kAnyPlace;
        if (is_living) found += mix_posting(term, row, place);
      }
    });
    is_sound = is_sound && read && places.is_done() && passages == terms.column_integer(1);
  }
  if (!is_sound || found != expected) {
    faults.emplace_back("index.db: the stored postings do not match the full-text index; rebuild it");
  }
  return {};
}

}  // namespace vp::index
