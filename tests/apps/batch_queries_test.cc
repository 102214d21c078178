#include "apps/pipeline/batch_queries.h"

#include <gtest/gtest.h>

#include "apps/pipeline/csv.h"

namespace vp::apps {
namespace {

std::string parsed(std::string_view csv) {
  const auto queries = parse_batch(csv, "q.csv");
  if (!queries) return to_string(queries.error());
  std::string text;
  for (const BatchQuery& query : *queries) {
    text += query.id + "@" + std::to_string(query.line) + " [" + query.query + "]";
    if (!query.scope.municipality.empty()) text += " municipality=" + query.scope.municipality;
    if (!query.scope.role.empty()) text += " role=" + query.scope.role;
    if (query.limit) text += " limit=" + std::to_string(*query.limit);
    if (!query.fault.empty()) text += " fault: " + query.fault;
    text += "\n";
  }
  return text;
}

TEST(BatchQueriesTest, ReadsColumnsByHeaderWhateverWroteTheFile) {
  EXPECT_EQ(parsed("id,query\na,nazorg\nb,\"\"\"plan van\"\" regie\"\n"),
            "a@2 [nazorg]\nb@3 [\"plan van\" regie]\n");
  EXPECT_EQ(parsed("\xEF\xBB\xBFquery;limit;municipality;id;role\r\nregie, gezin;5;Den Oord;;inspectie\r\n"),
            "2@2 [regie, gezin] municipality=Den Oord role=inspectie limit=5\n");
}

TEST(BatchQueriesTest, NamesBadLinesAndGoesOn) {
  EXPECT_EQ(
      parsed("id,query,limit\na,nazorg,0\nb,,5\nc,regie\nd,\"x\" y,5\ne,\"open,5\nf,zorg,\n"),
      "a@2 [nazorg] fault: limit '0' is no number from 1 to 10000\n"
      "b@3 [] limit=5 fault: the query is empty\n"
      "4@4 [] fault: row has 2 columns, expected 3\n"
      "5@5 [] fault: text after the closing quote of a field; within a quoted field write \"\" for each "
      "quotation mark of the query\n"
      "6@6 [] fault: a quoted field is not closed; within a quoted field write \"\" for each quotation mark "
      "of "
      "the query\n"
      "f@7 [zorg]\n");
}

TEST(BatchQueriesTest, RefusesAFileWithoutTheColumnsItNeeds) {
  EXPECT_EQ(parsed(""), "q.csv: is empty, expected a header with a column 'query'");
  EXPECT_EQ(parsed("id,indicator\n"), "q.csv, line 1: there is no column 'query'");
  EXPECT_EQ(parsed("id,qeury\n"), "q.csv, line 1: unknown column 'qeury'; did you mean 'query'?");
  EXPECT_EQ(parsed("query,query\n"), "q.csv, line 1: column 'query' stands twice");
}

TEST(CsvCellTest, QuotesAndDisarmsFormulas) {
  const std::pair<std::string_view, std::string_view> cases[] = {
      {"nazorg", "nazorg"},
      {"a,b", "\"a,b\""},
      {"a;b", "\"a;b\""},
      {"a\"b", "\"a\"\"b\""},
      {"a\nb", "\"a\nb\""},
      {"=1+1", "'=1+1"},
      {"+31", "'+31"},
      {"-regie", "'-regie"},
      {"@regie", "'@regie"},
      {"\t=1", "'\t=1"},
      {"=a,b", "\"'=a,b\""},
      {"", ""},
      {"regie = zorg", "regie = zorg"},
  };
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(to_csv_cell(text), expected) << text;
}

TEST(BatchQueriesTest, TypedLinesAreQueriesAsTheyStandUnlessThereIsAHeader) {
  const auto typed =
      parse_typed_batch("nazorg, regie\r\n\n  \"plan van aanpak\" EN gezin\nquery is een woord\n");
  ASSERT_TRUE(typed);
  EXPECT_FALSE(typed->has_header);
  ASSERT_EQ(typed->queries.size(), 3U);
  EXPECT_EQ(typed->queries[0].query, "nazorg, regie");
  EXPECT_EQ(typed->queries[1].query, "\"plan van aanpak\" EN gezin");
  EXPECT_EQ(typed->queries[1].line, 3U);
  const auto table =
      parse_typed_batch("nr;vraag;gemeente;aantal\n7;nazorg;Oostbrenk;3\n8;;Oostbrenk;\n9;regie\n");
  ASSERT_TRUE(table);
  EXPECT_TRUE(table->has_header);
  ASSERT_EQ(table->queries.size(), 3U);
  EXPECT_EQ(table->queries[0].scope.municipality, "Oostbrenk");
  EXPECT_EQ(table->queries[0].limit, 3U);
  EXPECT_EQ(table->queries[1].fault_kind, BatchFault::kNoQuery);
  EXPECT_EQ(table->queries[2].fault_kind, BatchFault::kColumns);
  EXPECT_FALSE(parse_typed_batch("vraag;gemente\nnazorg;Oostbrenk\n"));
  EXPECT_FALSE(parse_typed_batch("gemeente\nOostbrenk\n"));
  const auto nothing = parse_typed_batch(" \n");
  ASSERT_TRUE(nothing);
  EXPECT_TRUE(nothing->queries.empty());
}

}  // namespace
}  // namespace vp::apps
