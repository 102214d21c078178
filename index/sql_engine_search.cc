// The searching half of SqlEngine: a query and filters in, ranked passages out.
#include <algorithm>
#include <limits>
#include <unordered_map>

#include "index/leaf_reader.h"
#include "index/postgres_driver.h"
#include "index/query_evaluator.h"
#include "index/sql_engine.h"
#include "index/suggestion_codec.h"

namespace vp::index {
namespace {

/// Ids come from the framework file; quoted all the same, as a list that SQL reads with json_each.
std::string to_json_list(const std::vector<std::string>& values) {
  std::string list = "[";
  for (const std::string& value : values) {
    if (list.size() > 1) list += ',';
    list += '"';
    for (const char c : value) {
      if (c == '"' || c == '\\') list += '\\';
      if (static_cast<unsigned char>(c) >= 0x20) list += c;
    }
    list += '"';
  }
  return list + "]";
}

bool filters_documents(const Filters& filters) {
  return !filters.municipality.empty() || !filters.approach.empty() || !filters.role.empty() ||
         filters.document.has_value();
}

}  // namespace

Result<std::optional<Transaction>> SqlEngine::begin_reading() {
  if (!database_.is_autocommit()) return std::optional<Transaction>();
  VP_ASSIGN(Transaction transaction, Transaction::begin(database_, Transaction::Kind::kRead));
  return std::optional<Transaction>(std::move(transaction));
}

std::vector<std::string> SqlEngine::wanted_indicators(const Filters& filters) const {
  if (filters.theme.empty()) return {filters.indicator};
  std::vector<std::string> wanted;
  for (const auto& [indicator, theme] : themes_) {
    if (theme == filters.theme && (filters.indicator.empty() || filters.indicator == indicator)) {
      wanted.push_back(indicator);
    }
  }
  return wanted;
}

Result<void> SqlEngine::note_state() {
  VP_ASSIGN(const std::int64_t state, load_state());
  if (state != view_state_) drop_view();
  view_state_ = state;
  return {};
}

Result<std::shared_ptr<IndexView>> SqlEngine::make_view(IndexState state, const IndexView* earlier) {
  VP_ASSIGN(PassageStatistics statistics, PassageStatistics::load(database_));
  return std::make_shared<IndexView>(std::move(state), std::move(statistics), earlier);
}

Result<IndexView*> SqlEngine::load_view() {
  VP_TRY(note_state());
  if (view_) return view_.get();
  IndexState state;
  if (shelf_) {
    VP_ASSIGN(state, describe_state());
  }
  const auto make = [&](const IndexView* earlier) { return make_view(state, earlier); };
  if (state.index.empty()) {
    VP_ASSIGN(view_, make(nullptr));
  } else {
    VP_ASSIGN(view_, shelf_->find_or_make(state, make));
  }
  statistics_ = &view_->statistics();
  return view_.get();
}

Result<void> SqlEngine::act_as(std::string_view role) {
  return index::act_as(database_, role);
}

Result<IndexState> SqlEngine::state() {
  VP_ASSIGN(const auto reading, begin_reading());
  return describe_state();
}

Result<LeafReader> SqlEngine::open_reader() {
  VP_ASSIGN(IndexView* const view, load_view());
  VP_ASSIGN(std::unique_ptr<TermIndex> terms, open_terms());
  return LeafReader(database_, view->statistics(), std::move(terms), view->postings());
}

Result<void> SqlEngine::keep_documents(const Filters& filters, RowSet& rows) {
  // By sources where those are asked for: few documents have the wanted ones, and each has few.
  const bool any_source = filters.municipality.empty() && filters.approach.empty() && filters.role.empty();
  VP_ASSIGN(const StatementLease documents,
            database_.cached(
                any_source ? "SELECT first_passage FROM document WHERE sha256 = ?1 AND passage_count > 0"
                           : "SELECT d.first_passage FROM document_source s JOIN document d "
                             "ON d.id = s.document WHERE (?2 = '' OR s.municipality = ?2) "
                             "AND (?3 = '' OR s.approach = ?3) AND (?4 = '' OR s.role = ?4) "
                             "AND (d.sha256 = ?1 OR ?1 IS NULL) AND d.passage_count > 0"));
  if (filters.document) {
    documents->bind(1, Blob(filters.document->bytes));
  } else {
    documents->bind_null(1);
  }
  if (!any_source) documents->bind(2, filters.municipality).bind(3, filters.approach).bind(4, filters.role);
  RowSet wanted(rows.size());
  std::size_t at = 0;
  while (true) {
    VP_ASSIGN(const bool has_row, documents->step());
    if (!has_row) break;
    at = statistics_->find_range(documents->column_integer(0), at);
    if (at == statistics_->ranges().size()) continue;
    const PassageRange& range = statistics_->ranges()[at];
    wanted.add_range(range.first_slot, range.first_slot + static_cast<std::size_t>(range.count));
  }
  rows.keep(wanted);
  return {};
}

Result<void> SqlEngine::keep_indicators(const Filters& filters, RowSet& rows) {
  VP_ASSIGN(LeafReader reader, open_reader());
  RowSet wanted(rows.size());
  for (const std::string& indicator : wanted_indicators(filters)) {
    VP_ASSIGN(const Postings postings, reader.load_indicator(indicator));
    for (const Posting& posting : postings)
      wanted.add(posting.slot);
  }
  rows.keep(wanted);
  return {};
}

Result<SqlEngine::Selection> SqlEngine::select(const QueryEvaluator& evaluator, const Filters& filters) {
  Selection selection;
  selection.found = evaluator.match();
  if (filters_documents(filters)) VP_TRY(keep_documents(filters, selection.found));
  if (!filters.indicator.empty() || !filters.theme.empty()) VP_TRY(keep_indicators(filters, selection.found));
  VP_TRY(keep_voices(filters, selection.found));
  if (!filters.fields.is_open()) VP_TRY(keep_fields(filters.fields, selection.found));
  if (!filters.with_page_furniture) selection.found.remove(statistics_->furniture());
  if (!filters.with_boilerplate) {
    selection.boilerplate = selection.found.count_shared(statistics_->boilerplate());
    selection.found.remove(statistics_->boilerplate());
  }
  return selection;
}

Result<std::vector<std::uint32_t>> SqlEngine::load_document_order(SortOrder sort) {
  std::vector<std::uint32_t> order(statistics_->ranges().size(), 0);
  if (sort == SortOrder::kRelevance) {
    for (std::size_t i = 0; i < order.size(); ++i)
      order[i] = statistics_->ranges()[i].rank;
    return order;
  }
  VP_ASSIGN(
      const StatementLease rows,
      database_.cached("SELECT d.first_passage FROM document d LEFT JOIN document_source s "
                       "ON s.document = d.id AND s.position = 0 WHERE d.passage_count > 0 "
                       "ORDER BY CASE WHEN ?1 <> 0 THEN coalesce(s.evidence_date, '') ELSE '' END DESC, "
                       "d.first_path, d.sha256"));
  rows->bind(1, std::int64_t{sort == SortOrder::kDate ? 1 : 0});
  for (std::uint32_t place = 0;; ++place) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return order;
    const std::size_t at = statistics_->find_range(rows->column_integer(0), 0);
    if (at < order.size()) order[at] = place;
  }
}

Result<Hit> SqlEngine::load_hit(const MatchFinder& finder, std::uint32_t slot, double score) {
  const PassageRange& range = statistics_->ranges().at(statistics_->range_of_slot(slot, 0));
  Hit hit;
  hit.score = score;
  {
    VP_ASSIGN(const StatementLease row, database_.cached("SELECT sha256 FROM document WHERE id = ?1"));
    row->bind(1, range.document);
    VP_ASSIGN(const bool has_row, row->step());
    if (has_row) {
      const Blob bytes = row->column_blob(0);
      std::copy_n(bytes.begin(), std::min(bytes.size(), hit.document.bytes.size()),
                  hit.document.bytes.begin());
    }
  }
  const std::int64_t row = range.first + static_cast<std::int64_t>(slot - range.first_slot);
  VP_ASSIGN(hit.passage, passages_.load(row, static_cast<std::uint32_t>(row - range.first)));
  VP_ASSIGN(hit.passage.mentions, load_mentions(row, hit.passage.text.size()));
  hit.passage.boilerplate = statistics_->boilerplate().contains(slot);
  VP_ASSIGN(nlp::SearchAnalyzer* const analyzer, tokenizer_->analyzer());
  hit.matches = finder.find(hit.passage, *analyzer);
  return hit;
}

Result<SearchResult> SqlEngine::search(const nlp::SearchQuery& query, const Filters& filters,
                                       const SearchOptions& options) {
  VP_ASSIGN(const auto reading, begin_reading());
  VP_ASSIGN(LeafReader reader, open_reader());
  VP_ASSIGN(const QueryEvaluator evaluator, QueryEvaluator::create(query, *statistics_, reader));
  VP_ASSIGN(Selection selection, select(evaluator, filters));
  if (options.only_linked) {
    VP_ASSIGN(const RowSet linked, find_rows(options.linked, selection.found.size()));
    *options.only_linked ? selection.found.keep(linked) : selection.found.remove(linked);
  }
  SearchResult result;
  result.total = selection.found.count();
  result.boilerplate = selection.boilerplate;
  RowSet with_all = evaluator.match_all_asked();
  with_all.keep(selection.found);
  result.with_all = with_all.count();
  if (options.with_facets) {
    VP_ASSIGN(result.facets, count_facets(selection.found, options.linked));
  }
  if (options.limit == 0) return result;
  VP_ASSIGN(const auto document_order, load_document_order(options.sort));
  const auto ranked = evaluator.rank(selection.found, {document_order, options.sort == SortOrder::kRelevance},
                                     std::size_t{options.limit} + options.offset);
  const MatchFinder finder(query);
  for (std::size_t i = options.offset; i < ranked.size(); ++i) {
    VP_ASSIGN(Hit hit, load_hit(finder, ranked[i].slot, ranked[i].score));
    result.hits.push_back(std::move(hit));
  }
  return result;
}

Result<std::uint64_t> SqlEngine::count(const nlp::SearchQuery& query, const Filters& filters) {
  SearchOptions options;
  options.limit = 0;
  VP_ASSIGN(const SearchResult result, search(query, filters, options));
  return result.total;
}

Result<std::vector<Explanation>> SqlEngine::explain(const nlp::SearchQuery& query, const Filters& filters,
                                                    const DocumentId& document, std::uint32_t limit) {
  VP_ASSIGN(const auto reading, begin_reading());
  VP_ASSIGN(LeafReader reader, open_reader());
  VP_ASSIGN(const QueryEvaluator evaluator, QueryEvaluator::create(query, *statistics_, reader));
  VP_ASSIGN(const Selection selection, select(evaluator, filters));
  VP_ASSIGN(const auto order, load_document_order(SortOrder::kRelevance));
  const auto ranked = evaluator.rank(selection.found, {order, true}, statistics_->passage_count());
  VP_ASSIGN(const StoredDocument stored, load_stored(document));
  std::vector<Explanation> explanations;
  const MatchFinder finder(query);
  for (std::size_t i = 0; i < ranked.size() && explanations.size() < limit; ++i) {
    const std::size_t slot = ranked[i].slot;
    const PassageRange& range = statistics_->ranges()[statistics_->range_of_slot(slot, 0)];
    if (range.document != stored.row) continue;
    Explanation explanation;
    VP_ASSIGN(explanation.hit, load_hit(finder, ranked[i].slot, ranked[i].score));
    explanation.rank = i + 1;
    explanation.length = statistics_->length_of(slot);
    explanation.mean_length = statistics_->mean_length();
    explanation.is_title = statistics_->is_title(slot);
    explanation.coordination = evaluator.coordination_of(slot);
    explanation.parts = evaluator.explain(slot);
    explanations.push_back(std::move(explanation));
  }
  return explanations;
}

Result<std::vector<MentionHit>> SqlEngine::find_mentions(const Filters& filters) {
  VP_ASSIGN(const auto reading, begin_reading());
  const bool any_indicator = filters.indicator.empty() && filters.theme.empty();
  const std::string indicators = to_json_list(wanted_indicators(filters));
  VP_ASSIGN(
      const StatementLease rows,
      database_.cached("SELECT d.sha256, m.passage - d.first_passage, m.indicator, m.span_begin, m.span_end, "
                       "m.sentence_begin, m.sentence_end, m.strength, m.pattern, m.suggestions "
                       "FROM mention m JOIN document d ON d.id = m.document "
                       "WHERE (?12 <> 0 OR m.indicator IN (SELECT value FROM json_each(?1))) "
                       "AND (d.sha256 = ?2 OR ?2 IS NULL) "
                       "AND (?6 <> 0 OR EXISTS (SELECT 1 FROM document_source s WHERE s.document = d.id "
                       "AND (?3 = '' OR s.municipality = ?3) AND (?4 = '' OR s.approach = ?4) "
                       "AND (?5 = '' OR s.role = ?5))) "
                       "AND (?7 <> 0 OR m.kind NOT IN (?8, ?9, ?10)) "
                       "AND ((m.voices & ?11) <> 0 OR ?11 IS NULL) "
                       "ORDER BY d.first_path, d.sha256, m.passage, m.span_begin, m.span_end, m.indicator, "
                       "m.position"));
  rows->bind(1, std::string_view(indicators)).bind(12, std::int64_t{any_indicator ? 1 : 0});
  if (filters.document) {
    rows->bind(2, Blob(filters.document->bytes));
  } else {
    rows->bind_null(2);
  }
  const bool any_source = filters.municipality.empty() && filters.approach.empty() && filters.role.empty();
  rows->bind(3, filters.municipality).bind(4, filters.approach).bind(5, filters.role);
  rows->bind(6, std::int64_t{any_source ? 1 : 0}).bind(7, std::int64_t{filters.with_page_furniture ? 1 : 0});
  rows->bind(8, static_cast<std::int64_t>(BlockKind::kHeader))
      .bind(9, static_cast<std::int64_t>(BlockKind::kFooter));
  rows->bind(10, static_cast<std::int64_t>(BlockKind::kPageNumber));
  if (const auto voices = wanted_voice_bits(filters.polarity, filters.speaker)) {
    rows->bind(11, *voices);
  } else {
    rows->bind_null(11);
  }
  std::vector<MentionHit> hits;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return hits;
    MentionHit hit;
    const Blob bytes = rows->column_blob(0);
    std::copy_n(bytes.begin(), std::min(bytes.size(), hit.document.bytes.size()), hit.document.bytes.begin());
    const auto number = [&](int column) { return static_cast<std::uint32_t>(rows->column_integer(column)); };
    hit.passage = number(1);
    hit.mention.indicator = rows->column_text(2);
    hit.mention.span = {number(3), number(4)};
    hit.mention.sentence = {number(5), number(6)};
    hit.mention.strength = number(7) == 0 ? MentionStrength::kStrong : MentionStrength::kWeak;
    hit.mention.pattern = rows->column_text(8);
    // The text stays where it is: its promises were checked when it was stored.
    VP_ASSIGN(hit.mention.suggestions, parse_suggestions(rows->column_blob(9), hit.mention.sentence,
                                                         std::numeric_limits<std::int32_t>::max()));
    hits.push_back(std::move(hit));
  }
}

}  // namespace vp::index
