// Batches, saved queries, filters within the query and mistyped words, driven through the command line on corpus/.
#include <fstream>
#include <map>

#include <gtest/gtest.h>

#include "apps/pipeline/csv.h"
#include "tests/apps/sample_dossier.h"

namespace vp::apps {
namespace {

class BatchTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    sample_ = std::make_unique<SampleDossier>("batch");
    sample_->ingest({"samples/haverdrecht/evaluatie_regiekamer_thuisteam_2014.pdf"},
                    {"--municipality", "Haverdrecht", "--role", "gemeente"});
    sample_->ingest({"samples/wielderveen/vragenlijst_woonstichting_onderdak.pdf",
                     "samples/wielderveen/vragenlijst_stichting_arkelaar.pdf"},
                    {"--municipality", "Wielderveen", "--role", "netwerkpartner"});
  }
  static void TearDownTestSuite() { sample_.reset(); }

  static Ran run(std::vector<std::string> arguments) { return sample_->run(std::move(arguments)); }
  static std::string write_file(const std::string& name, const std::string& text) {
    const std::string file = (sample_->folder() / name).string();
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  /// "12 passages found, ..." of a search.
  static std::string total_of(const Ran& ran) {
    const std::size_t end = ran.err.find(" passage");
    const std::size_t line = ran.err.rfind('\n', end);
    return ran.err.substr(line == std::string::npos ? 0 : line + 1,
                          end - (line == std::string::npos ? 0 : line + 1));
  }

  static inline std::unique_ptr<SampleDossier> sample_;
};

const std::vector<std::string> kQueries = {"nazorg",
                                           "regie gezin",
                                           "regie EN gezin",
                                           "\"plan van aanpak\"",
                                           "gez* NIET nazorg",
                                           "regie gemeente:Wielderveen",
                                           "soort:kop regie",
                                           "rol:netwerkpartner",
                                           "nazzorg",
                                           "xylofoonconcert",
                                           "Wie voert de regie?",
                                           "drang OF dwang"};

TEST_F(BatchTest, GivesTheNumbersAndPassagesOfSingleSearches) {
  std::string csv = "\xEF\xBB\xBFid;query;limit\r\n";
  for (std::size_t i = 0; i < kQueries.size(); ++i) {
    csv += std::to_string(i) + ";";
    for (const char c : to_csv_cell(kQueries[i]))
      csv += c;
    csv += ";7\r\n";
  }
  const std::string file = write_file("queries.csv", csv);
  const Ran batch = run({"batch", file, "--json"});
  EXPECT_EQ(batch.status, ExitStatus::kDone) << batch.err;
  std::map<std::string, std::vector<Json>> by_query;
  for (Json& line : lines_of(batch.out)) {
    const std::string id = line["query_id"];
    line.erase("query_id");
    line.erase("rank");
    by_query[id].push_back(line);
  }
  const Ran table = run({"batch", file});
  const auto rows = parse_csv(table.out, "out");
  ASSERT_TRUE(rows);
  std::map<std::string, std::vector<CsvRow>> rows_by_query;
  for (const CsvRow& row : *rows)
    rows_by_query[row.fields[0]].push_back(row);
  std::size_t hits = 0;
  for (std::size_t i = 0; i < kQueries.size(); ++i) {
    const std::string id = std::to_string(i);
    const Ran single = run({"search", kQueries[i], "--limit", "7", "--json"});
    std::vector<Json> expected = lines_of(single.out);
    hits += expected.size();
    for (Json& line : expected)
      line["total"] = std::stoull(total_of(single));
    ASSERT_EQ(by_query[id].size(), expected.size()) << kQueries[i];
    const std::vector<CsvRow>& csv_rows = rows_by_query[id];
    ASSERT_EQ(csv_rows.size(), std::max<std::size_t>(expected.size(), 1)) << kQueries[i];
    for (std::size_t n = 0; n < expected.size(); ++n) {
      EXPECT_EQ(Json::parse(by_query[id][n].dump()).items().begin().key(), "total");
      EXPECT_TRUE(nlohmann::json::parse(by_query[id][n].dump()) == nlohmann::json::parse(expected[n].dump()))
          << by_query[id][n].dump() << "\n"
          << expected[n].dump();
      EXPECT_EQ(csv_rows[n].fields[2], total_of(single));
      EXPECT_EQ(csv_rows[n].fields[4], expected[n]["document"].get<std::string>());
      EXPECT_EQ(csv_rows[n].fields[8], expected[n]["quote"].get<std::string>());
    }
    if (expected.empty()) {
      EXPECT_EQ(csv_rows[0].fields[2], "0");
    }
  }
  EXPECT_GT(hits, 30U);
}

TEST_F(BatchTest, NamesBadLinesAndAnswersTheRest) {
  const std::string file = write_file(
      "bad.csv", "id,query,municipality\n1,nazorg,\n2,(nazorg,\n3,nazorg,Nergensdam\n4,\n5,regie,\n");
  const Ran ran = run({"batch", file});
  EXPECT_EQ(ran.status, ExitStatus::kSomeFailed);
  EXPECT_NE(ran.err.find("line 3: column 1: this parenthesis is not closed"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("line 4: no municipality 'Nergensdam'"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("line 5: row has 2 columns, expected 3"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("5 queries: 2 with passages, 0 without, 3 failed"), std::string::npos) << ran.err;
  EXPECT_NE(ran.out.find("\r\n5,regie,"), std::string::npos);
}

TEST_F(BatchTest, DisarmsCellsThatASpreadsheetWouldCalculate) {
  const Ran ran = run({"batch", write_file("formula.csv", "id,query\n=1+1,nazorg\n@x,xylofoonconcert\n")});
  EXPECT_NE(ran.out.find("\r\n'=1+1,nazorg,"), std::string::npos) << ran.out;
  EXPECT_NE(ran.out.find("\r\n'@x,xylofoonconcert,0,"), std::string::npos) << ran.out;
}

TEST_F(BatchTest, KeepsQueriesInTheDossierAndAsksThem) {
  EXPECT_EQ(run({"query", "save", "regie", "regie", "gemeente:Wielderveen", "--author", "visser"}).status,
            ExitStatus::kDone);
  EXPECT_EQ(run({"query", "save", "leeg", "xylofoonconcert"}).status, ExitStatus::kDone);
  EXPECT_EQ(run({"query", "save", "fout", "(regie"}).status, ExitStatus::kWrongUse) << "what cannot be asked";
  EXPECT_EQ(run({"query", "list"}).out, "leeg  xylofoonconcert\nregie  regie gemeente:Wielderveen\n");
  const std::string direct = run({"search", "regie gemeente:Wielderveen", "--json"}).out;
  ASSERT_FALSE(direct.empty());
  EXPECT_EQ(run({"search", "@regie", "--json"}).out, direct);
  EXPECT_EQ(run({"query", "run", "regie", "--json"}).out, direct);
  const Ran all = run({"batch", "--saved"});
  EXPECT_NE(all.err.find("2 queries: 1 with passages, 1 without, 0 failed"), std::string::npos) << all.err;
  EXPECT_EQ(run({"query", "remove", "leeg"}).status, ExitStatus::kDone);
  EXPECT_EQ(run({"query", "remove", "leeg"}).status, ExitStatus::kWrongUse);
  EXPECT_EQ(run({"query", "list"}).out, "regie  regie gemeente:Wielderveen\n");
  EXPECT_EQ(run({"check"}).status, ExitStatus::kDone);
}

TEST_F(BatchTest, FieldsWithinTheQueryMeanWhatTheOptionsMean) {
  const std::pair<std::vector<std::string>, std::vector<std::string>> cases[] = {
      {{"regie gemeente:Wielderveen"}, {"regie", "--municipality", "Wielderveen"}},
      {{"regie rol:\"netwerkpartner\""}, {"regie", "--role", "netwerkpartner"}},
      {{"indicator:doorzettingsmacht regisseur"}, {"regisseur", "--indicator", "A2.2"}},
      {{"gezin document:evaluatie_regiekamer_thuisteam_2014.pdf"},
       {"gezin", "--document", "evaluatie_regiekamer_thuisteam_2014.pdf"}},
      {{"regie NIET gemeente:Haverdrecht"}, {"regie", "--municipality", "Wielderveen"}},
      {{"regie gemeente:Haverdrecht OF gemeente:Wielderveen"}, {"regie"}},
  };
  for (const auto& [typed, options] : cases) {
    std::vector<std::string> first = {"search", "--json"};
    std::vector<std::string> second = first;
    first.insert(first.end(), typed.begin(), typed.end());
    second.insert(second.end(), options.begin(), options.end());
    const Ran ran = run(first);
    EXPECT_FALSE(ran.out.empty()) << typed.front() << ran.err;
    EXPECT_EQ(ran.out, run(second).out) << typed.front();
  }
  const Ran wrong = run({"search", "één gemeente:Haverdrcht"});
  EXPECT_EQ(wrong.status, ExitStatus::kWrongUse);
  EXPECT_NE(
      wrong.err.find("column 5: no municipality 'Haverdrcht' in this dossier; did you mean 'Haverdrecht'?"),
      std::string::npos)
      << wrong.err;
}

TEST(SearchCommandTest, SaysWhatWasLeftOutAndWhatWasLookedForBesideTheWords) {
  const SampleDossier sample("left_out");
  sample.ingest({"samples/oostbrenk/factsheet_oostbrenk_2014.pdf"}, {"--municipality", "Oostbrenk"});
  const std::vector<std::string> question = {"search", "--limit", "500",
                                             "hebben de netwerkpartners doorzettingsmacht"};
  const Ran plain = sample.run(question);
  EXPECT_NE(plain.err.find("not looked for, as they say too little: hebben, de\n"), std::string::npos)
      << plain.err;
  EXPECT_NE(plain.err.find("found too, and put earlier: what speaks of A2.2\n"), std::string::npos)
      << plain.err;
  EXPECT_NE(plain.err.find(" with every word"), std::string::npos) << plain.err;
  const std::size_t at = plain.err.find("left out: ");
  ASSERT_NE(at, std::string::npos) << "the printed wording of indicators speaks of netwerkpartners: "
                                   << plain.err;
  const int left_out = std::stoi(plain.err.substr(at + 10));
  std::vector<std::string> all = question;
  all.insert(all.begin() + 1, {"--boilerplate", "--json"});
  const Ran whole = sample.run(all);
  EXPECT_EQ(whole.err.find("left out: "), std::string::npos) << whole.err;
  const std::vector<Json> hits = lines_of(whole.out);
  EXPECT_EQ(
      std::count_if(hits.begin(), hits.end(), [](const Json& hit) { return hit["boilerplate"] == true; }),
      left_out);
}

TEST_F(BatchTest, SaysWhatItSearchedForInThePlaceOfAMistypedWord) {
  const Ran ran = run({"search", "nazzorg", "--json"});
  EXPECT_EQ(ran.status, ExitStatus::kDone);
  EXPECT_NE(ran.err.find("no document holds 'nazzorg'; did you mean nazorg"), std::string::npos) << ran.err;
  EXPECT_NE(ran.err.find("searched for nazorg instead"), std::string::npos) << ran.err;
  const std::vector<Json> lines = lines_of(ran.out);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.front()["searched_for"], "nazorg");
  EXPECT_EQ(lines.front()["suggestions"][0]["typed"], "nazzorg");
  const Ran among_others = run({"search", "gezin nazzorg"});
  EXPECT_NE(among_others.err.find("did you mean nazorg"), std::string::npos) << among_others.err;
  EXPECT_NE(among_others.err.find("searched for gezin nazorg instead"), std::string::npos)
      << among_others.err;
  const Ran left_out = run({"search", "gezin NIET nazzorg"});
  EXPECT_EQ(left_out.err.find("instead"), std::string::npos) << "a correction would take passages away";
  EXPECT_EQ(run({"search", "gezinnetjes"}).err.find("did you mean"), std::string::npos)
      << "an inflection of a word that is there";
}

}  // namespace
}  // namespace vp::apps
