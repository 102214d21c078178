#include "nlp/document_analyzer.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/nlp/document_maker.h"

namespace vp::nlp {
namespace {

Framework make_framework() {
  Framework framework;
  framework.themes.push_back({"A", "De aanpak", "de aanpak is planmatig", {"Aanpak"}});
  framework.criteria.push_back({"A2", "A", "De regisseur is toegerust"});
  Indicator indicator;
  indicator.id = "A2.2";
  indicator.criterion = "A2";
  indicator.text = "De regisseur heeft doorzettingsmacht om de hulp te laten slagen.";
  indicator.patterns.push_back(
      {"A2.2/sterk/1", MentionStrength::kStrong, R"(\bdoorzettingsmacht\b)", std::nullopt});
  framework.indicators.push_back(indicator);
  return framework;
}

class DocumentAnalyzerTest : public testing::Test {
 protected:
  [[nodiscard]] std::vector<Passage> analyze(const DocumentMaker& maker) const {
    Result<Tagger> tagger = Tagger::create(framework_, {});
    EXPECT_TRUE(tagger.has_value());
    return DocumentAnalyzer(framework_, *tagger, words_).analyze(maker.document());
  }

  Framework framework_ = make_framework();
  WordList words_ = WordList::from_lines("doorzettingsmacht\nregisseur\ngemeente\n");
};

TEST_F(DocumentAnalyzerTest, FindsAMentionThatALineEndAndAPageCut) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, "Niet alles is klaar. De regisseur heeft doorzet-");
  maker.page().block(BlockKind::kParagraph, "tingsmacht gekregen. Meer niet.");
  const std::vector<Passage> passages = analyze(maker);
  ASSERT_EQ(passages.size(), 1U);
  ASSERT_EQ(passages[0].mentions.size(), 1U);
  const Mention& mention = passages[0].mentions[0];
  EXPECT_EQ(mention.span.in(passages[0].text), "doorzettingsmacht");
  EXPECT_EQ(mention.sentence.in(passages[0].text), "De regisseur heeft doorzettingsmacht gekregen.");
  const std::vector<PagePlace> places = place_of(passages[0], mention.span);
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(places[1].page.number(), 2U);
}

TEST_F(DocumentAnalyzerTest, FurnitureHasNoMentions) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kHeader, "Beleid doorzettingsmacht");
  EXPECT_TRUE(analyze(maker).at(0).mentions.empty());
}

struct BoilerplateCase {
  const char* name;
  const char* text;
  bool expected;
};

constexpr BoilerplateCase kCases[] = {
    {"indicator", "De regisseur heeft doorzettingsmacht om de hulp te laten slagen.", true},
    {"indicator_over_lines", "De regisseur heeft door-\nzettingsmacht om de hulp\nte laten slagen", true},
    {"indicator_with_number", "12 De regisseur heeft doorzettingsmacht om de hulp te laten slagen", true},
    {"criterion", "DE REGISSEUR IS TOEGERUST", true},
    {"theme", "De aanpak", true},
    {"theme_as_printed", "Aanpak", true},
    {"theme_with_description", "De aanpak: de aanpak is planmatig", true},
    {"two_wordings",
     "De regisseur is toegerust De regisseur heeft doorzettingsmacht om de hulp te laten slagen.", true},
    {"own_words", "De regisseur heeft doorzettingsmacht gekregen.", false},
    {"wording_and_own_words", "De regisseur is toegerust, zeggen partners.", false},
    {"beginning_of_wording", "De regisseur", false},
    {"number", "12", false},
};

class BoilerplateTest : public DocumentAnalyzerTest, public testing::WithParamInterface<BoilerplateCase> {};

TEST_P(BoilerplateTest, IsFlagged) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kTableCell, GetParam().text);
  EXPECT_EQ(analyze(maker).at(0).boilerplate, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Table, BoilerplateTest, testing::ValuesIn(kCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST_F(DocumentAnalyzerTest, JudgesPagesAndSettlesTheState) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, "De gemeente heeft een regisseur.");
  maker.page();
  Document document = maker.document();
  document.pages[1].facts.images = 1;
  const Result<Tagger> tagger = Tagger::create(framework_, {});
  ASSERT_TRUE(tagger.has_value());
  DocumentAnalyzer(framework_, *tagger, words_).judge(document);
  EXPECT_EQ(document.pages[1].verdict, PageVerdict::kUnread);
  EXPECT_EQ(document.state, DocumentState::kPartlyRead);
  EXPECT_EQ(document.reason, "1 of 2 pages unread: 2");
}

}  // namespace
}  // namespace vp::nlp
