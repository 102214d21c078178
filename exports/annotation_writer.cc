#include "exports/annotation_writer.h"

#include <array>
#include <charconv>
#include <cstdlib>
#include <map>

#include "exports/annotation_names.h"
#include "exports/document_text.h"
#include <nlohmann/json.hpp>

#include "reports/wording.h"

namespace vp::exports {
namespace {

using Json = nlohmann::ordered_json;

/// The shortest decimal that reads back as the same float: 20.1, not 20.100000381.
double to_short(float value) {
  std::array<char, 64> digits{};
  std::to_chars(digits.data(), digits.data() + digits.size() - 1, value);
  return std::strtod(digits.data(), nullptr);
}

std::string to_hex(std::uint64_t number) {
  std::array<char, 17> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
  const std::string hex(digits.data(), end.ptr);
  return std::string(16 - hex.size(), '0') + hex;
}

Json to_place(PageIndex page, const std::vector<RectPt>& rects) {
  Json list = Json::array();
  for (const RectPt& rect : rects)
    list.push_back({to_short(rect.x0), to_short(rect.y0), to_short(rect.x1), to_short(rect.y1)});
  return {{"page", page.number()}, {"rects", std::move(list)}};
}

std::string to_decimals(float value) {
  std::array<char, 64> digits{};
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed, 2);
  return {digits.data(), end.ptr};
}

/// "page=3&viewrect=72.00,90.10,310.00,24.00": left, top, width, height of all lines on the first page.
std::string to_fragment(const Anchor& anchor) {
  std::string fragment = "page=" + std::to_string(anchor.page.number());
  if (anchor.rects.empty()) return fragment;
  RectPt box = anchor.rects.front();
  for (const RectPt& rect : anchor.rects)
    box.include(rect);
  return fragment + "&viewrect=" + to_decimals(box.x0) + "," + to_decimals(box.y0) + "," +
         to_decimals(box.width()) + "," + to_decimals(box.height());
}

Json to_selectors(const ExportedPlace& place, const std::vector<Passage>& passages) {
  const Anchor& anchor = place.evidence.anchor;
  Json quote = {{"type", "TextQuoteSelector"},
                {"exact", anchor.quote},
                {"prefix", anchor.prefix},
                {"suffix", anchor.suffix}};
  if (place.is_redacted) quote["vp:redacted"] = true;
  Json selectors = Json::array({std::move(quote)});
  if (const auto range = find_in_plain_text(anchor, passages))
    selectors.push_back({{"type", "TextPositionSelector"}, {"start", range->begin}, {"end", range->end}});
  selectors.push_back(
      {{"type", "FragmentSelector"}, {"conformsTo", kPdfFragments}, {"value", to_fragment(anchor)}});
  Json places = Json::array({to_place(anchor.page, anchor.rects)});
  for (const PagePlace& further : anchor.continues)
    places.push_back(to_place(further.page, further.rects));
  selectors.push_back({{"type", kRectanglesType}, {"vp:places", std::move(places)}});
  const AnchorPosition& position = anchor.position;
  selectors.push_back({{"type", kReadingType},
                       {"vp:extractor", anchor.extractor},
                       {"vp:text", to_string(position.text)},
                       {"vp:first", position.first},
                       {"vp:last", position.last},
                       {"vp:begin", position.span.begin},
                       {"vp:end", position.span.end},
                       {"vp:hash", to_hex(position.text_hash)}});
  return selectors;
}

Json to_source(const ExportedDocument& document) {
  Json source = {
      {"id", kDocumentUrn + to_string(document.id)}, {"type", "Text"}, {"format", "application/pdf"}};
  if (document.sources.empty()) return source;
  const SubmissionLabels& labels = document.sources.front().labels;
  source["vp:path"] = document.sources.front().path;
  source["vp:submitter"] = labels.submitter;
  source["vp:role"] = labels.role;
  return source;
}

Json to_printed(const PrintedRow& row) {
  return {{"document", kDocumentUrn + to_string(row.document)},
          {"group", row.group},
          {"indicators", row.indicators},
          {"marks", row.marks},
          {"oneToOne", row.one_to_one},
          {"match", row.match}};
}

/// The finding for people who use another program.
Json to_textual_body(const Finding& finding, EvidenceStance stance) {
  std::string value(reports::mark_of(finding.verdict));
  value += " " + std::string(to_string(finding.verdict));
  for (const std::string& indicator : finding.indicators)
    value += " " + indicator;
  value += " (" + std::string(to_string(stance)) + "): " + finding.text;
  if (finding.note) value += "\n" + reports::Wording::dutch().text("warning") + " " + *finding.note;
  return {{"type", "TextualBody"},
          {"purpose", "assessing"},
          {"format", "text/plain"},
          {"language", "nl"},
          {"value", value}};
}

Json to_finding_body(const ExportModel& model, const ExportedFinding& exported, EvidenceStance stance) {
  const Finding& finding = exported.finding;
  Json body = {{"type", kFindingType},
               {"id", "urn:vindplaats:dossier:" + model.dossier + ":finding:" + std::to_string(finding.id)},
               {"purpose", "assessing"},
               {"vp:municipality", finding.municipality},
               {"vp:approach", finding.approach},
               {"vp:round", finding.round},
               {"vp:indicators", finding.indicators},
               {"vp:verdict", to_string(finding.verdict)},
               {"vp:stance", to_string(stance)},
               {"vp:text", finding.text},
               {"vp:note", finding.note ? Json(*finding.note) : Json()},
               {"vp:state", to_string(finding.state)},
               {"vp:origin", to_string(finding.origin)},
               {"vp:printed", finding.printed ? to_printed(*finding.printed) : Json()},
               {"vp:author", finding.changed_by},
               {"vp:changed", finding.changed_at}};
  if (exported.is_redacted) body["vp:redacted"] = true;
  return body;
}

Json to_collection(const ExportModel& model, Json items) {
  const std::string id = "urn:vindplaats:dossier:" + model.dossier + ":annotations";
  const std::size_t total = items.size();
  Json page = {{"id", id + ":page:1"},
               {"type", "AnnotationPage"},
               {"partOf", id},
               {"startIndex", 0},
               {"items", std::move(items)}};
  return {
      {"@context", Json::array({kAnnotationContext, Json{{"vp", kVocabulary}}})},
      {"id", id},
      {"type", "AnnotationCollection"},
      {"label", reports::Wording::dutch().text("annotations.label")},
      {"generator", {{"type", "Software"}, {"name", "vindplaats"}, {"vp:version", model.program_version}}},
      {"vp:format", kAnnotationFormat},
      {"vp:dossier", model.dossier},
      {"vp:logPosition", model.log_position},
      {"vp:framework", model.framework.id},
      {"vp:frameworkVersion", model.framework.version},
      {"total", total},
      {"first", std::move(page)}};
}

/// Passages by document; none of a document that is not in the index.
Result<std::map<DocumentId, std::vector<Passage>>> load_texts(index::Dossier& dossier,
                                                              const ExportModel& model) {
  std::map<DocumentId, std::vector<Passage>> texts;
  for (const ExportedDocument& document : model.documents) {
    VP_ASSIGN(texts[document.id], dossier.engine().load_passages(document.id, std::nullopt));
  }
  return texts;
}

}  // namespace

Result<std::string> to_annotations(index::Dossier& dossier, const ExportModel& model) {
  VP_ASSIGN(const auto texts, load_texts(dossier, model));
  Json items = Json::array();
  for (const ExportedFinding& exported : model.findings) {
    for (const ExportedPlace& place : exported.places) {
      const Evidence& link = place.evidence;
      Json annotation = {
          {"id", "urn:vindplaats:dossier:" + model.dossier + ":evidence:" + std::to_string(link.id)},
          {"type", "Annotation"},
          {"motivation", "assessing"},
          {"creator", {{"type", "Person"}, {"name", link.changed_by}}},
          {"created", link.changed_at}};
      annotation["body"] = Json::array(
          {to_textual_body(exported.finding, link.stance), to_finding_body(model, exported, link.stance)});
      annotation["target"] = {{"source", to_source(model.document(link.anchor.document))},
                              {"selector", to_selectors(place, texts.at(link.anchor.document))}};
      items.push_back(std::move(annotation));
    }
  }
  // Text from a PDF may hold what is no UTF-8; JSON cannot.
  return to_collection(model, std::move(items)).dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace vp::exports
