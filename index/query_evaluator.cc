#include "index/query_evaluator.h"

#include <algorithm>
#include <array>

#include "index/ranking.h"

namespace vp::index {
namespace {

constexpr std::size_t kTitleReach = 4;    // passages below a title that are about what it names
constexpr std::uint32_t kMarkLength = 1;  // tokens of a cell that only judges ("X", "Ja"): passed over
constexpr float kTitlePlaces = 0.25;      // that is worth so many places in the text itself

Result<void> check_way(const nlp::ConceptWay& way) {
  if (way.kind == nlp::WayKind::kIndicator || way.kind == nlp::WayKind::kSource) return {};
  const auto is_bad_term = [](const std::string& term) {
    return term.empty() || term.find(' ') != std::string::npos || term.find('\0') != std::string::npos;
  };
  const std::size_t wanted = way.kind == nlp::WayKind::kNear ? 2 : 1;
  bool is_bad = way.phrases.size() < wanted;
  for (const nlp::TermPhrase& phrase : way.phrases) {
    is_bad =
        is_bad || phrase.terms.empty() || std::any_of(phrase.terms.begin(), phrase.terms.end(), is_bad_term);
  }
  if (is_bad) return Error{ErrorCode::kInvalidArgument, "a part of the query holds no word", ""};
  return {};
}

Result<void> check_tree(const nlp::MatchNode& node, std::size_t concepts) {
  const bool is_leaf = node.kind == nlp::MatchKind::kConcept || node.kind == nlp::MatchKind::kEvery;
  const bool is_bad = (node.kind == nlp::MatchKind::kConcept && node.concept_id >= concepts) ||
                      (!is_leaf && node.children.empty()) ||
                      (node.kind == nlp::MatchKind::kWithout && node.children.size() != 2);
  if (is_bad) return Error{ErrorCode::kInvalidArgument, "the query's tree is not whole", ""};
  for (const nlp::MatchNode& child : node.children)
    VP_TRY(check_tree(child, concepts));
  return {};
}

struct Candidate {
  RankedRow row;
  std::uint32_t document = 0;  // its place in the order of documents
};

struct ComesBefore {
  bool by_score = true;
  bool operator()(const Candidate& a, const Candidate& b) const {
    if (by_score && a.row.score != b.row.score) return a.row.score > b.row.score;
    if (a.document != b.document) return a.document < b.document;
    return a.row.slot < b.row.slot;
  }
};

/// The best rows that were offered.
class TopRows {
 public:
  TopRows(const PassageStatistics& statistics, const RankOrder& order, std::size_t keep)
      : statistics_(&statistics), order_(&order), before_{order.by_score}, keep_(keep) {}

  /// Slots ascend from one offer to the next.
  void offer(std::size_t slot, double score) {
    if (heap_.size() == keep_ && (keep_ == 0 || (order_->by_score && score < heap_.front().row.score)))
      return;
    range_ = statistics_->range_of_slot(slot, range_);
    const Candidate candidate{{score, static_cast<std::uint32_t>(slot)}, order_->document_order[range_]};
    if (heap_.size() == keep_) {
      if (!before_(candidate, heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end(), before_);
      heap_.back() = candidate;
    } else {
      heap_.push_back(candidate);
    }
    std::push_heap(heap_.begin(), heap_.end(), before_);
  }

  std::vector<RankedRow> take() {
    std::sort(heap_.begin(), heap_.end(), before_);
    std::vector<RankedRow> ranked;
    ranked.reserve(heap_.size());
    for (const Candidate& candidate : heap_)
      ranked.push_back(candidate.row);
    return ranked;
  }

 private:
  const PassageStatistics* statistics_;
  const RankOrder* order_;
  ComesBefore before_;
  std::size_t keep_;
  std::vector<Candidate> heap_;  // the worst kept row in front
  std::size_t range_ = 0;
};

}  // namespace

/// Adds up the scores of some thousand passages at a time, so that all sums stay in the processor's cache.
class BlockScorer {
 public:
  static constexpr std::size_t kBlock = 4096;  // a multiple of 64

  explicit BlockScorer(const QueryEvaluator& evaluator) : evaluator_(&evaluator), sums_(kBlock) {
    const double mean = evaluator.statistics_->mean_length();
    for (std::size_t length = 0; length < kNorms; ++length)
      norms_.push_back(length_norm(static_cast<double>(length), mean));
    for (const std::uint32_t id : evaluator.scored_) {
      const QueryEvaluator::Loaded& loaded = evaluator.loaded_[id];
      const nlp::Concept& wanted = evaluator.query_->concepts[id];
      concepts_.push_back({&loaded, wanted.weight * loaded.idf, wanted.is_added,
                           std::vector<std::size_t>(loaded.lists.size(), 0)});
    }
  }

  /// Blocks ascend from call to call: the scores of the members of `rows` from `first` on, to visit(slot, score).
  template <class Visit>
  void score(std::size_t first, const RowSet& rows, Visit visit) {
    for (Counted& counted : concepts_)
      add(counted, first, rows);
    const PassageStatistics& statistics = *evaluator_->statistics_;
    const bool coordinates = evaluator_->asked_count_ > 1;
    rows.for_each_shared(rows, first, first + kBlock, [&](std::size_t slot) {
      Sums& sums = sums_[slot - first];
      double score = sums.asked;
      if (coordinates) score *= coordination(sums.matched, evaluator_->asked_idf_);
      score += sums.added;
      if (statistics.is_title(slot)) score *= kTitleWeight;
      sums = {};
      visit(slot, score);
    });
  }

 private:
  static constexpr std::size_t kNorms = 1024;
  struct Sums {
    double asked = 0, added = 0, matched = 0;
  };
  struct Counted {
    const QueryEvaluator::Loaded* loaded;
    double weight;
    bool is_added;
    std::vector<std::size_t> at;  // how far each list was read
  };

  [[nodiscard]] double norm_of(std::size_t slot) const {
    const std::uint32_t length = evaluator_->statistics_->length_of(slot);
    return length < kNorms ? norms_[length] : length_norm(length, evaluator_->statistics_->mean_length());
  }

  void add(Counted& counted, std::size_t first, const RowSet& rows) {
    const QueryEvaluator::Loaded& loaded = *counted.loaded;
    const auto is_before_end = [&](const Postings& list, std::size_t at) {
      return at < list.size() && list[at].slot < first + kBlock;
    };
    std::size_t here = 0;  // lists with something in this block
    std::size_t only = 0;  // the last of them
    for (std::size_t i = 0; i < loaded.lists.size(); ++i) {
      if (!is_before_end(*loaded.lists[i], counted.at[i])) continue;
      ++here;
      only = i;
    }
    if (here == 0) return;
    if (here == 1) {  // nothing to add up: a word in one form
      const Postings& list = *loaded.lists[only];
      for (std::size_t& at = counted.at[only]; is_before_end(list, at); ++at) {
        if (rows.contains(list[at].slot)) count(counted, list[at].slot, first, list[at].places);
      }
      return;
    }
    for (std::size_t i = 0; i < loaded.lists.size(); ++i) {
      const Postings& list = *loaded.lists[i];
      for (std::size_t& at = counted.at[i]; is_before_end(list, at); ++at)
        places_[list[at].slot - first] += list[at].places;
    }
    loaded.rows.for_each_shared(rows, first, first + kBlock, [&](std::size_t slot) {
      count(counted, slot, first, places_[slot - first]);
    });
    places_.fill(0);
  }

  void count(const Counted& counted, std::size_t slot, std::size_t first, float places) {
    Sums& sums = sums_[slot - first];
    const double part = counted.weight * term_saturation(places, norm_of(slot));
    if (counted.is_added) {
      sums.added += part;
    } else {
      sums.asked += part;
      sums.matched += counted.loaded->idf;
    }
  }

  const QueryEvaluator* evaluator_;
  std::vector<double> norms_;  // by length in tokens
  std::vector<Counted> concepts_;
  std::array<float, kBlock> places_{};
  std::vector<Sums> sums_;
};

Result<QueryEvaluator> QueryEvaluator::create(const nlp::SearchQuery& query,
                                              const PassageStatistics& statistics, LeafReader& reader) {
  VP_TRY(check_tree(query.match, query.concepts.size()));
  QueryEvaluator evaluator(query, statistics);
  for (std::uint32_t id = 0; id < query.concepts.size(); ++id) {
    const nlp::Concept& wanted = query.concepts[id];
    Loaded loaded;
    loaded.rows = RowSet(static_cast<std::size_t>(statistics.passage_count()));
    RowSet named = loaded.rows;    // what was asked for itself says how rare it is
    RowSet scoring = loaded.rows;  // what only adds to the score of what is found otherwise
    bool has_scoring = false;
    for (const nlp::ConceptWay& way : wanted.ways) {
      VP_TRY(check_way(way));
      VP_ASSIGN(std::shared_ptr<const Postings> postings, reader.load(way));
      RowSet& rows = way.only_scores() ? scoring : (way.is_related ? loaded.rows : named);
      has_scoring = has_scoring || way.only_scores();
      for (const Posting& posting : *postings)
        rows.add(posting.slot);
      loaded.lists.push_back(std::move(postings));
    }
    const std::size_t own = named.count();
    loaded.rows.add(named);
    loaded.idf = inverse_document_frequency(statistics.passage_count(), own > 0 ? own : loaded.rows.count());
    if (wanted.reaches_below_titles) evaluator.spread_titles(loaded);
    if (has_scoring) {
      loaded.found = loaded.rows;
      loaded.rows.add(scoring);
    }
    evaluator.loaded_.push_back(std::move(loaded));
    if (!wanted.is_scored) continue;
    evaluator.scored_.push_back(id);
  }
  std::sort(evaluator.scored_.begin(), evaluator.scored_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return query.concepts[a].label < query.concepts[b].label;
  });
  for (const std::uint32_t id : evaluator.scored_) {
    if (query.concepts[id].is_added) continue;
    evaluator.asked_idf_ += evaluator.loaded_[id].idf;
    ++evaluator.asked_count_;
  }
  return evaluator;
}

/// What a title names, the passages below it are about: an answer seldom repeats the words of its question. The same
/// holds for the printed wording of a form, beside or above which the answer stands.
void QueryEvaluator::spread_titles(Loaded& loaded) const {
  Postings below;
  const RowSet& titles = statistics_->titles();
  const RowSet& forms = statistics_->boilerplate();
  const auto spread = [&](const RowSet& sources, bool stops_at_forms) {
    std::size_t range = 0;
    std::size_t last = 0;  // a mark that is passed over may be a source too: each passage is reached once
    loaded.rows.for_each_shared(sources, 0, loaded.rows.size(), [&](std::size_t source) {
      range = statistics_->range_of_slot(source, range);
      const PassageRange& document = statistics_->ranges()[range];
      const std::size_t end = document.first_slot + static_cast<std::size_t>(document.count);
      std::size_t reached = 0;
      for (std::size_t slot = source + 1; slot < end && reached < kTitleReach; ++slot) {
        if (stops_at_forms && forms.contains(slot)) break;
        if (titles.contains(slot)) {
          if (statistics_->length_of(slot) <= kMarkLength) continue;
          break;
        }
        ++reached;
        if (slot <= last) continue;
        below.push_back({static_cast<std::uint32_t>(slot), kTitlePlaces});
        last = slot;
      }
    });
  };
  spread(titles, false);
  const auto below_titles = static_cast<std::ptrdiff_t>(below.size());
  spread(forms, true);
  if (below.empty()) return;
  std::inplace_merge(below.begin(), below.begin() + below_titles, below.end(),
                     [](const Posting& a, const Posting& b) { return a.slot < b.slot; });
  below.erase(std::unique(below.begin(), below.end()), below.end());  // all count for kTitlePlaces
  for (const Posting& posting : below)
    loaded.rows.add(posting.slot);
  loaded.lists.push_back(std::make_shared<const Postings>(std::move(below)));
}

RowSet QueryEvaluator::match(const nlp::MatchNode& node) const {
  switch (node.kind) {
    case nlp::MatchKind::kConcept:
      return found_of(loaded_[node.concept_id]);
    case nlp::MatchKind::kEvery: {
      RowSet rows(statistics_->passage_count());
      rows.add_range(0, statistics_->passage_count());
      return rows;
    }
    case nlp::MatchKind::kAll:
    case nlp::MatchKind::kAny:
    case nlp::MatchKind::kWithout:
      break;
  }
  RowSet rows = match(node.children.front());
  for (std::size_t i = 1; i < node.children.size(); ++i) {
    const RowSet other = match(node.children[i]);
    if (node.kind == nlp::MatchKind::kAll) rows.keep(other);
    if (node.kind == nlp::MatchKind::kAny) rows.add(other);
    if (node.kind == nlp::MatchKind::kWithout) rows.remove(other);
  }
  return rows;
}

RowSet QueryEvaluator::match_all_asked() const {
  RowSet rows(statistics_->passage_count());
  rows.add_range(0, statistics_->passage_count());
  for (const std::uint32_t id : scored_) {
    if (!query_->concepts[id].is_added) rows.keep(loaded_[id].rows);
  }
  return rows;
}

std::vector<RankedRow> QueryEvaluator::rank(const RowSet& rows, const RankOrder& order,
                                            std::size_t keep) const {
  BlockScorer scorer(*this);
  TopRows top(*statistics_, order, keep);
  for (std::size_t first = 0; first < rows.size(); first += BlockScorer::kBlock)
    scorer.score(first, rows, [&top](std::size_t slot, double score) { top.offer(slot, score); });
  return top.take();
}

std::vector<ScorePart> QueryEvaluator::explain(std::size_t slot) const {
  std::vector<ScorePart> parts;
  for (const std::uint32_t id : scored_) {
    if (!loaded_[id].rows.contains(slot)) continue;
    float places = 0;
    const nlp::Concept& wanted = query_->concepts[id];
    std::vector<std::string> ways;
    for (std::size_t i = 0; i < loaded_[id].lists.size(); ++i) {
      const Postings& list = *loaded_[id].lists[i];
      const auto found = std::ranges::lower_bound(list, slot, {}, &Posting::slot);
      if (found == list.end() || found->slot != slot) continue;
      places += found->places;
      ways.push_back(i < wanted.ways.size() ? to_string(wanted.ways[i])
                                            : "below a title or question with it");
    }
    const double norm = length_norm(statistics_->length_of(slot), statistics_->mean_length());
    const double part = wanted.weight * loaded_[id].idf * term_saturation(places, norm);
    parts.push_back({wanted.label, loaded_[id].idf, places, part, wanted.is_added, std::move(ways)});
  }
  return parts;
}

double QueryEvaluator::coordination_of(std::size_t slot) const {
  double matched = 0;
  for (const ScorePart& part : explain(slot))
    matched += part.is_added ? 0 : part.idf;
  return asked_count_ > 1 ? coordination(matched, asked_idf_) : 1;
}

}  // namespace vp::index
