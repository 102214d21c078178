// Ten thousand random and hostile queries against a small index: an answer or an error with its place, never a word of
// the engine underneath, and the same both times.
#include <array>
#include <cstdlib>
#include <random>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "apps/pipeline/search_run.h"
#include "index/dossier.h"
#include "nlp/query.h"
#include "tests/apps/sample_dossier.h"

namespace vp::apps {
namespace {

using namespace std::string_literals;

const std::vector<std::string>& pieces() {
  static const std::vector<std::string> kPieces = {
      // what people type
      "regie",
      "nazorg",
      "gezinnen",
      "doorzetingsmacht",
      "drang",
      "plan*",
      "\"plan van aanpak\"",
      " ",
      " ",
      " ",
      " EN ",
      " OF ",
      " NIET ",
      " AND ",
      " OR ",
      " NOT ",
      " NEAR/3 ",
      " AAN-2 ",
      "NEAR",
      "(",
      ")",
      "\"",
      "\u201E",
      "\u201D",
      "foto's",
      "en/of",
      "Wat is de rol?",
      "1-gezin-1-plan",
      "10:30",
      "LET OP: ",
      ",",
      ";",
      "?",
      "*",
      "-",
      "+",
      ":",
      // filters
      "gemeente:Oostmeer",
      "gemeente:\"Den Oord\"",
      "gemeent:x",
      "-soort:kop",
      "soort:tabel",
      "soort:x",
      "thema:A",
      "indicator:A2.2",
      "indicator:nazorg",
      "datum:2024",
      "datum:2024-03..2025-01",
      "datum:..",
      "document:abcd",
      "rol:inspectie",
      "teneur:aanwezig",
      "spreker:gemeente",
      "date:99999999999",
      "gemeente:",
      "@",
      "@x",
      // the syntax of engines
      "NEAR(a b, 2)",
      "^regie",
      "text:regie",
      "{text}:x",
      "passage_fts",
      "a + b",
      "\"\"\"",
      "''",
      "'; DROP TABLE passage; --",
      "SELECT * FROM passage",
      "x' OR '1'='1",
      "?1",
      "%",
      "_",
      "\\",
      "/*",
      "*/",
      "MATCH",
      "NULL",
      "rank:bm25(10)",
      "$1",
      "<script>",
      "{{",
      "%s%n",
      "=1+1",
      // bytes
      "\0"s,
      "\x01",
      "\x1B[31m",
      "\x7F",
      "\xFF",
      "\xC3",
      "\xED\xA0\x80",
      "\xF4\x90\x80\x80",
      "\xC0\xAF",
      "\uFEFF",
      "\u200B",
      "\u202E",
      "\u0301",
      "\u00AD",
      "\uFF08",
      "\U0001F600",
      "e\u0301e\u0301n",
      "\u0130",
      "\u1E9E",
      "日本語",
      "\r\n",
      "\t",
      "\u2028",
  };
  return kPieces;
}

std::string make_query(std::mt19937& random) {
  std::string query;
  switch (random() % 16) {
    case 0:  // bytes
      for (std::size_t n = random() % 64; n > 0; --n)
        query += static_cast<char>(random() % 256);
      return query;
    case 1:  // around the limits
      query = std::string(nlp::kMaxQueryBytes - 2 + random() % 5, "a( \"\xC3"[random() % 5]);
      return query;
    case 2: {  // deep
      const std::size_t depth = random() % 70;
      for (std::size_t i = 0; i < depth; ++i)
        query += random() % 8 == 0 ? "regie OF (" : "(";
      return query + "nazorg" + std::string(depth + random() % 2, ')');
    }
    case 3:  // long
      while (query.size() < nlp::kMaxQueryBytes - 60)
        query += pieces()[random() % pieces().size()] + " ";
      return query;
    default:
      for (std::size_t n = 1 + random() % 9; n > 0; --n)
        query += pieces()[random() % pieces().size()];
      return query;
  }
}

std::string describe(const Result<SearchAnswer>& answer) {
  std::ostringstream text;
  if (!answer) {
    text << "error " << to_string(answer.error().code) << ' ' << to_string(answer.error());
    return text.str();
  }
  text << answer->result.total << ' ' << answer->searched_for;
  for (const index::Hit& hit : answer->result.hits) {
    text << '|' << to_string(hit.document) << '#' << hit.passage.ordinal << ' ' << hit.score;
    for (const TextSpan match : hit.matches)
      text << ' ' << match.begin << '-' << match.end;
  }
  for (const WordSuggestion& suggestion : answer->suggestions) {
    text << '|' << suggestion.typed;
    for (const std::string& known : suggestion.known)
      text << '>' << known;
  }
  return text.str();
}

// Words that only an engine would say. One that the query itself holds may be quoted in the error.
void expect_no_engine_message(const Error& error, const std::string& query) {
  constexpr std::array<std::string_view, 16> kEngineWords = {
      "fts5",           "FTS5",          "sqlite",     "SQLite",   "SQL",      "syntax error",
      "no such column", "unterminated",  "bm25",       "MATCH",    "database", "unknown special query",
      "index.db",       "virtual table", "constraint", "exception"};
  const std::string text = to_string(error);
  for (const std::string_view word : kEngineWords) {
    EXPECT_TRUE(text.find(word) == std::string::npos || query.find(word) != std::string::npos)
        << text << "\nquery: " << query;
  }
  const std::set<ErrorCode> user_errors = {ErrorCode::kMalformed, ErrorCode::kInvalidArgument,
                                           ErrorCode::kNotFound};
  EXPECT_TRUE(user_errors.contains(error.code)) << text << "\nquery: " << query;
  EXPECT_TRUE(error.where.starts_with("column ")) << text << "\nquery: " << query;
}

/// As many as VP_HOSTILE_QUERIES says, else enough for every check.
int query_count() {
  const char* const wanted = std::getenv("VP_HOSTILE_QUERIES");
  return wanted != nullptr ? std::atoi(wanted) : 1'500;
}

TEST(HostileQueryTest, EveryQueryGivesAnAnswerOrAnErrorWithItsPlaceAndTheSameTwice) {
  const int count = query_count();
  const SampleDossier sample("hostile");
  sample.ingest({"samples/haverdrecht/evaluatie_regiekamer_thuisteam_2014.pdf"},
                {"--municipality", "Oostmeer"});
  auto dossier = index::Dossier::open(sample.folder(), index::OpenMode::kRead);
  ASSERT_TRUE(dossier) << to_string(dossier.error());
  auto runner = SearchRunner::create(*dossier);
  ASSERT_TRUE(runner) << to_string(runner.error());
  std::mt19937 random(7);  // NOLINT(cert-msc51-cpp): the same queries every time
  std::size_t answered = 0;
  std::size_t with_hits = 0;
  std::size_t corrected = 0;
  for (int i = 0; i < count; ++i) {
    SearchRequest request;
    request.query = make_query(random);
    request.options.limit = 5;
    const Result<SearchAnswer> answer = runner->run(request);
    ASSERT_EQ(describe(runner->run(request)), describe(answer)) << request.query;
    if (!answer) {
      expect_no_engine_message(answer.error(), request.query);
      if (HasFailure()) return;
      continue;
    }
    ++answered;
    with_hits += answer->result.total > 0 ? 1U : 0U;
    corrected += answer->searched_for.empty() ? 0U : 1U;
  }
  // The queries must reach all of it: parse, hits, nothing, correction.
  EXPECT_GT(answered * 5, static_cast<std::size_t>(count));
  EXPECT_GT(with_hits * 20, static_cast<std::size_t>(count));
  EXPECT_GT((answered - with_hits) * 100, static_cast<std::size_t>(count));
  EXPECT_GT(corrected, 0U);
}

}  // namespace
}  // namespace vp::apps
