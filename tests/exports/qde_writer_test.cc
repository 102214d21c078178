// The project of a made-up dossier, held against the structure of the published schema; and the checker against faults.
#include "exports/qde_writer.h"

#include <functional>

#include "exports/guid.h"
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/exports/qde_checker.h"

namespace vp::exports {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

Evidence make_link(std::int64_t id, std::int64_t finding, EvidenceStance stance) {
  Evidence link;
  link.id = id;
  link.finding = finding;
  link.stance = stance;
  link.anchor.page = {1};
  link.anchor.rects = {{50.4F, 60.2F, 300, 72}, {50.4F, 74, 120.7F, 86.9F}};
  link.anchor.continues = {{{2}, {{50, 20, 90, 32}}}};
  link.anchor.quote = "De regie < is > \"belegd\" & geregeld.";
  link.changed_by = "visser";
  link.changed_at = "2014-06-01T09:00:00Z";
  return link;
}

ExportModel make_export() {
  ExportModel model;
  model.dossier = "d1";
  model.program_version = "1.2";
  model.framework = {"kader", "1", "Kader", {{"A", "Aanpak", "er is \"samenhang\""}}, {{"A1", "Plan", 0}},
                     {}};
  model.framework.indicators = {{"A1.1", "Er is een plan", 0}, {"A1.2", "Er is een regisseur", 0}};
  ExportedDocument document;
  document.sources = {{"map/plan & nota.pdf", {}}};
  for (std::uint32_t page = 0; page < 3; ++page)
    document.pages.push_back({{page}, "", 595, 842, 0, PageVerdict::kOk, "", 10});
  model.documents = {document};
  for (std::int64_t id = 1; id <= 2; ++id) {
    ExportedFinding finding;
    finding.finding.id = id;
    finding.finding.municipality = "Aalwijk";
    finding.finding.approach = id == 1 ? "De Spil" : "";
    finding.finding.indicators = {id == 1 ? "A1.1" : "A1.2"};
    finding.finding.text = "Bevinding " + std::to_string(id) + " <LET OP>";
    finding.finding.changed_by = id == 1 ? "visser" : "bakker";
    finding.finding.changed_at = "2014-06-0" + std::to_string(id) + "T09:00:00Z";
    finding.places = {{make_link(id, id, EvidenceStance::kFor), false}};
    model.findings.push_back(finding);
  }
  model.findings[0].finding.indicators = {"A1.1", "Z9.9"};
  return model;
}

std::set<std::string> files_of(const ExportModel& model) {
  return {"project.qde", to_source_path(model, model.documents.front())};
}

TEST(GuidTest, IsThatOfRfc9562) {
  EXPECT_EQ(make_guid("code A2.2"), "05a34c8d-0874-5f06-a98d-a39520622b8f");  // by Python's uuid.uuid5
}

TEST(QdeWriterTest, AProjectHasTheStructureOfTheSchema) {
  const ExportModel model = make_export();
  const QdeProject project = to_qde(model);
  EXPECT_EQ(project.places, 2U);  // one place of two findings, on two pages
  EXPECT_EQ(project.missing, 0U);
  EXPECT_THAT(check_qde(parse_xml(project.xml), files_of(model)), IsEmpty()) << project.xml;
  EXPECT_EQ(to_qde(model).xml, project.xml);
}

TEST(QdeWriterTest, PlacesCountPointsFromTheBottomOfThePageAndPagesFromZero) {
  const XmlElement project = parse_xml(to_qde(make_export()).xml);
  const XmlElement& source = project.children.at(3).children.at(0);
  ASSERT_EQ(source.name, "PDFSource");
  EXPECT_EQ(source.attributes.at("name"), "plan & nota.pdf");
  const XmlElement& selection = source.children.at(0);
  std::string place;
  for (const char* const name : {"page", "firstX", "firstY", "secondX", "secondY"})
    place += selection.attributes.at(name) + " ";
  EXPECT_EQ(place, "1 50 782 300 755 ");
  EXPECT_EQ(selection.children.at(0).children.at(0).text, "De regie < is > \"belegd\" & geregeld.");
  EXPECT_EQ(selection.children.size(), 4U);  // the quote, and codings A1.1, Z9.9, A1.2
  EXPECT_EQ(source.children.at(1).attributes.at("page"), "2");
}

TEST(QdeWriterTest, APageThatNobodyKnowsIsCounted) {
  ExportModel model = make_export();
  model.documents.front().pages.pop_back();
  const QdeProject project = to_qde(model);
  EXPECT_EQ(project.places, 1U);
  EXPECT_EQ(project.missing, 1U);
  EXPECT_THAT(check_qde(parse_xml(project.xml), files_of(model)), IsEmpty());
}

TEST(QdeCheckerTest, FindsPlantedFaults) {
  const ExportModel model = make_export();
  const XmlElement good = parse_xml(to_qde(model).xml);
  struct Case {
    const char* name;
    std::function<void(XmlElement&)> plant;
    const char* fault;
  };
  const std::vector<Case> cases = {
      {"order", [](XmlElement& project) { std::swap(project.children.at(0), project.children.at(1)); },
       "/Project: Users may not stand there"},
      {"attribute",
       [](XmlElement& project) { project.children.at(3).children.at(0).attributes.erase("guid"); },
       "/Project/Sources/PDFSource has no guid"},
      {"reference",
       [](XmlElement& project) {
         project.children.at(3).children.at(0).children.at(0).children.at(1).children.at(0).attributes
             ["targetGUID"] = "00000000-0000-0000-0000-000000000000";
       },
       "is no to Code"},
      {"type",
       [](XmlElement& project) {
         project.children.at(3).children.at(0).children.at(0).attributes["page"] = "1.5";
       },
       "/@page '1.5' is no integer"},
      {"path",
       [](XmlElement& project) {
         project.children.at(3).children.at(0).attributes["path"] = "internal://x.pdf";
       },
       "/@path 'internal://x.pdf' is no path"},
      {"empty", [](XmlElement& project) { project.children.at(4).children.clear(); },
       "/Project/Notes has 0 Note"},
  };
  for (const Case& row : cases) {
    XmlElement planted = good;
    row.plant(planted);
    EXPECT_THAT(check_qde(planted, files_of(model)), testing::Contains(HasSubstr(row.fault))) << row.name;
  }
}

}  // namespace
}  // namespace vp::exports
