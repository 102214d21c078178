#include "index/leaf_reader.h"

#include <algorithm>

#include "index/fts_segment.h"
#include "index/mention_postings.h"
#include "index/phrase_reader.h"
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
      : cursor_(statistics), weight_(weight), once_(static_cast<float>(weight)), out_(&out) {}

  void operator()(std::int64_t row, std::uint32_t places) {
    const std::uint32_t slot = cursor_.find(row);
    if (slot == SlotCursor::kGone) return;
    out_->push_back({slot, places == 1 ? once_ : static_cast<float>(places * weight_)});
  }

 private:
  SlotCursor cursor_;
  double weight_;
  float once_;  // the weight of one place
  Postings* out_;
};

}  // namespace

/// Words that begin alike are told apart in the index and not in an answer: presence is what counts.
Result<Postings> LeafReader::load_prefix(const nlp::ConceptWay& way) {
  RowSet found(static_cast<std::size_t>(statistics_->passage_count()));
  SlotCursor cursor(*statistics_);
  VP_TRY(terms_->for_each_row_of_prefix(way.phrases.front().terms.front(),
                                        [&](std::int64_t row, Blob /*places*/) {
                                          const std::uint32_t slot = cursor.find(row);
                                          if (slot != SlotCursor::kGone) found.add(slot);
                                        }));
  Postings postings;
  postings.reserve(found.count());
  found.for_each([&](std::size_t slot) {
    postings.push_back({static_cast<std::uint32_t>(slot), static_cast<float>(way.weight)});
  });
  return postings;
}

Result<std::shared_ptr<const Postings>> LeafReader::load(const nlp::ConceptWay& way) {
  const bool keeps = PostingsCache::can_keep(way);
  const std::string key = keeps ? PostingsCache::key_of(way) : std::string();
  const auto count = static_cast<std::size_t>(statistics_->passage_count());
  if (!keeps) {
    VP_ASSIGN(Postings read_now, read(way));
    return std::make_shared<const Postings>(std::move(read_now));
  }
  const PostingsCache::Found kept = cache_->find(key);
  Postings postings;
  if (kept.postings) {
    const auto end = std::ranges::lower_bound(*kept.postings, kept.slots, {}, &Posting::slot);
    if (kept.slots == count && end == kept.postings->end()) return kept.postings;
    postings.assign(kept.postings->begin(), end);
  }
  if (!kept.postings || kept.slots < count) {
    terms_->begin_at(kept.postings ? statistics_->row_from(kept.slots) : 0);
    Result<Postings> later = read(way);
    terms_->begin_at(0);
    if (!later) return later.error();
    postings.insert(postings.end(), later->begin(), later->end());
  }
  auto shared = std::make_shared<const Postings>(std::move(postings));
  cache_->keep(key, shared, count);
  return shared;
}

Result<Postings> LeafReader::read(const nlp::ConceptWay& way) {
  if (way.kind == nlp::WayKind::kSource) return load_source(way);
  if (way.kind == nlp::WayKind::kIndicator) {
    const bool any_voice = way.polarities.empty() && way.speakers.empty();
    return any_voice ? load_indicator(way.indicator) : load_voices(way);
  }
  if (is_single_term(way) && way.phrases.front().is_prefix) return load_prefix(way);
  Postings postings;
  Gatherer gather(*statistics_, way.weight, postings);
  if (is_single_term(way)) {
    VP_TRY(terms_->for_each_row(way.phrases.front().terms.front(),
                                [&](std::int64_t row, Blob places) { gather(row, count_places(places)); }));
    return postings;
  }
  if (PhraseReader::is_of_whole_words(way)) {
    VP_ASSIGN(const PlaceList places, PhraseReader(*terms_).load(way));
    for (std::size_t i = 0; i < places.rows.size(); ++i)
      gather(places.rows[i], places.ends[i] - places.begin_of(i));
    return postings;
  }
  VP_ASSIGN(const std::vector<CollectedRow> rows, terms_->collect(way));
  for (const CollectedRow& row : rows)
    gather(row.row, row.places);
  return postings;
}

Result<Postings> LeafReader::load_indicator(const std::string& indicator, std::int64_t first_row) {
  Postings postings;
  Gatherer gather(*statistics_, kIndicatorPlace, postings);
  MentionPostings mentions(*database_);
  VP_ASSIGN(const std::int64_t last, mentions.last_row());
  const auto gather_later = [&](std::int64_t row, std::uint32_t places) {
    if (row >= first_row) gather(row, places);
  };
  if (last >= std::max(first_row, std::int64_t{1})) VP_TRY(mentions.for_each(indicator, gather_later));
  VP_TRY(mentions.for_each_later(indicator, std::max(last, first_row - 1), gather_later));
  return postings;
}

Result<Postings> LeafReader::load_voices(const nlp::ConceptWay& way) {
  Postings postings;
  Gatherer gather(*statistics_, way.weight, postings);
  VP_ASSIGN(
      const StatementLease rows,
      database_->cached("SELECT DISTINCT passage FROM mention WHERE indicator = ?1 AND (voices & ?2) <> 0 "
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

}  // namespace vp::index
