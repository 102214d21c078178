#include "reports/json_writer.h"

#include <cmath>

#include <nlohmann/json.hpp>

#include "reports/xml_text.h"

namespace vp::reports {
namespace {

using Json = nlohmann::ordered_json;

Json to_value(const Source& source, std::size_t number) {
  Json rects = Json::array();
  const auto rounded = [](float value) { return std::round(static_cast<double>(value) * 100) / 100; };
  for (const RectPt& rect : source.rects)
    rects.push_back({rounded(rect.x0), rounded(rect.y0), rounded(rect.x1), rounded(rect.y1)});
  return {{"source", number},
          {"document", to_string(source.document)},
          {"path", source.path},
          {"page", source.page.number()},
          {"last_page", source.last_page.number()},
          {"page_label", source.page_label},
          {"rects", rects},
          {"quote", source.quote},
          {"submitter", source.submitter},
          {"role", source.role},
          {"evidence_date", source.evidence_date}};
}

Json to_value(const RecordedSearch& search) {
  return {{"queries", search.queries},
          {"patterns", search.patterns},
          {"documents", search.documents},
          {"unread_pages", search.unread_pages},
          {"unread_documents", search.unread_documents}};
}

Json to_value(const ReportFinding& finding) {
  Json object = {{"finding", finding.id},
                 {"indicator", finding.indicators.empty() ? "" : finding.indicators.front()},
                 {"indicators", finding.indicators},
                 {"verdict", to_string(finding.verdict)},
                 {"text", finding.text},
                 {"note", finding.note ? Json(*finding.note) : Json()},
                 {"state", to_string(finding.state)},
                 {"origin", to_string(finding.origin)}};
  if (finding.printed) {
    object["group"] = finding.printed->number;
    object["marks"] = finding.printed->marks;
    object["one_to_one"] = finding.printed->one_to_one;
  }
  object["sources"] = Json::array();
  for (const SourceUse& use : finding.sources)
    object["sources"].push_back({{"source", use.source + 1}, {"stance", to_string(use.stance)}});
  object["searched"] = Json::array();
  for (const RecordedSearch& search : finding.searches)
    object["searched"].push_back(to_value(search));
  return object;
}

Json to_value(const ApproachReport& approach) {
  Json object = {
      {"municipality", approach.municipality}, {"approach", approach.name},     {"round", approach.round},
      {"description", approach.description},   {"partners", approach.partners}, {"findings", Json::array()},
      {"conclusions", Json::array()}};
  for (const ReportFinding& finding : approach.findings)
    object["findings"].push_back(to_value(finding));
  object["searched"] = Json::object();
  for (const auto& [indicator, search] : approach.searches)
    object["searched"][indicator] = to_value(search);
  for (const ReportConclusion& conclusion : approach.conclusions) {
    object["conclusions"].push_back({{"theme", conclusion.theme},
                                     {"kind", conclusion.kind == ConclusionKind::kGood ? "goed" : "beter"},
                                     {"text", conclusion.text},
                                     {"source", conclusion.source ? Json(*conclusion.source + 1) : Json()}});
  }
  return object;
}

Json to_name_list(const ReportModel& model, const std::vector<std::size_t>& approaches) {
  Json names = Json::array();
  for (const std::size_t index : approaches) {
    const ApproachReport& approach = model.approaches.at(index);
    names.push_back(
        {{"municipality", approach.municipality}, {"approach", approach.name}, {"round", approach.round}});
  }
  return names;
}

Json to_value(const ReportModel& model, const IndicatorShare& share, const IndicatorRow& indicator) {
  return {{"indicator", indicator.id},
          {"text", indicator.text},
          {"numerator", share.met.size()},
          {"denominator", share.judged()},
          {"percent", share.judged() == 0 ? Json() : Json(to_percent(share.met.size(), share.judged()))},
          {"voldoet", to_name_list(model, share.met)},
          {"verbeterpunt", to_name_list(model, share.improve)},
          {"onbekend", to_name_list(model, share.unknown)},
          {"concept", to_name_list(model, share.draft)},
          {"missing", to_name_list(model, share.missing)}};
}

}  // namespace

std::string to_json(const ReportModel& model) {
  Json object = {{"report", to_string(model.kind)},
                 {"municipality", model.municipality},
                 {"round", model.round},
                 {"framework", model.framework.id},
                 {"framework_version", model.framework.version},
                 {"dossier", model.dossier},
                 {"log_position", model.log_position},
                 {"program_version", model.program_version},
                 {"redacted", model.redacted},
                 {"approaches", Json::array()},
                 {"shares", Json::array()},
                 {"sources", Json::array()},
                 {"unread", Json::array()}};
  for (const ApproachReport& approach : model.approaches)
    object["approaches"].push_back(to_value(approach));
  for (std::size_t i = 0; i < model.shares.size(); ++i)
    object["shares"].push_back(to_value(model, model.shares[i], model.framework.indicators[i]));
  for (std::size_t i = 0; i < model.sources.size(); ++i)
    object["sources"].push_back(to_value(model.sources[i], i + 1));
  for (const UnreadDocument& unread : model.unread) {
    object["unread"].push_back({{"path", unread.path},
                                {"municipality", unread.municipality},
                                {"state", unread.state},
                                {"reason", unread.reason},
                                {"page_count", unread.pages},
                                {"pages", unread.unread}});
  }
  return object.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace vp::reports
