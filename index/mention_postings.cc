#include "index/mention_postings.h"

#include "index/meta_rows.h"
#include "index/posting_checksum.h"

namespace vp::index {
namespace {

constexpr const char* kLastRowKey = "postings_last_row";
constexpr const char* kPassagesKey = "postings_passages";
constexpr std::int64_t kOutdatedShare = 8;  // a copy is made anew when one passage in so many changed

constexpr const char* kMentionRows =
    "SELECT indicator, passage, sum(CASE strength WHEN 0 THEN 2 ELSE 1 END) FROM mention "
    "GROUP BY indicator, passage ORDER BY indicator, passage";

}  // namespace

Result<std::int64_t> MentionPostings::last_row() {
  return load_meta_number(*database_, kLastRowKey);
}

Result<StatementLease> MentionPostings::find(const std::string& indicator) {
  VP_ASSIGN(StatementLease row,
            database_->cached("SELECT postings FROM mention_posting WHERE indicator = ?1"));
  row->bind(1, std::string_view(indicator));
  return row;
}

Result<StatementLease> MentionPostings::find_later(const std::string& indicator, std::int64_t last) {
  VP_ASSIGN(StatementLease rows,
            database_->cached("SELECT passage, sum(CASE strength WHEN 0 THEN 2 ELSE 1 END) FROM mention "
                              "WHERE indicator = ?1 AND passage > ?2 GROUP BY passage ORDER BY passage"));
  rows->bind(1, std::string_view(indicator)).bind(2, last);
  return rows;
}

Result<bool> MentionPostings::is_outdated() {
  VP_ASSIGN(const std::int64_t last, last_row());
  VP_ASSIGN(const std::int64_t copied, load_meta_number(*database_, kPassagesKey));
  VP_ASSIGN(
      const StatementLease counts,
      database_->cached("SELECT CAST(coalesce(sum(passage_count), 0) AS BIGINT), "
                        "CAST(coalesce(sum(CASE WHEN first_passage <= ?1 THEN passage_count ELSE 0 END), "
                        "0) AS BIGINT) FROM document"));
  counts->bind(1, last);
  VP_TRY(counts->step());
  const std::int64_t now = counts->column_integer(0);
  const std::int64_t kept = counts->column_integer(1);
  const std::int64_t changed = (now - kept) + (copied - kept);
  return changed > 0 && changed * kOutdatedShare >= now;
}

Result<void> MentionPostings::insert(std::string_view indicator, const PostingEncoder& encoder) {
  VP_ASSIGN(const StatementLease insert,
            database_->cached("INSERT INTO mention_posting (indicator, postings) VALUES (?1, ?2)"));
  insert->bind(1, indicator).bind(2, Blob(encoder.bytes()));
  return insert->run();
}

Result<void> MentionPostings::rebuild() {
  VP_TRY(database_->execute("DELETE FROM mention_posting"));
  VP_ASSIGN(
      const std::int64_t last,
      database_->query_integer("SELECT coalesce(max(first_passage + passage_count - 1), 0) FROM document"));
  VP_ASSIGN(Statement rows, database_->prepare(kMentionRows));
  PostingEncoder encoder;
  std::string indicator;
  while (true) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row || rows.column_text(0) != indicator) {
      if (encoder.count() > 0) VP_TRY(insert(indicator, encoder));
      if (!has_row) break;
      encoder.clear();
      indicator = rows.column_text(0);
    }
    encoder.add(rows.column_integer(1), static_cast<std::uint32_t>(rows.column_integer(2)));
  }
  VP_ASSIGN(const std::int64_t passages,
            database_->query_integer("SELECT CAST(coalesce(sum(passage_count), 0) AS BIGINT) FROM document"));
  VP_TRY(store_meta(*database_, kLastRowKey, std::to_string(last)));
  return store_meta(*database_, kPassagesKey, std::to_string(passages));
}

Result<std::uint64_t> MentionPostings::sum_of_mentions(std::int64_t last) {
  std::uint64_t sum = 0;
  VP_ASSIGN(Statement mentions, database_->prepare(kMentionRows));
  while (true) {
    VP_ASSIGN(const bool has_row, mentions.step());
    if (!has_row) return sum;
    const std::int64_t row = mentions.column_integer(1);
    if (row <= last)
      sum +=
          mix_posting(mentions.column_text(0), row, static_cast<std::uint64_t>(mentions.column_integer(2)));
  }
}

Result<void> MentionPostings::add_faults(std::vector<std::string>& faults) {
  VP_ASSIGN(const std::int64_t last, last_row());
  if (last == 0) return {};
  VP_ASSIGN(const std::uint64_t expected, sum_of_mentions(last));
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
  VP_ASSIGN(Statement copies, database_->prepare("SELECT indicator, postings FROM mention_posting"));
  while (true) {
    VP_ASSIGN(const bool has_row, copies.step());
    if (!has_row) break;
    const std::string indicator(copies.column_text(0));
    std::size_t at = 0;
    const auto read = for_each_posting(copies.column_blob(1), [&](std::int64_t row, std::uint32_t places) {
      while (at < living.size() && living[at].second < row)
        ++at;
      if (at < living.size() && living[at].first <= row) found += mix_posting(indicator, row, places);
    });
    is_sound = is_sound && read;
  }
  if (!is_sound || found != expected) {
    faults.emplace_back(database_->where() + ": the stored postings do not match the mentions; rebuild it");
  }
  return {};
}

}  // namespace vp::index
