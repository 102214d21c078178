#include "apps/web/judging_view.h"

#include <algorithm>

#include "apps/web/finding_view.h"
#include "apps/web/texts.h"

namespace vp::web {
namespace {

struct Section {
  std::string_view name, address;
};
constexpr Section kSections[] = {{"matrix", "/matrix"},
                                 {"open", "/nog-te-doen"},
                                 {"tegenspraken", "/tegenspraken"},
                                 {"tweede-lezing", "/tweede-lezing"},
                                 {"plaatsen", "/plaatsen"},
                                 {"ronden", "/ronden"}};

/// No more than a person reads at a glance, cut between characters.
std::string shorten(std::string_view text) {
  constexpr std::size_t kMostBytes = 160;
  if (text.size() <= kMostBytes) return std::string(text);
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return std::string(text.substr(0, end)) + "…";
}

std::string value_text(const std::string& field, const std::optional<std::string>& value) {
  if (!value) return texts().text("log.none");
  if (value->empty()) return texts().text("log.empty");
  if (const auto known = texts().find("log.value." + field + "." + *value)) return *known;
  return shorten(*value);
}

}  // namespace

void set_sections(View& view, std::string_view current) {
  View::Views sections;
  for (const Section& section : kSections) {
    sections.push_back(View()
                           .set("section_href", section.address)
                           .set("section_name", texts().text("section." + std::string(section.name)))
                           .set("is_here", section.name == current));
  }
  view.set("sections", std::move(sections));
}

ListPage set_paging(View& view, const UrlFields& query, const std::string& path, std::size_t total,
                    std::size_t rows_per_page) {
  const std::size_t pages = std::max<std::size_t>(1, (total + rows_per_page - 1) / rows_per_page);
  const std::size_t page =
      std::clamp<std::size_t>(query.number("p", 1'000'000).value_or(1), std::size_t{1}, pages);
  const auto address = [&](std::size_t to) {
    return query.with("p", to <= 1 ? "" : std::to_string(to)).to_address(path);
  };
  view.set("has_pages", pages > 1);
  view.set("previous_href", page > 1 ? address(page - 1) : std::string());
  view.set("next_href", page < pages ? address(page + 1) : std::string());
  view.set("paging_text", texts().fill("search.paging", {std::to_string(page), std::to_string(pages)}));
  return {(page - 1) * rows_per_page, std::min(total, page * rows_per_page)};
}

std::string column_name(const FindingCell& cell) {
  return column_name(index::MatrixColumn{cell.municipality, cell.approach, cell.round, {}});
}

std::string indicator_name(PageContext& context, const std::string& id) {
  const nlp::Indicator* const known = context.dossier().framework().find_indicator(id);
  return known == nullptr ? id : id + " " + short_title(known->short_name);
}

std::string cell_address(const FindingCell& cell, std::string_view path) {
  return UrlFields()
      .add("kolom", column_value({cell.municipality, cell.approach, cell.round, {}}))
      .add("indicator", cell.indicator)
      .to_address(path);
}

Result<FindingCell> parse_cell(const UrlFields& fields) {
  const auto column = parse_column_value(fields.first("kolom"));
  const std::string indicator(fields.first("indicator"));
  if (!column || indicator.empty())
    return Error{ErrorCode::kInvalidArgument, "a cell needs a column and an indicator", ""};
  return FindingCell{column->municipality, column->approach, column->round, indicator};
}

void set_cell_fields(View& view, const FindingCell& cell) {
  view.set("cell_column", column_value({cell.municipality, cell.approach, cell.round, {}}))
      .set("cell_indicator", cell.indicator);
}

View make_option(std::string_view value, std::string_view name, std::string_view chosen) {
  return View().set("option_value", value).set("option_name", name).set("is_selected", value == chosen);
}

std::string to_dutch(const index::FieldChange& change) {
  const std::string name = texts().find("log.field." + change.field).value_or(change.field);
  return texts().fill(
      "log.change", {name, value_text(change.field, change.before), value_text(change.field, change.after)});
}

std::string to_dutch_event(std::string_view what) {
  std::string key = "log.event." + std::string(what);
  std::ranges::replace(key, ' ', '_');
  return texts().find(key).value_or(std::string(what));
}

}  // namespace vp::web
