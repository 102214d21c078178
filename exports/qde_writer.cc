#include "exports/qde_writer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "exports/evidence_notes.h"
#include "exports/guid.h"
#include "exports/pdf_annotator.h"
#include "exports/shared_places.h"

#include "reports/wording.h"
#include "reports/xml_text.h"

namespace vp::exports {
namespace {

using reports::escape_xml;

std::string attribute(const std::string& name, std::string_view value) {
  return " " + name + "=\"" + escape_xml(value) + "\"";
}

class QdeWriter {
 public:
  explicit QdeWriter(const ExportModel& model) : model_(model) {}

  QdeProject write() {
    const std::string sources = write_sources();  // first: it finds out which users and cases there are
    const std::string notes = write_notes();
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Project xmlns=\"urn:QDA-XML:project:1.0\"";
    xml += attribute("name", reports::Wording::dutch().fill("qdpx.project", {model_.dossier}));
    xml += attribute("origin", "vindplaats " + model_.program_version);
    if (!to_pdf_date(latest_).empty()) xml += attribute("modifiedDateTime", latest_);
    xml += ">\n" + write_users() + write_codes() + write_cases() + sources + notes + "</Project>\n";
    return {std::move(xml), places_, missing_};
  }

  [[nodiscard]] std::string guid_of(const std::string& thing) const {
    return make_guid("dossier " + model_.dossier + " " + thing);
  }

 private:
  std::string user(const std::string& name) {
    users_.insert(name);
    return guid_of("user " + name);
  }

  std::string stamped(const std::string& by, const std::string& at) {
    latest_ = std::max(latest_, at);
    std::string attributes = by.empty() ? "" : attribute("creatingUser", user(by));
    if (!to_pdf_date(at).empty()) attributes += attribute("creationDateTime", at);
    return attributes;
  }

  [[nodiscard]] std::string code_guid(const std::string& indicator) const {
    return guid_of("indicator " + indicator);
  }

  std::string write_users() {
    if (users_.empty()) return "";
    std::string xml = "<Users>\n";
    for (const std::string& name : users_)
      xml += "<User" + attribute("guid", guid_of("user " + name)) + attribute("name", name) + "/>\n";
    return xml + "</Users>\n";
  }

  static std::string open_code(const std::string& guid, const std::string& name, bool is_codable) {
    return "<Code" + attribute("guid", guid) + attribute("name", name) +
           attribute("isCodable", is_codable ? "true" : "false") + ">\n";
  }

  /// Themes, criteria and indicators as a tree; indicators that the framework does not have stand beside it.
  std::string write_codes() {
    const reports::FrameworkRows& framework = model_.framework;
    std::string xml = "<CodeBook>\n<Codes>\n";
    for (std::size_t theme = 0; theme < framework.themes.size(); ++theme) {
      const reports::ThemeRow& row = framework.themes[theme];
      xml += open_code(guid_of("theme " + row.id), row.name, false);
      if (!row.description.empty()) xml += "<Description>" + escape_xml(row.description) + "</Description>\n";
      for (std::size_t criterion = 0; criterion < framework.criteria.size(); ++criterion) {
        if (framework.criteria[criterion].theme == theme) xml += write_criterion(criterion);
      }
      xml += "</Code>\n";
    }
    for (const std::string& indicator : foreign_indicators_)
      xml += open_code(code_guid(indicator), indicator, true) + "</Code>\n";
    return xml + "</Codes>\n</CodeBook>\n";
  }

  std::string write_criterion(std::size_t criterion) {
    const reports::FrameworkRows& framework = model_.framework;
    const reports::CriterionRow& row = framework.criteria[criterion];
    std::string xml = open_code(guid_of("criterion " + row.id), row.id + " " + row.name, false);
    for (const reports::IndicatorRow& indicator : framework.indicators) {
      if (indicator.criterion != criterion) continue;
      xml += open_code(code_guid(indicator.id), indicator.id + " " + indicator.text, true) + "</Code>\n";
    }
    return xml + "</Code>\n";
  }

  /// An approach of a municipality with the places that its findings stand on.
  std::string write_cases() {
    if (cases_.empty()) return "";
    std::string xml = "<Cases>\n";
    for (const auto& [name, selections] : cases_) {
      xml += "<Case" + attribute("guid", guid_of("case " + name)) + attribute("name", name) + ">\n";
      for (const std::string& selection : selections)
        xml += "<SelectionRef" + attribute("targetGUID", selection) + "/>\n";
      xml += "</Case>\n";
    }
    return xml + "</Cases>\n";
  }

  std::string write_sources() {
    std::string xml;
    for (const ExportedDocument& document : model_.documents) {
      const std::string guid = guid_of("document " + to_string(document.id));
      xml += "<PDFSource" + attribute("guid", guid) + attribute("name", name_of(document)) +
             attribute("path", "internal://" + guid + ".pdf") + ">\n";
      for (const SharedPlace& place : gather_places(model_, document.id))
        xml += write_place(document, place);
      xml += "</PDFSource>\n";
    }
    return xml.empty() ? "" : "<Sources>\n" + xml + "</Sources>\n";
  }

  std::string write_place(const ExportedDocument& document, const SharedPlace& place) {
    std::string xml = write_selection(document, place, place.anchor->page, place.anchor->rects);
    for (const PagePlace& further : place.anchor->continues)
      xml += write_selection(document, place, further.page, further.rects);
    return xml;
  }

  std::string write_selection(const ExportedDocument& document, const SharedPlace& place, PageIndex page,
                              const std::vector<RectPt>& rects) {
    const auto record = std::find_if(document.pages.begin(), document.pages.end(),
                                     [page](const index::PageRecord& one) { return one.index == page; });
    if (record == document.pages.end() || rects.empty()) {
      ++missing_;
      return "";
    }
    RectPt box = rects.front();
    for (const RectPt& rect : rects)
      box.include(rect);
    ++places_;
    const Evidence& first = *place.uses.front().link;
    const std::string key = std::to_string(first.id) + " page " + std::to_string(page.number());
    const std::string guid = guid_of("selection " + key);
    const auto integer = [](double value) { return std::to_string(static_cast<long long>(value)); };
    const double height = record->height_pt;
    std::string xml =
        "<PDFSelection" + attribute("guid", guid) + attribute("name", cut(place.anchor->quote)) +
        attribute("page", std::to_string(page.value)) + attribute("firstX", integer(std::floor(box.x0))) +
        attribute("firstY", integer(std::ceil(height - box.y0))) +
        attribute("secondX", integer(std::ceil(box.x1))) +
        attribute("secondY", integer(std::floor(height - box.y1))) +
        stamped(first.changed_by, first.changed_at) + ">\n";
    xml += "<Representation" + attribute("guid", guid_of("quote " + key)) + ">\n<PlainTextContent>" +
           escape_xml(place.anchor->quote) + "</PlainTextContent>\n</Representation>\n";
    std::set<std::string> coded;
    for (const PlaceUse& use : place.uses)
      xml += write_codings(use, page, coded);
    for (const PlaceUse& use : place.uses)
      cases_[case_of(use.finding->finding)].insert(guid);
    return xml + "</PDFSelection>\n";
  }

  std::string write_codings(const PlaceUse& use, PageIndex page, std::set<std::string>& coded) {
    std::string xml;
    for (const std::string& indicator : use.finding->finding.indicators) {
      const std::string key =
          std::to_string(use.link->id) + " " + indicator + " page " + std::to_string(page.number());
      if (!coded.insert(key).second) continue;
      if (!model_.framework.find_indicator(indicator)) foreign_indicators_.insert(indicator);
      xml += "<Coding" + attribute("guid", guid_of("coding " + key)) +
             stamped(use.link->changed_by, use.link->changed_at) + ">\n<CodeRef" +
             attribute("targetGUID", code_guid(indicator)) + "/>\n<NoteRef" +
             attribute("targetGUID", note_guid(use)) + "/>\n</Coding>\n";
    }
    notes_[use.link->id] = use;
    return xml;
  }

  [[nodiscard]] std::string note_guid(const PlaceUse& use) const {
    return guid_of("note " + std::to_string(use.link->id));
  }

  std::string write_notes() {
    if (notes_.empty()) return "";
    std::string xml = "<Notes>\n";
    for (const auto& [link, use] : notes_) {
      const Finding& finding = use.finding->finding;
      std::string name = std::string(reports::mark_of(finding.verdict));
      for (const std::string& indicator : finding.indicators)
        name += " " + indicator;
      xml += "<Note" + attribute("guid", note_guid(use)) +
             attribute("name", name + " – " + case_of(finding)) +
             stamped(finding.changed_by, finding.changed_at) + ">\n<PlainTextContent>" +
             escape_xml(to_note_text(model_, finding, use.link->stance)) + "</PlainTextContent>\n</Note>\n";
    }
    return xml + "</Notes>\n";
  }

  static std::string case_of(const Finding& finding) {
    std::string name =
        finding.municipality + ", " +
        (finding.approach.empty() ? reports::Wording::dutch().text("approach.unnamed") : finding.approach);
    return finding.round.empty() ? name : name + ", " + finding.round;
  }

  /// At most 60 bytes, not within a character.
  static std::string cut(const std::string& text) {
    constexpr std::size_t kMost = 60;
    if (text.size() <= kMost) return text;
    std::size_t end = kMost;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
      --end;
    return text.substr(0, end) + "…";
  }

  const ExportModel& model_;
  std::set<std::string> users_, foreign_indicators_;
  std::map<std::string, std::set<std::string>> cases_;
  std::map<std::int64_t, PlaceUse> notes_;
  std::string latest_;
  std::size_t places_ = 0, missing_ = 0;
};

}  // namespace

QdeProject to_qde(const ExportModel& model) {
  return QdeWriter(model).write();
}

std::string to_source_path(const ExportModel& model, const ExportedDocument& document) {
  return "sources/" + QdeWriter(model).guid_of("document " + to_string(document.id)) + ".pdf";
}

}  // namespace vp::exports
