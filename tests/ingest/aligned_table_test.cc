// Tables whose columns are parted by space alone, and text in columns that is no table.
#include "ingest/aligned_table.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/aligned_text.h"
#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"
#include "tests/ingest/table_text.h"

namespace vp::ingest {
namespace {

std::string tables_in(const std::string& content) {
  return tables_of(read_pdf(PdfBuilder().add_page({content, "0 0 600 800", ""}).build()).pages.at(0));
}

struct Line {
  float y;
  std::vector<std::pair<float, const char*>> words;
};

std::string lines(const std::vector<Line>& rows) {
  std::string content;
  for (const Line& row : rows) {
    for (const auto& [x, text] : row.words)
      content += text_at(x, row.y, text, 9);
  }
  return content;
}

std::string level(float x0, float x1, std::initializer_list<float> ys) {
  std::string content;
  for (const float y : ys)
    content += line_between(x0, y, x1, y);
  return content;
}

// Plans of action in shaded rows: a bullet stands clear of its text and is no column of its own.
TEST(AlignedTableTest, BulletsStayWithTheirTextInShadedRows) {
  std::string content;
  for (const float y : {660.0F, 630.0F, 600.0F})
    content += "1 0.88 0.65 rg 50 " + std::to_string(y) + " 400 28 re f 0 g\n";
  content += lines({{694, {{54, "Acties"}, {190, "Middelen"}, {330, "Uitkomsten"}}}});
  const char* const actions[3][2] = {
      {"Kijk naar andere", "plannen"}, {"Bepaal het doel", "voor 2015"}, {"Stel een planning", "vast"}};
  for (int r = 0; r < 3; ++r) {
    const float y = 678 - 30 * static_cast<float>(r);
    content += lines({{y, {{54, actions[r][0]}}}, {y - 11, {{54, actions[r][1]}}}});
    for (const float x : {190.0F, 330.0F}) {
      content += text_at(x, y, "\\267", 9, "F5") + text_at(x + 18, y, "Plan van de", 9) +
                 text_at(x + 18, y - 11, "organisatie", 9);
    }
  }
  const std::string tables = tables_in(content);
  EXPECT_NE(tables.find("'Kijk naar andere plannen' | "), std::string::npos) << tables;
  EXPECT_NE(tables.find("Plan van de organisatie' | "), std::string::npos) << tables;
  EXPECT_NE(tables.find("'Stel een planning vast' | "), std::string::npos) << tables;
}

AlignedWord word_from(float u0, float u1) {
  AlignedWord word;
  word.u0 = u0;
  word.u1 = u1;
  return word;
}

// A plan with shaded rows, nl "blauwdruk", page 6: its cells were cut into lines, with bullets for a column.
TEST(AlignedTextTest, BulletAndItsTextAreOneChunk) {
  AlignedLine line;
  line.size_pt = 9;
  line.words = {word_from(50, 54), word_from(68, 120), word_from(160, 164), word_from(190, 240)};
  EXPECT_EQ(chunks_of(line, 0.9F).size(), 4U);
  line.words[0].is_bullet = true;
  EXPECT_EQ(chunks_of(line, 0.9F).size(), 3U);
  EXPECT_FLOAT_EQ(chunks_of(line, 0.9F).front().u1, 120);
}

// Lines over and under the head and at the end, one under the names that share columns; labels of sections.
TEST(AlignedTableTest, NamesOverSeveralColumnsAndSectionsHaveTheirPlaces) {
  EXPECT_EQ(
      tables_in(level(50, 400, {700, 660, 600}) + line_between(150, 682, 270, 682) +
                line_between(280, 682, 400, 682) +
                lines({{688, {{190, "Gestart"}, {320, "Afgerond"}}},
                       {668, {{54, "Wijk"}, {160, "2012"}, {230, "2013"}, {290, "2012"}, {360, "2013"}}},
                       {648, {{54, "Noord"}}},
                       {636, {{60, "Lage Brink"}, {160, "12"}, {230, "14"}, {290, "9"}, {360, "11"}}},
                       {624, {{60, "Hoge Brink"}, {160, "7"}, {230, "8"}, {360, "5"}}},
                       {612, {{60, "Sluis"}, {160, "21"}, {230, "19"}, {290, "20"}, {360, "17"}}}})),
      "partial 6x5 head 2\n"
      "r0c0+2x1h 'Wijk' | r0c1+1x2h 'Gestart' | r0c3+1x2h 'Afgerond'\n"
      "r1c1h '2012' | r1c2h '2013' | r1c3h '2012' | r1c4h '2013'\n"
      "r2c0 'Noord' | r2c1 '' | r2c2 '' | r2c3 '' | r2c4 ''\n"
      "r3c0 'Lage Brink' | r3c1 '12' | r3c2 '14' | r3c3 '9' | r3c4 '11'\n"
      "r4c0 'Hoge Brink' | r4c1 '7' | r4c2 '8' | r4c3 '' | r4c4 '5'\n"
      "r5c0 'Sluis' | r5c1 '21' | r5c2 '19' | r5c3 '20' | r5c4 '17'\n");
}

// Right-aligned figures with 4 pt between the widest of them.
TEST(AlignedTableTest, AGutterOfFourPointsPartsColumns) {
  std::vector<Line> rows{{688, {{54, "Jaar"}, {152, "Kosten"}, {206, "Baten"}}}};
  const char* const years[] = {"2008", "2009", "2010", "2011", "2012", "2013"};
  float y = 668;
  for (const char* year : years) {
    rows.push_back({y, {{54, year}, {150, "1.234.567"}, {194, "2.345.678"}}});
    y -= 11;
  }
  const std::string found = tables_in(level(50, 260, {700, 680, 600}) + lines(rows));
  EXPECT_EQ(found.substr(0, found.find('\n')), "partial 7x3 head 1");
  EXPECT_NE(found.find("r6c0 '2013' | r6c1 '1.234.567' | r6c2 '2.345.678'"), std::string::npos) << found;
}

TEST(AlignedTableTest, ALabelGoesOnInTheNextLine) {
  const std::string found =
      tables_in(level(50, 400, {700, 680, 610}) +
                lines({{688, {{54, "Maatregel"}, {280, "2012"}, {350, "2013"}}},
                       {668, {{54, "Gezinnen met een plan dat door"}}},
                       {657, {{54, "alle partners is ondertekend"}, {280, "31"}, {350, "38"}}},
                       {646, {{54, "Opgeschaald"}, {280, "4"}, {350, "6"}}},
                       {635, {{54, "Afgesloten"}, {280, "12"}, {350, "9"}}},
                       {624, {{54, "Nazorg"}, {280, "11"}, {350, "9"}}}}));
  EXPECT_NE(found.find("r1c0 'Gezinnen met een plan dat door alle partners is ondertekend' | r1c1 '31'"),
            std::string::npos)
      << found;
}

TEST(AlignedTableTest, CaptionAndNoteStayOutside) {
  const Document document = read_pdf(
      PdfBuilder()
          .add_page({lines({{720, {{50, "Tabel 3. Gezinnen per jaar"}}},
                            {686, {{54, "Jaar"}, {200, "Gestart"}, {320, "Afgerond"}}},
                            {668, {{54, "2011"}, {200, "41"}, {320, "30"}}},
                            {657, {{54, "2012"}, {200, "57"}, {320, "44"}}},
                            {646, {{54, "2013"}, {200, "62"}, {320, "51"}}},
                            {620, {{50, "Bron: registratie van de gemeente, peildatum 1 januari."}}}}) +
                         level(50, 400, {700, 680, 636}),
                     "0 0 600 800", ""})
          .build());
  EXPECT_EQ(tables_of(document.pages.at(0)),
            "partial 4x3 head 1\n"
            "r0c0h 'Jaar' | r0c1h 'Gestart' | r0c2h 'Afgerond'\n"
            "r1c0 '2011' | r1c1 '41' | r1c2 '30'\n"
            "r2c0 '2012' | r2c1 '57' | r2c2 '44'\n"
            "r3c0 '2013' | r3c1 '62' | r3c2 '51'\n");
}

struct NoTable {
  const char* name;
  std::vector<Line> rows;
};

class NoTableTest : public testing::TestWithParam<NoTable> {};

TEST_P(NoTableTest, IsFound) {
  EXPECT_EQ(tables_in(lines(GetParam().rows)), "");
}

const NoTable kNoTables[] = {
    {"form_letter",  // seen on letters of ministries and municipalities
     {{700, {{50, "Datum"}, {150, "12 maart 2014"}}},
      {688, {{50, "Ons kenmerk"}, {150, "JZ 14.0391"}}},
      {676, {{50, "Onderwerp"}, {150, "Regie op de aanpak"}}}}},
    {"contents",
     {{700, {{50, "Aanleiding"}, {400, "3"}}},
      {680,
       {{50, "1 Wat willen we ................................................................"},
        {400, "5"}}},
      {660,
       {{50, "2 Wie doet wat ................................................................."},
        {400, "9"}}},
      {640,
       {{50, "3 Wat kost het ................................................................."},
        {400, "14"}}}}},
    {"signatures",
     {{200, {{50, "Namens de gemeente,"}, {320, "Namens de partners,"}}},
      {150, {{50, "M. de Bruin"}, {320, "P. van Dam"}}},
      {138, {{50, "wethouder"}, {320, "bestuurder"}}}}},
    {"axis_of_a_chart",
     {{200, {{50, "0"}, {120, "10"}, {190, "20"}, {260, "30"}, {330, "40"}}},
      {185, {{150, "aantal gezinnen"}}}}},
};

INSTANTIATE_TEST_SUITE_P(Texts, NoTableTest, testing::ValuesIn(kNoTables),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace vp::ingest
