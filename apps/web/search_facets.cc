#include "apps/web/search_facets.h"

#include <algorithm>

#include "apps/web/texts.h"

namespace vp::web {
namespace {

constexpr std::size_t kMostValues = 40;

const index::Facet* find_facet(const std::vector<index::Facet>& facets, std::string_view name) {
  const auto found =
      std::ranges::find_if(facets, [name](const index::Facet& facet) { return facet.name == name; });
  return found == facets.end() ? nullptr : &*found;
}

View make_value(PageContext& context, const FacetField& field, const std::string& value, std::uint64_t count,
                bool is_checked) {
  View view;
  view.set("field", field.field)
      .set("value", value)
      .set("value_name", value_name(context, field.field, value));
  view.set("count", std::to_string(count)).set("is_checked", is_checked);
  return view;
}

/// The list of one field: what is chosen stays in it, also when nothing is left of it.
View make_facet(PageContext& context, const FacetField& field, const std::vector<index::FacetCount>& counts,
                const std::vector<std::string>& chosen) {
  View::Views shown;
  View::Views more;
  const auto add = [&](const std::string& value, std::uint64_t count, bool is_checked) {
    View::Views& list = is_checked || shown.size() < field.shown ? shown : more;
    if (list.size() < kMostValues) list.push_back(make_value(context, field, value, count, is_checked));
  };
  const auto is_chosen = [&chosen](const std::string& value) {
    return std::ranges::find(chosen, value) != chosen.end();
  };
  for (const index::FacetCount& one : counts)
    add(one.value, one.passages, is_chosen(one.value));
  for (const std::string& value : chosen) {
    if (std::ranges::none_of(counts, [&](const auto& one) { return one.value == value; }))
      add(value, 0, true);
  }
  View view;
  view.set("legend", texts().text("facet." + std::string(field.field)));
  view.set("more_text",
           more.empty() ? std::string() : texts().fill("facet.more", {std::to_string(more.size())}));
  view.set("values", std::move(shown)).set("more_values", std::move(more));
  return view;
}

}  // namespace

std::uint64_t count_documents(const apps::SearchAnswer& answer) {
  const index::Facet* const documents = find_facet(answer.result.facets, "document");
  return documents == nullptr ? 0 : documents->counts.size();
}

std::string value_name(PageContext& context, std::string_view field, const std::string& value) {
  const nlp::Framework& framework = context.dossier().framework();
  if (field == "indicator") {
    const nlp::Indicator* const indicator = framework.find_indicator(value);
    return indicator == nullptr ? value : short_title(indicator->short_name);
  }
  if (field == "thema") {
    const nlp::Theme* const theme = framework.find_theme(value);
    return theme == nullptr ? value : theme->name;
  }
  if (field == "document") return document_title("", value);
  if (field == "gemeente" || field == "aanpak") return value;
  return texts().find("value." + std::string(field) + "." + value).value_or(value);
}

Result<void> set_facets(View& view, PageContext& context, const SearchState& state,
                        const apps::SearchAnswer& answer) {
  VP_ASSIGN(apps::SearchRunner* const runner, context.session.searcher());
  VP_ASSIGN(const LinkedPlaces* const linked, context.session.linked());
  View::Views facets;
  View::Views barriers;
  for (const FacetField& field : list_facet_fields()) {
    const std::vector<std::string> chosen = state.fields().all(field.field);
    const index::Facet* facet = find_facet(answer.result.facets, field.facet);
    apps::SearchAnswer wider;
    if (!chosen.empty()) {
      VP_ASSIGN(apps::SearchRequest request, state.to_request(context.dossier(), field.field));
      request.options.limit = 0;
      request.options.linked = linked->passages;
      VP_ASSIGN(wider, runner->run(request));
      facet = find_facet(wider.result.facets, field.facet);
      if (answer.result.total == 0 && wider.result.total > 0) {
        std::string names;
        for (const std::string& value : chosen)
          names += (names.empty() ? "" : ", ") + value_name(context, field.field, value);
        barriers.push_back(
            View()
                .set("barrier", texts().fill("search.barrier",
                                             {texts().text("facet." + std::string(field.field)), names}))
                .set("barrier_count", texts().count(wider.result.total, "passage"))
                .set("barrier_href", state.fields().without(field.field).without("p").to_address("/zoeken")));
      }
    }
    static const std::vector<index::FacetCount> kNone;
    const std::vector<index::FacetCount>& counts = facet == nullptr ? kNone : facet->counts;
    if (counts.empty() && chosen.empty()) continue;
    facets.push_back(make_facet(context, field, counts, chosen));
  }
  View::Views chips;
  for (const auto& [field, value] : state.chosen()) {
    chips.push_back(
        View()
            .set("chip", value_name(context, field, value))
            .set("chip_href", state.fields().without(field, value).without("p").to_address("/zoeken")));
  }
  view.set("facets", std::move(facets)).set_list("has_chips", "chips", std::move(chips));
  view.set_list("has_barriers", "barriers", std::move(barriers));
  view.set("clear_href", UrlFields().add("q", state.query()).to_address("/zoeken"));
  return {};
}

}  // namespace vp::web
