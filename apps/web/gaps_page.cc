#include <algorithm>
#include <map>
#include <set>

#include "apps/web/judging_view.h"
#include "apps/web/pages.h"
#include "apps/web/texts.h"
#include "index/coverage.h"

namespace vp::web {
namespace {

using index::Gap;
using index::GapKind;

constexpr std::size_t kGapsPerPage = 50;
constexpr GapKind kKinds[] = {GapKind::kNoEvidence,  GapKind::kNoVerdict,        GapKind::kOneSpeaker,
                              GapKind::kStaleSearch, GapKind::kUnlinkedDocument, GapKind::kUnreadPages};

/// "no_evidence": a kind among the texts.
std::string key_of(GapKind kind) {
  std::string key(index::to_string(kind));
  std::ranges::replace(key, ' ', '_');
  return key;
}

/// "zonder-bewijs": a kind in an address, which may be kept.
std::string slug_of(GapKind kind) {
  return texts().text("gap.slug." + key_of(kind));
}

std::string page_list(const std::vector<PageIndex>& pages) {
  if (pages.empty()) return texts().text("unread.all");
  std::string list;
  for (const PageIndex page : pages)
    list += (list.empty() ? "" : ", ") + std::to_string(page.number());
  return texts().fill("unread.pages", {list});
}

/// What there is of the cell already, beside what is missing.
std::string detail_of(const Gap& gap) {
  if (gap.document || gap.kind == GapKind::kUnreadPages)
    return gap.kind == GapKind::kUnreadPages ? page_list(gap.pages) : std::string();
  std::string detail;
  const auto add = [&detail](const std::string& part) { detail += (detail.empty() ? "" : ", ") + part; };
  if (gap.verdict) add(texts().text("verdict." + std::string(to_string(*gap.verdict))));
  if (gap.places > 0) add(texts().count(gap.places, "gap.places"));
  if (gap.sentences > 0) add(texts().count(gap.sentences, "gap.sentences"));
  if (gap.kind == GapKind::kOneSpeaker) {
    const auto role = texts().find("role." + gap.reason);
    add(role ? texts().fill("gap.only", {*role}) : texts().text("gap.no_role"));
  }
  return detail;
}

Result<View> make_row(PageContext& context, const Gap& gap) {
  View view;
  const bool is_cell = !gap.cell.indicator.empty();
  std::string href = is_cell ? cell_address(gap.cell, "/matrix") : "/documenten";
  if (gap.document) {
    // A file of which nothing was read has no page to show.
    VP_ASSIGN(const bool is_read, context.dossier().engine().has_document(*gap.document));
    if (is_read) href = "/lezer/" + to_string(*gap.document);
  }
  view.set("gap_name", is_cell ? indicator_name(context, gap.cell.indicator) : document_title("", gap.path));
  view.set("gap_about", column_name(gap.cell)).set("gap_detail", detail_of(gap)).set("gap_href", href);
  UrlFields search;
  search.add("gemeente", gap.cell.municipality).add("aanpak", gap.cell.approach);
  search.add("indicator", gap.cell.indicator);
  view.set("gap_search", is_cell ? search.to_address("/zoeken") : std::string());
  return view;
}

void set_kinds(View& view, const UrlFields& query, const std::map<GapKind, std::size_t>& counts,
               std::optional<GapKind> chosen) {
  View::Views kinds;
  for (const GapKind kind : kKinds) {
    const auto count = counts.find(kind);
    kinds.push_back(
        View()
            .set("kind_name", texts().text("gap." + key_of(kind)))
            .set("kind_count", std::to_string(count == counts.end() ? 0 : count->second))
            .set("kind_href", query.without("p").with("soort", slug_of(kind)).to_address("/nog-te-doen"))
            .set("is_chosen", kind == chosen));
  }
  view.set("kinds", std::move(kinds));
}

Result<std::optional<GapKind>> parse_kind(std::string_view slug,
                                          const std::map<GapKind, std::size_t>& counts) {
  if (slug.empty()) {
    // Unasked: the first kind of which there is any.
    return counts.empty() ? std::optional<GapKind>() : std::optional(counts.begin()->first);
  }
  const auto found = std::ranges::find_if(kKinds, [&](GapKind kind) { return slug_of(kind) == slug; });
  if (found == std::end(kKinds)) return Error{ErrorCode::kNotFound, "no such kind", std::string(slug)};
  return std::optional(*found);
}

}  // namespace

Result<HttpResponse> answer_gaps(PageContext& context) {
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  std::set<std::string> municipalities;
  for (const index::MatrixColumn& column : linked->matrix.columns)
    municipalities.insert(column.municipality);
  const std::string municipality(context.query.first("gemeente"));
  VP_ASSIGN(const std::vector<Gap>* const all, context.session.gaps(municipality));
  const std::vector<Gap>& gaps = *all;
  std::map<GapKind, std::size_t> counts;
  for (const Gap& gap : gaps)
    ++counts[gap.kind];
  VP_ASSIGN(const std::optional<GapKind> kind, parse_kind(context.query.first("soort"), counts));
  View view;
  set_sections(view, "open");
  set_kinds(view, context.query, counts, kind);
  const std::size_t total = kind ? counts[*kind] : 0;
  const ListPage page = set_paging(view, context.query, "/nog-te-doen", total, kGapsPerPage);
  View::Views rows;
  std::size_t at = 0;
  for (const Gap& gap : gaps) {
    if (gap.kind != kind) continue;
    if (at >= page.begin && at < page.end) {
      VP_ASSIGN(View row, make_row(context, gap));
      rows.push_back(std::move(row));
    }
    ++at;
  }
  view.set_list("has_rows", "rows", std::move(rows)).set("is_done", gaps.empty());
  VP_ASSIGN(const std::vector<DocumentId> documents, context.dossier().engine().list_documents());
  view.set("has_nothing", documents.empty());
  view.set("kind_title", kind ? texts().text("gap." + key_of(*kind)) : texts().text("section.open"));
  view.set("kind_text", kind ? texts().text("gap.about." + key_of(*kind)) : std::string());
  view.set("kind_total", std::to_string(total)).set("kind_slug", kind ? slug_of(*kind) : std::string());
  View::Views options;
  options.push_back(make_option("", texts().text("report.all"), municipality));
  for (const std::string& name : municipalities)
    options.push_back(make_option(name, name, municipality));
  view.set("municipalities", std::move(options));
  return make_page(context, "gaps",
                   {texts().text("section.open"), "matrix", "finding.js", texts().text("keys.findings")},
                   std::move(view));
}

}  // namespace vp::web
