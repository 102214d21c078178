#include "nlp/passage_builder.h"

#include <algorithm>
#include <random>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nlp/framework_wording.h"
#include "nlp/reading_text.h"
#include "tests/nlp/document_maker.h"

namespace vp::nlp {
namespace {

const WordList& small_list() {
  static const WordList kWords = WordList::from_lines(
      "verantwoorden\ngeestesziekte\nziekte\nketenpartners\ngemeente\nopvoedhulp\njeugd\ndoorzettingsmacht\n"
      "geïnformeerd\nbeleid\nzorg\n");
  return kWords;
}

std::vector<std::string> texts_of(const std::vector<Passage>& passages) {
  std::vector<std::string> texts;
  for (const Passage& passage : passages)
    texts.push_back(passage.text);
  return texts;
}

struct LineCase {
  const char* name;
  const char* lines;  // one a row
  const char* reading;
};

// Seen: F factsheets, N published Dutch documents, W the writing rules.
constexpr LineCase kLineCases[] = {
    {"joins_typeset_hyphen", "verant-\nwoorden dat", "verantwoorden dat"},              // F
    {"joins_unicode_hyphen", "verant\u2010\nwoorden", "verantwoorden"},                 // N
    {"joins_soft_hyphen", "verant\u00AD\nwoorden", "verantwoorden"},                    // N
    {"drops_soft_hyphen_inside", "ver\u00ADantwoorden", "verantwoorden"},               // N
    {"keeps_suspended_hyphen", "de jeugd-\nen opvoedhulp", "de jeugd- en opvoedhulp"},  // F
    {"keeps_acronym_hyphen", "de CJG-\naanpak", "de CJG-aanpak"},                       // F
    {"keeps_period", "2012-\n2015", "2012-2015"},                                       // F
    {"keeps_hyphen_inside_line", "wrap-around care", "wrap-around care"},               // F
    {"keeps_dash_at_line_end", "beleid -\nook dit", "beleid - ook dit"},                // N
    {"restores_trema", "ge-\ninformeerd", "geïnformeerd"},                              // W
    {"joins_after_bracket", "een (geestes)\nziekte", "een (geestes)ziekte"},            // F
    {"separates_after_bracket", "zij (kunnen)\nlaten", "zij (kunnen) laten"},           // F
    {"joins_over_three_lines", "verant-\nwoor-\nden", "verantwoorden"},                 // made up
    {"keeps_quotes_and_dashes", "\u201Cbeleid\u201D \u2013 zorg", "\u201Cbeleid\u201D \u2013 zorg"},  // N
    {"squeezes_no_break_spaces", "\u00A0beleid\u00A0\u00A0voor\u00A0 zorg", "beleid voor zorg"},      // N
    {"joins_web_address", "https://www.voorbeeld.nl/jeugd-\nhulp/plan",
     "https://www.voorbeeld.nl/jeugd-hulp/plan"},
    {"leaves_out_mark_of_note", "het beleid ^1 van", "het beleid van"},                        // N
    {"leaves_out_mark_at_sentence_end", "het beleid. ^1 ^2\nDe zorg", "het beleid. De zorg"},  // N
    {"joins_hyphen_before_mark", "verant- ^1\nwoorden", "verantwoorden"},                      // made up
    {"joins_hyphen_over_mark", "verant-\n^1 woorden", "verantwoorden"},                        // made up
    {"leaves_out_number_of_note", "^12 Zie het beleid", "Zie het beleid"},                     // N
};

class ReadingLineTest : public testing::TestWithParam<LineCase> {};

TEST_P(ReadingLineTest, ReadsAsTheSourceReads) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, GetParam().lines);
  const std::vector<Passage> passages = build_passages(maker.document(), small_list());
  EXPECT_EQ(texts_of(passages), std::vector<std::string>{GetParam().reading});
}

INSTANTIATE_TEST_SUITE_P(Table, ReadingLineTest, testing::ValuesIn(kLineCases),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(PassageBuilderTest, BrokenWordIsTwoWordsOnAdjoiningSpans) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, "wij verant-\nwoorden dat");
  const Passage passage = build_passages(maker.document(), small_list()).at(0);
  ASSERT_EQ(passage.words.size(), 4U);
  EXPECT_EQ(passage.words[1].span, (TextSpan{4, 10}));
  EXPECT_EQ(passage.words[2].span, (TextSpan{10, 17}));
  EXPECT_EQ(passage.words[1].span.in(passage.text), "verant");
  EXPECT_EQ(passage.words[2].span.in(passage.text), "woorden");
}

TEST(PassageBuilderTest, MarkOfNoteIsAWordWithoutText) {
  const Document document = DocumentMaker().page().block(BlockKind::kParagraph, "beleid ^1 zorg").document();
  const std::vector<Passage> passages = build_passages(document, small_list());
  ASSERT_EQ(passages.size(), 1U);
  ASSERT_EQ(passages[0].words.size(), 3U);
  EXPECT_EQ(passages[0].words[1].span, (TextSpan{6, 6}));
}

TEST(PassageBuilderTest, BlockOfMarksAloneIsAPassage) {
  const Document document = DocumentMaker()
                                .page()
                                .block(BlockKind::kParagraph, "beleid")
                                .block(BlockKind::kFootnote, "^1")
                                .document();
  EXPECT_THAT(texts_of(build_passages(document, small_list())), testing::ElementsAre("beleid", ""));
}

TEST(PassageBuilderTest, ParagraphGoesOnOverThePage) {
  DocumentMaker maker;
  maker.page()
      .block(BlockKind::kParagraph, "De gemeente heeft door-")
      .block(BlockKind::kFooter, "pagina een");
  maker.page().block(BlockKind::kHeader, "Plan").block(BlockKind::kParagraph, "zettingsmacht. Verder niets.");
  const std::vector<Passage> passages = build_passages(maker.document(), small_list());
  EXPECT_EQ(
      texts_of(passages),
      (std::vector<std::string>{"De gemeente heeft doorzettingsmacht. Verder niets.", "pagina een", "Plan"}));
  EXPECT_EQ(passages[0].words.front().page.value, 0U);
  EXPECT_EQ(passages[0].words.back().page.value, 1U);
  EXPECT_EQ(passages[0].sentences.size(), 2U);
}

struct FlowCase {
  const char* name;
  BlockKind first_kind;
  const char* first;
  BlockKind second_kind;
  const char* second;
  std::size_t passages;
};

constexpr FlowCase kFlowCases[] = {
    {"open_sentence_goes_on", BlockKind::kParagraph, "De gemeente heeft geen", BlockKind::kParagraph,
     "zicht op de zorg.", 1},
    {"ended_sentence_does_not", BlockKind::kParagraph, "De gemeente heeft zicht.", BlockKind::kParagraph,
     "en dan verder.", 2},
    {"capital_does_not", BlockKind::kParagraph, "De gemeente heeft geen", BlockKind::kParagraph,
     "Zicht op de zorg.", 2},
    {"list_item_goes_on", BlockKind::kListItem, "\u2022 zicht op de", BlockKind::kParagraph, "zorg en", 1},
    {"list_label_does_not", BlockKind::kListItem, "a. zicht op de", BlockKind::kListItem, "b. zorg", 2},
    {"heading_does_not", BlockKind::kHeading, "Zicht op de gemeente", BlockKind::kParagraph, "zorg en", 2},
    {"into_heading_does_not", BlockKind::kParagraph, "Zicht op de gemeente", BlockKind::kHeading, "zorg", 2},
    {"cell_does_not", BlockKind::kTableCell, "zicht op de gemeente", BlockKind::kTableCell, "zorg en", 2},
    {"abbreviation_is_no_end", BlockKind::kParagraph, "De gemeente zorgt i.v.m.", BlockKind::kParagraph,
     "zorg voor zicht.", 1},
    {"lone_word_does_not", BlockKind::kParagraph, "Inhoud", BlockKind::kParagraph, "zorg en", 2},
};

class FlowTest : public testing::TestWithParam<FlowCase> {};

TEST_P(FlowTest, OverThePage) {
  const FlowCase& flow = GetParam();
  DocumentMaker maker;
  maker.page().block(flow.first_kind, flow.first);
  maker.page().block(flow.second_kind, flow.second);
  EXPECT_EQ(build_passages(maker.document(), small_list()).size(), flow.passages);
}

TEST_P(FlowTest, OverTheColumn) {
  const FlowCase& flow = GetParam();
  DocumentMaker maker;
  maker.page().block(flow.first_kind, flow.first).column().block(flow.second_kind, flow.second);
  EXPECT_EQ(build_passages(maker.document(), small_list()).size(), flow.passages);
}

INSTANTIATE_TEST_SUITE_P(Table, FlowTest, testing::ValuesIn(kFlowCases),
                         [](const auto& row) { return std::string(row.param.name); });

// A table of one row and two columns whose cells are the page's first two blocks.
void add_row(Page& page, bool continues) {
  Table table;
  table.row_count = 1;
  table.column_count = 2;
  table.continues = continues;
  for (std::uint16_t column = 0; column < 2; ++column) {
    TableCell cell;
    cell.column = column;
    cell.continues = continues;
    cell.blocks = {column};
    table.cells.push_back(cell);
  }
  page.tables.push_back(table);
}

TEST(PassageBuilderTest, ACellThatGoesOnOverThePageIsOnePassageWithItsBrokenWord) {
  DocumentMaker maker;
  maker.page()
      .block(BlockKind::kTableCell, "De gemeente heeft door-")
      .block(BlockKind::kTableCell, "Er is zicht.");
  maker.page()
      .block(BlockKind::kTableCell, "zettingsmacht over zorg.")
      .block(BlockKind::kTableCell, "Niet overal.");
  Document document = maker.document();
  EXPECT_EQ(build_passages(document, small_list()).size(), 4U);  // no table says that they belong together
  add_row(document.pages.at(0), false);
  add_row(document.pages.at(1), true);
  const std::vector<Passage> passages = build_passages(document, small_list());
  EXPECT_EQ(texts_of(passages), (std::vector<std::string>{"De gemeente heeft doorzettingsmacht over zorg.",
                                                          "Er is zicht.", "Niet overal."}));
  EXPECT_EQ(passages[0].words.back().page.value, 1U);
}

TEST(PassageBuilderTest, OtherFontSizeDoesNotGoOn) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, "De gemeente heeft geen");
  maker.page().font_size(8).block(BlockKind::kParagraph, "zicht op de zorg");
  EXPECT_EQ(build_passages(maker.document(), small_list()).size(), 2U);
}

TEST(PassageBuilderTest, FootnoteStandsBetweenWithoutEndingTheParagraph) {
  DocumentMaker maker;
  maker.page()
      .block(BlockKind::kParagraph, "De gemeente heeft geen")
      .block(BlockKind::kFootnote, "1 Zie plan.");
  maker.page().block(BlockKind::kParagraph, "zicht op de zorg.");
  EXPECT_EQ(texts_of(build_passages(maker.document(), small_list())),
            (std::vector<std::string>{"De gemeente heeft geen zicht op de zorg.", "1 Zie plan."}));
}

TEST(PassageBuilderTest, SkippedPageEndsTheParagraph) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, "De gemeente heeft geen");
  maker.page();
  maker.page().block(BlockKind::kParagraph, "zicht op de zorg.");
  EXPECT_EQ(build_passages(maker.document(), small_list()).size(), 2U);
}

TEST(PassageBuilderTest, HeadingsFormAPath) {
  DocumentMaker maker;
  maker.page()
      .block(BlockKind::kHeading, "Plan", 1)
      .block(BlockKind::kParagraph, "Tekst een.")
      .block(BlockKind::kHeading, "Zorg", 2)
      .block(BlockKind::kParagraph, "Tekst twee.")
      .block(BlockKind::kFooter, "voet")
      .block(BlockKind::kHeading, "Beleid", 2)
      .block(BlockKind::kTableCell, "Cel")
      .block(BlockKind::kHeading, "Slot", 1)
      .block(BlockKind::kParagraph, "Einde.");
  std::vector<int> headings;
  for (const Passage& passage : build_passages(maker.document(), small_list())) {
    headings.push_back(passage.heading ? static_cast<int>(*passage.heading) : -1);
  }
  EXPECT_EQ(headings, (std::vector<int>{-1, 0, 0, 2, -1, 0, 5, -1, 7}));
}

TEST(PassageBuilderTest, LongBlockIsCutAtSentenceEnds) {
  std::string lines;
  for (int i = 0; i < 100; ++i)
    lines += "De gemeente zorgt voor zorg en beleid in het jaar.\n";
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, lines);
  const std::vector<Passage> passages = build_passages(maker.document(), small_list());
  EXPECT_GT(passages.size(), 2U);
  for (const Passage& passage : passages) {
    EXPECT_LE(passage.text.size(), 2000U);
    EXPECT_TRUE(passage.text.ends_with('.'));
    EXPECT_TRUE(passage.text.starts_with("De gemeente"));
  }
}

TEST(PassageBuilderTest, PageWithoutUsableLinesIsOneParagraph) {
  DocumentMaker maker;
  maker.page().block(BlockKind::kParagraph, "een twee").block(BlockKind::kParagraph, "drie");
  Document document = maker.document();
  document.pages[0].lines[0].word_count = 9;
  EXPECT_EQ(texts_of(build_passages(document, small_list())), (std::vector<std::string>{"een twee drie"}));
}

TEST(PassageBuilderTest, TimeStaysLinearInHostileLines) {
  for (const std::string_view line : {"CJG-\n", "a/\n", "www.a.nl/-\n", "\u00AD\n"}) {
    std::string lines;
    while (lines.size() < 500'000)
      lines += line;
    DocumentMaker maker;
    maker.page().block(BlockKind::kParagraph, lines);
    EXPECT_FALSE(build_passages(maker.document(), small_list()).empty());  // the time limit is the test
  }
}

// ---- Properties on random documents ----

constexpr const char* kPieces[] = {
    "de",        "verant-",  "woorden",         "zorg.",  "(geestes)", "ziekte",   "2012-",
    "2015",      "\u00AD",   "jeugd-",          "en",     "\u2022",    "-",        "hee\u6600\u7400",
    "caf\u00E9", "a\u00A0b", "\u201CJa!\u201D", "\uF0B7", "i.v.m.",    "ge\u00AD", "informeerd",
    "www.a.nl/", "b-c",      "\uFB01n",         "CJG-",   "Nu?",       "x\u2010",  "e\u0301\u00E9n"};

Document make_random_document(std::mt19937& random) {
  constexpr BlockKind kKinds[] = {BlockKind::kParagraph, BlockKind::kParagraph, BlockKind::kListItem,
                                  BlockKind::kHeading,   BlockKind::kTableCell, BlockKind::kFooter,
                                  BlockKind::kFootnote};
  DocumentMaker maker;
  const auto pages = 1 + random() % 4;
  for (std::size_t page = 0; page < pages; ++page) {
    maker.page();
    const auto blocks = random() % 5;
    for (std::size_t block = 0; block < blocks; ++block) {
      if (random() % 4 == 0) maker.column();
      std::string lines;
      const auto words = 1 + random() % 40;
      for (std::size_t word = 0; word < words; ++word) {
        lines += kPieces[random() % std::size(kPieces)];
        lines += random() % 4 == 0 ? '\n' : ' ';
      }
      maker.block(kKinds[random() % std::size(kKinds)], lines, static_cast<std::uint8_t>(random() % 3));
    }
  }
  return maker.document();
}

TEST(PassageBuilderProperty, EveryWordIsInExactlyOnePassage) {
  std::mt19937 random(21);
  for (int round = 0; round < 300; ++round) {
    const Document document = make_random_document(random);
    std::vector<std::pair<PageIndex, RectPt>> expected;
    for (const Page& page : document.pages) {
      for (const Word& word : page.words)
        expected.emplace_back(page.index, word.box);
    }
    std::vector<std::pair<PageIndex, RectPt>> found;
    for (const Passage& passage : build_passages(document, small_list())) {
      for (const PassageWord& word : passage.words)
        found.emplace_back(word.page, word.box);
    }
    std::sort(expected.begin(), expected.end());
    std::sort(found.begin(), found.end());
    ASSERT_EQ(found, expected);
  }
}

TEST(PassageBuilderProperty, SpansAscendAndSpacesAreSingle) {
  std::mt19937 random(22);
  for (int round = 0; round < 300; ++round) {
    std::uint32_t ordinal = 0;
    for (const Passage& passage : build_passages(make_random_document(random), small_list())) {
      EXPECT_EQ(passage.ordinal, ordinal++);
      std::uint32_t place = 0;
      for (const PassageWord& word : passage.words) {
        ASSERT_GE(word.span.begin, place);
        ASSERT_GE(word.span.end, word.span.begin);
        place = word.span.end;
      }
      ASSERT_LE(place, passage.text.size());
      place = 0;
      for (const TextSpan sentence : passage.sentences) {
        ASSERT_GE(sentence.begin, place);
        ASSERT_LT(sentence.begin, sentence.end);
        ASSERT_NE(passage.text[sentence.begin], ' ');
        ASSERT_NE(passage.text[sentence.end - 1], ' ');
        place = sentence.end;
      }
      ASSERT_LE(place, passage.text.size());
      ASSERT_EQ(passage.text.find("  "), std::string::npos) << passage.text;
      ASSERT_FALSE(passage.text.starts_with(' ') || passage.text.ends_with(' '));
    }
  }
}

TEST(PassageBuilderProperty, SliceHoldsExactlyTheLettersOfItsWords) {
  std::mt19937 random(23);
  for (int round = 0; round < 300; ++round) {
    const Document document = make_random_document(random);
    for (const Passage& passage : build_passages(document, small_list())) {
      if (passage.words.empty()) continue;
      const std::size_t first = random() % passage.words.size();
      const std::size_t last = first + random() % (passage.words.size() - first);
      std::string letters;
      for (std::size_t i = first; i <= last; ++i) {
        letters += to_squashed(source_of(document, passage.words[i], small_list()));
      }
      const TextSpan slice{passage.words[first].span.begin, passage.words[last].span.end};
      ASSERT_EQ(to_squashed(slice.in(passage.text)), letters) << passage.text;
    }
  }
}

TEST(PassageBuilderProperty, SentencesCoverEveryLetter) {
  std::mt19937 random(24);
  for (int round = 0; round < 300; ++round) {
    for (const Passage& passage : build_passages(make_random_document(random), small_list())) {
      std::string letters;
      for (const TextSpan sentence : passage.sentences)
        letters += to_squashed(sentence.in(passage.text));
      ASSERT_EQ(letters, to_squashed(passage.text));
    }
  }
}

}  // namespace
}  // namespace vp::nlp
