// The doubting half of SqlEngine: everything derived, compared with what it was derived from.
#include "index/fts_check.h"
#include "index/mention_postings.h"
#include "index/sql_engine.h"

namespace vp::index {
namespace {

std::string in_passage(const DocumentId& document, std::int64_t ordinal) {
  return "document " + to_string(document) + ", passage " + std::to_string(ordinal) + ": ";
}

bool is_blob_fault(const Error& error) {
  return error.code == ErrorCode::kMalformed;
}

}  // namespace

Result<void> SqlEngine::add_fault_rows(const char* sql, const std::string& begin,
                                       std::vector<std::string>& faults) {
  VP_ASSIGN(Statement rows, database_.prepare(sql));
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return {};
    faults.push_back(begin + std::string(rows.column_text(0)));
  }
}

Result<void> SqlEngine::verify_structure(std::vector<std::string>& faults) {
  VP_TRY(add_store_faults(faults));
  VP_TRY(add_fault_rows(
      "SELECT 'document ' || lower(hex(d.sha256)) || ': ' || count(p.page) || ' pages are listed, "
      "the file declares ' || d.page_count FROM document d JOIN page p ON p.document = d.id "
      "GROUP BY d.id HAVING count(p.page) > d.page_count AND d.page_count > 0 ORDER BY d.sha256",
      "", faults));
  return add_fault_rows(
      "SELECT 'document ' || lower(hex(d.sha256)) || ': its first path is not that of its first "
      "source' FROM document d LEFT JOIN document_source s ON s.document = d.id AND s.position = 0 "
      "WHERE d.first_path <> coalesce(s.path, '') ORDER BY d.sha256",
      "", faults);
}

Result<void> SqlEngine::verify_ranges(std::vector<std::string>& faults) {
  VP_TRY(add_fault_rows(
      "WITH held AS (SELECT d.id, (SELECT coalesce(sum(b.passages), 0) FROM passage_block b WHERE b.first "
      "BETWEEN d.first_passage AND d.first_passage + d.passage_count - 1 AND b.document = d.id) AS passages, "
      "(SELECT count(*) FROM passage_statistics s WHERE s.document = d.id) AS lists FROM document d) "
      "SELECT 'document ' || lower(hex(d.sha256)) || ': ' || d.passage_count || ' passages are declared, ' "
      "|| h.passages || ' are in its range and ' || h.lists || ' list of lengths exists' FROM document d "
      "JOIN held h ON h.id = d.id WHERE d.passage_count <> h.passages OR h.lists = 0",
      "", faults));
  return add_fault_rows(
      "SELECT stored.passages || ' passages are stored, the documents declare ' || declared.passages "
      "FROM (SELECT coalesce(sum(passages), 0) AS passages FROM passage_block) AS stored, "
      "(SELECT coalesce(sum(passage_count), 0) AS passages FROM document) AS declared "
      "WHERE stored.passages <> declared.passages",
      database_.where() + ": ", faults);
}

Result<void> SqlEngine::verify_passages(std::vector<std::string>& faults) {
  VP_ASSIGN(Statement rows,
            database_.prepare("SELECT b.passages, b.bytes, b.first, d.sha256, d.first_passage, "
                              "d.passage_count, d.id FROM document d JOIN passage_block b ON "
                              "b.first BETWEEN "
                              "d.first_passage AND d.first_passage + d.passage_count - 1 "
                              "ORDER BY d.sha256, b.first"));
  std::int64_t known = -1;
  std::vector<std::uint64_t> facts;
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return {};
    const std::int64_t first = rows.column_integer(4);
    DocumentId document;
    const Blob sha = rows.column_blob(3);
    std::copy_n(sha.begin(), std::min(sha.size(), document.bytes.size()), document.bytes.begin());
    if (rows.column_integer(6) != known) {
      known = rows.column_integer(6);
      VP_ASSIGN(facts, load_facts(known));
    }
    const std::int64_t begin = rows.column_integer(2) - first;  // an ordinal
    const auto block = passages_.read(rows, 0);
    if (!block) {
      if (!is_blob_fault(block.error())) return block.error();
      faults.push_back(in_passage(document, begin) + block.error().what);
      continue;
    }
    for (std::size_t place = 0; place < block->size(); ++place) {
      const std::int64_t ordinal = begin + static_cast<std::int64_t>(place);
      auto passage = to_passage(*block, place, first + ordinal, first);
      if (!passage && !is_blob_fault(passage.error()) && passage.error().code != ErrorCode::kDatabase)
        return passage.error();
      if (!passage) {
        faults.push_back(in_passage(document, ordinal) + passage.error().what);
        continue;
      }
      const auto at = static_cast<std::size_t>(ordinal);
      const std::uint64_t stored = at < facts.size() ? facts[at] : 0;
      // Prose that many submitters have alike is marked there and not in the
      // block.
      passage->boilerplate = passage->boilerplate || (stored & PassageStatistics::kBoilerplate) != 0;
      add_passage_faults(*passage, rows.column_integer(5), stored, in_passage(document, ordinal), faults);
    }
  }
}

Result<std::vector<std::string>> SqlEngine::verify() {
  std::vector<std::string> faults;
  VP_TRY(verify_structure(faults));
  VP_TRY(verify_ranges(faults));
  VP_TRY(verify_passages(faults));
  VP_TRY(add_word_faults(faults));
  VP_TRY(MentionPostings(database_).add_faults(faults));
  return faults;
}

}  // namespace vp::index
