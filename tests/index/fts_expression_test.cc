#include "index/fts_expression.h"

#include <gtest/gtest.h>

namespace vp::index {
namespace {

using nlp::ConceptWay;
using nlp::WayKind;

TEST(FtsExpressionTest, WritesNothingButQuotedTerms) {
  struct Case {
    const char* name;
    ConceptWay way;
    const char* expected;
  };
  const Case cases[] = {
      {"word", {WayKind::kPhrase, {{{"nazorg"}, false}}}, R"("nazorg")"},
      {"operator as word", {WayKind::kPhrase, {{{"NEAR"}, false}}}, R"("NEAR")"},
      {"quote in a term", {WayKind::kPhrase, {{{"a\"b"}, false}}}, R"("a""b")"},
      {"prefix", {WayKind::kPhrase, {{{"doorz"}, true}}}, R"("doorz" *)"},
      {"phrase", {WayKind::kPhrase, {{{"plan", "van", "aanpak"}, false}}}, R"("plan van aanpak")"},
      {"near", {WayKind::kNear, {{{"a"}, false}, {{"b", "c"}, true}}, 4}, R"(NEAR("a" "b c" *, 4))"},
      {"near of three",
       {WayKind::kNear, {{{"a"}, false}, {{"b"}, false}, {{"c"}, false}}, 4},
       R"(NEAR("a" "b" "c", 8))"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(to_fts_expression(c.way), c.expected) << c.name;
}

}  // namespace
}  // namespace vp::index
