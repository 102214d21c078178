// Containers and texts taken apart: what comes out, what is refused, and why.
#include "ingest/unpacking.h"

#include <fstream>
#include <set>
#include <sstream>

#include <gtest/gtest.h>

#include "ingest/confined_call.h"
#include "ingest/html_blocks.h"
#include "ingest/mail_message.h"
#include "ingest/member_name.h"
#include "ingest/text_encoding.h"
#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"
#include "tests/ingest/zip_builder.h"

namespace vp::ingest {
namespace {

/// Writes down what a sink is told: "plan.pdf: ok 3", "x: too big (reason)", "= unpacked (2 files taken in)".
class Listing final : public MemberSink {
 public:
  Result<void> on_kind(FileKind kind) override {
    kind_ = kind;
    return {};
  }
  Result<void> on_member(MemberRole role, std::string_view name) override {
    name_ = name;
    role_ = role;
    bytes_.clear();
    return {};
  }
  Result<void> on_bytes(std::span<const std::uint8_t> bytes) override {
    bytes_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    return {};
  }
  Result<void> on_member_end(DocumentState state, std::string_view reason) override {
    if (state == DocumentState::kOk) contents[name_] = bytes_;
    text += name_ + ": " + std::string(to_string(state)) + describe(reason) + "\n";
    return {};
  }
  Result<void> on_end(DocumentState state, std::string_view reason) override {
    text += "= " + std::string(to_string(state)) + describe(reason) + "\n";
    return {};
  }

  std::string text;
  std::map<std::string, std::string> contents;
  FileKind kind_ = FileKind::kUnknown;

 private:
  static std::string describe(std::string_view reason) {
    return reason.empty() ? "" : " (" + std::string(reason) + ")";
  }
  std::string name_, bytes_;
  MemberRole role_ = MemberRole::kFile;
};

/// A compound file with one stream of `begin`: header, table of sectors, list of entries, the stream.
std::string make_compound_file(std::string_view stream_name, std::string begin, char first_of_list = 1) {
  constexpr std::size_t kSector = 512;
  std::string header("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  header.resize(kSector, '\0');
  header[0x1E] = 9;
  header[0x2C] = 1;              // one sector of the table, which is sector 0
  header[0x30] = first_of_list;  // of the list of entries
  header[0x39] = 0x10;           // smaller than 4096: stands elsewhere
  for (const std::size_t none : {0x44, 0x3C})
    header.replace(none, 4, "\xFE\xFF\xFF\xFF");
  std::string table("\xFD\xFF\xFF\xFF\xFE\xFF\xFF\xFF\xFE\xFF\xFF\xFF", 12);
  table.resize(kSector, '\xFF');
  std::string list(kSector, '\0');
  for (std::size_t i = 0; i < stream_name.size(); ++i)
    list[2 * i] = stream_name[i];
  list[0x40] = static_cast<char>(2 * stream_name.size() + 2);
  list[0x74] = 2;
  list[0x79] = 0x20;  // 8192 bytes
  begin.resize(kSector, '\0');
  return header + table + list + begin;
}

Listing list(const std::string& bytes, UnpackLimits limits = {}, std::vector<std::string> passwords = {}) {
  Listing listing;
  const UnpackInput input{
      {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, limits, passwords};
  EXPECT_TRUE(unpack(input, listing).has_value());
  return listing;
}

struct LockCase {
  const char* name;
  std::string bytes;
  const char* listing;
};

class OfficeLockTest : public testing::TestWithParam<LockCase> {};

TEST_P(OfficeLockTest, SaysWhetherAPasswordIsSet) {
  EXPECT_EQ(list(GetParam().bytes).text, GetParam().listing);
}

std::string make_text_begin(char flags) {
  std::string begin("\xEC\xA5", 2);
  begin.resize(12, '\0');
  begin[11] = flags;
  return begin;
}

std::string make_open_document(std::string_view manifest) {
  return ZipBuilder()
      .add("mimetype", "application/vnd.oasis.opendocument.text")
      .add("META-INF/manifest.xml", manifest)
      .build();
}

/// Its list of entries goes on with itself.
std::string make_circular_file() {
  std::string file = make_compound_file("Root Entry", "");
  file.replace(512 + 4, 4, std::string("\x01\0\0\0", 4));
  return file;
}

INSTANTIATE_TEST_SUITE_P(
    Files, OfficeLockTest,
    testing::Values(
        LockCase{"later_office", make_compound_file("EncryptedPackage", ""), "= encrypted\n"},
        LockCase{"old_presentation", make_compound_file("EncryptedSummary", ""), "= encrypted\n"},
        LockCase{"old_text", make_compound_file("WordDocument", make_text_begin(1)), "= encrypted\n"},
        LockCase{"open_text", make_compound_file("WordDocument", make_text_begin(0)), "= unsupported\n"},
        LockCase{"old_sheet",
                 make_compound_file("Workbook", std::string("\x09\x08\x02\0\0\x06\x2F\0\x06\0", 10)),
                 "= encrypted\n"},
        LockCase{"open_sheet",
                 make_compound_file("Workbook", std::string("\x09\x08\x02\0\0\x06\xE1\0\x02\0", 10)),
                 "= unsupported\n"},
        LockCase{"circular_list", make_circular_file(), "= unsupported\n"},
        LockCase{"list_beyond_the_file", make_compound_file("EncryptedPackage", "", 99), "= unsupported\n"},
        LockCase{"only_the_mark", "\xD0\xCF\x11\xE0", "= unsupported\n"},
        LockCase{"locked_open_document",
                 make_open_document("<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
                 "= encrypted\n"},
        LockCase{"open_document", make_open_document("<manifest:file-entry/>"), "= unsupported\n"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(ZipUnpackerTest, GivesFilesAndRefusesNamesThatLeadElsewhere) {
  const std::string zip = ZipBuilder()
                              .add("bijlagen/", "")
                              .add("bijlagen/plan.pdf", "%PDF-1.4")
                              .add("../../etc/passwd", "x")
                              .add("map/../../x", "x")
                              .add("/etc/passwd", "x")
                              .add("C:\\windows\\x", "x")
                              .add("link", "/etc/passwd", {true, false, false})
                              .add("plan.txt", "een")
                              .add("plan.txt", "twee")
                              .add("geheim.pdf", "0123456789abcdef", {false, true, false})
                              .add("a \u203A b.txt", "drie")
                              .add("c\x1B[2J.txt", "vier")
                              .build();
  const Listing listing = list(zip);
  EXPECT_EQ(listing.text,
            "bijlagen/plan.pdf: ok\n"
            "../../etc/passwd: unsupported (its name leads out of the container (..))\n"
            "map/../../x: unsupported (its name leads out of the container (..))\n"
            "/etc/passwd: unsupported (its name is an absolute path, which leads out of the container)\n"
            "C:/windows/x: unsupported (its name is an absolute path, which leads out of the container)\n"
            "link: unsupported (it is a link to another file, not a file)\n"
            "plan.txt: ok\n"
            "plan (2).txt: ok\n"
            "geheim.pdf: encrypted (it is encrypted and needs a password)\n"
            "a > b.txt: ok\n"
            "c\u2190[2J.txt: ok\n"
            "= partly read (5 of 11 files taken in; the others are named with the reason)\n");
  EXPECT_EQ(listing.contents.at("plan (2).txt"), "twee");
}

TEST(ZipUnpackerTest, StopsWhatGrowsTooMuch) {
  UnpackLimits limits;
  limits.ratio_free_bytes = 1U << 20U;
  limits.member_bytes = 6U << 20U;
  limits.total_bytes = 8U << 20U;
  std::string noise(5U << 20U, '\0');
  std::uint32_t state = 1;
  for (char& c : noise) {
    state = state * 1664525U + 1013904223U;
    c = static_cast<char>(state >> 24U);
  }
  const std::string zip = ZipBuilder()
                              .add("bom.txt", std::string(4U << 20U, 'a'), {false, false, true})
                              .add("groot.bin", noise + noise)
                              .add("past.bin", noise)
                              .add("laatste.bin", noise)
                              .add("daarna.txt", "x")
                              .build();
  EXPECT_EQ(
      list(zip, limits).text,
      "bom.txt: too big (it becomes more than 200 times as big when unpacked)\n"
      "groot.bin: too big (it has more than 6 MiB when unpacked)\n"
      "past.bin: too big (the files of the container have more than 8 MiB when unpacked)\n"
      "laatste.bin: too big (the files of the container have more than 8 MiB when unpacked)\n"
      "daarna.txt: too big (the files of the container have more than 8 MiB when unpacked)\n"
      "= too big (0 of 5 files taken in; the files of the container have more than 8 MiB when unpacked)\n");
  limits = {};
  limits.members = 2;
  const std::string many = ZipBuilder().add("a", "1").add("b", "2").add("c", "3").build();
  EXPECT_EQ(list(many, limits).text,
            "a: ok\nb: ok\n= too big (2 of 3 files taken in; at most 2 files of a container are taken in)\n");
}

TEST(ZipUnpackerTest, TellsOfficeFilesFromArchives) {
  // A folder "word" alone makes no Word file, and the list of contents may stand last.
  EXPECT_EQ(list(ZipBuilder().add("word/plan.pdf", "x").build()).kind_, FileKind::kZip);
  EXPECT_EQ(list(ZipBuilder().add("word/document.xml", "x").add("[Content_Types].xml", "x").build()).kind_,
            FileKind::kOfficeOpenXml);
  EXPECT_EQ(list(ZipBuilder().add("mimetype", "application/vnd.oasis.opendocument.text").build()).kind_,
            FileKind::kOpenDocument);
  const std::string whole = ZipBuilder().add("a.txt", "1").build();
  EXPECT_EQ(list(whole.substr(0, whole.size() - 30)).text,
            "= damaged (the archive's list of files is missing or broken)\n");
}

constexpr std::string_view kMail =
    "From: =?utf-8?q?Ren=C3=A9?= =?utf-8?b?IGRlIFZyaWVz?= <r@example.org>\r\n"
    "To: inspectie@example.org\r\nSubject: =?iso-8859-1?Q?Nazorg_=E9n_plan?=\r\n"
    "Date: Fri, 31 May 2013 10:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=\"grens een\"\r\n\r\nvoorwoord\r\n"
    "--grens een\r\nContent-Type: multipart/alternative; boundary=b2\r\n\r\n"
    "--b2\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
    "quoted-printable\r\n\r\n"
    "De nazorg is co=F6rdinatie v=\r\nan het team.\r\n--b2\r\nContent-Type: text/html\r\n\r\n"
    "<p>De nazorg is coordinatie van het team.</p>\r\n--b2--\r\n"
    "--grens een\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment;\r\n"
    " filename*0*=utf-8''pl%C3%A4n%20;\r\n filename*1*=deel%202.pdf\r\nContent-Transfer-Encoding: "
    "base64\r\n\r\n"
    "JVBERi0x\r\nLjQ=\r\n--grens een\r\nContent-Type: message/rfc822\r\n\r\n"
    "From: a@example.org\r\nSubject: Vorig bericht\r\nTo: b@example.org\r\n\r\nOude tekst\r\n--grens "
    "een--\r\nslot\r\n";

TEST(MailUnpackerTest, GivesTextAttachmentsAndMessagesWithin) {
  const Listing listing = list(std::string(kMail));
  EXPECT_EQ(
      listing.text,
      "bericht.txt: ok\npl\u00E4n deel 2.pdf: ok\nVorig bericht.eml: ok\n= unpacked (3 files taken in)\n");
  EXPECT_EQ(listing.contents.at("bericht.txt"),
            "\xEF\xBB\xBF"
            "From: Ren\u00E9 de Vries <r@example.org>\nTo: inspectie@example.org\n"
            "Date: Fri, 31 May 2013 10:00:00 +0200\nSubject: Nazorg \u00E9n plan\n\n"
            "De nazorg is co\u00F6rdinatie van het team.\n");
  EXPECT_EQ(listing.contents.at("pl\u00E4n deel 2.pdf"), "%PDF-1.4");
  EXPECT_TRUE(listing.contents.at("Vorig bericht.eml").starts_with("From: a@example.org"));
}

TEST(MailUnpackerTest, TakesThePageWhenThePlainTextSaysLess) {
  const std::string mail =
      "From: a@example.org\nTo: b@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: "
      "multipart/alternative; "
      "boundary=b\n\n--b\n\nGeen HTML.\n--b\nContent-Type: text/html; charset=utf-8\n\n<h1>Plan</h1><p>Er is "
      "een "
      "plan voor de nazorg van alle gezinnen.\n--b--\n";
  const Listing listing = list(mail);
  EXPECT_EQ(listing.text, "bericht.html: ok\n= unpacked (1 file taken in)\n");
  EXPECT_NE(listing.contents.at("bericht.html").find("plan voor de nazorg"), std::string::npos);
}

TEST(MailUnpackerTest, TakesEachMessageOfAMailbox) {
  const std::string box =
      "From a@example.org Fri May 31\nFrom: a@example.org\nTo: b\nSubject: een\n\nEen\n\n"
      "From a@example.org Sat Jun 1\nFrom: a@example.org\nTo: b\nSubject: twee\n\nTwee\n";
  EXPECT_EQ(list(box).text, "bericht 1.eml: ok\nbericht 2.eml: ok\n= unpacked (2 files taken in)\n");
}

TEST(MailMessageTest, WordsAndBrokenParts) {
  EXPECT_EQ(decode_words("=?utf-8?b?w6k=?= =?utf-8?b?w6k=?= x =?utf-8?q?a_b?="), "\u00E9\u00E9 x a b");
  // One character cut in two by the program that wrote it.
  EXPECT_EQ(decode_words("=?utf-8?q?=C3?=\r\n =?utf-8?q?=A9?="), "\u00E9");
  EXPECT_EQ(decode_words("a =?b c"), "a =?b c");
  const MailPart announced = parse_mail("Content-Type: multipart/mixed; boundary=x\n\ngeen grens");
  EXPECT_EQ(announced.body, "geen grens");
  std::string deep = "x";
  for (int i = 0; i < 100; ++i)
    deep = "Content-Type: multipart/mixed; boundary=b" + std::to_string(i) + "\n\n--b" + std::to_string(i) +
           "\n" + deep + "\n--b" + std::to_string(i) + "--\n";
  int depth = 0;
  const MailPart nested = parse_mail(deep);
  for (const MailPart* part = &nested; !part->parts.empty(); part = &part->parts.front())
    ++depth;
  EXPECT_EQ(depth, kMaxMailDepth);
}

struct SignatureCase {
  std::string_view name, head;
  FileKind kind;
};
class SignatureTest : public testing::TestWithParam<SignatureCase> {};
TEST_P(SignatureTest, IsFoundByContent) {
  const std::string_view head = GetParam().head;
  EXPECT_EQ(find_file_kind({reinterpret_cast<const std::uint8_t*>(head.data()), head.size()}),
            GetParam().kind);
}
constexpr SignatureCase kSignatures[] = {
    {"mail", "Received: x\nFrom: a\nTo: b\n\nhi", FileKind::kMail},
    {"mail_about_html", "Subject: x\nFrom: a\nTo: b\n\n<html>", FileKind::kMail},
    {"text_about_mail", "Beste allen,\n\nOnder de kop\nFrom: a\nTo: b\nSubject: c\n", FileKind::kPlainText},
    {"text_with_fields", "Datum: 3 mei\nVan: wie\nAan: wie\n", FileKind::kPlainText},
    {"utf16", "\xFF\xFEh\0i\0", FileKind::kPlainText},
    {"seven_zip", "7z\xBC\xAF\x27\x1C", FileKind::kArchive},
    {"empty_zip", "PK\x05\x06", FileKind::kZip},
    {"zip_that_holds_a_pdf", "PK\x03\x04....a.pdf%PDF-1.4", FileKind::kZip},
};
INSTANTIATE_TEST_SUITE_P(Rows, SignatureTest, testing::ValuesIn(kSignatures),
                         [](const auto& test) { return std::string(test.param.name); });

TEST(TextEncodingTest, ReadsWhatDutchFilesHave) {
  EXPECT_EQ(decode_text("caf\xC3\xA9", "iso-8859-1").text, "caf\u00E9");  // says one thing, is another
  EXPECT_EQ(decode_text("caf\xE9 \x80", "").text, "caf\u00E9 \u20AC");
  EXPECT_EQ(decode_text("\xA4", "ISO-8859-15").text, "\u20AC");
  EXPECT_EQ(decode_text(std::string_view("\xFF\xFE\x3D\xD8\x00\xDE", 6), "").text, "\U0001F600");
  EXPECT_FALSE(decode_text("\xE9", "koi8-r").is_encoding_known);
}

TEST(HtmlBlocksTest, SaysWhatAReaderSees) {
  const auto blocks = parse_html(
      "<html><head><title>Plan</title><style>p{}</style><script>if (a<b) "
      "x();</script></head><body><h2>Nazorg &amp; "
      "zorg</h2><p>Caf&eacute; &#8364; 5<br>regel "
      "twee<ul><li>een<li>twee</ul><table><tr><td>a</td><td><p>b</p></td>"
      "</tr></table>1 < 2 <!-- weg --> en <b title='a>b'>vet</b>");
  std::string text;
  for (const TextBlock& block : blocks)
    text +=
        std::to_string(static_cast<int>(block.kind)) + std::to_string(block.level) + " " + block.text + "|";
  EXPECT_EQ(
      text,
      "11 Plan|12 Nazorg & zorg|00 Caf\u00E9 \u20AC 5\nregel twee|20 een|20 twee|00 a   b|00 1 < 2 en vet|");
}

TEST(TextConverterTest, EveryWordOfATextHasAPageAndARectangle) {
  std::string text =
      "Kop\n\nDe nazorg is (goed) geregeld: \\ caf\u00E9 \u20AC 5 \u0416\u03A9 \u2713 \U0001F600\n";
  text += "\tingesprongen en een " + std::string(60, 'x') + " lange regel die moet worden afgebroken\n";
  const Listing listing = list(text);
  ASSERT_EQ(listing.kind_, FileKind::kPlainText);
  const Document document = read_pdf(listing.contents.at(std::string(kTextConverter)));
  ASSERT_EQ(document.state, DocumentState::kOk) << document.reason;
  ASSERT_EQ(document.pages.size(), 1U);
  const Page& page = document.pages.front();
  std::istringstream words(text);
  std::string expected;
  for (std::string word; words >> word;)
    expected += (expected.empty() ? "" : " ") + word;
  EXPECT_EQ(to_words(page), expected);
  for (const Word& word : page.words)
    EXPECT_TRUE(word.box.x0 >= 50 && word.box.x1 <= 545 && word.box.y1 > word.box.y0);
}

TEST(TextConverterTest, ManyLinesMakeManyPagesAndAFormFeedBeginsOne) {
  std::string text;
  for (int i = 1; i <= 200; ++i)
    text += "regel " + std::to_string(i) + "\n";
  const Document document = read_pdf(list(text + "\fslot\n").contents.at(std::string(kTextConverter)));
  ASSERT_EQ(document.pages.size(), 5U);
  EXPECT_EQ(to_words(document.pages.back()), "slot");
  UnpackLimits limits;
  limits.text_bytes = 100;
  EXPECT_EQ(list(text, limits).text, "= too big (a text of at most 0 MiB is read)\n");
}

TEST(AttachmentTest, GivesFilesOfTheDocumentAndOfAPageOnce) {
  PdfBuilder builder;
  const int first = builder.add_stream("/Type/EmbeddedFile", "eerste bijlage");
  const int second = builder.add_stream("/Type/EmbeddedFile", "tweede bijlage");
  const int plan =
      builder.add_object("<</Type/Filespec/F(plan.txt)/EF<</F " + std::to_string(first) + " 0 R>>>>");
  const int other =
      builder.add_object("<</Type/Filespec/F(../x.txt)/EF<</F " + std::to_string(second) + " 0 R>>>>");
  builder.add_page({text_at(20, 300, "Zie bijlage"), "0 0 400 400",
                    "/Annots[<</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS " + std::to_string(plan) +
                        " 0 R>><</Type/Annot/Subtype/FileAttachment/Rect[0 0 9 9]/FS " +
                        std::to_string(other) + " 0 R>>]"});
  builder.set_catalog("/Names<</EmbeddedFiles<</Names[(plan.txt)" + std::to_string(plan) + " 0 R]>>>>");
  const Listing listing = list(builder.build());
  EXPECT_EQ(listing.text,
            "plan.txt: ok\n../x.txt: unsupported (its name leads out of the container (..))\n"
            "= partly read (1 of 2 files taken in; the others are named with the reason)\n");
  EXPECT_EQ(listing.contents.at("plan.txt"), "eerste bijlage");
  EXPECT_EQ(list(one_page(text_at(20, 300, "Niets"))).text, "= ok\n");
}

struct BreachCase {
  std::string_view name, bytes;
};
class MemberReaderTest : public testing::TestWithParam<BreachCase> {};
TEST_P(MemberReaderTest, RefusesWhatBreaksTheProtocol) {
  Listing listing;
  MemberReader reader(listing);
  const std::string_view bytes = GetParam().bytes;
  Result<void> fed;
  for (std::size_t i = 0; i < bytes.size() && fed; ++i)
    fed = reader.feed({reinterpret_cast<const std::uint8_t*>(&bytes[i]), 1});
  ASSERT_FALSE(fed.has_value());
  EXPECT_EQ(fed.error().code, ErrorCode::kMalformed);
}
using namespace std::string_view_literals;
constexpr BreachCase kBreaches[] = {
    {"unknown_frame", "\x09\x01\0\0\0\0"sv},
    {"too_long", "\x01\xFF\xFF\xFF\x7F\0"sv},
    {"bytes_of_no_member", "\x03\x01\0\0\0x"sv},
    {"kind_twice", "\x01\x01\0\0\0\x01\x01\x01\0\0\0\x01"sv},
    {"unknown_kind", "\x01\x01\0\0\0\xF0"sv},
    {"no_name", "\x01\x01\0\0\0\x04\x02\x01\0\0\0\0"sv},
    {"bad_utf8", "\x01\x01\0\0\0\x04\x02\x02\0\0\0\0\xFF"sv},
    {"ends_within_a_member", "\x01\x01\0\0\0\x04\x02\x02\0\0\0\0a\x05\x01\0\0\0\0"sv},
    {"more_after_the_end", "\x01\x01\0\0\0\x04\x05\x01\0\0\0\0\x01\x01\0\0\0\x04"sv},
    {"calls_itself_a_duplicate", "\x01\x01\0\0\0\x04\x05\x01\0\0\0\x09"sv},
};
INSTANTIATE_TEST_SUITE_P(Rows, MemberReaderTest, testing::ValuesIn(kBreaches),
                         [](const auto& test) { return std::string(test.param.name); });

Result<std::string> call(const ConfinedTask& task, WorkerLimits limits = {}) {
  std::string output;
  VP_TRY(call_confined({"doing it", "a.pdf", limits}, task,
                       [&output](std::span<const std::uint8_t> bytes) -> Result<void> {
                         output.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
                         return {};
                       }));
  return output;
}

TEST(ConfinedCallTest, NothingReachesBeyondTheProcess) {
  WorkerLimits limits;
  limits.wall_time = std::chrono::milliseconds(300);
  limits.cpu_time = std::chrono::milliseconds(1000);
  limits.total_bytes = 1000;
  const std::vector<std::uint8_t> flood(4096, 'x');
  EXPECT_EQ(call([](int out) { write_all(out, std::vector<std::uint8_t>{'h', 'i'}); }).value(), "hi");
  EXPECT_EQ(to_string(call([](int) { std::abort(); }).error()), "a.pdf: doing it ended early, in a crash");
  const ConfinedTask spin = [](int) {
    volatile bool is_done = false;
    while (!is_done) {
    }
  };
  EXPECT_EQ(to_string(call(spin, limits).error()), "a.pdf: doing it took too long");
  EXPECT_EQ(to_string(call([&](int out) { write_all(out, flood); }, limits).error()),
            "a.pdf: doing it gives more than it may");
  EXPECT_EQ(call([](int) { throw std::bad_alloc(); }).error().code, ErrorCode::kTooBig);
}

}  // namespace
}  // namespace vp::ingest
