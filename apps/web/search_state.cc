#include "apps/web/search_state.h"

#include <algorithm>

namespace vp::web {
namespace {

constexpr std::uint32_t kMostPages = 500;

constexpr FacetField kFields[] = {
    {"gemeente", "municipality", 6}, {"aanpak", "approach", 6},  {"thema", "theme", 6},
    {"indicator", "indicator", 6},   {"teneur", "polarity", 6},  {"rol", "role", 6},
    {"spreker", "speaker", 6},       {"koppeling", "linked", 2}, {"document", "document", 0},
};

Error unknown(std::string_view field, const std::string& value) {
  return Error{ErrorCode::kInvalidArgument, "no '" + value + "' to choose", std::string(field)};
}

Result<void> choose(index::Dossier& dossier, std::string_view field, const std::string& value,
                    index::FieldFilters& filters) {
  if (field == "gemeente") {
    filters.municipality.any.push_back(value);
  } else if (field == "aanpak") {
    filters.approach.any.push_back(value);
  } else if (field == "rol") {
    filters.role.any.push_back(value);
  } else if (field == "thema") {
    if (dossier.framework().find_theme(value) == nullptr) return unknown(field, value);
    filters.theme.any.push_back(value);
  } else if (field == "indicator") {
    if (dossier.framework().find_indicator(value) == nullptr) return unknown(field, value);
    filters.indicator.any.push_back(value);
  } else if (field == "teneur") {
    const auto polarity = parse_polarity(value);
    if (!polarity) return unknown(field, value);
    filters.polarity.any.push_back(*polarity);
  } else if (field == "spreker") {
    const auto speaker = parse_speaker_role(value);
    if (!speaker) return unknown(field, value);
    filters.speaker.any.push_back(*speaker);
  } else if (field == "document") {
    VP_ASSIGN(const DocumentId id, apps::resolve_document(dossier, value));
    filters.document.any.push_back(id);
  }
  return {};
}

}  // namespace

std::vector<FacetField> list_facet_fields() {
  return {std::begin(kFields), std::end(kFields)};
}

std::uint32_t SearchState::page() const {
  return static_cast<std::uint32_t>(std::max<std::uint64_t>(1, fields_.number("p", kMostPages).value_or(1)));
}

index::SortOrder SearchState::sort() const {
  const std::string_view name = fields_.first("sorteer");
  if (name == "document") return index::SortOrder::kDocument;
  if (name == "datum") return index::SortOrder::kDate;
  return index::SortOrder::kRelevance;
}

bool SearchState::is_empty() const {
  return fields_.first("q").empty() && chosen().empty();
}

std::vector<std::pair<std::string, std::string>> SearchState::chosen() const {
  std::vector<std::pair<std::string, std::string>> found;
  for (const auto& chosen : fields_.fields()) {
    const bool is_facet = std::ranges::any_of(
        kFields, [&chosen](const FacetField& field) { return field.field == chosen.first; });
    if (is_facet) found.push_back(chosen);
  }
  return found;
}

Result<apps::SearchRequest> SearchState::to_request(index::Dossier& dossier, std::string_view without) const {
  apps::SearchRequest request;
  request.query = query();
  request.may_be_empty = true;
  request.options.limit = kHitsPerPage;
  request.options.offset = (page() - 1) * kHitsPerPage;
  request.options.sort = sort();
  request.options.with_facets = true;
  request.related = is_related_off() ? apps::RelatedWords::kNot : apps::RelatedWords::kAlso;
  request.scope.with_boilerplate = fields_.first("sjabloon") == "aan";
  const std::vector<std::string> linked =
      without == "koppeling" ? std::vector<std::string>() : fields_.all("koppeling");
  if (linked.size() == 1) request.options.only_linked = linked.front() == "yes";
  for (const auto& [name, value] : chosen()) {
    if (name != without) VP_TRY(choose(dossier, name, value, request.scope.fields));
  }
  return request;
}

}  // namespace vp::web
