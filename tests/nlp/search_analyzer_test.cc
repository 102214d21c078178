#include "nlp/search_analyzer.h"

#include <random>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

const FoldedWords& sample_words() {
  static const WordList kList = WordList::from_lines(
      "gezin\ngezinnen\nplan\nmaatregel\nmaatregelen\ndrang\ndwang\ndwangmaatregel\nopschalen\nopgeschaald\nj"
      "eugd\nhulp\n"
      "verlener\nverleners\nhulpverlener\nhulpverleners\ncoördinatie\nopvoed\nfoto\nregie\nmacht\n"
      "doorzetting\n");
  static const FoldedWords kWords(kList);
  return kWords;
}

/// Places parted by spaces; on one place surface, then terms parted by "/".
std::string index_terms(std::string_view text) {
  SearchAnalyzer analyzer(sample_words());
  std::string out;
  for (const IndexTerm& term : analyzer.analyze_for_index(text)) {
    if (term.kind == TermKind::kNotion) continue;  // field_notions_test.cc
    if (!out.empty()) out += term.kind == TermKind::kSurface ? " " : "/";
    out += term.text;
  }
  return out;
}

struct IndexCase {
  const char* name;
  const char* text;
  const char* terms;
};

constexpr IndexCase kIndexCases[] = {
    {"stem", "Twee gezinnen", "twee gezinnen/gezin"},
    {"word_that_is_its_stem", "het gezin", "het gezin"},
    {"parts", "drangmaatregelen", "drangmaatregelen/drangmaatregel/drang/maatregel"},
    {"linking_s", "doorzettingsmacht", "doorzettingsmacht/doorzetting/macht"},
    {"compound_in_compound", "Jeugdhulpverleners",
     "jeugdhulpverleners/jeugdhulpverlener/jeugd/hulp/verlener/hulpverlener"},
    {"suspended", "dwang- en drangmaatregelen",
     "dwang/dwangmaatregel en drangmaatregelen/drangmaatregel/drang/maatregel"},
    {"suspended_twice", "jeugd-, opvoed- en gezinshulp",
     "jeugd/jeugdhulp opvoed/opvoedhulp en gezinshulp/gezin/hulp"},
    {"suspended_before_a_simple_word", "jeugd- en zorg", "jeugd en zorg"},
    {"hyphen_inside_a_word", "drang-maatregelen", "drang maatregelen/maatregel"},
    {"diacritics", "Coördinatie", "coordinatie"},
    {"digits", "1G1P1R", "1g1p1r"},
    {"apostrophe", "foto's", "foto s"},
    {"nothing", " - ", ""},
};

void PrintTo(const IndexCase& index_case, std::ostream* out) {
  *out << index_case.name;
}

class IndexTermsTest : public testing::TestWithParam<IndexCase> {};

TEST_P(IndexTermsTest, AreGiven) {
  EXPECT_EQ(index_terms(GetParam().text), GetParam().terms);
}

INSTANTIATE_TEST_SUITE_P(Table, IndexTermsTest, testing::ValuesIn(kIndexCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(SearchAnalyzerTest, StemsAndPartsCoverTheSurface) {
  SearchAnalyzer analyzer(sample_words());
  const std::string_view text = "Deze drangmaatregelen, ooit";
  for (const IndexTerm& term : analyzer.analyze_for_index(text)) {
    if (term.kind == TermKind::kNotion) continue;
    const bool is_of_compound = term.text == "drang" || term.text == "drangmaatregel";
    EXPECT_EQ(is_of_compound || term.text.starts_with("drangm") || term.text == "maatregel",
              term.span.in(text) == "drangmaatregelen");
  }
}

TEST(SearchAnalyzerTest, QueryHasSurfaceStemAndParts) {
  SearchAnalyzer analyzer(sample_words());
  const QueryAnalysis analysis = analyzer.analyze_for_query("Drangmaatregelen opgeschaald");
  ASSERT_EQ(analysis.terms.size(), 2U);
  EXPECT_EQ(analysis.terms.at(0).surface, "drangmaatregelen");
  EXPECT_EQ(analysis.terms.at(0).stem, "drangmaatregel");
  EXPECT_EQ(analysis.terms.at(0).parts, (std::vector<std::string>{"drang", "maatregel"}));
  EXPECT_EQ(analysis.terms.at(1).stem, "opschaal");
  EXPECT_TRUE(analysis.terms.at(1).parts.empty());
}

TEST(SearchAnalyzerTest, PrefixHasSurfacesOnly) {
  const std::vector<Token> tokens = SearchAnalyzer::analyze_for_prefix("gezinnen");
  ASSERT_EQ(tokens.size(), 1U);
  EXPECT_EQ(tokens.front().text, "gezinnen");
}

TEST(SearchAnalyzerTest, StopsWhenTold) {
  SearchAnalyzer analyzer(sample_words());
  int calls = 0;
  analyzer.for_each_index_term(
      "drangmaatregelen en meer",
      [](void* context, std::string_view, TermKind, TextSpan) { return ++*static_cast<int*>(context) < 2; },
      &calls);
  EXPECT_EQ(calls, 2);
}

/// What a query of one word gives is among what a text with that word gives.
TEST(SearchAnalyzerPropertyTest, EveryQueryFindsItsOwnText) {
  static const std::vector<std::string> kPieces = {
      "gezinnen", "drangmaatregelen", "Jeugdhulpverleners", "- en ", " ", "-", "opgeschaald", "1G1P", "ë",
      "dwang"};
  std::mt19937 random(1);  // NOLINT(cert-msc51-cpp): the same texts every time
  SearchAnalyzer analyzer(sample_words());
  for (int round = 0; round < 5'000; ++round) {
    std::string text;
    for (std::size_t n = random() % 6; n > 0; --n)
      text += kPieces.at(random() % kPieces.size());
    const std::vector<IndexTerm> terms = analyzer.analyze_for_index(text);
    std::vector<std::string> surfaces;
    for (const IndexTerm& term : terms) {
      if (term.kind == TermKind::kSurface) surfaces.push_back(term.text);
    }
    std::vector<std::string> tokens;
    for (const Token& token : tokenize(text))
      tokens.push_back(token.text);
    ASSERT_EQ(surfaces, tokens) << text;
    for (const QueryTerm& query : analyzer.analyze_for_query(text).terms) {
      const auto is_given = [&](const std::string& wanted) {
        return std::any_of(terms.begin(), terms.end(), [&](const IndexTerm& term) {
          return term.text == wanted && term.span == query.span;
        });
      };
      ASSERT_TRUE(is_given(query.surface)) << text;
      ASSERT_TRUE(is_given(query.stem)) << text;
      ASSERT_TRUE(std::all_of(query.parts.begin(), query.parts.end(), is_given)) << text;
    }
  }
}

std::string variants_of(std::string_view query) {
  SearchAnalyzer analyzer(sample_words());
  std::string out;
  for (const VariantMatch& match : analyzer.analyze_for_query(query).variants) {
    out += std::to_string(match.first) + "+" + std::to_string(match.count) + ":";
    for (const auto& way : match.alternatives) {
      for (const std::string& token : way)
        out += " " + token;
      out += ";";
    }
  }
  return out;
}

TEST(SpellingVariantsTest, OneFamilyOnePlanInEveryWay) {
  for (const char* way : {"1 gezin 1 plan", "één gezin, één plan", "Eén gezin één plan", "1G1P1R", "1G1P"}) {
    const std::string found = variants_of(way);
    EXPECT_TRUE(found.starts_with("0+")) << way << ": " << found;
    const bool has_short_way = found.find(" 1g1p1r;") != std::string::npos;
    const bool is_short_way = std::string_view(way) == "1G1P1R";
    EXPECT_NE(has_short_way, is_short_way) << way << ": " << found;
  }
}

TEST(SpellingVariantsTest, DrangAndDwangInEitherOrder) {
  EXPECT_NE(variants_of("de drang en dwang").find("1+3: dwang en drang;"), std::string::npos);
  EXPECT_NE(variants_of("dwang/drang").find("drang en dwang;"), std::string::npos);
  EXPECT_EQ(variants_of("drang"), "");
}

TEST(SpellingVariantsTest, LongestWayComesFirst) {
  EXPECT_TRUE(variants_of("1 gezin 1 plan 1 regisseur").starts_with("0+6:"));
}

TEST(SpellingVariantsTest, BadRowsAreNamed) {
  const auto parse = [](const std::string& rows) {
    return SpellingVariants::parse("notion\tway\tsource\n" + rows, "variants.tsv");
  };
  EXPECT_TRUE(parse("a\tx y\ts\na\tz\ts\n").has_value());
  EXPECT_FALSE(parse("a\tx y\ts\n").has_value());            // one way only
  EXPECT_FALSE(parse("a\tx\ts\na\tx\ts\n").has_value());     // twice
  EXPECT_FALSE(parse("a\tX\ts\na\tz\ts\n").has_value());     // not folded
  EXPECT_FALSE(parse("a\tx  y\ts\na\tz\ts\n").has_value());  // two spaces
  EXPECT_TRUE(SpellingVariants::parse(default_spelling_variants_tsv(), "variants.tsv").has_value());
}

TEST(SearchAnalysisVersionTest, NamesRulesAndLists) {
  EXPECT_TRUE(search_analysis_version().starts_with(analysis_version()));
  EXPECT_NE(search_analysis_version().find(" lists "), std::string_view::npos);
}

}  // namespace
}  // namespace vp::nlp
