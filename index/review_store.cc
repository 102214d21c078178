#include "index/review_store.h"

#include <algorithm>
#include <map>

#include "index/finding_judging.h"
#include "index/finding_store.h"

namespace vp::index {
namespace {

std::string name_of(const FindingCell& cell) {
  return cell.municipality + ", " + cell.approach + (cell.round.empty() ? "" : " (" + cell.round + ")") +
         ", " + cell.indicator;
}

Result<Finding> load_holder(FindingStore& store, const FindingCell& cell) {
  VP_ASSIGN(std::optional<Finding> holder, store.find(cell));
  if (holder) return std::move(*holder);
  return Error{ErrorCode::kNotFound, "no finding holds the cell", name_of(cell)};
}

/// `now` is what the store holds, read in the transaction that is about to write.
Result<void> check_base(const ReviewBase& base, const ReviewBase& now, const FindingCell& cell) {
  if (base == now) return {};
  const bool is_finding = base.revision != now.revision;
  return Error{ErrorCode::kConflict,
               is_finding
                   ? "the finding was changed since it was read (revision " + std::to_string(now.revision) +
                         ", read was " + std::to_string(base.revision) + ")"
                   : "was reviewed since it was read (review " + std::to_string(now.last_review) + ")",
               name_of(cell)};
}

Result<Review> to_review(const Statement& row) {
  Review review;
  review.id = row.column_integer(0);
  review.cell = {std::string(row.column_text(1)), std::string(row.column_text(2)),
                 std::string(row.column_text(3)), std::string(row.column_text(4))};
  review.is_decision = row.column_text(5) == "beslissing";
  const auto verdict = parse_verdict(row.column_text(6));
  const auto first = parse_verdict(row.column_text(7));
  if (!verdict || !first)
    return Error{ErrorCode::kMalformed, "review " + std::to_string(review.id) + ": has no known verdict", ""};
  review.verdict = *verdict;
  review.first = *first;
  review.finding = row.column_integer(8);
  review.revision = static_cast<std::uint32_t>(row.column_integer(9));
  review.comment = row.column_text(10);
  review.at = row.column_text(11);
  review.who = row.column_text(12);
  return review;
}

}  // namespace

Agreement measure_agreement(const std::vector<ReviewedCell>& cells) {
  Agreement agreement;
  for (const ReviewedCell& cell : cells) {
    const auto first = static_cast<std::size_t>(cell.second.first);
    const auto second = static_cast<std::size_t>(cell.second.verdict);
    ++agreement.counts.at(first).at(second);
    ++agreement.cells;
    agreement.agreed += first == second ? 1 : 0;
  }
  if (agreement.cells == 0) return agreement;
  const auto total = static_cast<double>(agreement.cells);
  double by_chance = 0;
  for (std::size_t verdict = 0; verdict < agreement.counts.size(); ++verdict) {
    double of_first = 0;
    double of_second = 0;
    for (std::size_t other = 0; other < agreement.counts.size(); ++other) {
      of_first += static_cast<double>(agreement.counts[verdict][other]);
      of_second += static_cast<double>(agreement.counts[other][verdict]);
    }
    by_chance += of_first / total * of_second / total;
  }
  const double observed = static_cast<double>(agreement.agreed) / total;
  if (by_chance < 1) agreement.kappa = (observed - by_chance) / (1 - by_chance);
  return agreement;
}

Result<bool> ReviewStore::has_written(std::int64_t finding, std::string_view who) {
  VP_ASSIGN(const StatementLease row,
            database_->cached("SELECT 1 FROM log WHERE subject = ?1 AND who = ?2 LIMIT 1"));
  const std::string subject = "finding " + std::to_string(finding);
  row->bind(1, subject).bind(2, who);
  return row->step();
}

/// Of the cell, by `who` or (empty) by anybody; 0: none.
Result<std::int64_t> ReviewStore::find_last(const FindingCell& cell, std::string_view who) {
  VP_ASSIGN(
      const StatementLease row,
      database_->cached("SELECT coalesce(max(id), 0) FROM review WHERE municipality = ?1 AND approach = ?2 "
                        "AND round = ?3 AND indicator = ?4 AND (?5 = '' OR who = ?5)"));
  row->bind(1, cell.municipality).bind(2, cell.approach).bind(3, cell.round).bind(4, cell.indicator);
  row->bind(5, who);
  VP_TRY(row->step());
  return row->column_integer(0);
}

Result<ReviewBase> ReviewStore::base_of_reading(const FindingCell& cell, std::string_view reader) {
  FindingStore store(*database_);
  VP_ASSIGN(const Finding finding, load_holder(store, cell));
  VP_ASSIGN(const std::int64_t last, find_last(cell, reader));
  return ReviewBase{finding.revision, last};
}

Result<ReviewBase> ReviewStore::base_of_decision(const FindingCell& cell) {
  return base_of_reading(cell, "");
}

Result<std::int64_t> ReviewStore::insert(const Review& review, const ChangeStamp& stamp) {
  VP_ASSIGN(
      const StatementLease insert,
      database_->cached("INSERT INTO review (municipality, approach, round, indicator, kind, verdict, first, "
                        "finding, revision, comment, at, who) VALUES "
                        "(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) RETURNING id"));
  insert->bind(1, review.cell.municipality).bind(2, review.cell.approach).bind(3, review.cell.round);
  insert->bind(4, review.cell.indicator);
  insert->bind(5, std::string_view(review.is_decision ? "beslissing" : "tweede lezing"));
  insert->bind(6, to_string(review.verdict)).bind(7, to_string(review.first)).bind(8, review.finding);
  insert->bind(9, std::int64_t{review.revision}).bind(10, review.comment);
  insert->bind(11, stamp.now_utc).bind(12, stamp.who);
  VP_TRY(insert->step());
  const std::int64_t id = insert->column_integer(0);
  VP_TRY(insert->run());
  return id;
}

Result<Review> ReviewStore::add(const FindingCell& cell, Verdict verdict, std::string_view comment,
                                const ReviewBase& base, const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  FindingStore store(*database_);
  VP_ASSIGN(const Finding finding, load_holder(store, cell));
  VP_ASSIGN(const bool is_own, has_written(finding.id, stamp.who));
  if (is_own) {
    return Error{ErrorCode::kInvalidArgument,
                 "who wrote or changed a finding cannot be its second reader: " + stamp.who, name_of(cell)};
  }
  VP_ASSIGN(const std::int64_t last, find_last(cell, stamp.who));
  VP_TRY(check_base(base, {finding.revision, last}, cell));
  VP_ASSIGN(const std::vector<ReviewedCell> reviewed, list(cell));
  const bool is_decided = std::any_of(reviewed.begin(), reviewed.end(),
                                      [&](const ReviewedCell& known) { return known.decision.has_value(); });
  if (is_decided) return Error{ErrorCode::kConflict, "was decided on already", name_of(cell)};
  Review review{0,
                cell,
                false,
                verdict,
                finding.verdict,
                finding.id,
                finding.revision,
                std::string(comment),
                stamp.now_utc,
                stamp.who};
  VP_ASSIGN(review.id, insert(review, stamp));
  VP_TRY(transaction.commit());
  return review;
}

Result<Review> ReviewStore::decide(const FindingCell& cell, Verdict verdict, std::string_view comment,
                                   const ReviewBase& base, const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  if (comment.empty())
    return Error{ErrorCode::kInvalidArgument, "a decision needs a comment that says why", name_of(cell)};
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  FindingStore store(*database_);
  VP_ASSIGN(Finding finding, load_holder(store, cell));
  VP_ASSIGN(const std::vector<ReviewedCell> reviewed, list(cell));
  if (reviewed.empty()) return Error{ErrorCode::kNotFound, "has no second reading", name_of(cell)};
  VP_ASSIGN(const std::int64_t last, find_last(cell, ""));
  VP_TRY(check_base(base, {finding.revision, last}, cell));
  Review review{0,
                cell,
                true,
                verdict,
                finding.verdict,
                finding.id,
                finding.revision,
                std::string(comment),
                stamp.now_utc,
                stamp.who};
  if (finding.verdict != verdict) {
    finding.verdict = verdict;
    finding.origin = FindingOrigin::kPerson;
    finding.state = FindingState::kDraft;
    VP_TRY(store.update(finding, stamp));
  }
  VP_ASSIGN(review.id, insert(review, stamp));
  VP_TRY(transaction.commit());
  return review;
}

Result<std::vector<Review>> ReviewStore::load(const FindingCell& filter) {
  VP_ASSIGN(
      const StatementLease rows,
      database_->cached("SELECT id, municipality, approach, round, indicator, kind, verdict, first, finding, "
                        "revision, comment, at, who FROM review WHERE (?1 = '' OR municipality = ?1) "
                        "AND (?2 = '' OR approach = ?2) AND (?3 = '' OR round = ?3) "
                        "AND (?4 = '' OR indicator = ?4) ORDER BY id"));
  rows->bind(1, filter.municipality).bind(2, filter.approach).bind(3, filter.round).bind(4, filter.indicator);
  std::vector<Review> reviews;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return reviews;
    VP_ASSIGN(Review review, to_review(*rows));
    reviews.push_back(std::move(review));
  }
}

Result<std::vector<ReviewedCell>> ReviewStore::list(const FindingCell& filter) {
  VP_ASSIGN(const std::vector<Review> reviews, load(filter));
  std::map<std::pair<FindingCell, std::string>, ReviewedCell> cells;
  for (const Review& review : reviews) {
    if (!review.is_decision) cells[{review.cell, review.who}].second = review;
  }
  for (const Review& review : reviews) {
    if (!review.is_decision) continue;
    for (auto& [key, cell] : cells) {
      if (key.first == review.cell && cell.second.id < review.id) cell.decision = review;
    }
  }
  std::vector<ReviewedCell> list;
  list.reserve(cells.size());
  for (auto& [key, cell] : cells)
    list.push_back(std::move(cell));
  return list;
}

Result<std::vector<FindingCell>> ReviewStore::list_unread(const FindingCell& filter,
                                                          std::string_view reader) {
  VP_ASSIGN(
      const StatementLease rows,
      database_->cached(
          "SELECT c.municipality, c.approach, c.round, c.indicator FROM finding_cell c WHERE "
          "(?1 = '' OR c.municipality = ?1) AND (?2 = '' OR c.approach = ?2) AND (?3 = '' OR c.round = ?3) "
          "AND (?4 = '' OR c.indicator = ?4) AND NOT EXISTS (SELECT 1 FROM finding_as_logged f "
          "JOIN log l ON l.subject = f.subject WHERE f.id = c.finding AND l.who = ?5) "
          "AND NOT EXISTS (SELECT 1 FROM review r WHERE "
          "r.municipality = c.municipality AND r.approach = c.approach AND r.round = c.round AND "
          "r.indicator = c.indicator AND (r.who = ?5 OR r.kind = 'beslissing')) ORDER BY 1, 2, 3, 4"));
  rows->bind(1, filter.municipality).bind(2, filter.approach).bind(3, filter.round).bind(4, filter.indicator);
  rows->bind(5, reader);
  std::vector<FindingCell> cells;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return cells;
    cells.push_back({std::string(rows->column_text(0)), std::string(rows->column_text(1)),
                     std::string(rows->column_text(2)), std::string(rows->column_text(3))});
  }
}

}  // namespace vp::index
