// Reports made through the command line: every mark leads to a quote that is on its page, and nothing but the dossier
// decides what they say.
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nlp/tokenizer.h"
#include "tests/apps/judged_samples.h"
#include "tests/file_contents.h"

namespace vp::apps {
namespace {

using testing::HasSubstr;

const std::vector<std::string> kMunicipalities = {"Haverdrecht", "Oostbrenk", "Wielderveen"};

/// Runs `report ARGUMENTS --output FILE` and gives back what the file holds.
std::string make_report(const SampleDossier& dossier, std::vector<std::string> arguments,
                        const std::string& extension) {
  const std::filesystem::path file = dossier.folder() / ("report" + extension);
  std::filesystem::remove(file);
  arguments.insert(arguments.begin(), "report");
  arguments.insert(arguments.end(), {"--output", file.string()});
  const Ran ran = dossier.run(arguments);
  EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  return content_of(file);
}

/// What is printed of a dossier, by every writer.
std::vector<std::string> make_all_reports(const SampleDossier& dossier) {
  const std::vector<std::vector<std::string>> reports = {
      {"factsheet", "--municipality", "Oostbrenk"}, {"matrix"}, {"national"}};
  std::vector<std::string> contents;
  for (const std::vector<std::string>& arguments : reports) {
    for (const char* const extension : {".html", ".csv", ".json", ".odt", ".xlsx"})
      contents.push_back(make_report(dossier, arguments, extension));
  }
  return contents;
}

/// Some of both from where they part; reports are long.
std::string first_difference(std::string_view found, std::string_view expected) {
  const auto ends = std::ranges::mismatch(found, expected);
  const auto at = static_cast<std::size_t>(ends.in1 - found.begin());
  const std::size_t from = at < 60 ? 0 : at - 60;
  return std::string(found.substr(from, 160)) +
         "\nexpected: " + std::string(expected.substr(std::min(from, expected.size()), 160));
}

/// Letters and digits only: what line ends and passages between do not change.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (const nlp::Token& token : nlp::tokenize(text))
    letters += token.text;
  return letters;
}

/// The letters of a page's passages, and of those that touch the pages up to `last`.
std::string page_letters(index::Dossier& dossier, const DocumentId& id, PageIndex first, PageIndex last) {
  std::string letters;
  std::set<std::uint32_t> seen;
  for (PageIndex page = first; page <= last; ++page.value) {
    const auto passages = dossier.engine().load_passages(id, page);
    for (const Passage& passage : *passages) {
      if (seen.insert(passage.ordinal).second) letters += letters_of(passage.text);
    }
  }
  return letters;
}

void expect_sources_on_their_pages(index::Dossier& dossier, const Json& report) {
  for (const Json& source : report["sources"]) {
    const auto id = parse_document_id(source["document"].get<std::string>());
    ASSERT_TRUE(id);
    const std::string quote = letters_of(source["quote"].get<std::string>());
    ASSERT_FALSE(quote.empty());
    const PageIndex first{source["page"].get<std::uint32_t>() - 1};
    const PageIndex last{source["last_page"].get<std::uint32_t>() - 1};
    EXPECT_THAT(page_letters(dossier, *id, first, last), HasSubstr(quote))
        << source["path"] << ", p. " << source["page"];
    EXPECT_FALSE(source["rects"].empty()) << quote;
  }
}

TEST(ReportTest, EveryMarkOfThreeMunicipalitiesLeadsToAQuoteThatIsOnItsPage) {
  const JudgedSamples samples("report_marks");
  auto dossier = index::Dossier::open(samples.folder(), index::OpenMode::kRead);
  std::size_t marks = 0;
  for (const std::string& municipality : kMunicipalities) {
    const Json report =
        Json::parse(make_report(samples, {"factsheet", "--municipality", municipality}, ".json"));
    for (const Json& approach : report["approaches"]) {
      for (const Json& finding : approach["findings"]) {
        if (finding["verdict"] == "onbekend") continue;
        EXPECT_FALSE(finding["sources"].empty()) << finding.dump();
        ++marks;
        for (const Json& use : finding["sources"])
          EXPECT_LE(use["source"].get<std::size_t>(), report["sources"].size());
      }
    }
    expect_sources_on_their_pages(*dossier, report);
  }
  EXPECT_GT(marks, 60U);
}

TEST(ReportTest, EveryReferenceOfThePrintedFormsHasPageAndQuote) {
  const JudgedSamples samples("report_forms");
  const std::vector<std::vector<std::string>> reports = {{"factsheet", "--municipality", "Haverdrecht"},
                                                         {"factsheet", "--municipality", "Oostbrenk"},
                                                         {"factsheet", "--municipality", "Wielderveen"},
                                                         {"matrix"},
                                                         {"national"}};
  const std::regex reference("href=\"#(bron-[0-9]+)\"");
  for (const std::vector<std::string>& arguments : reports) {
    const std::string html = make_report(samples, arguments, ".html");
    std::set<std::string> ids;
    for (auto it = std::sregex_iterator(html.begin(), html.end(), reference); it != std::sregex_iterator();
         ++it)
      ids.insert((*it)[1]);
    EXPECT_GT(ids.size(), 5U) << arguments.front();
    for (const std::string& id : ids) {
      const std::size_t row = html.find(" id=\"" + id + "\"");
      ASSERT_NE(row, std::string::npos) << id;
      const std::string text = html.substr(row, html.find("</tr>", row) - row);
      EXPECT_THAT(text, HasSubstr("blz. "));
      EXPECT_THAT(text, HasSubstr("<q>"));
    }
  }
}

TEST(ReportTest, WhatWasNotReadAndWhatIsDraftAreInTheReport) {
  const JudgedSamples samples("report_unread");
  const std::string html = make_report(samples, {"factsheet", "--municipality", "Oostbrenk"}, ".html");
  EXPECT_THAT(html, HasSubstr("plan_van_aanpak_waakvlamteam.pdf"));
  EXPECT_THAT(html, HasSubstr("bladzijde 3 (van 4)"));
  EXPECT_THAT(html, HasSubstr("versleuteld"));
  EXPECT_THAT(html, HasSubstr("met de tekens √X; welk teken bij welke indicator hoort, is niet te zien"));
  EXPECT_THAT(make_report(samples, {"factsheet", "--municipality", "Wielderveen"}, ".html"),
              HasSubstr("zijn nog niet vastgesteld"));
}

TEST(ReportTest, TheSameDossierGivesTheSameBytesAlsoAfterReindex) {
  const JudgedSamples samples("report_bytes");
  const std::vector<std::string> first = make_all_reports(samples);
  EXPECT_EQ(make_all_reports(samples), first);
  for (const char* const file : {"index.db", "index.db-wal", "index.db-shm"})
    std::filesystem::remove(samples.folder() / file);
  EXPECT_EQ(samples.run({"reindex"}).status, ExitStatus::kSomeFailed);  // those that cannot be read
  EXPECT_EQ(make_all_reports(samples), first);
}

TEST(ReportTest, AFolderAndAServerGiveTheSameBytes) {
  if (index::is_test_on_server()) GTEST_SKIP() << "compares the two stores by itself";
  if (const std::string& absence = index::PostgresServer::shared().absence(); !absence.empty())
    GTEST_SKIP() << absence;
  // One after the other, since reports tell the name of the folder.
  const auto make = [](const char* store_file) {
    const JudgedSamples samples("report_on_either");
    EXPECT_EQ(std::filesystem::exists(samples.folder() / "judgements.db"), store_file != nullptr);
    return make_all_reports(samples);
  };
  const std::vector<std::string> expected = make("judgements.db");
  ::setenv("VP_TEST_ON_SERVER", "1", 1);
  const std::vector<std::string> found = make(nullptr);
  ::unsetenv("VP_TEST_ON_SERVER");
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    EXPECT_TRUE(found[i] == expected[i]) << "report " << i << ": " << first_difference(found[i], expected[i]);
}

void add_finding_with_number(const SampleDossier& sample) {
  auto dossier = index::Dossier::open(sample.folder(), index::OpenMode::kJudge);
  ASSERT_TRUE(dossier);
  Finding finding;
  finding.municipality = "Alverstede";
  finding.approach = "Samen";
  finding.indicators = {"T1.1"};
  finding.verdict = Verdict::kMet;
  finding.text = "De moeder is bereikbaar op 06-12345678.";
  ASSERT_TRUE(dossier->findings().add(finding, {}, {"visser", "2026-01-05T09:00:00Z"}));
}

TEST(ReportTest, NothingPersonalIsPublishedBeforeSomebodyDecided) {
  const SampleDossier dossier("report_privacy");
  add_finding_with_number(dossier);
  const std::filesystem::path output = dossier.folder() / "r.html";
  const std::vector<std::string> report = {"report",     "factsheet", "--municipality",
                                           "Alverstede", "--output",  output.string()};
  const Ran refused = dossier.run(report);
  EXPECT_EQ(refused.status, ExitStatus::kSomeFailed);
  EXPECT_THAT(refused.err, HasSubstr("telephone number: '06-12345678'  Alverstede, Samen, T1.1"));
  EXPECT_FALSE(std::filesystem::exists(output));
  const std::vector<Json> open = lines_of(dossier.run({"privacy", "list", "--json"}).out);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0]["scope"], "finding 1");
  EXPECT_EQ(dossier.run({"privacy", "omit", "06-99999999"}).status, ExitStatus::kWrongUse);
  EXPECT_EQ(dossier.run({"privacy", "omit", "06-12345678", "--author", "bakker"}).status, ExitStatus::kDone);
  EXPECT_EQ(dossier.run(report).status, ExitStatus::kDone);
  EXPECT_THAT(content_of(output), HasSubstr("bereikbaar op [weggelaten]."));
  EXPECT_THAT(content_of(output), testing::Not(HasSubstr("06-12345678")));
  EXPECT_EQ(dossier.run({"privacy", "reset", "06-12345678"}).status, ExitStatus::kDone);
  EXPECT_EQ(dossier.run(report).status, ExitStatus::kSomeFailed);
  EXPECT_EQ(dossier.run({"privacy", "show", "--all"}).status, ExitStatus::kDone);
  EXPECT_EQ(dossier.run(report).status, ExitStatus::kDone);
  EXPECT_THAT(content_of(output), HasSubstr("06-12345678"));
  EXPECT_EQ(dossier.run({"check"}).out, "the dossier is sound\n");
}

TEST(ReportTest, ANameOrAFormThatIsNoneIsExplained) {
  const SampleDossier dossier("report_wrong");
  const std::string output = (dossier.folder() / "r.html").string();
  EXPECT_EQ(dossier.run({"report", "factsheet", "--municipality", "Nergens", "--output", output}).status,
            ExitStatus::kWrongUse);
  EXPECT_THAT(dossier.run({"report", "national", "--output", output}).err, HasSubstr("no approach"));
  EXPECT_FALSE(std::filesystem::exists(output));
}

}  // namespace
}  // namespace vp::apps
