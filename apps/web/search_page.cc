#include <algorithm>
#include <filesystem>

#include "apps/pipeline/hit_citation.h"
#include "apps/pipeline/original_reading.h"
#include "apps/web/hit_view.h"
#include "apps/web/page_layer.h"
#include "apps/web/pages.h"
#include "apps/web/search_facets.h"
#include "apps/web/search_state.h"
#include "apps/web/texts.h"

namespace vp::web {
namespace {

constexpr std::size_t kMostUnreadNamed = 5;
constexpr float kCutHeightPt = 480;

std::string count_text(std::uint64_t count, std::string_view key) {
  return texts().count(static_cast<std::size_t>(count), key);
}

/// Hits of one page of a document together, in the order of their best.
Result<View::Views> make_groups(PageContext& context, const apps::SearchAnswer& answer,
                                const std::string& back) {
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  apps::HitCiter citer(context.dossier());
  View::Views groups;
  std::vector<std::pair<DocumentId, PageIndex>> places;
  std::vector<View::Views> hits;
  for (const index::Hit& hit : answer.result.hits) {
    VP_ASSIGN(const apps::CitedHit cited, citer.cite(hit, answer.filters));
    const std::pair place{hit.document, cited.citation.page};
    const auto known = std::ranges::find(places, place);
    const auto at = static_cast<std::size_t>(known - places.begin());
    if (known == places.end()) {
      places.push_back(place);
      hits.emplace_back();
      View group;
      group.set("group_title", document_title(*cited.record, cited.source.path));
      group.set("group_place", texts().fill("hit.page", {std::to_string(cited.citation.page.number())}));
      groups.push_back(std::move(group));
    }
    View view = make_hit(hit, cited, *linked, back);
    VP_ASSIGN(std::string context_text, find_context(context.dossier().engine(), hit, cited.citation.span));
    view.set("after", std::move(context_text));
    view.set("is_first", hits[at].empty());
    hits[at].push_back(std::move(view));
  }
  for (std::size_t i = 0; i < groups.size(); ++i)
    groups[i].set("hits", std::move(hits[i]));
  return groups;
}

void set_paging(View& view, const SearchState& state, std::uint64_t total) {
  const std::uint64_t pages = (total + kHitsPerPage - 1) / kHitsPerPage;
  const std::uint32_t page = state.page();
  const auto address = [&](std::uint64_t to) {
    return state.fields().with("p", to <= 1 ? "" : std::to_string(to)).to_address("/zoeken");
  };
  view.set("previous_href", page > 1 ? address(page - 1) : std::string());
  view.set("next_href", page < pages ? address(page + 1) : std::string());
  view.set("has_pages", pages > 1);
  view.set("paging_text", texts().fill("search.paging", {std::to_string(page),
                                                         std::to_string(std::max<std::uint64_t>(1, pages))}));
}

/// What was looked for beside the words that were typed, with the switch.
void set_related(View& view, PageContext& context, const SearchState& state,
                 const apps::SearchAnswer& answer) {
  View::Views words;
  for (const std::string& word : answer.related) {
    if (const auto known = context.dossier().lexicon().words(); known && !(*known)->contains(word)) continue;
    words.push_back(View().set("word", word));
  }
  for (const std::string& notion : answer.notions)
    words.push_back(View().set("word", texts().fill("search.notion", {notion})));
  View::Views subjects;
  for (const std::string& id : answer.indicators) {
    const nlp::Indicator* const indicator = context.dossier().framework().find_indicator(id);
    if (indicator != nullptr)
      subjects.push_back(
          View().set("subject", short_title(indicator->short_name)).set("subject_text", indicator->text));
  }
  view.set("has_related", !words.empty() || !subjects.empty());
  view.set("has_subjects", !subjects.empty()).set("has_words", !words.empty());
  view.set("related_words", std::move(words)).set("subjects", std::move(subjects));
  view.set("related_off", state.is_related_off());
  view.set("related_switch", state.is_related_off()
                                 ? state.fields().without("verwant").without("p").to_address("/zoeken")
                                 : state.fields().without("p").with("verwant", "uit").to_address("/zoeken"));
}

void set_notes(View& view, const SearchState& state, const apps::SearchAnswer& answer) {
  View::Views notes;
  const auto note = [&notes](std::string text, std::string href, std::string link) {
    notes.push_back(View()
                        .set("note", std::move(text))
                        .set("note_href", std::move(href))
                        .set("note_link", std::move(link)));
  };
  for (const apps::WordSuggestion& suggestion : answer.suggestions) {
    std::string known;
    for (const std::string& word : suggestion.known)
      known += (known.empty() ? "" : ", ") + word;
    note(texts().fill("search.unknown_word", {suggestion.typed, known}), "", "");
  }
  if (!answer.searched_for.empty()) note(texts().fill("search.searched_for", {answer.searched_for}), "", "");
  if (!answer.left_out.empty()) {
    std::string words;
    for (const std::string& word : answer.left_out)
      words += (words.empty() ? "" : ", ") + word;
    note(texts().fill("search.left_out", {words}), "", "");
  }
  if (answer.result.boilerplate > 0) {
    note(count_text(answer.result.boilerplate, "search.boilerplate"),
         state.fields().without("p").with("sjabloon", "aan").to_address("/zoeken"),
         texts().text("search.boilerplate.show"));
  }
  view.set("notes", std::move(notes));
}

std::string page_list(const index::DocumentRecord& record) {
  std::string pages;
  std::size_t count = 0;
  for (const index::PageRecord& page : record.pages) {
    if (page.verdict != PageVerdict::kUnread) continue;
    if (++count <= 12) pages += (pages.empty() ? "" : ", ") + std::to_string(page.index.number());
  }
  if (count > 12) pages += " …";
  return pages;
}

/// What the answer does not cover: pages in this scope that could not be read.
Result<void> set_unread(View& view, PageContext& context, const index::Filters& filters) {
  VP_ASSIGN(const apps::UnreadList* const list, context.session.unread());
  const apps::UnreadPages unread = apps::count_unread(*list, filters);
  View::Views documents;
  for (const index::UnreadDocument& document : list->documents) {
    if (documents.size() == kMostUnreadNamed) break;
    if (document.pages == 0 && document.state == DocumentState::kOk) continue;
    if (!apps::is_in_scope(document.id, document.sources, filters)) continue;
    VP_ASSIGN(const index::DocumentRecord record, context.dossier().engine().load_document(document.id));
    const std::string path = record.sources.empty() ? std::string() : record.sources.front().path;
    const std::string pages = page_list(record);
    documents.push_back(View()
                            .set("unread_title", document_title(record, path))
                            .set("unread_pages", pages.empty() ? texts().text("unread.all")
                                                               : texts().fill("unread.pages", {pages}))
                            .set("unread_href", "/lezer/" + to_string(document.id)));
  }
  const bool is_any = unread.documents > 0 || unread.unindexed > 0;
  view.set("unread_text",
           !is_any ? std::string()
                   : texts().fill("unread.text", {count_text(unread.documents + unread.unindexed, "document"),
                                                  count_text(unread.pages, "page")}));
  view.set("unread_documents", std::move(documents));
  return {};
}

Result<void> set_saved(View& view, PageContext& context) {
  View::Views saved;
  VP_ASSIGN(const std::vector<index::SavedQuery> queries, context.dossier().saved_queries().list());
  for (const index::SavedQuery& query : queries) {
    saved.push_back(View()
                        .set("saved_name", query.name)
                        .set("saved_query", query.query)
                        .set("saved_href", UrlFields().add("q", query.query).to_address("/zoeken")));
  }
  view.set_list("has_saved", "saved", std::move(saved));
  return {};
}

void set_form(View& view, const SearchState& state) {
  view.set("q", state.query());
  View::Views orders;
  for (const auto& [value, order] :
       {std::pair<std::string_view, index::SortOrder>{"relevantie", index::SortOrder::kRelevance},
        {"document", index::SortOrder::kDocument},
        {"datum", index::SortOrder::kDate}}) {
    orders.push_back(View()
                         .set("sort_value", value)
                         .set("sort_name", texts().text("sort." + std::string(value)))
                         .set("is_selected", state.sort() == order));
  }
  view.set("orders", std::move(orders));
  view.set("keeps_related_off", state.is_related_off())
      .set("keeps_boilerplate", state.fields().first("sjabloon") == "aan");
}

/// The whole page without an answer: at the start, or when the question cannot be read.
Result<HttpResponse> answer_without(PageContext& context, const SearchState& state,
                                    const std::string& problem) {
  View view;
  set_form(view, state);
  view.set("problem", problem).set("is_start", problem.empty());
  VP_ASSIGN(const std::vector<DocumentId> documents, context.dossier().engine().list_documents());
  view.set("has_documents", !documents.empty());
  view.set("start_text",
           texts().fill("start.text",
                        {count_text(documents.size(), "document"),
                         count_text(context.dossier().settings().municipalities.size(), "municipality")}));
  VP_TRY(set_saved(view, context));
  Frame frame{texts().text("tab.zoeken"), "zoeken", "search.js", texts().text("keys.start")};
  if (!problem.empty()) frame.status = 400;
  return make_page(context, "search_start", frame, std::move(view));
}

}  // namespace

Result<HttpResponse> answer_search(PageContext& context) {
  const SearchState state(context.query);
  if (state.is_empty()) return answer_without(context, state, "");
  VP_ASSIGN(apps::SearchRunner* const runner, context.session.searcher());
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  Result<apps::SearchRequest> request = state.to_request(context.dossier());
  if (!request) return answer_without(context, state, to_dutch(request.error()));
  request->options.linked = linked->passages;
  const Result<apps::SearchAnswer> answer = runner->run(*request);
  if (!answer) return answer_without(context, state, to_dutch(answer.error()));
  View view;
  const std::string back = state.fields().to_address("/zoeken");
  set_form(view, state);
  VP_TRY(set_facets(view, context, state, *answer));
  const std::uint64_t total = answer->result.total;
  if (total == 0) {  // in an empty dossier no other question helps
    VP_ASSIGN(const std::vector<DocumentId> documents, context.dossier().engine().list_documents());
    if (documents.empty()) return answer_without(context, state, "");
  }
  view.set("total_text", texts().fill("search.total", {count_text(total, "passage"),
                                                       count_text(count_documents(*answer), "document")}));
  view.set("with_all", answer->is_open && answer->result.with_all < total && total > 0
                           ? texts().fill("search.with_all", {std::to_string(answer->result.with_all)})
                           : std::string());
  VP_ASSIGN(View::Views groups, make_groups(context, *answer, back));
  view.set_list("has_hits", "groups", std::move(groups)).set("is_empty", total == 0);
  set_paging(view, state, total);
  set_related(view, context, state, *answer);
  set_notes(view, state, *answer);
  VP_TRY(set_unread(view, context, answer->filters));
  VP_TRY(set_saved(view, context));
  view.set("back", back);
  View preview;
  if (!answer->result.hits.empty()) {
    apps::HitCiter citer(context.dossier());
    const index::Hit& hit = answer->result.hits.front();
    VP_ASSIGN(const apps::CitedHit cited, citer.cite(hit, answer->filters));
    VP_TRY(set_preview(context, preview, hit.document, hit.passage.ordinal, cited.citation.span, back));
    view.set("preview_pane", std::move(preview));
  } else {
    view.set("preview_pane", false);
  }
  const Frame frame{
      state.query().empty() ? texts().text("tab.zoeken") : state.query() + " - " + texts().text("tab.zoeken"),
      "zoeken", "search.js", texts().text("keys.search")};
  return make_page(context, "search", frame, std::move(view));
}

Result<HttpResponse> answer_preview(PageContext& context) {
  VP_ASSIGN(const NamedPlace place, parse_place(context.query));
  View view;
  VP_TRY(set_preview(context, view, place.document, place.passage, place.span,
                     own_address(context.query.first("terug"))));
  return make_fragment(context, "preview", view);
}

Result<HttpResponse> answer_save_query(PageContext& context) {
  const std::string back = own_address(context.form.first("terug"));
  VP_TRY(context.dossier().saved_queries().save(context.form.first("naam"), context.form.first("q"),
                                                context.stamp()));
  return redirect(back.empty() ? "/zoeken" : back);
}

Result<void> set_preview(PageContext& context, View& view, const DocumentId& document, std::uint32_t passage,
                         TextSpan span, std::string_view back) {
  index::Engine& engine = context.dossier().engine();
  VP_ASSIGN(const index::DocumentRecord record, engine.load_document(document));
  VP_ASSIGN(const Passage found, engine.load_passage(document, passage));
  const std::vector<PagePlace> places = place_of(found, span);
  const PageIndex page = places.empty() ? PageIndex{} : places.front().page;
  const index::DocumentSource& source = apps::choose_source(record, {});
  const SubmissionLabels& labels = source.labels;
  const std::string title = document_title(record, source.path);
  view.set("preview_title", title);
  view.set("preview_place", texts().fill("reader.page_of",
                                         {std::to_string(page.number()), std::to_string(record.page_count)}));
  const auto known =
      std::ranges::find_if(record.pages, [page](const auto& one) { return one.index == page; });
  SafeHtml cut;
  if (known != record.pages.end() && !places.empty()) {
    VP_ASSIGN(const std::vector<Passage> passages, engine.load_passages(document, page));
    const PageMark mark{MarkKind::kFound, places.front().rects, "", "", "", ""};
    LayerOptions options;
    options.picture =
        context.site.pictures.address(document, page, apps::readable_path(context.dossier(), document));
    options.cut = choose_cut(*known, mark.rects, kCutHeightPt);
    options.label = texts().fill("preview.label", {title, std::to_string(page.number())});
    options.is_selectable = false;
    cut = draw_page_layer(*known, passages, {&mark, 1}, options);
  }
  view.set("preview_cut_html", std::move(cut));
  view.set("preview_municipality", labels.municipality).set("preview_approach", labels.approach);
  view.set("preview_submitter", labels.submitter.empty() ? labels.role : labels.submitter);
  view.set("preview_received", to_dutch_date(labels.received_date));
  view.set("preview_evidence_date", to_dutch_date(labels.evidence_date));
  View::Views subjects;
  std::vector<std::string> seen;
  for (const Mention& mention : found.mentions) {
    if (!mention.sentence.overlaps(span) || std::ranges::find(seen, mention.indicator) != seen.end())
      continue;
    seen.push_back(mention.indicator);
    const nlp::Indicator* const indicator = context.dossier().framework().find_indicator(mention.indicator);
    if (indicator != nullptr)
      subjects.push_back(View().set("preview_indicator", mention.indicator + " " + indicator->text));
  }
  view.set_list("preview_has_indicators", "preview_indicators", std::move(subjects));
  const std::string href = reader_address(document, page, passage, span, back);
  view.set("preview_href", href).set("preview_link", href + "#koppelen");
  return {};
}

Result<NamedPlace> parse_place(const UrlFields& fields) {
  constexpr std::uint64_t kMost = 0xFFFFFFFF;
  NamedPlace place;
  VP_ASSIGN(place.document, parse_document_id(fields.first("document")));
  const auto passage = fields.number("passage", kMost);
  const auto begin = fields.number("van", kMost);
  const auto end = fields.number("tot", kMost);
  if (!passage || !begin || !end)
    return Error{ErrorCode::kInvalidArgument, "a place needs passage, van and tot", ""};
  place.passage = static_cast<std::uint32_t>(*passage);
  place.last = static_cast<std::uint32_t>(fields.number("totpassage", kMost).value_or(*passage));
  place.span = {static_cast<std::uint32_t>(*begin), static_cast<std::uint32_t>(*end)};
  return place;
}

}  // namespace vp::web
