// Order, pages, counts and reasons of one answer, driven through the command line on corpus/.
#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/apps/sample_dossier.h"

namespace vp::apps {
namespace {

constexpr const char* kEvaluation = "evaluatie_regiekamer_thuisteam_2014.pdf";

class SearchAnswerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    sample_ = std::make_unique<SampleDossier>("search_answer");
    sample_->ingest({"samples/haverdrecht/evaluatie_regiekamer_thuisteam_2014.pdf"},
                    {"--municipality", "Haverdrecht", "--approach", "Thuisteam", "--role", "gemeente"});
    sample_->ingest({"samples/wielderveen/vragenlijst_woonstichting_onderdak.pdf",
                     "samples/wielderveen/vragenlijst_stichting_arkelaar.pdf"},
                    {"--municipality", "Wielderveen", "--role", "netwerkpartner"});
  }
  static void TearDownTestSuite() { sample_.reset(); }

  static Ran run(std::vector<std::string> arguments) { return sample_->run(std::move(arguments)); }
  static std::vector<Json> search(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "search");
    arguments.emplace_back("--json");
    return lines_of(run(std::move(arguments)).out);
  }

  static inline std::unique_ptr<SampleDossier> sample_;
};

TEST_F(SearchAnswerTest, PagesOfAnAnswerJoinToTheWhole) {
  for (const std::string sort : {"relevance", "document", "date"}) {
    const std::vector<Json> whole = search({"gezin regie", "--sort", sort, "--limit", "1000"});
    ASSERT_GT(whole.size(), 12U);
    std::vector<Json> joined;
    for (std::size_t offset = 0; offset < whole.size(); offset += 5) {
      const auto page =
          search({"gezin regie", "--sort", sort, "--limit", "5", "--offset", std::to_string(offset)});
      joined.insert(joined.end(), page.begin(), page.end());
    }
    EXPECT_EQ(joined, whole) << sort;
  }
}

TEST_F(SearchAnswerTest, SortsByScoreOrByPlace) {
  const std::vector<Json> ranked = search({"gezin", "--limit", "1000"});
  EXPECT_TRUE(std::ranges::is_sorted(ranked, std::greater(),
                                     [](const Json& hit) { return hit["score"].get<double>(); }));
  const std::vector<Json> placed = search({"gezin", "--limit", "1000", "--sort", "document"});
  EXPECT_EQ(placed.size(), ranked.size());
  EXPECT_TRUE(std::ranges::is_sorted(placed, std::less(), [](const Json& hit) {
    return std::pair(hit["path"].get<std::string>(), hit["passage"].get<int>());
  }));
  EXPECT_EQ(run({"search", "gezin", "--sort", "length"}).status, ExitStatus::kWrongUse);
}

/// The number before " passage" at the end of a search.
std::uint64_t total_of(const Ran& ran) {
  const std::size_t end = ran.err.find(" passage");
  const std::size_t line = ran.err.rfind('\n', end);
  return std::stoull(ran.err.substr(line == std::string::npos ? 0 : line + 1));
}

TEST_F(SearchAnswerTest, CountsAreThoseOfFilteredSearches) {
  const std::vector<Json> lines = search({"gezin", "--facets"});
  const Json& counted = lines.back();
  EXPECT_EQ(counted["total"].get<std::uint64_t>(), total_of(run({"search", "gezin"})));
  const std::map<std::string, std::string> options = {{"municipality", "--municipality"},
                                                      {"approach", "--approach"},
                                                      {"role", "--role"},
                                                      {"theme", "--theme"},
                                                      {"indicator", "--indicator"},
                                                      {"polarity", "--polarity"},
                                                      {"speaker", "--speaker"}};
  std::size_t compared = 0;
  for (const auto& [facet, option] : options) {
    for (const auto& [value, passages] : counted["facets"][facet].items()) {
      const std::string asked = value == "norm-of-voornemen" ? "norm" : value;
      EXPECT_EQ(passages.get<std::uint64_t>(), total_of(run({"search", "gezin", option, asked})))
          << facet << ' ' << value;
      ++compared;
    }
  }
  EXPECT_GT(compared, 12U);
  std::uint64_t in_documents = 0;
  for (const auto& [path, passages] : counted["facets"]["document"].items())
    in_documents += passages.get<std::uint64_t>();
  EXPECT_EQ(in_documents, counted["total"].get<std::uint64_t>());
  EXPECT_EQ(counted["facets"]["linked"], Json({{"no", counted["total"]}}));
}

TEST_F(SearchAnswerTest, CountsPassagesThatAFindingStandsOn) {
  const SampleDossier judged("search_answer_linked");
  judged.ingest({"samples/haverdrecht/evaluatie_regiekamer_thuisteam_2014.pdf"},
                {"--municipality", "Haverdrecht", "--approach", "Thuisteam", "--role", "gemeente"});
  const Json hit = lines_of(judged.run({"search", "nazorg", "--limit", "1", "--json"}).out).front();
  const Ran added = judged.run({"findings", "add", "--municipality", "Haverdrecht", "--approach", "Thuisteam",
                                "--indicator", "C3.1", "--verdict", "verbeterpunt", "--text",
                                "Er is geen nazorg.", "--document", kEvaluation, "--quote",
                                hit["quote"].get<std::string>(), "--author", "proef"});
  ASSERT_EQ(added.status, ExitStatus::kDone) << added.err;
  const std::vector<Json> lines = lines_of(judged.run({"search", "nazorg", "--facets", "--json"}).out);
  EXPECT_EQ(lines.back()["facets"]["linked"]["yes"], 1);
}

TEST_F(SearchAnswerTest, PutsPassagesOfOnePageTogether) {
  const Ran list = run({"search", "gezin", "--limit", "15"});
  const Ran grouped = run({"search", "gezin", "--limit", "15", "--by-page"});
  std::set<std::string> places;
  std::istringstream lines(grouped.out);
  for (std::string line; std::getline(lines, line);) {
    if (line.find(".pdf, p. ") == std::string::npos) continue;
    EXPECT_TRUE(places.insert(line).second) << "twice: " << line;
  }
  EXPECT_GT(places.size(), 2U);
  EXPECT_LT(places.size(), 15U);
  for (const std::string quote_rects : {"   ["}) {
    const auto count = [&quote_rects](const std::string& text) {
      std::size_t found = 0;
      for (std::size_t at = text.find(quote_rects); at != std::string::npos;
           at = text.find(quote_rects, at + 1))
        ++found;
      return found;
    };
    EXPECT_EQ(count(grouped.out), count(list.out));
  }
}

TEST_F(SearchAnswerTest, ExplainsScoresAndRanksAsTheAnswerHasThem) {
  const std::vector<Json> hits = search({"nazorg na afsluiting", "--limit", "1000"});
  std::map<int, std::pair<std::size_t, double>> ranked;  // passage of the document -> rank, score
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (hits[i]["path"].get<std::string>().ends_with(kEvaluation))
      ranked[hits[i]["passage"].get<int>()] = {i + 1, hits[i]["score"].get<double>()};
  }
  ASSERT_GT(ranked.size(), 2U);
  std::size_t explained = 0;
  for (const Json& one :
       lines_of(run({"explain", "nazorg na afsluiting", kEvaluation, "--limit", "1000", "--json"}).out)) {
    if (one.contains("left_out")) continue;
    ++explained;
    const auto& [rank, score] = ranked.at(one["passage"].get<int>());
    EXPECT_EQ(one["rank"].get<std::size_t>(), rank);
    EXPECT_DOUBLE_EQ(one["score"].get<double>(), score);
    double asked = 0;
    double on_top = 0;
    for (const Json& part : one["parts"])
      (part["on_top"].get<bool>() ? on_top : asked) += part["part"].get<double>();
    const double sum = asked * one["coordination"].get<double>() + on_top;
    EXPECT_NEAR(sum * (one["is_title"].get<bool>() ? 0.2 : 1.0), score, 1e-9);
  }
  EXPECT_EQ(explained, ranked.size());
}

TEST_F(SearchAnswerTest, ExplainsWhatIsNotInTheAnswer) {
  const auto reasons = [](std::vector<std::string> arguments) {
    arguments.emplace_back("--json");
    std::multiset<std::string> found;
    for (const Json& one : lines_of(run(std::move(arguments)).out)) {
      if (one.contains("left_out")) found.insert(one["left_out"].get<std::string>());
    }
    return found;
  };
  EXPECT_THAT(reasons({"explain", "nazorg", kEvaluation, "--page", "4"}),
              testing::Contains("holds too little of what was asked for"));
  EXPECT_THAT(reasons({"explain", "nazorg", kEvaluation, "--indicator", "A2.2"}),
              testing::Contains("the filters leave it out"));
  EXPECT_THAT(reasons({"explain", "Haverdrecht", kEvaluation}),
              testing::Contains("is a page header, footer or page number (see --boilerplate)"));
  const Ran nothing = run({"explain", "nazorg", "vragenlijst_stichting_arkelaar.pdf", "--page", "1"});
  EXPECT_NE(nothing.out.find("not in the answer: p. 1"), std::string::npos) << nothing.out;
  EXPECT_EQ(run({"explain", "nazorg", "geen.pdf"}).status, ExitStatus::kWrongUse);
  EXPECT_EQ(run({"explain", "(nazorg", kEvaluation}).status, ExitStatus::kWrongUse);
}

}  // namespace
}  // namespace vp::apps
