#include "index/leaf_reader.h"

#include <algorithm>

#include "index/fts_collector.h"
#include "index/fts_expression.h"
#include "index/phrase_reader.h"
#include "index/posting_store.h"
#include "index/row_set.h"
#include "index/suggestion_codec.h"

namespace vp::index {
namespace {

constexpr double kIndicatorPlace = 0.5;  // the copy counts a weak mention as one place, a strong one as two

bool is_single_term(const nlp::ConceptWay& way) {
  return way.kind == nlp::WayKind::kPhrase && way.phrases.size() == 1 &&
         way.phrases.front().terms.size() == 1;
}

/// Takes rows in ascending order.
class Gatherer {
 public:
  Gatherer(const PassageStatistics& statistics, double weight, Postings& out)
      : cursor_(statistics), weight_(weight), out_(&out) {}

  void operator()(std::int64_t row, std::uint32_t places) {
    const std::uint32_t slot = cursor_.find(row);
    if (slot != SlotCursor::kGone) out_->push_back({slot, static_cast<float>(places * weight_)});
  }

 private:
  SlotCursor cursor_;
  double weight_;
  Postings* out_;
};

}  // namespace

/// Words that begin alike are told apart in the index and not in an answer: presence is what counts.
Result<Postings> LeafReader::load_prefix(const nlp::ConceptWay& way) {
  RowSet found(static_cast<std::size_t>(statistics_->passage_count()));
  auto add = [&found, cursor = SlotCursor(*statistics_)](std::int64_t row, std::uint32_t /*places*/) mutable {
    const std::uint32_t slot = cursor.find(row);
    if (slot != SlotCursor::kGone) found.add(slot);
  };
  if (last_posted_row_ > 0) {
    VP_TRY(PostingStore(*database_).for_each_of_prefix(way.phrases.front().terms.front(), add));
  }
  if (has_passages_after(last_posted_row_)) {
    std::vector<CollectedRow> later;
    VP_TRY(collect_rows(*database_, to_fts_expression(way), last_posted_row_, later));
    for (const CollectedRow& row : later)
      add(row.row, row.places);
  }
  Postings postings;
  postings.reserve(found.count());
  found.for_each([&](std::size_t slot) {
    postings.push_back({static_cast<std::uint32_t>(slot), static_cast<float>(way.weight)});
  });
  return postings;
}

Result<Postings> LeafReader::load(const nlp::ConceptWay& way) {
  if (way.kind == nlp::WayKind::kSource) return load_source(way);
  if (way.kind == nlp::WayKind::kIndicator) {
    const bool any_voice = way.polarities.empty() && way.speakers.empty();
    return any_voice ? load_indicator(way.indicator) : load_voices(way);
  }
  if (is_single_term(way) && way.phrases.front().is_prefix) return load_prefix(way);
  Postings postings;
  Gatherer gather(*statistics_, way.weight, postings);
  std::int64_t after = 0;
  if (is_single_term(way) && last_posted_row_ > 0) {
    VP_TRY(PostingStore(*database_).for_each(way.phrases.front().terms.front(), gather));
    after = last_posted_row_;
  } else if (last_posted_row_ > 0 && PhraseReader::can_read(way)) {
    VP_ASSIGN(const PlaceList places, PhraseReader(*database_).load(way));
    for (std::size_t i = 0; i < places.rows.size(); ++i)
      gather(places.rows[i], places.ends[i] - places.begin_of(i));
    after = last_posted_row_;
  }
  if (has_passages_after(after)) {
    std::vector<CollectedRow> later;
    VP_TRY(collect_rows(*database_, to_fts_expression(way), after, later));
    for (const CollectedRow& row : later)
      gather(row.row, row.places);
  }
  return postings;
}

Result<Postings> LeafReader::load_indicator(const std::string& indicator) {
  Postings postings;
  Gatherer gather(*statistics_, kIndicatorPlace, postings);
  if (last_posted_row_ > 0) {
    VP_TRY(PostingStore(*database_).for_each(to_indicator_term(indicator), gather));
  }
  VP_ASSIGN(const StatementLease later,
            database_->cached("SELECT passage, sum(CASE strength WHEN 0 THEN 2 ELSE 1 END) FROM mention "
                              "WHERE indicator = ?1 AND passage > ?2 GROUP BY passage ORDER BY passage"));
  later->bind(1, std::string_view(indicator)).bind(2, last_posted_row_);
  while (true) {
    VP_ASSIGN(const bool has_row, later->step());
    if (!has_row) return postings;
    gather(later->column_integer(0), static_cast<std::uint32_t>(later->column_integer(1)));
  }
}

Result<Postings> LeafReader::load_voices(const nlp::ConceptWay& way) {
  Postings postings;
  Gatherer gather(*statistics_, way.weight, postings);
  VP_ASSIGN(const StatementLease rows,
            database_->cached("SELECT DISTINCT passage FROM mention WHERE indicator = ?1 AND voices & ?2 "
                              "ORDER BY passage"));
  rows->bind(1, std::string_view(way.indicator)).bind(2, voice_bits_of(way.polarities, way.speakers));
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return postings;
    gather(rows->column_integer(0), 1);
  }
}

Result<Postings> LeafReader::load_source(const nlp::ConceptWay& way) {
  VP_ASSIGN(const StatementLease documents,
            database_->cached("SELECT DISTINCT d.first_passage, d.passage_count FROM document_source s "
                              "JOIN document d ON d.id = s.document WHERE (?1 = '' OR s.municipality = ?1) "
                              "AND (?2 = '' OR s.approach = ?2) ORDER BY d.first_passage"));
  documents->bind(1, std::string_view(way.source.municipality))
      .bind(2, std::string_view(way.source.approach));
  Postings postings;
  Gatherer gather(*statistics_, way.weight, postings);
  while (true) {
    VP_ASSIGN(const bool has_row, documents->step());
    if (!has_row) return postings;
    const std::int64_t first = documents->column_integer(0);
    for (std::int64_t row = first; row < first + documents->column_integer(1); ++row)
      gather(row, 1);
  }
}

bool LeafReader::has_passages_after(std::int64_t row) const {
  const std::vector<PassageRange>& ranges = statistics_->ranges();
  return !ranges.empty() && ranges.back().first + ranges.back().count - 1 > row;
}

}  // namespace vp::index
