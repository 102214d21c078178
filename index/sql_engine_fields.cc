// The filters that stand within a query, and the words that are near to a mistyped one.
#include <algorithm>

#include "index/leaf_reader.h"
#include "index/sql_engine.h"
#include "index/suggestion_codec.h"
#include "index/term_neighbours.h"
#include "nlp/tokenizer.h"

namespace vp::index {
namespace {

constexpr std::size_t kMostLookedAt = 16;  // passages in which a near term is looked for as a word of its own

nlp::ConceptWay word_of(std::string_view term) {
  nlp::ConceptWay way;
  way.phrases = {{{std::string(term)}, false}};
  return way;
}

bool is_word(std::string_view term) {
  return !term.empty() && std::ranges::none_of(term, [](char c) { return c < '\x20' && c >= 0; }) &&
         std::ranges::none_of(term, [](char c) { return c >= '0' && c <= '9'; });
}

SubmissionLabels to_labels(const Statement& row, int first) {
  SubmissionLabels labels;
  labels.municipality = row.column_text(first);
  labels.approach = row.column_text(first + 1);
  labels.role = row.column_text(first + 2);
  labels.evidence_date = row.column_text(first + 3);
  return labels;
}

}  // namespace

Result<void> SqlEngine::keep_field_documents(const FieldFilters& fields, RowSet& rows) {
  VP_ASSIGN(const StatementLease sources,
            database_.cached(
                "SELECT d.first_passage, d.sha256, s.municipality, s.approach, s.role, s.evidence_date "
                "FROM document d LEFT JOIN document_source s ON s.document = d.id "
                "WHERE d.passage_count > 0"));
  RowSet wanted(rows.size());
  std::size_t at = 0;
  while (true) {
    VP_ASSIGN(const bool has_row, sources->step());
    if (!has_row) break;
    DocumentId id;
    const Blob hash = sources->column_blob(1);
    std::copy_n(hash.begin(), std::min(hash.size(), id.bytes.size()), id.bytes.begin());
    if (!fields.document.accepts(id) || !fields.accepts_labels(to_labels(*sources, 2))) continue;
    at = statistics_->find_range(sources->column_integer(0), at);
    if (at == statistics_->ranges().size()) continue;
    const PassageRange& range = statistics_->ranges()[at];
    wanted.add_range(range.first_slot, range.first_slot + static_cast<std::size_t>(range.count));
  }
  rows.keep(wanted);
  return {};
}

Result<void> SqlEngine::keep_field_mentions(const FieldFilters& fields, RowSet& rows) {
  VP_ASSIGN(LeafReader reader, open_reader());
  const auto find = [&](const std::vector<std::string>& indicators, RowSet& found) -> Result<void> {
    for (const std::string& indicator : indicators) {
      VP_ASSIGN(const Postings postings, reader.load_indicator(indicator));
      for (const Posting& posting : postings)
        found.add(posting.slot);
    }
    return {};
  };
  const auto of_themes = [this](const std::vector<std::string>& themes) {
    std::vector<std::string> indicators;
    for (const auto& [indicator, theme] : themes_) {
      if (std::ranges::find(themes, theme) != themes.end()) indicators.push_back(indicator);
    }
    return indicators;
  };
  const auto keep = [&](const Choice<std::string>& choice, auto to_indicators) -> Result<void> {
    if (!choice.any.empty()) {
      RowSet wanted(rows.size());
      VP_TRY(find(to_indicators(choice.any), wanted));
      rows.keep(wanted);
    }
    RowSet unwanted(rows.size());
    VP_TRY(find(to_indicators(choice.none), unwanted));
    rows.remove(unwanted);
    return {};
  };
  VP_TRY(keep(fields.indicator, [](const std::vector<std::string>& ids) { return ids; }));
  return keep(fields.theme, of_themes);
}

Result<RowSet> SqlEngine::find_voices(std::int64_t bits, const std::optional<std::string>& indicators) {
  RowSet found(static_cast<std::size_t>(statistics_->passage_count()));
  VP_ASSIGN(const StatementLease rows,
            database_.cached(indicators ? "SELECT passage FROM mention WHERE (voices & ?1) <> 0 "
                                          "AND indicator IN (SELECT value FROM json_each(?2))"
                                        : "SELECT passage FROM mention WHERE (voices & ?1) <> 0"));
  rows->bind(1, bits);
  if (indicators) rows->bind(2, std::string_view(*indicators));
  std::size_t at = 0;
  while (true) {
    VP_ASSIGN(const bool has_row, rows->step());
    if (!has_row) return found;
    at = statistics_->find_range(rows->column_integer(0), at);
    if (at < statistics_->ranges().size()) found.add(statistics_->find_slot(at, rows->column_integer(0)));
  }
}

Result<void> SqlEngine::keep_voices(const Filters& filters, RowSet& rows) {
  const FieldFilters& fields = filters.fields;
  const auto single = wanted_voice_bits(filters.polarity, filters.speaker);
  if (!single && fields.polarity.is_open() && fields.speaker.is_open()) return {};
  const bool asks_indicator = !filters.indicator.empty() || !filters.theme.empty() ||
                              !fields.indicator.any.empty() || !fields.theme.any.empty();
  std::optional<std::string> indicators;
  if (asks_indicator) {
    std::string list = "[";
    for (const auto& [indicator, theme] : themes_) {
      const bool is_asked = (filters.indicator.empty() || filters.indicator == indicator) &&
                            (filters.theme.empty() || filters.theme == theme) &&
                            fields.indicator.accepts(indicator) && fields.theme.accepts(theme);
      if (is_asked) list += (list.size() > 1 ? ",\"" : "\"") + indicator + '"';
    }
    indicators = list + "]";
  }
  if (single) {
    VP_ASSIGN(const RowSet found, find_voices(*single, indicators));
    rows.keep(found);
  }
  if (!fields.polarity.any.empty() || !fields.speaker.any.empty()) {
    VP_ASSIGN(const RowSet found,
              find_voices(voice_bits_of(fields.polarity.any, fields.speaker.any), indicators));
    rows.keep(found);
  }
  const std::int64_t unwanted = (fields.polarity.none.empty() ? 0 : voice_bits_of(fields.polarity.none, {})) |
                                (fields.speaker.none.empty() ? 0 : voice_bits_of({}, fields.speaker.none));
  if (unwanted == 0) return {};
  VP_ASSIGN(const RowSet found, find_voices(unwanted, indicators));
  rows.remove(found);
  return {};
}

Result<void> SqlEngine::keep_fields(const FieldFilters& fields, RowSet& rows) {
  if (fields.asks_for_labels() || !fields.document.is_open()) VP_TRY(keep_field_documents(fields, rows));
  if (!fields.indicator.is_open() || !fields.theme.is_open()) VP_TRY(keep_field_mentions(fields, rows));
  if (fields.kind.is_open()) return {};
  RowSet unwanted(rows.size());
  rows.for_each([&](std::size_t slot) {
    if (!fields.kind.accepts(statistics_->kind_of(slot))) unwanted.add(slot);
  });
  rows.remove(unwanted);
  return {};
}

Result<bool> SqlEngine::stands_as_word(const std::string& term) {
  VP_ASSIGN(LeafReader reader, open_reader());
  VP_ASSIGN(const auto loaded, reader.load(word_of(term)));
  const Postings& postings = *loaded;
  std::size_t range = 0;
  for (std::size_t i = 0; i < std::min(postings.size(), kMostLookedAt); ++i) {
    range = statistics_->range_of_slot(postings[i].slot, range);
    const PassageRange& place = statistics_->ranges()[range];
    VP_ASSIGN(
        const BlockPassage* const passage,
        passages_.find_passage(place.first + static_cast<std::int64_t>(postings[i].slot - place.first_slot)));
    const std::vector<nlp::Token> tokens = nlp::tokenize(passage->text);
    if (std::ranges::find(tokens, term, &nlp::Token::text) != tokens.end()) return true;
  }
  return false;
}

Result<std::vector<KnownTerm>> SqlEngine::suggest_terms(std::string_view token, std::uint32_t limit) {
  VP_ASSIGN(const auto reading, begin_reading());
  VP_ASSIGN(IndexView* const view, load_view());
  const std::string word(token);
  if (auto kept = view->find_suggestions(word, limit)) return std::move(*kept);
  VP_ASSIGN(std::vector<KnownTerm> suggested, find_suggestions(word, limit));
  view->keep_suggestions(word, limit, suggested);
  return suggested;
}

Result<std::vector<KnownTerm>> SqlEngine::find_suggestions(const std::string& token, std::uint32_t limit) {
  VP_ASSIGN(LeafReader reader, open_reader());
  VP_ASSIGN(const auto known, reader.load(word_of(token)));
  const std::size_t errors = forgiven_errors(token.size());
  if (!known->empty() || errors == 0) return std::vector<KnownTerm>();
  VP_ASSIGN(const auto terms, open_terms());
  const TermSeek seek = [&terms](std::string_view bound) { return terms->find_first(bound); };
  VP_ASSIGN(const std::vector<NearTerm> near, find_near_terms(token, errors, seek));
  std::vector<std::pair<std::size_t, KnownTerm>> candidates;  // with the distance
  for (const NearTerm& term : near) {
    if (!is_word(term.term)) continue;
    std::uint64_t passages = 0;  // those that are gone are no longer among them
    SlotCursor cursor(*statistics_);
    VP_TRY(terms->for_each_row(term.term, [&](std::int64_t row, Blob /*places*/) {
      passages += cursor.find(row) != SlotCursor::kGone ? 1 : 0;
    }));
    if (passages == 0) continue;
    candidates.push_back({term.distance, {term.term, passages}});
  }
  std::ranges::sort(candidates, [](const auto& a, const auto& b) {
    return std::tuple(a.first, b.second.passages, std::string_view(a.second.text)) <
           std::tuple(b.first, a.second.passages, std::string_view(b.second.text));
  });
  std::vector<KnownTerm> suggested;
  for (auto& [distance, term] : candidates) {
    if (suggested.size() == limit) break;
    VP_ASSIGN(const bool is_own_word, stands_as_word(term.text));
    if (is_own_word) suggested.push_back(std::move(term));
  }
  return suggested;
}

}  // namespace vp::index
