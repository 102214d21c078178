// Reading order and kinds of blocks on pages made for one trait each.
#include <gtest/gtest.h>

#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"

namespace vp::ingest {
namespace {

constexpr const char* kWords[] = {"gezinnen", "met", "ernstige",   "problemen",
                                  "vragen",   "om",  "langdurige", "zorg"};

/// A column of running text: lines "a0 gezinnen met ..", "a1 ...".
std::string column(char name, float x, float y, int lines, float leading = 12, int words = 5) {
  std::string content;
  for (int line = 0; line < lines; ++line) {
    std::string text = std::string(1, name) + std::to_string(line);
    for (int w = 0; w < words; ++w)
      text += std::string(" ") + kWords[(line + w) % 8];
    content += text_at(x, y - leading * static_cast<float>(line), text, 9);
  }
  return content;
}

/// The line names ("a0", "b3") in the order in which they are read.
std::string order_of(const std::string& content, const std::string& media_box = "0 0 600 800") {
  const Document document = read_pdf(PdfBuilder().add_page({content, media_box, ""}).build());
  std::string order;
  for (const Word& word : document.pages.at(0).words) {
    const std::string_view text = word.span.in(document.pages.at(0).text);
    if (text.size() >= 2 && text[1] >= '0' && text[1] <= '9') order += std::string(text) + " ";
  }
  return order;
}

std::string names(char name, int count) {
  std::string order;
  for (int i = 0; i < count; ++i)
    order += std::string(1, name) + std::to_string(i) + " ";
  return order;
}

TEST(LayoutTest, ALargeSignBesideAParagraphDoesNotCutIt) {
  const std::string content = text_at(50, 682, "!", 28, "F2") +
                              text_at(90, 700, "Zeg wat er gebeurt als het niet verandert. Ouders") +
                              text_at(90, 687, "waarderen eerlijkheid meer dan vriendelijkheid, zo") +
                              text_at(90, 674, "bleek uit de gesprekken die met hen zijn gevoerd.");
  const Page page = read_pdf(PdfBuilder().add_page({content, "0 0 600 800", ""}).build()).pages.at(0);
  std::string lines;
  for (const Block& block : page.blocks)
    lines += std::to_string(block.line_count) + " ";
  EXPECT_EQ(lines, "1 3 ");
  EXPECT_EQ(page.text.front(), '!');
}

TEST(LayoutTest, SmallTypeInAColumnBesideTheTextIsAside) {
  std::string content;
  for (int i = 0; i < 6; ++i) {
    content += text_at(200, 700 - 13 * static_cast<float>(i),
                       "Dat vraagt om een regisseur die het gezin al langer kent dan", 10);
  }
  content += text_at(50, 700, "Drang is geen dwang:", 8) + text_at(50, 690, "het gezin kiest zelf.", 8);
  content += text_at(50, 580, "Onder de tekst staat een kleine regel, maar niet ernaast.", 8);
  const Page page = read_pdf(PdfBuilder().add_page({content, "0 0 600 800", ""}).build()).pages.at(0);
  std::string asides;
  for (const Block& block : page.blocks) {
    if (block.is_aside) asides += std::to_string(block.line_count) + " lines ";
  }
  EXPECT_EQ(asides, "2 lines ");
}

TEST(ColumnsTest, TwoColumnsDoNotInterleave) {
  EXPECT_EQ(order_of(column('a', 50, 700, 20) + column('b', 320, 700, 20)), names('a', 20) + names('b', 20));
}

TEST(ColumnsTest, StreamOrderDoesNotMatter) {
  EXPECT_EQ(order_of(column('b', 320, 700, 20) + column('a', 50, 700, 20)), names('a', 20) + names('b', 20));
}

TEST(ColumnsTest, UnalignedBaselinesDoNotMatter) {
  EXPECT_EQ(order_of(column('a', 50, 700, 20) + column('b', 320, 695.5F, 18, 12.7F)),
            names('a', 20) + names('b', 18));
}

TEST(ColumnsTest, ThreeColumns) {
  EXPECT_EQ(order_of(column('a', 30, 700, 15, 12, 3) + column('b', 220, 700, 15, 12, 3) +
                     column('c', 410, 700, 15, 12, 3)),
            names('a', 15) + names('b', 15) + names('c', 15));
}

TEST(ColumnsTest, NarrowGutter) {
  // Lines of the left column end some 8 pt before the right one begins.
  EXPECT_EQ(order_of(column('a', 50, 700, 20, 12, 8) + column('b', 334, 700, 20, 12, 5)),
            names('a', 20) + names('b', 20));
}

TEST(ColumnsTest, HeadingOverBothColumnsComesFirst) {
  const std::string heading =
      text_at(50, 740, "h0 Uitkomsten van het onderzoek naar de aanpak in de regio", 18, "F2");
  const std::string tail =
      text_at(50, 420, "t0 Deze regel loopt weer over de volle breedte van de bladzijde, na de kolommen.", 9);
  EXPECT_EQ(order_of(heading + column('a', 50, 700, 20) + column('b', 320, 700, 20) + tail),
            "h0 " + names('a', 20) + names('b', 20) + "t0 ");
}

// Letters of ministries: date and reference in small type beside the first lines, on baselines of their own.
TEST(ColumnsTest, SideNoteIsReadAfterTheTextBesideIt) {
  const std::string note = text_at(465, 707, "n0", 7) + text_at(465, 697.5F, "n1", 7) +
                           text_at(465, 683, "n2", 7) + text_at(465, 673.5F, "n3", 7);
  EXPECT_EQ(order_of(column('a', 78, 717, 1, 12, 2) + column('b', 78, 703, 25, 14, 8) + note),
            "a0 " + names('b', 25) + names('n', 4));
}

TEST(ColumnsTest, SideNoteBesideEveryLineOfAParagraphIsNoTable) {
  std::string note;
  for (int i = 0; i < 4; ++i)
    note += text_at(465, 693 - 11 * static_cast<float>(i), "n" + std::to_string(i), 7);
  EXPECT_EQ(order_of(column('a', 78, 700, 12, 12, 8) + column('b', 78, 540, 9, 12, 8) + note),
            names('a', 12) + names('b', 9) + names('n', 4));
}

// Blauwdruk, page 4: a heading stands far below the text above it, where the right column has ended.
TEST(ColumnsTest, LongerColumnIsReadToItsEndBeforeTheNext) {
  EXPECT_EQ(order_of(column('a', 50, 700, 20) + text_at(50, 430, "h0 Effect", 9, "F2") +
                     column('c', 50, 418, 5) + column('b', 320, 700, 18)),
            names('a', 20) + "h0 " + names('c', 5) + names('b', 18));
}

// Handreiking, page 10: a large sign before a line of the left column must not pull in the right one.
TEST(ColumnsTest, LargeSignDoesNotJoinColumns) {
  EXPECT_EQ(order_of(column('a', 62, 700, 8) + text_at(50, 652, "!", 26, "F2") + column('b', 268, 700, 8)),
            names('a', 8) + names('b', 8));
}

TEST(ColumnsTest, WordsOfALineSetWideAreNoCells) {
  std::string content = column('a', 50, 700, 4, 12, 8);
  content += "BT /F1 9 Tf 12 Tw 50 652 Td (w0 hulp voor alle gezinnen) Tj ET\n";
  content += column('b', 50, 640, 4, 12, 8);
  EXPECT_EQ(order_of(content), names('a', 4) + "w0 " + names('b', 4));
  const Document document = read_pdf(PdfBuilder().add_page({content, "0 0 600 800", ""}).build());
  EXPECT_EQ(document.pages.at(0).lines.size(), 9U);
}

// Law texts in letters: two underlined headings, one above the other, are no row of a table without upright lines.
TEST(ColumnsTest, UnderlinesAreNoBordersOfACell) {
  const std::string text = text_at(50, 700, "a0 gezin", 10) + line_between(50, 698.6F, 86, 698.6F) +
                           column('b', 50, 686, 3) + text_at(50, 650, "c0 zorg", 10) +
                           column('d', 50, 638, 3) + text_at(50, 602, "e0 gezin", 10) +
                           line_between(50, 600.6F, 86, 600.6F) + column('f', 50, 588, 3);
  EXPECT_EQ(order_of(text), "a0 " + names('b', 3) + "c0 " + names('d', 3) + "e0 " + names('f', 3));
}

std::string ruled_table(const std::vector<std::vector<std::string>>& rows) {
  std::string content;
  const float left = 50;
  const float column_width = 160;
  const float row_height = 40;
  const auto column_count = static_cast<float>(rows.front().size());
  for (std::size_t r = 0; r <= rows.size(); ++r) {
    const float y = 700 - row_height * static_cast<float>(r);
    content += line_between(left, y, left + column_width * column_count, y);
  }
  for (float c = 0; c <= column_count; ++c) {
    content += line_between(left + c * column_width, 700, left + c * column_width,
                            700 - row_height * static_cast<float>(rows.size()));
  }
  for (std::size_t r = 0; r < rows.size(); ++r) {
    for (std::size_t c = 0; c < rows[r].size(); ++c) {
      float y = 700 - row_height * static_cast<float>(r) - 12;
      std::string_view rest = rows[r][c];
      while (!rest.empty()) {
        const std::size_t cut = std::min(rest.find('|'), rest.size());
        content += text_at(left + 4 + column_width * static_cast<float>(c), y, rest.substr(0, cut), 9);
        rest.remove_prefix(std::min(cut + 1, rest.size()));
        y -= 11;
      }
    }
  }
  return content;
}

TEST(TableTest, RuledCellsStayWholeRowByRow) {
  const Document document =
      read_pdf(PdfBuilder()
                   .add_page({ruled_table({{"Criteria", "Indicatoren", "Bevindingen"},
                                           {"Een toegeruste|regisseur", "De doorzettings-|macht is geregeld",
                                            "Er zijn geen|afspraken over"}}),
                              "0 0 600 800", ""})
                   .build());
  EXPECT_EQ(to_outline(document.pages.at(0)),
            "table cell: Criteria\n"
            "table cell: Indicatoren\n"
            "table cell: Bevindingen\n"
            "table cell: Een toegeruste regisseur\n"
            "table cell: De doorzettings- macht is geregeld\n"
            "table cell: Er zijn geen afspraken over\n");
}

TEST(TableTest, RowsOfATableWithoutLinesStayTogether) {
  std::string content;
  static constexpr const char* kRows[][3] = {
      {"Jaar", "Gezinnen", "Afgerond"}, {"2011", "41", "30"}, {"2012", "57", "44"}, {"2013", "62", "51"}};
  float y = 700;
  for (const auto& row : kRows) {
    for (int c = 0; c < 3; ++c)
      content += text_at(60 + 120 * static_cast<float>(c), y, row[c], 10);
    y -= 14;
  }
  const Document document = read_pdf(PdfBuilder().add_page({content, "0 0 600 800", ""}).build());
  EXPECT_EQ(to_words(document.pages.at(0)), "Jaar Gezinnen Afgerond 2011 41 30 2012 57 44 2013 62 51");
}

TEST(BlockTest, KindsOfARunningPage) {
  std::string content = text_at(50, 740, "Aanpak in de gemeente", 18, "F2") + column('a', 50, 710, 3) +
                        text_at(50, 660, "Wat is afgesproken", 9, "F2") + column('b', 50, 646, 3);
  content += "BT /F5 9 Tf 50 590 Td (\\267) Tj ET\n" + text_at(65, 590, "gezinnen zijn in beeld", 9);
  content += "BT /F5 9 Tf 50 578 Td (\\267) Tj ET\n" + text_at(65, 578, "er is een plan per gezin", 9) +
             text_at(65, 566, "dat samen is gemaakt", 9);
  content += text_at(50, 120, "1 Zie het jaarverslag van de regio over 2012, blz. 14", 7);
  const Document document = read_pdf(PdfBuilder().add_page({content, "0 0 600 800", ""}).build());
  std::string kinds;
  for (const Block& block : document.pages.at(0).blocks)
    kinds += std::string(to_string(block.kind)) + ", ";
  EXPECT_EQ(kinds, "heading, paragraph, heading, paragraph, list item, list item, footnote, ")
      << to_outline(document.pages.at(0));
}

TEST(BlockTest, NumberOfAListItemStaysWithItsText) {
  const std::string content = text_at(50, 700, "1.", 9) +
                              text_at(72, 700, "Er is een regisseur per gezin", 9) +
                              text_at(72, 689, "die het plan bewaakt", 9) + text_at(50, 678, "2.", 9) +
                              text_at(72, 678, "De regisseur heeft doorzettingsmacht", 9);
  const Document document = read_pdf(PdfBuilder().add_page({content, "0 0 600 800", ""}).build());
  EXPECT_EQ(to_outline(document.pages.at(0)),
            "list item: 1. Er is een regisseur per gezin die het plan bewaakt\n"
            "list item: 2. De regisseur heeft doorzettingsmacht\n");
}

}  // namespace
}  // namespace vp::ingest
