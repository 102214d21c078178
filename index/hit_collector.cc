#include "index/hit_collector.h"

#include <algorithm>

#include "index/fts5_api.h"
#include "index/ranking.h"

namespace vp::index {
namespace {

/// Times the phrase stands in the current row.
int count_places(const Fts5ExtensionApi* api, Fts5Context* context, int phrase, std::uint32_t& out) {
  Fts5PhraseIter iterator{};
  int column = 0;
  int offset = 0;
  const int code = api->xPhraseFirst(context, phrase, &iterator, &column, &offset);
  if (code != SQLITE_OK) return code;
  for (out = 0; column >= 0; api->xPhraseNext(context, &iterator, &column, &offset))
    ++out;
  return SQLITE_OK;
}

void collect(const Fts5ExtensionApi* api, Fts5Context* context, sqlite3_context* result, int value_count,
             sqlite3_value** values) {
  auto* collector =
      value_count == 1
          ? static_cast<HitCollector*>(sqlite3_value_pointer(values[0], HitCollector::kPointerType))
          : nullptr;
  if (collector == nullptr) {
    sqlite3_result_error(result, "vp_collect is for the program's own queries", -1);
    return;
  }
  if (!collector->accept(api->xRowid(context)) || collector->rules().keep == 0) return;
  double score = 0;
  for (const TermWeight& term : collector->rules().terms) {
    std::uint32_t frequency = 0;
    const int code = count_places(api, context, term.phrase, frequency);
    if (code != SQLITE_OK) {
      sqlite3_result_error_code(result, code);
      return;
    }
    if (frequency > 0) {
      score += term.idf * term_saturation(frequency, collector->length(), collector->mean_length());
    }
  }
  collector->keep(score);
}

}  // namespace

bool comes_before(const RankedRow& a, const RankedRow& b) {
  if (a.score != b.score) return a.score > b.score;
  if (a.rank != b.rank) return a.rank < b.rank;
  return a.row < b.row;
}

Result<void> HitCollector::register_function(Database& database) {
  VP_ASSIGN(fts5_api * api, load_fts5_api(database));
  const int code = api->xCreateFunction(api, "vp_collect", nullptr, collect, nullptr);
  if (code != SQLITE_OK) return database.to_error(code);
  return {};
}

bool HitCollector::accept(std::int64_t row) {
  const PassageStatistics& statistics = *rules_.statistics;
  range_ = statistics.find_range(row, range_);
  if (range_ == statistics.ranges().size()) return false;  // a stale entry; verify() tells of it
  const PassageRange& range = statistics.ranges()[range_];
  if (rules_.has_document_filter && rules_.documents[range_] == 0) return false;
  if (!rules_.with_page_furniture && statistics.is_furniture(range, row)) return false;
  if (rules_.has_row_filter) {
    // Rows come ascending, so the filter is walked along; FTS5 does not promise it, hence the search.
    if (row_cursor_ > 0 && rules_.rows[row_cursor_ - 1] >= row) row_cursor_ = 0;
    const auto from = rules_.rows.begin() + static_cast<std::ptrdiff_t>(row_cursor_);
    const auto found = std::lower_bound(from, rules_.rows.end(), row);
    row_cursor_ = static_cast<std::size_t>(found - rules_.rows.begin());
    if (found == rules_.rows.end() || *found != row) return false;
  }
  row_ = row;
  length_ = statistics.length_of(range, row);
  ++total_;
  return true;
}

void HitCollector::keep(double score) {
  const RankedRow row{score, rules_.statistics->ranges()[range_].rank, row_};
  if (heap_.size() == rules_.keep) {
    if (!comes_before(row, heap_.front())) return;
    std::pop_heap(heap_.begin(), heap_.end(), comes_before);
    heap_.back() = row;
  } else {
    heap_.push_back(row);
  }
  std::push_heap(heap_.begin(), heap_.end(), comes_before);
}

std::vector<RankedRow> HitCollector::take() {
  std::sort(heap_.begin(), heap_.end(), comes_before);
  return std::move(heap_);
}

}  // namespace vp::index
