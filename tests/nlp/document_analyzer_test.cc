#include "nlp/document_analyzer.h"

#include <algorithm>
#include <filesystem>

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

PolarityJudge make_judge() {
  const auto file = std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/polariteit.toml";
  return PolarityJudge::create(load_cue_rules(file).value()).value();
}

class DocumentAnalyzerTest : public testing::Test {
 protected:
  [[nodiscard]] std::vector<Passage> analyze(const DocumentMaker& maker) const {
    Result<Tagger> tagger = Tagger::create(framework_, {});
    EXPECT_TRUE(tagger.has_value());
    return DocumentAnalyzer(framework_, *tagger, judge_, words_).analyze(maker.document());
  }

  Framework framework_ = make_framework();
  PolarityJudge judge_ = make_judge();
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

TEST_F(DocumentAnalyzerTest, SuggestsWhatIsSaidOfAMention) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, "Volgens de gemeente is er geen doorzettingsmacht.");
  const std::vector<Passage> passages = analyze(maker);
  const std::vector<PolaritySuggestion>& suggestions = passages.at(0).mentions.at(0).suggestions;
  ASSERT_EQ(suggestions.size(), 1U);
  EXPECT_EQ(suggestions[0].polarity, Polarity::kAbsent);
  ASSERT_EQ(suggestions[0].speakers.size(), 1U);
  EXPECT_EQ(to_string(suggestions[0].speakers[0]), "gemeente");
}

TEST_F(DocumentAnalyzerTest, TaggingAgainChangesNothing) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, "De regisseur heeft doorzettingsmacht.");
  std::vector<Passage> passages = analyze(maker);
  const Passage before = passages.at(0);
  ASSERT_FALSE(before.mentions.empty());
  const Result<Tagger> tagger = Tagger::create(framework_, {});
  DocumentAnalyzer(framework_, *tagger, judge_, words_).tag(passages.at(0));
  EXPECT_EQ(passages.at(0), before);
  passages.at(0).kind = BlockKind::kContentsEntry;
  DocumentAnalyzer(framework_, *tagger, judge_, words_).tag(passages.at(0));
  EXPECT_TRUE(passages.at(0).mentions.empty());
}

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
  DocumentAnalyzer(framework_, *tagger, judge_, words_).judge(document);
  EXPECT_EQ(document.pages[1].verdict, PageVerdict::kUnread);
  EXPECT_EQ(document.state, DocumentState::kPartlyRead);
  EXPECT_EQ(document.reason, "1 of 2 pages unread: 2");
}

}  // namespace
}  // namespace vp::nlp
