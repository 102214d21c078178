#include "index/query_evaluator.h"

#include <algorithm>

#include "index/ranking.h"

namespace vp::index {
namespace {

constexpr std::size_t kTitleReach = 4;  // passages below a title that are about what it names
constexpr float kTitlePlaces = 0.5;     // that is worth so many places in the text itself

/// Both ascending; places of a slot in both are added up.
Postings merge(const Postings& a, const Postings& b) {
  Postings merged;
  merged.reserve(a.size() + b.size());
  auto at = a.begin();
  for (const Posting& posting : b) {
    for (; at != a.end() && at->slot < posting.slot; ++at)
      merged.push_back(*at);
    if (at != a.end() && at->slot == posting.slot) {
      merged.push_back({posting.slot, at->places + posting.places});
      ++at;
    } else {
      merged.push_back(posting);
    }
  }
  merged.insert(merged.end(), at, a.end());
  return merged;
}

Result<void> check_way(const nlp::ConceptWay& way) {
  if (way.kind == nlp::WayKind::kIndicator) return {};
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

}  // namespace

std::vector<RankedRow> rank_rows(const RowSet& rows, const std::vector<double>& scores,
                                 const PassageStatistics& statistics,
                                 const std::vector<std::uint32_t>& document_order, bool by_score,
                                 std::size_t keep) {
  struct Candidate {
    RankedRow row;
    std::uint32_t document = 0;
  };
  const auto comes_before = [by_score](const Candidate& a, const Candidate& b) {
    if (by_score && a.row.score != b.row.score) return a.row.score > b.row.score;
    if (a.document != b.document) return a.document < b.document;
    return a.row.slot < b.row.slot;
  };
  std::vector<Candidate> heap;  // the worst kept row in front
  std::size_t range = 0;
  rows.for_each([&](std::size_t slot) {
    if (by_score && heap.size() == keep && keep > 0 && scores[slot] < heap.front().row.score) return;
    range = statistics.range_of_slot(slot, range);
    const Candidate candidate{{scores[slot], static_cast<std::uint32_t>(slot)}, document_order[range]};
    if (heap.size() == keep) {
      if (keep == 0 || !comes_before(candidate, heap.front())) return;
      std::pop_heap(heap.begin(), heap.end(), comes_before);
      heap.back() = candidate;
    } else {
      heap.push_back(candidate);
    }
    std::push_heap(heap.begin(), heap.end(), comes_before);
  });
  std::sort(heap.begin(), heap.end(), comes_before);
  std::vector<RankedRow> ranked;
  ranked.reserve(heap.size());
  for (const Candidate& candidate : heap)
    ranked.push_back(candidate.row);
  return ranked;
}

Result<QueryEvaluator> QueryEvaluator::create(const nlp::SearchQuery& query,
                                              const PassageStatistics& statistics, LeafReader& reader) {
  VP_TRY(check_tree(query.match, query.concepts.size()));
  QueryEvaluator evaluator(query, statistics);
  for (std::uint32_t id = 0; id < query.concepts.size(); ++id) {
    const nlp::Concept& wanted = query.concepts[id];
    Loaded loaded;
    for (const nlp::ConceptWay& way : wanted.ways) {
      VP_TRY(check_way(way));
      VP_ASSIGN(Postings postings, reader.load(way));
      loaded.postings = loaded.postings.empty() ? std::move(postings) : merge(loaded.postings, postings);
    }
    loaded.idf = inverse_document_frequency(statistics.passage_count(), loaded.postings.size());
    if (wanted.reaches_below_titles) evaluator.spread_titles(loaded);
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

/// What a title names, the passages below it are about: an answer seldom repeats the words of its question.
void QueryEvaluator::spread_titles(Loaded& loaded) const {
  Postings below;
  std::size_t range = 0;
  for (const Posting& posting : loaded.postings) {
    if (!statistics_->is_title(posting.slot)) continue;
    range = statistics_->range_of_slot(posting.slot, range);
    const PassageRange& document = statistics_->ranges()[range];
    const std::size_t end = std::min(document.first_slot + static_cast<std::size_t>(document.count),
                                     std::size_t{posting.slot} + 1 + kTitleReach);
    for (std::size_t slot = posting.slot + 1; slot < end && !statistics_->is_title(slot); ++slot) {
      below.push_back({static_cast<std::uint32_t>(slot), kTitlePlaces});
    }
  }
  if (!below.empty()) loaded.postings = merge(loaded.postings, below);
}

RowSet QueryEvaluator::to_rows(std::uint32_t concept_id) const {
  RowSet rows(statistics_->passage_count());
  for (const Posting& posting : loaded_[concept_id].postings)
    rows.add(posting.slot);
  return rows;
}

RowSet QueryEvaluator::match(const nlp::MatchNode& node) const {
  switch (node.kind) {
    case nlp::MatchKind::kConcept:
      return to_rows(node.concept_id);
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
    if (!query_->concepts[id].is_added) rows.keep(to_rows(id));
  }
  return rows;
}

void QueryEvaluator::score(const RowSet& rows, ScoreMemory& memory) const {
  const std::size_t size = statistics_->passage_count();
  for (std::vector<double>* values : {&memory.asked, &memory.added, &memory.matched})
    values->resize(size, 0);
  const double mean = statistics_->mean_length();
  for (const std::uint32_t id : scored_) {
    const nlp::Concept& wanted = query_->concepts[id];
    const double weight = wanted.weight * loaded_[id].idf;
    std::vector<double>& sums = wanted.is_added ? memory.added : memory.asked;
    for (const Posting& posting : loaded_[id].postings) {
      if (!rows.contains(posting.slot)) continue;
      sums[posting.slot] +=
          weight * term_saturation(posting.places, statistics_->length_of(posting.slot), mean);
      if (!wanted.is_added) memory.matched[posting.slot] += loaded_[id].idf;
    }
  }
  rows.for_each([&](std::size_t slot) {
    if (asked_count_ > 1) memory.asked[slot] *= coordination(memory.matched[slot], asked_idf_);
    memory.asked[slot] += memory.added[slot];
    if (statistics_->is_title(slot)) memory.asked[slot] *= kTitleWeight;
  });
}

void QueryEvaluator::clear(const RowSet& rows, ScoreMemory& memory) {
  rows.for_each(
      [&](std::size_t slot) { memory.asked[slot] = memory.added[slot] = memory.matched[slot] = 0; });
}

std::vector<ScorePart> QueryEvaluator::explain(std::size_t slot) const {
  std::vector<ScorePart> parts;
  for (const std::uint32_t id : scored_) {
    const Postings& postings = loaded_[id].postings;
    const auto found =
        std::lower_bound(postings.begin(), postings.end(), slot,
                         [](const Posting& posting, std::size_t at) { return posting.slot < at; });
    if (found == postings.end() || found->slot != slot) continue;
    const nlp::Concept& wanted = query_->concepts[id];
    const double part =
        wanted.weight * loaded_[id].idf *
        term_saturation(found->places, statistics_->length_of(slot), statistics_->mean_length());
    parts.push_back({wanted.label, loaded_[id].idf, found->places, part, wanted.is_added});
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
