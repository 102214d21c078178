// Published factsheets become findings: driven through the command line, held against what their authors meant.
#include <fstream>
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "apps/pipeline/published_context.h"
#include "index/dossier.h"
#include "ingest/worker_pool.h"
#include "nlp/tokenizer.h"
#include "tests/apps/sample_dossier.h"

namespace vp::apps {
namespace {

using testing::HasSubstr;

const std::string kOostbrenk = "samples/oostbrenk/factsheet_oostbrenk_2014.pdf";
const std::string kPublishedForm = "layouts/factsheets/a_published_form.pdf";
const std::string kOverThePage = "layouts/factsheets/g_over_the_page.pdf";
const std::string kGroups = "layouts/factsheets/l_groups.pdf";
const std::string kNoFactsheet = "samples/wielderveen/verslag_stuurgroep_2014-03-11.pdf";

std::vector<Json> findings_in(const std::string& out) {
  std::vector<Json> rows = lines_of(out);
  std::erase_if(rows, [](const Json& row) { return row["kind"] != "finding"; });
  return rows;
}

/// Letters and digits only: what line ends and hyphens do not change.
std::string letters_of(std::string_view text) {
  std::string letters;
  for (const nlp::Token& token : nlp::tokenize(text))
    letters += token.text;
  return letters;
}

std::map<std::string, int> outcomes_of(const std::vector<Json>& rows) {
  std::map<std::string, int> outcomes;
  for (const Json& row : rows)
    ++outcomes[row["outcome"].get<std::string>()];
  return outcomes;
}

using Outcomes = std::map<std::string, int>;

TEST(FindingsTest, EveryRowOfTheGoldIsImportedWithVerdictTextNoteAndPage) {
  const SampleDossier dossier("findings_gold");
  dossier.ingest({kPublishedForm, kOverThePage});
  const Ran import = dossier.run({"findings", "import", "--json"});
  EXPECT_EQ(import.status, ExitStatus::kDone) << import.err;
  std::map<std::pair<std::string, std::string>, Json> found;
  for (const Json& row : findings_in(import.out))
    found[{row["approach"], row["indicator"]}] = row;
  std::size_t rows = 0;
  for (const char* const name : {"a_published_form", "g_over_the_page"}) {
    std::ifstream gold(corpus_file("layouts/gold/factsheets/" + std::string(name) + ".findings.jsonl"));
    for (std::string line; std::getline(gold, line); ++rows) {
      const Json expected = Json::parse(line);
      const Json& row = found[{expected["approach"], expected["indicator"]}];
      ASSERT_FALSE(row.is_null()) << line;
      for (const char* const field : {"municipality", "verdict", "page", "note", "one_to_one"})
        EXPECT_EQ(row[field], expected[field]) << field << " of " << line;
      EXPECT_EQ(letters_of(row["text"].get<std::string>()), letters_of(expected["text"].get<std::string>()));
      EXPECT_EQ(row["state"], "vastgesteld");
      EXPECT_FALSE(row["rects"].empty()) << line;
    }
  }
  EXPECT_EQ(rows, found.size());
  EXPECT_EQ(rows, 90U);
}

// A program with threads must not fork readers of its own: what it gives is what reads.
TEST(FindingsTest, ReadersThatAreGivenReadThePublishedFactsheets) {
  const SampleDossier sample("findings_readers");
  sample.ingest({kPublishedForm});
  ASSERT_EQ(sample.run({"findings", "import"}).status, ExitStatus::kDone);
  ingest::WorkerLimits small;
  small.input_bytes = 10;
  const auto refusing = ingest::WorkerPool::start(small);
  const auto reading = ingest::WorkerPool::start({});
  ASSERT_TRUE(refusing && reading);
  auto dossier = index::Dossier::open(sample.folder(), index::OpenMode::kRead);
  ASSERT_TRUE(dossier);
  const std::vector<DocumentId> documents = dossier->engine().list_documents().value();
  const auto refused = read_published_context(*dossier, documents, refusing->get());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::kDamaged);
  const auto read = read_published_context(*dossier, documents, reading->get());
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_FALSE(read->empty());
}

TEST(FindingsTest, EveryFindingStandsOnAnAnchorThatHoldsItsWords) {
  const SampleDossier dossier("findings_anchors");
  dossier.ingest({kOverThePage, kGroups});
  ASSERT_EQ(dossier.run({"findings", "import"}).status, ExitStatus::kDone);
  auto opened = index::Dossier::open(dossier.folder(), index::OpenMode::kRead);
  ASSERT_TRUE(opened);
  index::FindingStore store = opened->findings();
  const auto findings = store.list({});
  ASSERT_GT(findings->size(), 30U);
  std::size_t over_the_page = 0;  // findings with places on two pages
  for (const Finding& finding : *findings) {
    const auto links = store.evidence_of(finding.id);
    ASSERT_FALSE(links->empty()) << finding.indicators.front();
    std::string quoted;
    std::set<PageIndex> pages;
    for (const Evidence& link : *links) {
      EXPECT_EQ(link.stance, EvidenceStance::kSource);
      EXPECT_FALSE(link.anchor.rects.empty());
      EXPECT_GE(link.anchor.prefix.size(), 32U);
      EXPECT_EQ(link.anchor.extractor, opened->index_versions()->extractor);
      pages.insert(link.anchor.page);
      for (const PagePlace& place : link.anchor.continues)
        pages.insert(place.page);
      quoted += letters_of(link.anchor.quote);
      const auto passages = opened->engine().load_passages(link.anchor.document, std::nullopt);
      const AnchorPosition& position = link.anchor.position;
      EXPECT_EQ(position.span.in(anchored_text(*passages, position.first, position.last)), link.anchor.quote);
    }
    over_the_page += pages.size() > 1 ? 1 : 0;
    EXPECT_THAT(quoted, HasSubstr(letters_of(finding.text)));
    EXPECT_THAT(quoted, HasSubstr(letters_of(finding.note.value_or(""))));
  }
  EXPECT_GT(over_the_page, 0U);
}

TEST(FindingsTest, ImportingTwiceChangesNothingAndReindexLeavesFindingsAlone) {
  const SampleDossier dossier("findings_twice");
  dossier.ingest({kOostbrenk, kNoFactsheet}, {"--municipality", "Oostbrenk", "--round", "2014"});
  const Ran first = dossier.run({"findings", "import", "--json", "--author", "visser"});
  const std::vector<Json> rows = findings_in(first.out);
  EXPECT_EQ(outcomes_of(rows), (Outcomes{{"added", 30}})) << first.err;
  const std::string list = dossier.run({"findings", "list", "--json"}).out;
  const Ran again = dossier.run({"findings", "import", "--json", "--author", "bakker"});
  EXPECT_EQ(outcomes_of(findings_in(again.out)), (Outcomes{{"unchanged", 30}}));
  EXPECT_EQ(dossier.run({"findings", "list", "--json"}).out, list);
  for (const char* const file : {"index.db", "index.db-wal", "index.db-shm"})
    std::filesystem::remove(dossier.folder() / file);
  EXPECT_EQ(dossier.run({"findings", "list", "--json"}).out, list);
  EXPECT_EQ(dossier.run({"reindex"}).status, ExitStatus::kDone);
  EXPECT_EQ(dossier.run({"findings", "list", "--json"}).out, list);
  EXPECT_EQ(dossier.run({"check"}).out, "the dossier is sound\n");
  const std::string indicator = rows.front()["indicator"];
  const std::vector<Json> history = lines_of(
      dossier.run({"findings", "history", "--municipality", "oostbrenk", "--indicator", indicator, "--json"})
          .out);
  ASSERT_GE(history.size(), 2U);
  EXPECT_EQ(history[0]["what"], "finding added");
  EXPECT_EQ(history[0]["who"], "visser");
  EXPECT_EQ(history[0]["before"], nullptr);
  EXPECT_EQ(history[0]["after"]["verdict"], rows.front()["verdict"]);
  for (std::size_t i = 1; i < history.size(); ++i)
    EXPECT_EQ(history[i]["what"], "evidence linked");
}

TEST(FindingsTest, DryRunSaysTheSameAndStoresNothing) {
  const SampleDossier dossier("findings_dry");
  dossier.ingest({kOostbrenk});
  const Ran dry = dossier.run({"findings", "import", "--dry-run", "--json", "--jobs", "1"});
  EXPECT_EQ(dossier.run({"findings", "list"}).status, ExitStatus::kNothingFound);
  const Ran real = dossier.run({"findings", "import", "--json", "--jobs", "3"});
  std::vector<Json> stored = lines_of(real.out);
  for (Json& row : stored) {
    if (row["kind"] == "finding") row["finding"] = 0;
  }
  EXPECT_EQ(lines_of(dry.out), stored);
}

TEST(FindingsTest, NamesAreTheDossiersOwnAndUnknownOnesAreSaid) {
  const SampleDossier dossier("findings_names");
  dossier.ingest({kPublishedForm});
  EXPECT_THAT(dossier.run({"findings", "import", "--dry-run"}).err,
              HasSubstr("knows no approach 'Anker-aanpak'"));
  std::ofstream(dossier.folder() / "dossier.toml", std::ios::app)
      << "\n[[approach]]\nname = \"Anker\"\naliases = [\"ANKER AANPAK\"]\n"
         "\n[[municipality]]\nname = \"Zandermeer\"\n";
  const Ran import = dossier.run({"findings", "import", "--json"});
  EXPECT_EQ(import.err.find("knows no"), std::string::npos) << import.err;
  for (const Json& row : findings_in(import.out))
    EXPECT_EQ(row["approach"], "Anker");
  EXPECT_EQ(lines_of(dossier.run({"findings", "list", "--approach", "anker-aanpak", "--json"}).out).size(),
            30U);
}

TEST(FindingsTest, WhatAPersonWroteIsKeptAndReported) {
  const SampleDossier dossier("findings_person");
  dossier.ingest({kPublishedForm});
  const std::vector<Json> rows = findings_in(dossier.run({"findings", "import", "--dry-run", "--json"}).out);
  {
    auto opened = index::Dossier::open(dossier.folder(), index::OpenMode::kJudge);
    ASSERT_TRUE(opened);
    Finding own;
    own.municipality = rows[3]["municipality"];
    own.approach = rows[3]["approach"];
    own.indicators = {rows[3]["indicator"]};
    own.text = "eigen oordeel";
    ASSERT_TRUE(opened->findings().add(own, {}, {"visser", "2014-06-01T09:00:00Z"}));
  }
  const Ran import = dossier.run({"findings", "import", "--json"});
  EXPECT_EQ(import.status, ExitStatus::kSomeFailed);
  EXPECT_EQ(outcomes_of(findings_in(import.out)), (Outcomes{{"added", 29}, {"kept", 1}}));
  EXPECT_THAT(import.err, HasSubstr("by visser at 2014-06-01T09:00:00Z says something else"));
  const std::string indicator = rows[3]["indicator"];
  EXPECT_THAT(dossier.run({"findings", "list", "--indicator", indicator}).out, HasSubstr("eigen oordeel"));
}

TEST(FindingsTest, ListGivesWhatIsAskedFor) {
  const SampleDossier dossier("findings_list");
  dossier.ingest({kPublishedForm});
  ASSERT_EQ(dossier.run({"findings", "import"}).status, ExitStatus::kDone);
  const std::vector<Json> all = lines_of(dossier.run({"findings", "list", "--json"}).out);
  ASSERT_EQ(all.size(), 30U);
  std::size_t sum = 0;
  for (const std::string verdict : {"voldoet", "verbeterpunt", "onbekend"}) {
    for (const Json& row : lines_of(dossier.run({"findings", "list", "--verdict", verdict, "--json"}).out)) {
      EXPECT_EQ(row["verdict"], verdict);
      ++sum;
    }
  }
  EXPECT_EQ(sum, 30U);
  EXPECT_EQ(all.front()["indicator"], "T1.1");  // the framework's order, not that of letters
  EXPECT_EQ(all.back()["indicator"], "C3.1");
  EXPECT_EQ(all.front()["evidence"].size(), 1U);
  EXPECT_EQ(all.front()["document"].get<std::string>().size(), 64U);
  const std::string text = dossier.run({"findings", "list", "--municipality", "Zandermeer"}).out;
  EXPECT_THAT(text, testing::StartsWith("Zandermeer, Anker-aanpak\n"));
}

struct UseCase {
  std::string_view name;
  std::vector<std::string> arguments;
  ExitStatus status;
  std::string_view message;  // part of what stderr says
};

TEST(FindingsTest, WrongUseAndNothingToDoAreExplained) {
  const SampleDossier dossier("findings_use");
  dossier.ingest({kNoFactsheet});
  const UseCase cases[] = {
      {"no_subcommand", {"findings"}, ExitStatus::kWrongUse, "findings --help"},
      {"misspelt",
       {"findings", "improt"},
       ExitStatus::kWrongUse,
       "'findings improt' is not a command; did you mean 'import'?"},
      {"misspelt_option",
       {"findings", "list", "--verdit", "x"},
       ExitStatus::kWrongUse,
       "did you mean '--verdict'?"},
      {"unknown_verdict",
       {"findings", "list", "--verdict", "goed"},
       ExitStatus::kWrongUse,
       "voldoet, verbeterpunt, onbekend"},
      {"unknown_state",
       {"findings", "list", "--state", "klaar"},
       ExitStatus::kWrongUse,
       "concept, vastgesteld, vervallen"},
      {"unknown_municipality",
       {"findings", "list", "--municipality", "Nergenshuizen"},
       ExitStatus::kWrongUse,
       "no municipality"},
      {"nothing_listed", {"findings", "list"}, ExitStatus::kNothingFound, "no finding"},
      {"nothing_to_import", {"findings", "import"}, ExitStatus::kNothingFound, "no published factsheet"},
      {"named_but_no_factsheet",
       {"findings", "import", "verslag_stuurgroep_2014-03-11.pdf"},
       ExitStatus::kSomeFailed,
       "is not recognised as a published factsheet"},
      {"no_such_document", {"findings", "import", "weg.pdf"}, ExitStatus::kWrongUse, "no document 'weg.pdf'"},
      {"history_without_cell", {"findings", "history"}, ExitStatus::kWrongUse, "--municipality"},
  };
  for (const UseCase& use : cases) {
    const Ran ran = dossier.run(use.arguments);
    EXPECT_EQ(ran.status, use.status) << use.name << ": " << ran.err;
    EXPECT_THAT(ran.err, HasSubstr(std::string(use.message))) << use.name;
  }
}

TEST(FindingsTest, OriginalThatIsGoneIsSaidAndTheOthersAreImported) {
  const SampleDossier dossier("findings_gone");
  dossier.ingest({kPublishedForm, kGroups});
  std::string document;
  for (const Json& file : lines_of(dossier.run({"status", "--json"}).out)) {
    if (file["path"].get<std::string>().ends_with("a_published_form.pdf")) document = file["document"];
  }
  std::filesystem::remove(dossier.folder() / "originals" / document.substr(0, 2) / document);
  const Ran import = dossier.run({"findings", "import", "--json"});
  EXPECT_EQ(import.status, ExitStatus::kSomeFailed);
  EXPECT_THAT(import.err, HasSubstr("a_published_form.pdf: "));
  EXPECT_THAT(import.err, HasSubstr("cannot be opened"));
  EXPECT_GE(findings_in(import.out).size(), 30U);
}

}  // namespace
}  // namespace vp::apps
