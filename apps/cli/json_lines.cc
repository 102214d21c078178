#include "apps/cli/json_lines.h"

#include <cmath>
#include <ostream>

#include "core/converted_form.h"

namespace vp::apps {
namespace {

double to_decimals(float value) {
  return std::round(static_cast<double>(value) * 100.0) / 100.0;
}

}  // namespace

void write_line(std::ostream& out, const Json& object) {
  out << object.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

Json to_json(const std::vector<RectPt>& rects) {
  Json list = Json::array();
  for (const RectPt& rect : rects) {
    list.push_back({to_decimals(rect.x0), to_decimals(rect.y0), to_decimals(rect.x1), to_decimals(rect.y1)});
  }
  return list;
}

void add_source(Json& object, const DocumentId& id, const index::DocumentSource& source) {
  object["document"] = to_string(id);
  object["path"] = source.path;
  object["municipality"] = source.labels.municipality;
  object["approach"] = source.labels.approach;
  object["role"] = source.labels.role;
}

std::string find_page_label(const index::DocumentRecord& record, PageIndex page) {
  for (const index::PageRecord& candidate : record.pages) {
    if (candidate.index == page) return candidate.label;
  }
  return "";
}

void add_citation(Json& object, const Citation& citation, const index::DocumentRecord& record) {
  object["page"] = citation.page.number();
  object["page_label"] = find_page_label(record, citation.page);
  const std::vector<std::string_view> part = find_part(record.outline, citation);
  if (!part.empty()) object["part"] = part;
  // Said only where it is so: page and rectangles are then those of a PDF made from what was submitted.
  const std::string_view converter = find_converter(record.extractor_version);
  if (!converter.empty()) object["converted_by"] = converter;
  // Said where the text cannot be relied on as it stands: "ocr", "poor".
  for (const index::PageRecord& page : record.pages) {
    if (page.index == citation.page && page.verdict != PageVerdict::kOk) {
      object["page_verdict"] = to_string(page.verdict);
      object["page_reason"] = page.reason;
    }
  }
  object["rects"] = to_json(citation.rects);
  object["quote"] = citation.quote;
  if (citation.continues.empty()) return;
  object["continues"] = Json::array();
  for (const PagePlace& place : citation.continues) {
    object["continues"].push_back({{"page", place.page.number()}, {"rects", to_json(place.rects)}});
  }
}

}  // namespace vp::apps
