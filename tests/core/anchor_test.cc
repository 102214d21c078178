#include "core/anchor.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace vp {
namespace {

/// A passage whose words are parted by spaces, each word 10 points wide, on one line of `page`.
Passage make_passage(std::uint32_t ordinal, std::uint32_t page, const std::string& text,
                     BlockKind kind = BlockKind::kParagraph) {
  Passage passage;
  passage.ordinal = ordinal;
  passage.kind = kind;
  passage.text = text;
  const auto y0 = static_cast<float>(20 * ordinal);
  for (std::uint32_t begin = 0; begin < text.size();) {
    const auto end = static_cast<std::uint32_t>(std::min(text.find(' ', begin), text.size()));
    const auto x0 = static_cast<float>(10 * passage.words.size());
    passage.words.push_back({{begin, end}, {page}, {x0, y0, x0 + 10, y0 + 10}});
    begin = end + 1;
  }
  return passage;
}

std::vector<Passage> two_pages() {
  return {make_passage(0, 0, "Nazorg is geregeld in één regeling voor alle gezinnen, zegt de gemeente."),
          make_passage(1, 0, "Wie de regie heeft, is voor"),
          make_passage(2, 0, "bladzijde 1", BlockKind::kFooter),
          make_passage(3, 1, "partners niet duidelijk."), make_passage(4, 1, "kort")};
}

TEST(AnchorTest, QuoteIsTheTextAtItsSpanAndContextReachesIntoThePassagesAround) {
  const std::vector<Passage> passages = two_pages();
  const Anchor anchor = make_anchor({}, "lezer 1", passages, {1, 7, 1, 12});
  EXPECT_EQ(anchor.quote, "regie");
  EXPECT_EQ(anchor.position.span.in(anchored_text(passages, 1, 1)), anchor.quote);
  EXPECT_EQ(anchor.prefix, "ng voor alle gezinnen, zegt de gemeente.\nWie de ");
  EXPECT_EQ(anchor.suffix, " heeft, is voor\npartners niet duidelijk.\nkort");
  EXPECT_EQ(anchor.rects, (std::vector<RectPt>{{20, 20, 30, 30}}));
  EXPECT_EQ(anchor.extractor, "lezer 1");
}

TEST(AnchorTest, ContextIsCutBetweenCharactersNotBytes) {
  const std::vector<Passage> passages = {
      make_passage(0, 0, "éééééééééééééééééééééééééééééééééééééééééééééééééé x")};
  const std::uint32_t x = 101;
  const Anchor anchor = make_anchor({}, "", passages, {0, x, 0, x + 1});
  std::string expected;
  for (std::size_t i = 1; i < kAnchorContextCharacters; ++i)
    expected += "é";
  EXPECT_EQ(anchor.prefix, expected + " ");
}

TEST(AnchorTest, QuoteOverAPageBreakLeavesTheFooterOut) {
  const std::vector<Passage> passages = two_pages();
  const Anchor anchor = make_anchor({}, "", passages, {1, 20, 3, 8});
  EXPECT_EQ(anchor.quote, "is voor\npartners");
  EXPECT_EQ(anchor.position.span.in(anchored_text(passages, 1, 3)), anchor.quote);
  EXPECT_EQ(anchor.page, PageIndex{0});
  EXPECT_EQ(anchor.rects, (std::vector<RectPt>{{40, 20, 60, 30}}));
  EXPECT_EQ(anchor.continues, (std::vector<PagePlace>{{{1}, {{0, 60, 10, 70}}}}));
}

TEST(AnchorTest, TextHashTellsWhetherTheTextIsTheSame) {
  std::vector<Passage> passages = two_pages();
  const Anchor before = make_anchor({}, "", passages, {1, 0, 1, 3});
  EXPECT_EQ(make_anchor({}, "", passages, {1, 4, 1, 6}).position.text_hash, before.position.text_hash);
  passages[1].text[0] = 'w';
  EXPECT_NE(make_anchor({}, "", passages, {1, 0, 1, 3}).position.text_hash, before.position.text_hash);
  EXPECT_EQ(hash_text("vindplaats"), 0x51d93b5e4ca73e61U);  // as computed by another program
}

TEST(AnchorTest, RangeOutsideThePassagesIsRefused) {
  const std::vector<Passage> passages = two_pages();
  EXPECT_THROW(make_anchor({}, "", passages, {0, 0, 9, 1}), std::out_of_range);
  EXPECT_THROW(make_anchor({}, "", passages, {0, 0, 0, 900}), std::out_of_range);
  EXPECT_THROW(make_anchor({}, "", passages, {1, 900, 1, 3}), std::out_of_range);
}

TEST(AnchorTest, WordsOfAPageAreQuotedFromThePageText) {
  Page page;
  page.index = {4};
  page.text = "De regie is\nbelegd bij √ de gemeente\n";
  page.words = {{{0, 2}, {10, 10, 20, 20}, 0, 0, 0},   {{3, 8}, {24, 10, 50, 20}, 0, 0, 0},
                {{9, 11}, {54, 10, 60, 20}, 0, 0, 0},  {{12, 18}, {10, 24, 40, 34}, 0, 0, 0},
                {{19, 22}, {44, 24, 60, 34}, 0, 0, 0}, {{23, 26}, {64, 24, 70, 34}, 0, 0, 0}};
  const Anchor anchor = make_anchor({}, "", page, 2, 4);
  EXPECT_EQ(anchor.quote, "is\nbelegd bij √");
  EXPECT_EQ(anchor.position.span.in(page.text), anchor.quote);
  EXPECT_EQ(anchor.position.text, AnchorText::kPage);
  EXPECT_EQ(anchor.page, PageIndex{4});
  EXPECT_EQ(anchor.rects, (std::vector<RectPt>{{54, 10, 60, 20}, {10, 24, 70, 34}}));
  EXPECT_EQ(anchor.prefix, "De regie ");
  EXPECT_EQ(anchor.suffix, " de gemeente\n");
  EXPECT_THROW(make_anchor({}, "", page, 5, 2), std::out_of_range);
}

}  // namespace
}  // namespace vp
