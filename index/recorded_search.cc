#include "index/recorded_search.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "index/anchor_rows.h"

namespace vp::index {
namespace {

using Json = nlohmann::ordered_json;

Error make_malformed_search(std::int64_t id) {
  return Error{ErrorCode::kMalformed, "search " + std::to_string(id) + ": its lists are none",
               "judgements.db"};
}

std::string to_json_list(const std::vector<DocumentId>& documents) {
  std::vector<std::string> texts;
  texts.reserve(documents.size());
  for (const DocumentId& id : documents)
    texts.push_back(to_string(id));
  return index::to_json_list(texts);
}

std::string to_json(const std::vector<UnreadPart>& unread) {
  Json list = Json::array();
  for (const UnreadPart& part : unread) {
    Json pages = Json::array();
    for (const PageIndex page : part.pages)
      pages.push_back(page.number());
    list.push_back({{"document", part.document ? Json(to_string(*part.document)) : Json()},
                    {"path", part.path},
                    {"pages", pages},
                    {"reason", part.reason}});
  }
  return list.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<std::vector<UnreadPart>> parse_unread(std::string_view text, std::int64_t id) {
  const Json list = Json::parse(text, nullptr, false);
  if (!list.is_array()) return make_malformed_search(id);
  std::vector<UnreadPart> unread;
  for (const Json& json : list) {
    const bool is_part = json.is_object() && json.contains("document") && json.contains("path") &&
                         json["path"].is_string() && json.contains("pages") && json["pages"].is_array() &&
                         json.contains("reason") && json["reason"].is_string();
    if (!is_part) return make_malformed_search(id);
    UnreadPart part;
    part.path = json["path"];
    part.reason = json["reason"];
    if (json["document"].is_string()) {
      VP_ASSIGN(part.document, parse_document_id(json["document"].get<std::string>()));
    }
    for (const Json& page : json["pages"]) {
      if (!page.is_number_unsigned() || page < 1) return make_malformed_search(id);
      part.pages.push_back({page.get<std::uint32_t>() - 1});
    }
    unread.push_back(std::move(part));
  }
  return unread;
}

Result<std::vector<DocumentId>> parse_documents(std::string_view text) {
  VP_ASSIGN(const std::vector<std::string> texts, parse_json_list(text));
  std::vector<DocumentId> documents;
  for (const std::string& hex : texts) {
    VP_ASSIGN(const DocumentId document, parse_document_id(hex));
    documents.push_back(document);
  }
  return documents;
}

Result<RecordedSearch> to_search(const Statement& row) {
  RecordedSearch search;
  search.id = row.column_integer(0);
  search.cell = {std::string(row.column_text(1)), std::string(row.column_text(2)),
                 std::string(row.column_text(3)), std::string(row.column_text(4))};
  VP_ASSIGN(search.queries, parse_json_list(row.column_text(5)));
  VP_ASSIGN(search.patterns, parse_json_list(row.column_text(6)));
  VP_ASSIGN(search.documents, parse_documents(row.column_text(7)));
  VP_ASSIGN(search.unread, parse_unread(row.column_text(8), search.id));
  search.hits = static_cast<std::uint64_t>(row.column_integer(9));
  search.versions.analysis = row.column_text(10);
  search.versions.word_list_hash = row.column_text(11);
  search.versions.framework_hash = row.column_text(12);
  search.versions.extractor = row.column_text(13);
  search.versions.names_hash = row.column_text(14);
  search.comment = row.column_text(15);
  search.is_removed = row.column_integer(16) != 0;
  search.changed_at = row.column_text(17);
  search.changed_by = row.column_text(18);
  return search;
}

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace

std::vector<std::string> find_staleness(const RecordedSearch& search, const SearchGround& now) {
  std::vector<std::string> reasons;
  std::vector<DocumentId> added;
  std::set_difference(now.documents.begin(), now.documents.end(), search.documents.begin(),
                      search.documents.end(), std::back_inserter(added));
  if (!added.empty()) reasons.push_back(count_of(added.size(), "document was added", "documents were added"));
  std::vector<DocumentId> gone;
  std::set_difference(search.documents.begin(), search.documents.end(), now.documents.begin(),
                      now.documents.end(), std::back_inserter(gone));
  if (!gone.empty())
    reasons.push_back(count_of(gone.size(), "document no longer belongs to the cell",
                               "documents no longer belong to the cell"));
  if (search.versions.framework_hash != now.versions.framework_hash)
    reasons.emplace_back("the framework file has changed");
  if (search.versions.extractor != now.versions.extractor)
    reasons.emplace_back("documents are read by another version");
  if (search.versions.analysis != now.versions.analysis ||
      search.versions.word_list_hash != now.versions.word_list_hash ||
      search.versions.names_hash != now.versions.names_hash) {
    reasons.emplace_back("text is analysed by another version, word list or list of names");
  }
  return reasons;
}

Result<std::int64_t> RecordedSearchStore::add(const RecordedSearch& search, const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  if (search.queries.empty() && search.patterns.empty())
    return Error{ErrorCode::kInvalidArgument, "nothing was searched for", ""};
  if (search.hits > 0 && search.comment.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 std::to_string(search.hits) + (search.hits == 1 ? " passage was" : " passages were") +
                     " found: link one, or say in a comment why none of them counts",
                 ""};
  }
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  std::int64_t id = 0;
  {
    VP_ASSIGN(
        const StatementLease insert,
        database_->cached(
            "INSERT INTO recorded_search (municipality, approach, round, indicator, queries, patterns, "
            "documents, unread, hits, analysis, word_list_hash, framework_hash, extractor, names_hash, "
            "comment, changed_at, changed_by) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,"
            "?16,?17) RETURNING id"));
    const std::string queries = index::to_json_list(search.queries);
    const std::string patterns = index::to_json_list(search.patterns);
    const std::string documents = to_json_list(search.documents);
    const std::string unread = to_json(search.unread);
    insert->bind(1, search.cell.municipality).bind(2, search.cell.approach).bind(3, search.cell.round);
    insert->bind(4, search.cell.indicator).bind(5, queries).bind(6, patterns).bind(7, documents);
    insert->bind(8, unread).bind(9, static_cast<std::int64_t>(search.hits));
    insert->bind(10, search.versions.analysis).bind(11, search.versions.word_list_hash);
    insert->bind(12, search.versions.framework_hash).bind(13, search.versions.extractor);
    insert->bind(14, search.versions.names_hash).bind(15, search.comment);
    insert->bind(16, stamp.now_utc).bind(17, stamp.who);
    VP_TRY(insert->step());
    id = insert->column_integer(0);
    VP_TRY(insert->run());
  }
  VP_TRY(transaction.commit());
  return id;
}

Result<void> RecordedSearchStore::remove(std::int64_t id, const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  {
    VP_ASSIGN(
        const StatementLease known,
        database_->cached("SELECT is_removed, changed_by, changed_at FROM recorded_search WHERE id = ?1"));
    known->bind(1, id);
    VP_ASSIGN(const bool is_known, known->step());
    const std::string where = "search " + std::to_string(id);
    if (!is_known) return Error{ErrorCode::kNotFound, "there is no such search", where};
    if (known->column_integer(0) != 0) {
      return Error{ErrorCode::kConflict,
                   "was taken back by " + std::string(known->column_text(1)) + " at " +
                       std::string(known->column_text(2)),
                   where};
    }
  }
  {
    VP_ASSIGN(const StatementLease update,
              database_->cached("UPDATE recorded_search SET is_removed = 1, changed_at = ?2, changed_by = ?3 "
                                "WHERE id = ?1"));
    update->bind(1, id).bind(2, stamp.now_utc).bind(3, stamp.who);
    VP_TRY(update->run());
  }
  return transaction.commit();
}

Result<std::vector<RecordedSearch>> RecordedSearchStore::list(const FindingCell& filter) {
  VP_ASSIGN(
      const StatementLease rows,
      database_->cached(
          "SELECT id, municipality, approach, round, indicator, queries, patterns, documents, unread, "
          "hits, analysis, word_list_hash, framework_hash, extractor, names_hash, comment, is_removed, "
          "changed_at, changed_by FROM recorded_search WHERE id IN "
          "(SELECT max(id) FROM recorded_search WHERE is_removed = 0 "
          " GROUP BY municipality, approach, round, indicator) "
          "AND (?1 = '' OR municipality = ?1) AND (?2 = '' OR approach = ?2) AND (?3 = '' OR round = ?3) "
          "AND (?4 = '' OR indicator = ?4) ORDER BY municipality, approach, round, indicator"));
  rows->bind(1, filter.municipality).bind(2, filter.approach).bind(3, filter.round).bind(4, filter.indicator);
  std::vector<RecordedSearch> searches;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return searches;
    VP_ASSIGN(RecordedSearch search, to_search(*rows));
    searches.push_back(std::move(search));
  }
}

}  // namespace vp::index
