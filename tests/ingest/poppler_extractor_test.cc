// States, heads and tails of whole files.
#include "ingest/poppler_extractor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/file_signature.h"
#include "ingest/pdf_date.h"
#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"

namespace vp::ingest {
namespace {

using namespace std::string_literals;

std::string verdict_on(std::string_view file) {
  const Document document = read_pdf(file);
  return std::string(to_string(document.state)) + ": " + document.reason;
}

TEST(DocumentStateTest, NamesWhatIsNoPdf) {
  EXPECT_EQ(verdict_on(""), "unsupported: not a PDF but an empty file");
  EXPECT_EQ(verdict_on("PK\x03\x04 ... [Content_Types].xml"),
            "unsupported: not a PDF but a Word, Excel or PowerPoint file");
  EXPECT_EQ(verdict_on("<!DOCTYPE html><html>"), "unsupported: not a PDF but a web page (HTML)");
  EXPECT_EQ(verdict_on("{\\rtf1 tekst}"), "unsupported: not a PDF but an RTF text");
  EXPECT_EQ(verdict_on("\xFF\xD8\xFF\xE0 jfif"), "unsupported: not a PDF but an image");
  EXPECT_EQ(verdict_on("Geachte heer,\n"), "unsupported: not a PDF but plain text");
  EXPECT_EQ(verdict_on("\x01\x02\x03\x04"s), "unsupported: not a PDF; the kind of file is unknown");
}

TEST(DocumentStateTest, DamagedRepairedPartlyRead) {
  const std::string good = PdfBuilder()
                               .add_page({text_at(50, 300, "een"), "0 0 400 400", ""})
                               .add_page({text_at(50, 300, "twee"), "0 0 400 400", ""})
                               .build();
  EXPECT_EQ(read_pdf(good).state, DocumentState::kOk);
  EXPECT_EQ(read_pdf("%PDF-1.4\nniets").state, DocumentState::kDamaged);

  std::string moved = good;
  moved.insert(moved.find("1 0 obj"), "          ");
  const Document repaired = read_pdf(moved);
  EXPECT_EQ(repaired.state, DocumentState::kRepaired);
  EXPECT_EQ(repaired.pages.size(), 2U);

  std::string lying = good;
  lying.replace(lying.find("/Count 2"), 8, "/Count 9");
  const Document partly = read_pdf(lying);
  EXPECT_EQ(partly.state, DocumentState::kPartlyRead) << partly.reason;
  EXPECT_EQ(partly.page_count, 9U);
  EXPECT_EQ(partly.pages.at(8).verdict, PageVerdict::kUnread);
}

TEST(DocumentStateTest, AnAbsurdPageCountEndsSoon) {
  std::string file = one_page(text_at(50, 300, "een"));
  file.replace(file.find("/Count 1"), 8, "/Count 90000");
  const Document document = read_pdf(file);
  // More pages than the file has objects: Poppler trusts none of them.
  EXPECT_EQ(document.state, DocumentState::kDamaged);
  EXPECT_EQ(document.reason, "no page can be found in the file");
  EXPECT_TRUE(document.pages.empty());
}

TEST(DocumentStateTest, EncryptedWithAPasswordIsNamed) {
  // The key belongs to no password that anybody knows; the empty one does not open it.
  PdfBuilder builder;
  builder.set_trailer(
      "/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]/Encrypt<</Filter/Standard/V "
      "1/R 2/O<" +
      std::string(64, 'A') + ">/U<" + std::string(64, 'B') + ">/P -44>>");
  const Document document =
      read_pdf(builder.add_page({text_at(50, 300, "geheim"), "0 0 400 400", ""}).build());
  EXPECT_EQ(document.state, DocumentState::kEncrypted) << document.reason;
  EXPECT_TRUE(document.pages.empty());
}

// bug1782186 of pdf.js: Poppler reads a handler that it does not know as if there were no encryption.
TEST(DocumentStateTest, UnknownEncryptionIsNamed) {
  PdfBuilder builder;
  builder.set_trailer("/Encrypt<</Filter/Standard/V 4/R 4/O<" + std::string(64, 'A') + ">/U<" +
                      std::string(64, 'B') + ">/P -44>>");
  const Document document =
      read_pdf(builder.add_page({text_at(50, 300, "geheim"), "0 0 400 400", ""}).build());
  EXPECT_EQ(document.state, DocumentState::kEncrypted) << document.reason;
  EXPECT_TRUE(document.pages.empty());
}

TEST(DocumentStateTest, ImagesOnlyIsNoText) {
  EXPECT_EQ(verdict_on(one_page("q 400 0 0 400 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q")),
            "no text: no page has a text layer");
}

TEST(DocumentHeadTest, TellsWhatTheFileSaysOfItself) {
  PdfBuilder builder;
  const int info = builder.add_object(
      "<</Title<FEFF00E900E9006E>/Author(J. de Wit)/CreationDate(D:20140408130500+02'00')>>");
  builder.set_trailer("/Info " + std::to_string(info) + " 0 R");
  builder.set_catalog("/MarkInfo<</Marked true>>/PageLabels<</Nums[0<</S/r>>1<</S/D/P(A-)>>]>>");
  for (int i = 0; i < 3; ++i)
    builder.add_page({text_at(50, 300, "tekst"), "0 0 400 400", ""});
  const Document document = read_pdf(builder.build());
  EXPECT_EQ(document.metadata.title, "\xC3\xA9\xC3\xA9n");
  EXPECT_EQ(document.metadata.author, "J. de Wit");
  EXPECT_EQ(document.metadata.created, "2014-04-08T13:05:00+02:00");
  EXPECT_EQ(document.metadata.format_version, "1.6");
  EXPECT_TRUE(document.metadata.tagged);
  EXPECT_EQ(document.pages.at(0).label, "i");
  EXPECT_EQ(document.pages.at(2).label, "A-2");
  EXPECT_EQ(read_pdf(one_page("")).pages.at(0).label, "");
}

TEST(DocumentTailTest, ComplaintsAreCountedAndCapped) {
  std::string content;
  for (int i = 0; i < 500; ++i)
    content += "(x) Tj\n/Nofont 3 Tf ) \n";
  const Document document = read_pdf(one_page(content + text_at(50, 300, "tekst")));
  EXPECT_GT(document.message_count, kMaxMessages);
  EXPECT_EQ(document.messages.size(), kMaxMessages);
  for (const std::string& message : document.messages)
    EXPECT_LE(message.size(), kMaxMessageBytes);
  EXPECT_THAT(document.messages.front(), testing::StartsWith("page 1: "));
  EXPECT_GT(document.pages.at(0).facts.parser_messages, 0U);
  EXPECT_EQ(to_words(document.pages.at(0)), "tekst");
}

TEST(DocumentTailTest, OneExtractorReadsManyFilesAlike) {
  const std::string first = one_page(text_at(50, 300, "eerste", 10, "F2"));
  const std::string second = one_page(text_at(50, 300, "tweede"));
  const auto extractor = make_poppler_extractor();
  const auto read = [&](const std::string& file) {
    DocumentCollector collector;
    extractor->extract({reinterpret_cast<const std::uint8_t*>(file.data()), file.size()}, collector);
    return collector.take();
  };
  const Document before = read(second);
  static_cast<void>(read(first));
  EXPECT_EQ(read(second), before);
}

struct DateCase {
  const char* name;
  const char* pdf;
  const char* iso;
};
class PdfDateTest : public testing::TestWithParam<DateCase> {};
TEST_P(PdfDateTest, ToIso) {
  EXPECT_EQ(to_iso_date(GetParam().pdf), GetParam().iso);
}
constexpr DateCase kDates[] = {
    {"whole", "D:20140408130500+02'00'", "2014-04-08T13:05:00+02:00"},
    {"zulu", "D:20140408130500Z", "2014-04-08T13:05:00Z"},
    {"without_prefix", "20140408", "2014-04-08"},
    {"year_only", "D:2014", "2014"},
    {"hour_only", "D:2014040813", "2014-04-08T13:00"},
    {"thirteenth_month", "D:20141308", "D:20141308"},
    {"words", "8 april 2014", "8 april 2014"},
    {"empty", "", ""},
};
INSTANTIATE_TEST_SUITE_P(Rules, PdfDateTest, testing::ValuesIn(kDates),
                         [](const auto& row) { return std::string(row.param.name); });

}  // namespace
}  // namespace vp::ingest
