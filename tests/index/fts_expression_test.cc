#include "index/fts_expression.h"

#include <gtest/gtest.h>

#include "tests/index/sample_documents.h"

namespace vp::index {
namespace {

std::string compiled(const nlp::QueryNode& query) {
  const auto expression = to_fts_expression(query);
  if (!expression) return std::string(to_string(expression.error().code));
  std::string text = expression->match + " |";
  for (const ScoredTerm& term : expression->terms)
    text += " " + term.token + "=" + std::to_string(term.phrase);
  return text;
}

TEST(FtsExpressionTest, WritesNothingButQuotedTokens) {
  struct Case {
    std::string name;
    nlp::QueryNode query;
    std::string expected;
  };
  const Case cases[] = {
      {"word", word("nazorg"), R"("nazorg" | nazorg=0)"},
      {"operator as word", word("NEAR"), R"("NEAR" | NEAR=0)"},
      {"quote in a token", word("a\"b"), R"("a""b" | a"b=0)"},
      {"prefix filters only", prefix("doorz"), R"("doorz" * |)"},
      {"and", all_of({word("b"), word("a")}), R"(("b" AND "a") | a=1 b=0)"},
      {"word twice counts once", any_of({word("a"), word("a")}), R"(("a" OR "a") | a=0)"},
      {"not", without(word("a"), word("b")), R"(("a" NOT "b") | a=0)"},
      {"phrase scores by its words", phrase({"van", "aanpak"}),
       R"(("van aanpak") AND ("aanpak" OR "van") | aanpak=1 van=2)"},
      {"and below or", any_of({word("a"), all_of({word("b"), word("c")})}),
       R"((("a" OR ("b" AND "c"))) AND ("a" OR "b" OR "c") | a=3 b=4 c=5)"},
      {"prefix beside a phrase", any_of({phrase({"a", "b"}), prefix("c")}),
       R"((("a b" OR "c" *)) AND ("a" OR "b" OR "c" *) | a=2 b=3)"},
      {"some", some_of({word("b"), word("a")}), R"(("b" OR "a") | a=1 b=0)"},
      {"near", near(5, {word("b"), prefix("a")}), R"(((NEAR("b" "a" * , 5))) AND ("b") | b=2)"},
      {"near with alternatives", near(2, {any_of({word("a"), word("b")}), word("c"), phrase({"d", "e"})}),
       R"(((NEAR("a" "c" "d e" , 4) OR NEAR("b" "c" "d e" , 4))) AND ("a" OR "b" OR "c" OR "d" OR "e") )"
       R"(| a=6 b=7 c=8 d=9 e=10)"},
      {"unwanted words do not score", without(phrase({"a", "b"}), phrase({"c", "d"})),
       R"((("a b" NOT "c d")) AND ("a" OR "b") | a=2 b=3)"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(compiled(c.query), c.expected) << c.name;
}

TEST(FtsExpressionTest, RefusesTreesThatAreNoQueries) {
  EXPECT_EQ(compiled(phrase({})), "invalid argument");
  EXPECT_EQ(compiled(word("")), "invalid argument");
  EXPECT_EQ(compiled(word("two words")), "invalid argument");
  EXPECT_EQ(compiled(all_of({})), "invalid argument");
  nlp::QueryNode half = without(word("a"), word("b"));
  half.children.pop_back();
  EXPECT_EQ(compiled(half), "invalid argument");
  nlp::QueryNode wide_prefix = prefix("a");
  wide_prefix.tokens.emplace_back("b");
  EXPECT_EQ(compiled(wide_prefix), "invalid argument");
}

}  // namespace
}  // namespace vp::index
