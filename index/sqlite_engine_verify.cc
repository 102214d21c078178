// The doubting half of SqliteEngine: everything derived, compared with what it was derived from.
#include <sqlite3.h>

#include "index/fts_check.h"
#include "index/mention_postings.h"
#include "index/span_codec.h"
#include "index/sqlite_engine.h"
#include "index/varint.h"
#include "index/word_box_codec.h"
#include "nlp/tokenizer.h"

namespace vp::index {
namespace {

std::string in_passage(const DocumentId& document, std::int64_t ordinal) {
  return "document " + to_string(document) + ", passage " + std::to_string(ordinal) + ": ";
}

/// One line a row of a fixed query whose first column says what is wrong.
Result<void> add_fault_rows(Database& database, const char* sql, std::vector<std::string>& faults) {
  VP_ASSIGN(Statement rows, database.prepare(sql));
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return {};
    faults.emplace_back(rows.column_text(0));
  }
}

bool is_blob_fault(const Error& error) {
  return error.code == ErrorCode::kMalformed;
}

}  // namespace

Result<void> SqliteEngine::verify_structure(std::vector<std::string>& faults) {
  VP_TRY(add_fault_rows(database_,
                        "SELECT 'index.db: ' || integrity_check FROM pragma_integrity_check "
                        "WHERE integrity_check <> 'ok'",
                        faults));
  VP_TRY(
      add_fault_rows(database_,
                     "SELECT 'index.db: row ' || coalesce(rowid, '?') || ' of ' || \"table\" || "
                     "' refers to a row of ' || parent || ' that is missing' FROM pragma_foreign_key_check",
                     faults));
  VP_TRY(add_fault_rows(
      database_,
      "SELECT 'document ' || lower(hex(d.sha256)) || ': ' || count(p.page) || ' pages are listed, "
      "the file declares ' || d.page_count FROM document d JOIN page p ON p.document = d.id "
      "GROUP BY d.id HAVING count(p.page) > d.page_count AND d.page_count > 0 ORDER BY d.sha256",
      faults));
  return add_fault_rows(
      database_,
      "SELECT 'document ' || lower(hex(d.sha256)) || ': its first path is not that of its first "
      "source' FROM document d LEFT JOIN document_source s ON s.document = d.id AND s.position = 0 "
      "WHERE d.first_path <> coalesce(s.path, '') ORDER BY d.sha256",
      faults);
}

Result<void> SqliteEngine::verify_ranges(std::vector<std::string>& faults) {
  return add_fault_rows(
      database_,
      "SELECT 'document ' || lower(hex(d.sha256)) || ': ' || d.passage_count || ' passages are declared, ' "
      "|| "
      "(SELECT count(*) FROM passage p WHERE p.id BETWEEN d.first_passage AND d.first_passage + "
      "d.passage_count - 1 "
      "AND p.document = d.id) || ' are in its range and ' || (SELECT count(*) FROM passage_statistics s "
      "WHERE "
      "s.document = d.id) || ' list of lengths exists' FROM document d WHERE d.passage_count <> (SELECT "
      "count(*) "
      "FROM passage p WHERE p.id BETWEEN d.first_passage AND d.first_passage + d.passage_count - 1 "
      "AND p.document = d.id) OR NOT EXISTS (SELECT 1 FROM passage_statistics s WHERE s.document = d.id) "
      "UNION ALL SELECT 'index.db: ' || (SELECT count(*) FROM passage) || ' passages are stored, the "
      "documents "
      "declare ' || coalesce(sum(passage_count), 0) FROM document "
      "HAVING coalesce(sum(passage_count), 0) <> (SELECT count(*) FROM passage)",
      faults);
}

Result<void> SqliteEngine::verify_passages(std::vector<std::string>& faults) {
  VP_ASSIGN(Statement rows,
            database_.prepare(
                "SELECT p.id, p.kind, p.heading_level, p.heading, p.boilerplate, p.text, p.sentences, "
                "p.words, d.sha256, d.first_passage, d.passage_count, s.facts FROM document d "
                "JOIN passage p ON p.id BETWEEN d.first_passage AND d.first_passage + d.passage_count - 1 "
                "LEFT JOIN passage_statistics s ON s.document = d.id ORDER BY d.sha256, p.id"));
  std::int64_t range = -1;
  std::vector<std::uint8_t> facts;
  VarintReader lengths(facts);
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return {};
    const std::int64_t first = rows.column_integer(9);
    const std::int64_t ordinal = rows.column_integer(0) - first;
    DocumentId document;
    const Blob sha = rows.column_blob(8);
    std::copy_n(sha.begin(), std::min(sha.size(), document.bytes.size()), document.bytes.begin());
    if (first != range) {
      range = first;
      const Blob blob = rows.column_blob(11);
      facts.assign(blob.begin(), blob.end());
      lengths = VarintReader(facts);
    }
    auto passage = to_passage(rows, first);
    if (!passage && !is_blob_fault(passage.error()) && passage.error().code != ErrorCode::kDatabase) {
      return passage.error();
    }
    const std::uint64_t stored_facts = lengths.read_varint();
    if (!passage) {
      faults.push_back(in_passage(document, ordinal) + passage.error().what);
      continue;
    }
    add_passage_faults(*passage, rows.column_integer(10), stored_facts, in_passage(document, ordinal),
                       faults);
  }
}

Result<std::vector<std::string>> SqliteEngine::verify() {
  std::vector<std::string> faults;
  VP_TRY(verify_structure(faults));
  VP_TRY(verify_ranges(faults));
  VP_TRY(verify_passages(faults));
  VP_ASSIGN(nlp::SearchAnalyzer* const analyzer, tokenizer_->analyzer());
  VP_TRY(add_fts_faults(database_, *analyzer, faults));
  VP_TRY(MentionPostings(database_).add_faults(faults));
  return faults;
}

}  // namespace vp::index
