#include "index/cell_search.h"

#include <algorithm>
#include <map>
#include <set>

#include "nlp/query_rewrite.h"

namespace vp::index {
namespace {

bool is_of_cell(const SubmissionLabels& labels, const FindingCell& cell) {
  return labels.municipality == cell.municipality &&
         (labels.approach.empty() || cell.approach.empty() || labels.approach == cell.approach);
}

using Hits = std::map<std::pair<DocumentId, std::uint32_t>, std::string>;

Result<void> add_mentions(Dossier& dossier, const std::string& indicator, const DocumentId& document,
                          Hits& hits) {
  Filters filters;
  filters.indicator = indicator;
  filters.document = document;
  VP_ASSIGN(const std::vector<MentionHit> mentions, dossier.engine().find_mentions(filters));
  for (const MentionHit& hit : mentions) {
    if (hits.contains({document, hit.passage})) continue;
    VP_ASSIGN(const Passage passage, dossier.engine().load_passage(document, hit.passage));
    if (!passage.boilerplate) hits.emplace(std::pair(document, hit.passage), hit.mention.pattern);
  }
  return {};
}

Result<void> add_query_hits(Dossier& dossier, const std::string& query, const DocumentId& document,
                            Hits& hits) {
  VP_ASSIGN(const nlp::ParsedQuery parsed, nlp::parse_query(query));
  if (!parsed.words || !parsed.fields.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 "a recorded search takes words only: the cell says where is looked", query};
  }
  VP_ASSIGN(const nlp::FoldedWords* const words, dossier.lexicon().words());
  nlp::SearchAnalyzer analyzer(*words);
  VP_ASSIGN(const nlp::SearchQuery plan, nlp::QueryRewriter(&analyzer).rewrite(*parsed.words));
  Filters filters;
  filters.document = document;
  SearchOptions options;
  for (options.limit = 500;; options.offset += options.limit) {
    VP_ASSIGN(const SearchResult result, dossier.engine().search(plan, filters, options));
    for (const Hit& hit : result.hits)
      hits.try_emplace({document, hit.passage.ordinal}, query);
    if (result.hits.size() < options.limit) return {};
  }
}

Result<std::vector<UnreadPart>> list_unread(Dossier& dossier, const FindingCell& cell,
                                            const std::vector<DocumentId>& documents) {
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  std::map<DocumentId, std::string> paths;
  std::vector<UnreadPart> unread;
  for (const Submission& submission : submissions) {
    if (!is_of_cell(submission.labels, cell)) continue;
    if (submission.document) {
      paths.try_emplace(*submission.document, submission.path);
    } else {
      unread.push_back({std::nullopt, submission.path, {}, submission.reason});
    }
  }
  for (const DocumentId& id : documents) {
    VP_ASSIGN(std::optional<UnreadPart> part, find_unread(dossier, id, paths[id]));
    if (part) unread.push_back(std::move(*part));
  }
  std::sort(unread.begin(), unread.end(), [](const UnreadPart& a, const UnreadPart& b) {
    return std::tie(a.path, a.document) < std::tie(b.path, b.document);
  });
  return unread;
}

}  // namespace

std::vector<DocumentId> list_cell_documents(std::span<const Submission> submissions,
                                            const FindingCell& cell) {
  std::set<DocumentId> documents;
  for (const Submission& submission : submissions) {
    if (submission.document && is_of_cell(submission.labels, cell)) documents.insert(*submission.document);
  }
  return {documents.begin(), documents.end()};
}

Result<SearchGround> load_search_ground(Dossier& dossier, const FindingCell& cell) {
  SearchGround ground;
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  ground.documents = list_cell_documents(submissions, cell);
  VP_ASSIGN(ground.versions, dossier.index_versions());
  return ground;
}

Result<CellSearch> run_cell_search(Dossier& dossier, const FindingCell& cell,
                                   const std::vector<std::string>& queries) {
  CellSearch search;
  search.record.cell = cell;
  search.record.queries = queries;
  VP_ASSIGN(const SearchGround ground, load_search_ground(dossier, cell));
  search.record.documents = ground.documents;
  search.record.versions = ground.versions;
  if (const nlp::Indicator* const indicator = dossier.framework().find_indicator(cell.indicator)) {
    for (const nlp::IndicatorPattern& pattern : indicator->patterns)
      search.record.patterns.push_back(pattern.id);
  }
  Hits hits;
  for (const DocumentId& document : ground.documents) {
    VP_TRY(add_mentions(dossier, cell.indicator, document, hits));
    for (const std::string& query : queries)
      VP_TRY(add_query_hits(dossier, query, document, hits));
  }
  for (const auto& [place, found_by] : hits)
    search.hits.push_back({place.first, place.second, found_by});
  search.record.hits = search.hits.size();
  VP_ASSIGN(search.record.unread, list_unread(dossier, cell, ground.documents));
  return search;
}

Result<std::optional<UnreadPart>> find_unread(Dossier& dossier, const DocumentId& id,
                                              const std::string& path) {
  UnreadPart part;
  part.document = id;
  part.path = path;
  VP_ASSIGN(const bool is_indexed, dossier.engine().has_document(id));
  if (!is_indexed) {
    part.reason = "not in the index";
    return std::optional<UnreadPart>(std::move(part));
  }
  VP_ASSIGN(const DocumentRecord record, dossier.engine().load_document(id));
  for (const PageRecord& page : record.pages) {
    if (page.verdict != PageVerdict::kUnread) continue;
    part.pages.push_back(page.index);
    if (part.reason.empty()) part.reason = page.reason;
  }
  for (auto page = static_cast<std::uint32_t>(record.pages.size()); page < record.page_count; ++page)
    part.pages.push_back({page});
  if (part.reason.empty()) part.reason = record.reason;
  if (part.reason.empty()) part.reason = to_string(record.state);
  const bool is_readable = record.state == DocumentState::kOk || record.state == DocumentState::kRepaired;
  if (part.pages.empty() && is_readable) return std::optional<UnreadPart>();
  return std::optional<UnreadPart>(std::move(part));
}

}  // namespace vp::index
