// hit_collector.h - counts, filters, scores and keeps the best rows of one FTS5 query, in one pass and inside
// FTS5: an auxiliary function of our own, which costs a fraction of bm25() and ORDER BY.
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "index/database.h"
#include "index/passage_statistics.h"

namespace vp::index {

/// One row that may become a hit.
struct RankedRow {
  double score = 0;
  std::uint32_t rank = 0;  ///< of its document by SHA-256
  std::int64_t row = 0;    ///< ascending with the ordinal inside a document
  bool operator==(const RankedRow&) const = default;
};

/// True when a comes before b: higher score, then document, then place in it. A total order on the rows of an
/// index.
bool comes_before(const RankedRow& a, const RankedRow& b);

struct TermWeight {
  int phrase = 0;  ///< number in the FTS5 expression
  double idf = 0;
};

class HitCollector {
 public:
  struct Rules {
    const PassageStatistics* statistics = nullptr;  ///< outlives the collector
    std::vector<TermWeight> terms;                  ///< in the order in which they are added up
    bool with_page_furniture = false;
    bool has_document_filter = false;
    std::vector<char> documents;  ///< per range of the statistics: 1 when its document passes
    bool has_row_filter = false;
    std::vector<std::int64_t> rows;  ///< ascending: rows that pass
    std::size_t keep = 0;            ///< best rows to keep
  };
  explicit HitCollector(Rules rules) : rules_(std::move(rules)) {}

  /// Makes the SQL function vp_collect(fts table, collector pointer) known. Call once a connection.
  static Result<void> register_function(Database& database);
  static constexpr const char* kPointerType = "vp_hit_collector";

  /// True when the row passes the filters; it is counted then.
  bool accept(std::int64_t row);
  /// Of the row just accepted.
  [[nodiscard]] std::uint32_t length() const { return length_; }
  [[nodiscard]] double mean_length() const { return mean_length_; }
  [[nodiscard]] const Rules& rules() const { return rules_; }
  /// Of the row just accepted.
  void keep(double score);

  [[nodiscard]] std::uint64_t total() const { return total_; }
  /// The best rows, best first.
  [[nodiscard]] std::vector<RankedRow> take();

 private:
  Rules rules_;
  double mean_length_ = rules_.statistics->mean_length();
  std::uint64_t total_ = 0;
  std::vector<RankedRow> heap_;  ///< the worst kept row in front
  std::int64_t row_ = 0;
  std::size_t range_ = 0;
  std::size_t row_cursor_ = 0;
  std::uint32_t length_ = 0;
};

}  // namespace vp::index
