#include "index/reanchoring.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include <nlohmann/json.hpp>

#include "index/anchor_rows.h"
#include "index/submission_store.h"

namespace vp::index {
namespace {

using Json = nlohmann::ordered_json;

#define VP_ANCHOR_COLUMNS                                                                       \
  "a.document, a.places, a.quote, a.prefix, a.suffix, a.text_kind, a.first_text, a.last_text, " \
  "a.span_begin, a.span_end, a.text_hash, a.extractor"

Error make_malformed(std::int64_t id) {
  return Error{ErrorCode::kMalformed, "reading " + std::to_string(id) + ": is none that is known",
               "judgements.db"};
}

DocumentId to_document(Blob blob) {
  DocumentId id;
  std::copy_n(blob.begin(), std::min(blob.size(), id.bytes.size()), id.bytes.begin());
  return id;
}

AnchorMatch make_unread() {
  return {AnchorOutcome::kLost, std::nullopt, {}, "the document is not in the index, or could not be read"};
}

std::string file_name(const std::string& path) {
  return std::filesystem::path(path).filename().string();
}

/// `later` seems to come in the place of `earlier`.
bool is_for(const Submission& later, const Submission& earlier) {
  if (later.id <= earlier.id || later.document == earlier.document) return false;
  if (later.labels.municipality != earlier.labels.municipality) return false;
  return later.path == earlier.path || (file_name(later.path) == file_name(earlier.path) &&
                                        later.labels.approach == earlier.labels.approach);
}

/// A person's choice that nothing has happened to since: its place stands, or the text in which there was none.
bool is_settled(const AnchorReading& last, const AnchorMatch& match, const ReadText* now) {
  if (!last.is_decision) return false;
  if (!last.found) return now != nullptr && last.extractor == now->extractor();
  return match.found == last.found && match.outcome == last.outcome;
}

}  // namespace

Result<std::vector<Reanchoring::Wanted>> Reanchoring::load_wanted(const std::optional<DocumentId>& document) {
  VP_ASSIGN(
      const StatementLease rows,
      database_->cached("SELECT a.id, " VP_ANCHOR_COLUMNS
                        " FROM anchor a WHERE (a.document = ?1 OR ?1 IS NULL) AND EXISTS "
                        "(SELECT 1 FROM evidence e JOIN finding f ON f.id = e.finding WHERE e.anchor = a.id "
                        "AND e.is_removed = 0 AND f.state <> 'vervallen') ORDER BY a.document, a.id"));
  if (document) {
    rows->bind(1, Blob(document->bytes));
  } else {
    rows->bind_null(1);
  }
  std::vector<Wanted> wanted;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return wanted;
    VP_ASSIGN(Anchor anchor, to_anchor(*rows, 1));
    wanted.push_back({rows->column_integer(0), std::move(anchor)});
  }
}

Result<std::unique_ptr<ReadText>> Reanchoring::load_text(const DocumentId& document) {
  VP_ASSIGN(const bool is_known, engine_->has_document(document));
  if (!is_known) return std::unique_ptr<ReadText>();
  VP_ASSIGN(const DocumentRecord record, engine_->load_document(document));
  VP_ASSIGN(std::vector<Passage> passages, engine_->load_passages(document, std::nullopt));
  return std::make_unique<ReadText>(document, record.extractor_version, std::move(passages));
}

Result<Anchor> Reanchoring::load_anchor(std::int64_t id) {
  VP_ASSIGN(Statement row, database_->prepare("SELECT " VP_ANCHOR_COLUMNS " FROM anchor a WHERE a.id = ?1"));
  row.bind(1, id);
  VP_ASSIGN(const bool has_row, row.step());
  if (!has_row) return Error{ErrorCode::kNotFound, "there is no such anchor", "anchor " + std::to_string(id)};
  return to_anchor(row, 0);
}

/// Reads id, anchor, document, outcome, found, candidates, reason, is_decision, at, who, extractor.
Result<AnchorReading> Reanchoring::to_reading(const Statement& row) {
  AnchorReading reading;
  reading.id = row.column_integer(0);
  reading.anchor_id = row.column_integer(1);
  reading.document = to_document(row.column_blob(2));
  const auto outcome = parse_anchor_outcome(row.column_text(3));
  const Json candidates = Json::parse(row.column_text(5), nullptr, false);
  if (!outcome || !candidates.is_array()) return make_malformed(reading.id);
  reading.outcome = *outcome;
  VP_ASSIGN(reading.anchor, load_anchor(reading.anchor_id));
  if (!row.is_null(4)) {
    VP_ASSIGN(reading.found, load_anchor(row.column_integer(4)));
  }
  for (const Json& candidate : candidates) {
    if (!candidate.is_number_integer()) return make_malformed(reading.id);
    VP_ASSIGN(Anchor anchor, load_anchor(candidate.get<std::int64_t>()));
    reading.candidates.push_back(std::move(anchor));
  }
  reading.reason = row.column_text(6);
  reading.is_decision = row.column_integer(7) != 0;
  reading.at = row.column_text(8);
  reading.who = row.column_text(9);
  reading.extractor = row.column_text(10);
  return reading;
}

Result<std::optional<AnchorReading>> Reanchoring::find_last(std::int64_t anchor, const DocumentId& document) {
  VP_ASSIGN(const StatementLease row,
            database_->cached(
                "SELECT id, anchor, document, outcome, found, candidates, reason, is_decision, at, who, "
                "extractor FROM anchor_reading WHERE anchor = ?1 AND document = ?2 "
                "ORDER BY id DESC LIMIT 1"));
  row->bind(1, anchor).bind(2, Blob(document.bytes));
  VP_ASSIGN(const bool has_row, row->step());
  if (!has_row) return std::optional<AnchorReading>();
  VP_ASSIGN(AnchorReading reading, to_reading(*row));
  return std::optional<AnchorReading>(std::move(reading));
}

Result<bool> Reanchoring::store(std::int64_t anchor, const DocumentId& document, const std::string& extractor,
                                const AnchorMatch& match, bool is_decision, const ChangeStamp& stamp) {
  // Where nothing ever happened to a place there is nothing to tell: reading a document anew adds nothing to the log.
  if (!is_decision && match.outcome == AnchorOutcome::kExact) {
    VP_ASSIGN(const std::optional<AnchorReading> last, find_last(anchor, document));
    if (!last) return false;
  }
  std::optional<std::int64_t> found;
  if (match.found) {
    VP_ASSIGN(found, insert_anchor(*database_, *match.found));
  }
  Json candidates = Json::array();
  for (const Anchor& candidate : match.candidates) {
    VP_ASSIGN(const std::int64_t id, insert_anchor(*database_, candidate));
    candidates.push_back(id);
  }
  const std::string list = candidates.dump();
  {
    VP_ASSIGN(const StatementLease last,
              database_->cached("SELECT outcome, found, candidates, is_decision FROM anchor_reading "
                                "WHERE anchor = ?1 AND document = ?2 ORDER BY id DESC LIMIT 1"));
    last->bind(1, anchor).bind(2, Blob(document.bytes));
    VP_ASSIGN(const bool has_row, last->step());
    const bool says_the_same = has_row && last->column_text(0) == to_string(match.outcome) &&
                               (found ? last->column_integer(1) == *found : last->is_null(1)) &&
                               last->column_text(2) == list && (last->column_integer(3) != 0) == is_decision;
    if (says_the_same) return false;
  }
  VP_ASSIGN(const StatementLease insert,
            database_->cached(
                "INSERT INTO anchor_reading (anchor, document, extractor, outcome, found, candidates, "
                "reason, is_decision, at, who) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)"));
  insert->bind(1, anchor).bind(2, Blob(document.bytes)).bind(3, extractor);
  insert->bind(4, to_string(match.outcome));
  if (found) {
    insert->bind(5, *found);
  } else {
    insert->bind_null(5);
  }
  insert->bind(6, list).bind(7, match.reason).bind(8, std::int64_t{is_decision ? 1 : 0});
  insert->bind(9, stamp.now_utc).bind(10, stamp.who);
  VP_TRY(insert->run());
  return true;
}

/// What a person chose stays while its place stands; else everything is looked at anew, from the place chosen.
Result<AnchorMatch> Reanchoring::match_again(const Wanted& wanted, const std::optional<AnchorReading>& last,
                                             const ReadText* now) {
  if (now == nullptr) return make_unread();
  if (last && last->is_decision && last->found) {
    AnchorMatch match = match_anchor(*last->found, *now, *words_);
    if (match.outcome == AnchorOutcome::kExact) match.outcome = last->outcome;
    return match;
  }
  return match_anchor(wanted.anchor, *now, *words_);
}

Result<ReanchorCounts> Reanchoring::run(const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  VP_ASSIGN(const std::vector<Wanted> wanted, load_wanted(std::nullopt));
  ReanchorCounts counts;
  std::unique_ptr<ReadText> text;
  for (std::size_t begin = 0; begin < wanted.size();) {
    const DocumentId& document = wanted[begin].anchor.document;
    VP_ASSIGN(text, load_text(document));
    VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
    for (; begin < wanted.size() && wanted[begin].anchor.document == document; ++begin) {
      VP_ASSIGN(const std::optional<AnchorReading> last, find_last(wanted[begin].id, document));
      VP_ASSIGN(const AnchorMatch match, match_again(wanted[begin], last, text.get()));
      ++counts.outcomes.at(static_cast<std::size_t>(match.outcome));
      if (last && is_settled(*last, match, text.get())) continue;
      VP_ASSIGN(const bool is_new,
                store(wanted[begin].id, document, text ? text->extractor() : "", match, false, stamp));
      counts.stored += is_new ? 1 : 0;
    }
    VP_TRY(transaction.commit());
  }
  return counts;
}

Result<ReanchorCounts> Reanchoring::run(const DocumentId& from, const DocumentId& to,
                                        const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  VP_ASSIGN(const std::unique_ptr<ReadText> before, load_text(from));
  VP_ASSIGN(const std::unique_ptr<ReadText> now, load_text(to));
  if (before == nullptr || now == nullptr) {
    return Error{ErrorCode::kNotFound, "is not in the index", to_string(before == nullptr ? from : to)};
  }
  VP_ASSIGN(const std::vector<Wanted> wanted, load_wanted(from));
  ReanchorCounts counts;
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  for (const Wanted& one : wanted) {
    VP_ASSIGN(const std::optional<AnchorReading> last, find_last(one.id, to));
    AnchorMatch match = match_anchor(one.anchor, *before, *now, *words_);
    if (last && last->is_decision) {
      // Looking again does not take a person's choice away.
      ++counts.outcomes.at(static_cast<std::size_t>(last->outcome));
      continue;
    }
    ++counts.outcomes.at(static_cast<std::size_t>(match.outcome));
    VP_ASSIGN(const bool is_new, store(one.id, to, now->extractor(), match, false, stamp));
    counts.stored += is_new ? 1 : 0;
  }
  VP_TRY(transaction.commit());
  return counts;
}

Result<std::vector<Resubmission>> Reanchoring::find_resubmissions() {
  VP_ASSIGN(const std::vector<Wanted> wanted, load_wanted(std::nullopt));
  std::map<DocumentId, std::uint64_t> anchors;
  std::map<DocumentId, std::int64_t> first_anchor;
  for (const Wanted& one : wanted) {
    ++anchors[one.anchor.document];
    first_anchor.try_emplace(one.anchor.document, one.id);
  }
  VP_ASSIGN(const std::vector<Submission> submissions, SubmissionStore(*database_).list());
  std::map<std::pair<DocumentId, DocumentId>, Resubmission> found;
  for (const Submission& earlier : submissions) {
    if (!earlier.document || !anchors.contains(*earlier.document)) continue;
    for (const Submission& later : submissions) {
      if (!later.document || !is_for(later, earlier)) continue;
      Resubmission resubmission{*earlier.document, *later.document, later.path, anchors[*earlier.document],
                                false};
      VP_ASSIGN(const auto last, find_last(first_anchor[*earlier.document], *later.document));
      resubmission.is_looked_into = last.has_value();
      found.try_emplace({resubmission.from, resubmission.to}, resubmission);
    }
  }
  std::vector<Resubmission> list;
  list.reserve(found.size());
  for (auto& [pair, resubmission] : found)
    list.push_back(std::move(resubmission));
  std::stable_sort(list.begin(), list.end(),
                   [](const Resubmission& a, const Resubmission& b) { return a.path < b.path; });
  return list;
}

Result<std::vector<AnchorReading>> Reanchoring::list(Which which) {
  VP_ASSIGN(
      Statement rows,
      database_->prepare(
          "SELECT id, anchor, document, outcome, found, candidates, reason, is_decision, at, who, extractor "
          "FROM "
          "anchor_reading r WHERE id IN (SELECT max(id) FROM anchor_reading GROUP BY anchor, document) AND "
          "(?1 = 0 OR (outcome IN ('ambiguous', 'lost') AND is_decision = 0)) AND EXISTS "
          "(SELECT 1 FROM evidence e WHERE e.anchor = r.anchor AND e.is_removed = 0) ORDER BY anchor, id"));
  rows.bind(1, std::int64_t{which == Which::kOpen ? 1 : 0});
  std::vector<AnchorReading> readings;
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) break;
    VP_ASSIGN(AnchorReading reading, to_reading(rows));
    readings.push_back(std::move(reading));
  }
  for (AnchorReading& reading : readings) {
    VP_ASSIGN(const StatementLease findings,
              database_->cached("SELECT DISTINCT finding FROM evidence WHERE anchor = ?1 AND is_removed = 0 "
                                "ORDER BY finding"));
    findings->bind(1, reading.anchor_id);
    while (true) {
      VP_ASSIGN(const bool has_row, findings->step());
      if (!has_row) break;
      reading.findings.push_back(findings->column_integer(0));
    }
  }
  return readings;
}

Result<AnchorReading> Reanchoring::load(std::int64_t id) {
  VP_ASSIGN(const StatementLease row,
            database_->cached(
                "SELECT id, anchor, document, outcome, found, candidates, reason, is_decision, at, who, "
                "extractor FROM anchor_reading WHERE id = ?1"));
  row->bind(1, id);
  VP_ASSIGN(const bool has_row, row->step());
  if (!has_row)
    return Error{ErrorCode::kNotFound, "there is no such reading", "reading " + std::to_string(id)};
  return to_reading(*row);
}

Result<void> Reanchoring::resolve(std::int64_t id, std::size_t choice, const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  const std::string where = "reading " + std::to_string(id);
  VP_ASSIGN(const std::vector<AnchorReading> open, list(Which::kOpen));
  const auto reading =
      std::find_if(open.begin(), open.end(), [id](const AnchorReading& known) { return known.id == id; });
  if (reading == open.end())
    return Error{ErrorCode::kConflict, "does not wait for a choice (any more); see 'reanchor list'", where};
  if (choice > reading->candidates.size()) {
    return Error{
        ErrorCode::kInvalidArgument,
        "has " + std::to_string(reading->candidates.size()) + " candidates, no " + std::to_string(choice),
        where};
  }
  AnchorMatch match;
  match.candidates = reading->candidates;
  match.reason = reading->reason;
  if (choice > 0) {
    match.outcome = AnchorOutcome::kMoved;
    match.found = reading->candidates[choice - 1];
  }
  VP_ASSIGN(const std::unique_ptr<ReadText> text, load_text(reading->document));
  VP_TRY(store(reading->anchor_id, reading->document, text ? text->extractor() : "", match, true, stamp));
  return transaction.commit();
}

}  // namespace vp::index
