#include "apps/cli/national_output.h"

#include <algorithm>
#include <ostream>

#include "apps/cli/plain_text.h"

namespace vp::apps {
namespace {

/// page, page_label, rects, quote; and continues for the places on other pages than `page`.
void add_place(Json& object, const ReportSource& source, const std::vector<PagePlace>& places, PageIndex page,
               const std::string& quote) {
  object["page"] = page.number();
  object["page_label"] = source.record != nullptr ? find_page_label(*source.record, page) : "";
  object["rects"] = Json::array();
  Json continues = Json::array();
  for (const PagePlace& place : places) {
    if (place.page == page) {
      object["rects"] = to_json(place.rects);
    } else {
      continues.push_back({{"page", place.page.number()}, {"rects", to_json(place.rects)}});
    }
  }
  object["quote"] = quote;
  if (!continues.empty()) object["continues"] = std::move(continues);
}

void add_document(Json& object, const ReportSource& source) {
  object["document"] = to_string(source.id);
  object["path"] = source.path;
}

Json to_json(std::optional<std::uint32_t> count) {
  return count ? Json(*count) : Json();
}

}  // namespace

Json to_json(const ReportSource& source, const readers::ReportedMunicipality& municipality,
             const readers::PlacedText* approach) {
  Json object;
  object["kind"] = "approach";
  object["municipality"] = municipality.name.text;
  object["approach"] = approach != nullptr ? approach->text : "";
  const readers::PlacedText& placed = approach != nullptr ? *approach : municipality.name;
  const std::vector<PagePlace> places = readers::places_of(placed);
  add_place(object, source, places, places.empty() ? municipality.page : places.front().page, placed.text);
  add_document(object, source);
  return object;
}

Json to_json(const ReportSource& source, const readers::PrintedPercentage& percentage) {
  Json object;
  object["kind"] = to_string(percentage.kind);
  object["printed"] = std::string(percentage.span.in(percentage.sentence.text));
  object["value"] = percentage.value;
  object["numerator"] = to_json(percentage.numerator);
  object["denominator"] = to_json(percentage.denominator);
  object["unit"] = percentage.unit;
  object["table"] = percentage.is_in_table;
  add_place(object, source, readers::places_of(percentage.sentence), percentage.page,
            percentage.sentence.text);
  object["printed_rects"] = Json::array();
  for (const PagePlace& place : readers::places_of(percentage.sentence, percentage.span))
    if (place.page == percentage.page) object["printed_rects"] = to_json(place.rects);
  add_document(object, source);
  return object;
}

void write_text(std::ostream& out, const readers::NationalReport& report) {
  for (const readers::ReportedMunicipality& municipality : report.municipalities) {
    out << "  " << municipality.name.text << " (p. " << municipality.page.number() << ")";
    for (std::size_t i = 0; i < municipality.approaches.size(); ++i)
      out << (i == 0 ? ": " : "; ") << municipality.approaches[i].text;
    out << '\n';
  }
  if (!report.municipalities.empty() && !report.percentages.empty()) out << '\n';
  for (const readers::PrintedPercentage& percentage : report.percentages) {
    out << "  p. " << percentage.page.number() << "  " << percentage.span.in(percentage.sentence.text);
    if (percentage.kind == readers::ShareKind::kPercentage &&
        (percentage.numerator || percentage.denominator)) {
      const auto to_text = [](std::optional<std::uint32_t> count) {
        return count ? std::to_string(*count) : std::string("?");
      };
      out << "  = " << to_text(percentage.numerator) << " / " << to_text(percentage.denominator)
          << (percentage.unit.empty() ? "" : " ") << percentage.unit;
    }
    out << '\n' << wrap(percentage.sentence.text, "      ") << '\n';
  }
}

}  // namespace vp::apps
