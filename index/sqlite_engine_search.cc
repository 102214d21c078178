// The searching half of SqliteEngine: query tree and filters in, ranked passages out.
#include <algorithm>
#include <limits>

#include "index/fts_expression.h"
#include "index/match_finder.h"
#include "index/ranking.h"
#include "index/sqlite_engine.h"
#include "index/suggestion_codec.h"

namespace vp::index {
namespace {

/// Ids come from the framework file; quoted all the same, as a list that SQL reads with json_each.
std::string to_json_list(const std::vector<std::string_view>& values) {
  std::string list = "[";
  for (const std::string_view value : values) {
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

/// A read transaction, unless one is open already; so that one answer comes from one state of the index.
Result<std::optional<Transaction>> begin_reading(Database& database) {
  if (!database.is_autocommit()) return std::optional<Transaction>();
  VP_ASSIGN(Transaction transaction, Transaction::begin(database, Transaction::Kind::kRead));
  return std::optional<Transaction>(std::move(transaction));
}

}  // namespace

std::optional<std::string> SqliteEngine::wanted_indicators(const Filters& filters) const {
  if (filters.indicator.empty() && filters.theme.empty()) return std::nullopt;
  std::vector<std::string_view> wanted;
  if (filters.theme.empty()) {
    wanted.emplace_back(filters.indicator);
  } else {
    for (const auto& [indicator, theme] : themes_) {
      if (theme == filters.theme && (filters.indicator.empty() || filters.indicator == indicator)) {
        wanted.emplace_back(indicator);
      }
    }
  }
  return to_json_list(wanted);
}

Result<const PassageStatistics*> SqliteEngine::load_statistics() {
  // The version is read after the snapshot was taken, so the two belong together.
  VP_TRY(database_.query_integer("SELECT count(*) FROM sqlite_schema"));
  VP_ASSIGN(const std::int64_t version, database_.query_integer("PRAGMA data_version"));
  if (!statistics_ || version != statistics_version_) {
    term_counts_.clear();
    VP_ASSIGN(PassageStatistics statistics, PassageStatistics::load(database_));
    statistics_ = std::move(statistics);
    statistics_version_ = version;
  }
  return &*statistics_;
}

Result<void> SqliteEngine::add_document_filter(const Filters& filters, HitCollector::Rules& rules) {
  VP_ASSIGN(const StatementLease rows,
            database_.cached("SELECT d.first_passage FROM document d "
                             "WHERE d.passage_count > 0 AND (?1 IS NULL OR d.sha256 = ?1) AND (?5 OR EXISTS "
                             "(SELECT 1 FROM document_source s "
                             "WHERE s.document = d.id AND (?2 = '' OR s.municipality = ?2) "
                             "AND (?3 = '' OR s.approach = ?3) AND (?4 = '' OR s.role = ?4)))"));
  if (filters.document) {
    rows->bind(1, Blob(filters.document->bytes));
  } else {
    rows->bind_null(1);
  }
  const bool any_source = filters.municipality.empty() && filters.approach.empty() && filters.role.empty();
  rows->bind(2, filters.municipality).bind(3, filters.approach).bind(4, filters.role);
  rows->bind(5, std::int64_t{any_source ? 1 : 0});
  rules.has_document_filter = true;
  rules.documents.assign(rules.statistics->ranges().size(), 0);
  std::size_t hint = 0;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return {};
    hint = rules.statistics->find_range(rows->column_integer(0), hint);
    if (hint < rules.documents.size()) rules.documents[hint] = 1;
  }
}

Result<HitCollector::Rules> SqliteEngine::make_rules(const Filters& filters) {
  HitCollector::Rules rules;
  VP_ASSIGN(rules.statistics, load_statistics());
  rules.with_page_furniture = filters.with_page_furniture;
  if (filters_documents(filters)) VP_TRY(add_document_filter(filters, rules));
  const auto indicators = wanted_indicators(filters);
  const auto voices = wanted_voice_bits(filters.polarity, filters.speaker);
  if (indicators || voices) {
    rules.has_row_filter = true;
    VP_ASSIGN(const StatementLease rows,
              database_.cached(indicators ? "SELECT DISTINCT passage FROM mention "
                                            "WHERE indicator IN (SELECT value FROM json_each(?2)) "
                                            "AND (?1 IS NULL OR voices & ?1) ORDER BY passage"
                                          : "SELECT DISTINCT passage FROM mention "
                                            "WHERE voices & ?1 ORDER BY passage"));
    if (voices) {
      rows->bind(1, *voices);
    } else {
      rows->bind_null(1);
    }
    if (indicators) rows->bind(2, *indicators);
    while (true) {
      VP_ASSIGN(const bool has_row, rows->step());
      if (!has_row) break;
      rules.rows.push_back(rows->column_integer(0));
    }
  }
  return rules;
}

Result<std::uint64_t> SqliteEngine::count_with_term(const std::string& token) {
  if (const auto known = term_counts_.find(token); known != term_counts_.end()) return known->second;
  const std::string expression = to_fts_term(token);
  VP_ASSIGN(const StatementLease count,
            database_.cached("SELECT count(*) FROM passage_fts WHERE passage_fts MATCH ?1"));
  count->bind(1, expression);
  VP_TRY(count->step());
  const auto passages = static_cast<std::uint64_t>(count->column_integer(0));
  term_counts_.emplace(token, passages);
  return passages;
}

Result<Hit> SqliteEngine::load_hit(const nlp::QueryNode& query, const RankedRow& ranked) {
  const std::size_t at = statistics_->find_range(ranked.row, 0);
  const PassageRange& range = statistics_->ranges().at(at);
  const StoredDocument stored{range.document, range.first, range.count};
  Hit hit;
  hit.score = ranked.score;
  {
    VP_ASSIGN(const StatementLease row, database_.cached("SELECT sha256 FROM document WHERE id = ?1"));
    row->bind(1, stored.row);
    VP_ASSIGN(const bool has_row, row->step());
    if (has_row) {
      const Blob bytes = row->column_blob(0);
      std::copy_n(bytes.begin(), std::min(bytes.size(), hit.document.bytes.size()),
                  hit.document.bytes.begin());
    }
  }
  VP_ASSIGN(auto passages, load_passage_rows(stored, ranked.row, ranked.row, std::nullopt));
  if (passages.empty()) {
    return Error{ErrorCode::kDatabase, "the full-text index names a passage that is gone; rebuild it",
                 database_.where()};
  }
  hit.passage = std::move(passages.front());
  hit.matches = find_matches(query, hit.passage.text);
  return hit;
}

Result<SearchResult> SqliteEngine::run_search(const nlp::QueryNode& query, const Filters& filters,
                                              std::uint32_t limit, std::uint32_t offset) {
  VP_ASSIGN(const FtsExpression expression, to_fts_expression(query));
  VP_ASSIGN(const auto reading, begin_reading(database_));
  VP_ASSIGN(HitCollector::Rules rules, make_rules(filters));
  if (limit > 0) {
    rules.keep = std::size_t{limit} + offset;
    for (const ScoredTerm& term : expression.terms) {
      VP_ASSIGN(const std::uint64_t with_term, count_with_term(term.token));
      rules.terms.push_back(
          {term.phrase, inverse_document_frequency(rules.statistics->passage_count(), with_term)});
    }
  }
  HitCollector collector(std::move(rules));
  {
    VP_ASSIGN(const StatementLease match,
              database_.cached("SELECT vp_collect(passage_fts, ?2) FROM passage_fts "
                               "WHERE passage_fts MATCH ?1"));
    match->bind(1, expression.match);
    match->bind_pointer(2, &collector, HitCollector::kPointerType);
    VP_TRY(match->run());
  }
  SearchResult result;
  result.total = collector.total();
  const std::vector<RankedRow> best = collector.take();
  for (std::size_t i = offset; i < best.size(); ++i) {
    VP_ASSIGN(Hit hit, load_hit(query, best[i]));
    result.hits.push_back(std::move(hit));
  }
  return result;
}

Result<SearchResult> SqliteEngine::search(const nlp::QueryNode& query, const Filters& filters,
                                          std::uint32_t limit, std::uint32_t offset) {
  return run_search(query, filters, limit, offset);
}

Result<std::uint64_t> SqliteEngine::count(const nlp::QueryNode& query, const Filters& filters) {
  VP_ASSIGN(const SearchResult result, run_search(query, filters, 0, 0));
  return result.total;
}

Result<std::vector<MentionHit>> SqliteEngine::find_mentions(const Filters& filters) {
  VP_ASSIGN(const auto reading, begin_reading(database_));
  const auto indicators = wanted_indicators(filters);
  VP_ASSIGN(const StatementLease rows,
            database_.cached(
                "SELECT d.sha256, p.id - d.first_passage, m.indicator, m.span_begin, m.span_end, "
                "m.sentence_begin, m.sentence_end, m.strength, m.pattern, m.suggestions "
                "FROM mention m JOIN passage p ON p.id = m.passage JOIN document d ON d.id = p.document "
                "WHERE (?1 IS NULL OR m.indicator IN (SELECT value FROM json_each(?1))) "
                "AND (?2 IS NULL OR d.sha256 = ?2) "
                "AND (?6 OR EXISTS (SELECT 1 FROM document_source s WHERE s.document = d.id "
                "AND (?3 = '' OR s.municipality = ?3) AND (?4 = '' OR s.approach = ?4) "
                "AND (?5 = '' OR s.role = ?5))) "
                "AND (?7 OR p.kind NOT IN (?8, ?9, ?10)) AND (?11 IS NULL OR m.voices & ?11) "
                "ORDER BY d.first_path, d.sha256, p.id, m.span_begin, m.span_end, m.indicator, "
                "m.position"));
  if (indicators) {
    rows->bind(1, std::string_view(*indicators));
  } else {
    rows->bind_null(1);
  }
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
