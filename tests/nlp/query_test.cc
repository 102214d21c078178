#include "nlp/query.h"

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

std::string parsed(std::string_view query) {
  const Result<ParsedQuery> parsed = parse_query(query);
  if (!parsed) return "error: " + to_string(parsed.error());
  std::string text = parsed->words ? to_string(*parsed->words) : "all";
  for (const QueryField& field : parsed->fields)
    text += (field.is_excluded ? " -" : " +") + field.name + "=" + field.value;
  return text;
}

struct QueryCase {
  std::string_view name, query, expected;
};

void PrintTo(const QueryCase& query_case, std::ostream* out) {
  *out << query_case.name;
}

class QueryTest : public testing::TestWithParam<QueryCase> {};

TEST_P(QueryTest, ParsesAsExpected) {
  EXPECT_EQ(parsed(GetParam().query), GetParam().expected);
}

constexpr QueryCase kCases[] = {
    {"word", "Doorzettingsmacht", "doorzettingsmacht"},
    {"words_mean_some_of_them", "regie gemeente", "(SOME regie gemeente)"},
    {"and", "regie AND gemeente EN plan", "(AND regie gemeente plan)"},
    {"or", "drang OR dwang OF dwingen", "(OR drang dwang dwingen)"},
    {"and_binds_tighter", "a1 AND b1 OR c1 AND d1", "(OR (AND a1 b1) (AND c1 d1))"},
    {"parentheses", "(drang OF dwang) hulp", "(SOME (OR drang dwang) hulp)"},
    {"phrase", "\"plan van aanpak\" regisseur", "(SOME \"plan van aanpak\" regisseur)"},
    {"typographic_quotes", "\u201Eplan van aanpak\u201D", "\"plan van aanpak\""},
    {"guillemets", "\u00ABplan van aanpak\u00BB", "\"plan van aanpak\""},
    {"phrase_of_one_word", "\"regie\"", "regie"},
    {"operators_in_phrase_are_words", "\"drang EN dwang\"", "\"drang en dwang\""},
    {"parenthesis_in_phrase", "\"plan (van) aanpak\"", "\"plan van aanpak\""},
    {"small_operators_are_words", "drang en dwang", "(SOME drang en dwang)"},
    {"prefix", "doorzett*", "doorzett*"},
    {"prefix_with_accent", "Coörd*", "coord*"},
    {"prefix_of_compound", "drang-dwang*", "(AND drang dwang*)"},
    {"not", "regie NOT gemeente", "(NOT regie gemeente)"},
    {"and_not", "regie AND NOT gemeente", "(NOT regie gemeente)"},
    {"niet", "regie EN NIET gemeente", "(NOT regie gemeente)"},
    {"not_leaves_out_of_all_words_beside_it", "a1 b1 NOT c1 d1", "(NOT (SOME a1 b1 d1) c1)"},
    {"several_nots", "a1 NOT b1 NOT c1", "(NOT a1 (OR b1 c1))"},
    {"not_first_but_not_alone", "NOT b1 a1", "(NOT a1 b1)"},
    {"not_group", "a1 NOT (b1 OR c1)", "(NOT a1 (OR b1 c1))"},
    {"not_within_or", "a1 OR b1 NOT c1", "(OR a1 (NOT b1 c1))"},
    {"apostrophe_is_phrase", "foto's", "\"foto s\""},
    {"typographic_apostrophe_is_the_same", "foto\u2019s", "\"foto s\""},
    {"slash_is_phrase", "drang/dwang", "\"drang dwang\""},
    {"hyphens_are_phrase", "1-gezin-1-plan", "\"1 gezin 1 plan\""},
    {"suspended_hyphen", "jeugd- en opvoedhulp", "(SOME jeugd en opvoedhulp)"},
    {"lone_signs_ask_nothing", "zorg & welzijn - regie +", "(SOME zorg welzijn regie)"},
    {"numeral_is_the_word", "één", "een"},
    {"not_glued_parenthesis", "a1(b1)c1", "(SOME a1 b1 c1)"},
    {"some_bind_tighter_than_and", "a1 b1 EN c1 d1 OF e1", "(OR (AND (SOME a1 b1) (SOME c1 d1)) e1)"},
    {"not_between_and", "a1 NOT b1 AND c1 d1", "(NOT (AND a1 (SOME c1 d1)) b1)"},
    {"not_alone_before_and", "NOT b1 AND c1", "(NOT c1 b1)"},
    {"near", "regie NEAR/5 gezin", "(NEAR/5 regie gezin)"},
    {"aan", "regie AAN-5 gezin", "(NEAR/5 regie gezin)"},
    {"near_without_number", "regie NEAR gezin AAN plan", "(NEAR/10 regie gezin plan)"},
    {"near_zero", "a1 NEAR/0 b1", "(NEAR/0 a1 b1)"},
    {"near_binds_tightest", "a1 b1 NEAR/3 c1 d1 EN e1", "(AND (SOME a1 (NEAR/3 b1 c1) d1) e1)"},
    {"near_of_phrase_and_prefix", "\"plan van\" NEAR/3 gez*", "(NEAR/3 \"plan van\" gez*)"},
    {"near_of_alternatives", "(drang OF (dwang macht)) AAN-2 gezin", "(NEAR/2 (OR drang dwang macht) gezin)"},
    {"near_of_two_distances", "a1 NEAR/5 b1 NEAR/3 c1 NEAR/3 d1", "(AND (NEAR/5 a1 b1) (NEAR/3 b1 c1 d1))"},
    {"not_near", "a1 NOT b1 NEAR c1", "(NOT a1 (NEAR/10 b1 c1))"},
    {"small_near_is_a_word", "near aan", "(SOME near aan)"},
    {"words_that_begin_like_near", "NEARBY AAN/UIT AAN-", "(SOME nearby \"aan uit\" aan)"},

    {"field", "gemeente:Oostmeer regie", "regie +gemeente=Oostmeer"},
    {"field_alone", "aanpak:Reset", "all +aanpak=Reset"},
    {"field_between_words", "regie gemeente:Oostmeer gezin", "(SOME regie gezin) +gemeente=Oostmeer"},
    {"field_in_english_and_any_case", "Municipality:Oostmeer DATE:2024",
     "all +gemeente=Oostmeer +datum=2024"},
    {"field_quoted", "gemeente:\"Den Oord\" thema: \u201CDe aanpak\u201D",
     "all +gemeente=Den Oord +thema=De aanpak"},
    {"field_before_comma", "gemeente:Oostmeer, regie", "regie +gemeente=Oostmeer"},
    {"field_of_signs", "indicator:A2.2 datum:2024-03..2025-01 document:inzending/plan.pdf",
     "all +indicator=A2.2 +datum=2024-03..2025-01 +document=inzending/plan.pdf"},
    {"field_excluded", "regie NIET gemeente:Oostmeer -soort:kop NOT rol:inspectie plan",
     "(SOME regie plan) -gemeente=Oostmeer -soort=kop -rol=inspectie"},
    {"field_joined_by_and", "gemeente:Oostmeer EN regie AND thema:A EN NIET soort:kop",
     "regie +gemeente=Oostmeer +thema=A -soort=kop"},
    {"field_within_and_keeps_groups", "regie EN thema:A gezin", "(AND regie gezin) +thema=A"},
    {"field_values_are_alternatives", "gemeente:A1 OF gemeente:B1 regie", "regie +gemeente=A1 +gemeente=B1"},
    {"field_values_in_parentheses", "(gemeente:A1 OF gemeente:B1) EN regie",
     "regie +gemeente=A1 +gemeente=B1"},
    {"field_values_excluded_together", "regie NIET (gemeente:A1 OF gemeente:B1)",
     "regie -gemeente=A1 -gemeente=B1"},
    {"field_beside_or_of_words", "gemeente:A1 drang OF dwang", "(OR drang dwang) +gemeente=A1"},
    {"colon_of_text", "LET OP: overleg om 10:30 doel:nazorg",
     "(SOME let op overleg om \"10 30\" \"doel nazorg\")"},
    {"plural_before_colon_is_text", "gemeenten: regie", "(SOME gemeenten regie)"},
    {"question", "Wie heeft, bij escalatie; de regie (en/of doorzettingsmacht)?",
     "(SOME wie heeft bij escalatie de regie \"en of\" doorzettingsmacht)"},
    {"question_with_apostrophe", "Is 't gezin na zo'n traject in beeld?",
     "(SOME is t gezin na \"zo n\" traject in beeld)"},
    {"bad_bytes", "regie\xFFplan", "\"regie plan\""},
};
INSTANTIATE_TEST_SUITE_P(Table, QueryTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

constexpr QueryCase kErrors[] = {
    {"empty", "", "error: column 1: the query holds no word to look for"},
    {"only_signs", " - & ", "error: column 6: the query holds no word to look for"},
    {"open_quote", "plan \"van aanpak", "error: column 6: this quotation mark is not closed"},
    {"column_counts_characters", "één \"plan", "error: column 5: this quotation mark is not closed"},
    {"empty_quotes", "a1 \"\"", "error: column 4: there is no word between these quotation marks"},
    {"open_parenthesis", "(a1 OR b1", "error: column 1: this parenthesis is not closed"},
    {"inner_open_parenthesis", "(a1 (b1)", "error: column 1: this parenthesis is not closed"},
    {"lone_open_parenthesis", "a1 (", "error: column 4: this parenthesis is not closed"},
    {"close_parenthesis", "a1) b1", "error: column 3: this parenthesis closes none"},
    {"close_first", ") a1", "error: column 1: this parenthesis closes none"},
    {"empty_parentheses", "a1 ()", "error: column 4: there is nothing between these parentheses"},
    {"and_first", "AND a1",
     "error: column 1: AND needs words before it; as a word to look for, write it in small letters"},
    {"or_last", "a1 OF",
     "error: column 4: OF needs words after it; as a word to look for, write it in small letters"},
    {"or_before_parenthesis", "(a1 OR)",
     "error: column 5: OR needs words after it; as a word to look for, write it in small letters"},
    {"two_operators", "a1 AND OR b1",
     "error: column 8: OR needs words before it; as a word to look for, write it in small letters"},
    {"two_nots", "a1 NOT NOT b1",
     "error: column 8: NOT needs words before it; as a word to look for, write it in small letters"},
    {"lone_not", "NIET regie",
     "error: column 1: NIET has nothing to leave passages out of; write what to look for before it: regie "
     "NIET "
     "gemeente"},
    {"lone_not_in_or", "a1 OR NOT b1",
     "error: column 7: NOT has nothing to leave passages out of; write what to look for before it: regie NOT "
     "gemeente"},
    {"not_last", "a1 NOT",
     "error: column 4: NOT needs words after it; as a word to look for, write it in small letters"},
    {"near_first", "NEAR/5 a1",
     "error: column 1: NEAR/5 needs words before it; as a word to look for, write it in small letters"},
    {"near_last", "a1 AAN-5",
     "error: column 4: AAN-5 needs words after it; as a word to look for, write it in small letters"},
    {"near_twice", "a1 NEAR NEAR b1",
     "error: column 9: NEAR needs words before it; as a word to look for, write it in small letters"},
    {"near_too_far", "a1 NEAR/1001 b1", "error: column 4: at most 1000 words can stand between"},
    {"near_number_overflows", "a1 NEAR/99999999999999999999 b1",
     "error: column 4: at most 1000 words can stand between"},
    {"near_of_and", "a1 NEAR (b1 AND c1)",
     "error: column 9: beside NEAR can only stand a word, a phrase or (one OR another)"},
    {"near_of_shortened_compound", "drang-dwang* NEAR a1",
     "error: column 1: beside NEAR can only stand a word, a phrase or (one OR another)"},
    {"field_in_parentheses", "(regie OF gemeente:A1)",
     "error: column 11: a filter holds for the whole query; write it outside the parentheses"},
    {"field_beside_or", "regie OF gemeente:A1",
     "error: column 10: a filter holds for the whole query and cannot be one side of OR; only values of the "
     "same filter can"},
    {"fields_beside_or", "thema:A OF gemeente:A1",
     "error: column 1: a filter holds for the whole query and cannot be one side of OR; only values of the "
     "same filter can"},
    {"excluded_field_beside_or", "NIET gemeente:B1 OF gemeente:A1",
     "error: column 1: a filter holds for the whole query and cannot be one side of OR; only values of the "
     "same filter can"},
    {"field_beside_near", "regie NEAR gemeente:A1",
     "error: column 12: beside NEAR can only stand a word, a phrase or (one OR another)"},
    {"field_before_near", "gemeente:A1 NEAR regie",
     "error: column 13: NEAR needs words before it; as a word to look for, write it in small letters"},
    {"field_without_value", "één gemeente: Oostmeer",
     "error: column 5: gemeente: is a filter and needs a value straight after the colon, or one in quotation "
     "marks; for the word leave the colon out"},
    {"field_without_value_at_end", "regie -soort:,",
     "error: column 8: soort: is a filter and needs a value straight after the colon, or one in quotation "
     "marks; for the word leave the colon out"},
    {"field_of_nothing", "gemeente:\" \"",
     "error: column 10: there is no word between these quotation marks"},
    {"field_open_quote", "gemeente: \"Den", "error: column 11: this quotation mark is not closed"},
    {"field_misspelt", "regie gemeent:Oostmeer",
     "error: column 7: there is no filter gemeent:; did you mean gemeente:? For words of the text write a "
     "space after the colon"},
    {"field_misspelt_in_english", "-Municpality: \"Oost\"",
     "error: column 2: there is no filter Municpality:; did you mean municipality:? For words of the text "
     "write a space after the colon"},
    {"not_with_fields_only", "thema:A NIET regie",
     "error: column 9: NIET has nothing to leave passages out of; write what to look for before it: regie "
     "NIET "
     "gemeente"},
    {"minus_before_phrase", "regie -\"plan van\"",
     "error: column 7: to leave something out write NOT before it"},
    {"minus_before_parenthesis", "regie -(plan)",
     "error: column 7: to leave something out write NOT before it"},
    {"minus_word", "drang -dwang",
     "error: column 7: to leave a word out write NOT dwang; to look for it write dwang"},
    {"star_inside", "door*macht",
     "error: column 5: * can only stand at the end of a word, for the rest of it"},
    {"star_first", "*macht", "error: column 1: * can only stand at the end of a word, for the rest of it"},
    {"star_alone", "a1 *", "error: column 4: * can only stand at the end of a word, for the rest of it"},
    {"star_after_hyphen", "drang-*",
     "error: column 7: * can only stand at the end of a word, for the rest of it"},
    {"star_after_one_letter", "d*", "error: column 2: there must be at least 2 letters before *"},
    {"star_after_phrase", "\"plan van\"*",
     "error: column 11: a phrase cannot be cut short with *; without quotation marks the words may stand "
     "anywhere in "
     "a passage"},
    {"star_in_phrase", "\"plan v*\"",
     "error: column 8: a phrase cannot be cut short with *; without quotation marks the words may stand "
     "anywhere in a "
     "passage"},
};
INSTANTIATE_TEST_SUITE_P(Errors, QueryTest, testing::ValuesIn(kErrors),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(QueryLimitTest, RefusesTooLongAndTooDeepAndTakesTheLimitItself) {
  const auto nested = [](std::size_t depth) {
    return std::string(depth, '(') + "a1" + std::string(depth, ')');
  };
  EXPECT_EQ(parsed(nested(kMaxQueryDepth)), "a1");
  EXPECT_EQ(parsed(nested(kMaxQueryDepth + 1)),
            "error: column 33: more than 32 parentheses within one another");
  EXPECT_EQ(parsed(std::string(kMaxQueryBytes, 'a')), std::string(kMaxQueryBytes, 'a'));
  EXPECT_EQ(parsed(std::string(kMaxQueryBytes + 1, 'a')),
            "error: column 4097: the query is longer than 4096 bytes");
  std::string prefixes;
  for (std::size_t i = 0; i < kMaxQueryPrefixes; ++i)
    prefixes += "ab* ";
  EXPECT_TRUE(parse_query(prefixes).has_value());
  EXPECT_EQ(parsed(prefixes + "ab*"), "error: column 67: at most 16 words of a query can end in *");
}

TEST(QuerySpanTest, NodesNameTheirPlaceInTheQuery) {
  const std::string_view query = "één (drang OF \"plan van\") zorg*";
  const Result<ParsedQuery> parsed = parse_query(query);
  ASSERT_TRUE(parsed.has_value() && parsed->words.has_value());
  const QueryNode* const node = &*parsed->words;
  ASSERT_EQ(node->children.size(), 3U);
  EXPECT_EQ(node->span.in(query), query);
  EXPECT_EQ(node->children.at(0).span.in(query), "één");
  EXPECT_EQ(node->children.at(1).span.in(query), "(drang OF \"plan van\")");
  EXPECT_EQ(node->children.at(1).children.at(1).span.in(query), "\"plan van\"");
  EXPECT_EQ(node->children.at(2).span.in(query), "zorg*");
}

bool is_sound(const QueryNode& node) {
  const bool is_leaf = node.kind == QueryKind::kPhrase || node.kind == QueryKind::kPrefix;
  if (is_leaf)
    return !node.tokens.empty() && node.children.empty() &&
           (node.kind == QueryKind::kPhrase || node.tokens.size() == 1);
  if (!node.tokens.empty() || node.children.size() < 2) return false;
  if (node.kind == QueryKind::kNot && node.children.size() != 2) return false;
  if (node.kind == QueryKind::kNear) {
    const auto is_leaf_node = [](const QueryNode& child) { return child.children.empty(); };
    for (const QueryNode& child : node.children) {
      const bool is_alternatives =
          child.kind == QueryKind::kOr && std::ranges::all_of(child.children, is_leaf_node);
      if (!is_leaf_node(child) && !is_alternatives) return false;
    }
  }
  return std::ranges::all_of(node.children, is_sound);
}

TEST(QueryPropertyTest, AnyInputGivesASoundTreeOrAnErrorWithAPlace) {
  const std::vector<std::string> pieces = {"regie",  "plan*", " ",    " ",      "(",           ")", "\"",
                                           "AND",    "OF",    "NIET", "NEAR/3", "-",           "*", "foto's",
                                           "\u201C", "\xFF",  "é",    "thema:", "gemeente:A1", ":"};
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same queries every time
  int trees = 0;
  for (int i = 0; i < 100'000; ++i) {
    std::string query;
    for (std::size_t n = random() % 12; n > 0; --n)
      query += pieces.at(random() % pieces.size());
    const Result<ParsedQuery> node = parse_query(query);
    if (node) {
      ++trees;
      ASSERT_TRUE(node->words ? is_sound(*node->words) : !node->fields.empty()) << query;
      for (const QueryField& field : node->fields)
        ASSERT_FALSE(field.value.empty() || field.name.empty() || field.span.empty()) << query;
    } else {
      ASSERT_TRUE(node.error().where.starts_with("column ")) << query;
      ASSERT_EQ(node.error().code, ErrorCode::kMalformed);
    }
  }
  EXPECT_GT(trees, 5'000);
}

}  // namespace
}  // namespace vp::nlp
