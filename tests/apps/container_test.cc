// Containers through the command line: every file within is submitted by itself and found.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "ingest/office_converter.h"
#include "tests/apps/sample_dossier.h"
#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/zip_builder.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;
using ingest::one_page;
using ingest::text_at;
using ingest::ZipBuilder;

class ContainerTest : public testing::Test {
 protected:
  ContainerTest() : dossier_("containers"), folder_(dossier_.folder().string() + "_files") {
    fs::create_directories(folder_);
  }
  ~ContainerTest() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }

  /// "inzending.zip › plan.pdf: ok" by path; what stands before the file's own name is left out.
  [[nodiscard]] std::string states() const {
    std::string text;
    for (const Json& file : lines_of(dossier_.run({"status", "--json"}).out)) {
      const auto path = file["path"].get<std::string>();
      text += path.substr(folder_.string().size() + 1) + ": " + file["state"].get<std::string>() + "\n";
    }
    return text;
  }

  SampleDossier dossier_;
  fs::path folder_;
};

std::string plan_pdf(const std::string& text) {
  return one_page(text_at(20, 300, text));
}

std::string mail_with(const std::string& name, const std::string& content) {
  return "From: a@example.org\nTo: b@example.org\nSubject: stukken\nMIME-Version: 1.0\nContent-Type: "
         "multipart/mixed; "
         "boundary=b\n\n--b\n\nHierbij de notitie over waakvlamcontact.\n--b\nContent-Type: "
         "application/octet-stream\nContent-Disposition: attachment; filename=\"" +
         name + "\"\n\n" + content + "\n--b--\n";
}

TEST_F(ContainerTest, FilesWithinFilesAreSubmittedReadAndFound) {
  const std::string inner = ZipBuilder().add("diep.pdf", plan_pdf("Het gezinsplan ligt diep.")).build();
  const std::string zip =
      ZipBuilder()
          .add("bijlagen/plan.pdf", plan_pdf("Het gezinsplan ligt boven."))
          .add("binnen.zip", inner)
          .add("post.eml", mail_with("brief.html", "<h1>Brief</h1><p>Het gezinsplan per brief.</p>"))
          .add("../weg.pdf", "x")
          .build();
  const Ran ran = dossier_.run({"ingest", write("inzending.zip", zip), "--municipality", "Oostmeer"});
  EXPECT_EQ(ran.status, ExitStatus::kSomeFailed) << ran.err;
  EXPECT_EQ(states(),
            "inzending.zip: partly read\n"
            "inzending.zip \u203A bijlagen/plan.pdf: ok\n"
            "inzending.zip \u203A binnen.zip: unpacked\n"
            "inzending.zip \u203A post.eml: unpacked\n"
            "inzending.zip \u203A ../weg.pdf: unsupported\n"
            "inzending.zip \u203A binnen.zip \u203A diep.pdf: ok\n"
            "inzending.zip \u203A post.eml \u203A bericht.txt: ok\n"
            "inzending.zip \u203A post.eml \u203A brief.html: ok\n");
  const auto hits =
      lines_of(dossier_.run({"search", "gezinsplan", "--municipality", "Oostmeer", "--json"}).out);
  EXPECT_EQ(hits.size(), 3U);
  for (const Json& hit : hits)
    EXPECT_FALSE(hit["rects"].empty()) << hit.dump();
  EXPECT_EQ(lines_of(dossier_.run({"search", "waakvlamcontact", "--json"}).out).size(), 1U);
  EXPECT_NE(dossier_.run({"search", "waakvlamcontact"})
                .out.find("inzending.zip \u203A post.eml \u203A bericht.txt, p. 1 of the converted form"),
            std::string::npos);
  EXPECT_EQ(dossier_.run({"check"}).out, "the dossier is sound\n");

  const std::string before = states();
  const Ran again = dossier_.run({"ingest", (folder_ / "inzending.zip").string(), "--json"});
  for (const Json& file : lines_of(again.out))
    EXPECT_FALSE(file["new"].get<bool>()) << file.dump();
  EXPECT_NE(dossier_.run({"reindex"}).status, ExitStatus::kDossierUnusable);
  EXPECT_EQ(states(), before);
  EXPECT_EQ(lines_of(dossier_.run({"search", "gezinsplan", "--json"}).out).size(), 3U);
}

TEST_F(ContainerTest, TheSameArchiveForAnotherMunicipalityCountsForBoth) {
  const std::string zip = ZipBuilder().add("plan.pdf", plan_pdf("Het gezinsplan.")).build();
  dossier_.run({"ingest", write("a.zip", zip), "--municipality", "Oostmeer"});
  dossier_.run({"ingest", write("b.zip", zip), "--municipality", "Westmeer"});
  EXPECT_EQ(
      states(),
      "a.zip: unpacked\na.zip \u203A plan.pdf: ok\nb.zip: duplicate\nb.zip \u203A plan.pdf: duplicate\n");
  for (const char* const name : {"Oostmeer", "Westmeer"}) {
    EXPECT_EQ(lines_of(dossier_.run({"search", "gezinsplan", "--municipality", name, "--json"}).out).size(),
              1U)
        << name;
  }
}

TEST_F(ContainerTest, ANestThatNeverEndsIsNamedWhereItIsLeft) {
  std::string zip = ZipBuilder().add("kern.pdf", plan_pdf("Kern.")).build();
  for (int i = 0; i < 12; ++i)
    zip = ZipBuilder().add("laag.zip", zip).build();
  EXPECT_EQ(dossier_.run({"ingest", write("pop.zip", zip)}).status, ExitStatus::kSomeFailed);
  const std::string listed = states();
  EXPECT_TRUE(listed.ends_with("laag.zip: too big\n")) << listed;
  EXPECT_EQ(std::count(listed.begin(), listed.end(), '\n'), 7);
}

TEST_F(ContainerTest, AttachmentsOfAPdfAreFilesOfTheirOwn) {
  ingest::PdfBuilder builder;
  const int stream = builder.add_stream("/Type/EmbeddedFile", "Waakvlamcontact in de bijlage.");
  const int file =
      builder.add_object("<</Type/Filespec/F(bijlage.txt)/EF<</F " + std::to_string(stream) + " 0 R>>>>");
  builder.add_page({text_at(20, 300, "Zie de bijlage."), "0 0 400 400", ""});
  builder.set_catalog("/Names<</EmbeddedFiles<</Names[(a)" + std::to_string(file) + " 0 R]>>>>");
  EXPECT_EQ(dossier_.run({"ingest", write("nota.pdf", builder.build())}).status, ExitStatus::kDone);
  EXPECT_EQ(states(), "nota.pdf: ok\nnota.pdf \u203A bijlage.txt: ok\n");
}

TEST_F(ContainerTest, PasswordsOpenWhatIsEncryptedAndAreNotKept) {
  const std::string pdf = corpus_file("samples/oostbrenk/werkafspraken_casusoverleg.pdf");
  fs::copy_file(pdf, folder_ / "geheim.pdf");
  EXPECT_EQ(dossier_.run({"ingest", (folder_ / "geheim.pdf").string()}).status, ExitStatus::kSomeFailed);
  EXPECT_EQ(states(), "geheim.pdf: encrypted\n");
  const std::string passwords = write("wachtwoorden.txt", "verkeerd\ngezin2014\n");
  EXPECT_EQ(dossier_.run({"ingest", "--retry", "--passwords", passwords}).status, ExitStatus::kDone);
  EXPECT_EQ(states(), "geheim.pdf: ok\n");
  EXPECT_EQ(dossier_.run({"reindex"}).status, ExitStatus::kDone);
  EXPECT_EQ(states(), "geheim.pdf: ok\n");
  for (const auto& entry : fs::recursive_directory_iterator(dossier_.folder())) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    EXPECT_EQ(bytes.find("gezin2014"), std::string::npos) << entry.path();
  }
}

TEST_F(ContainerTest, ACapThatIsRaisedIsTriedAgain) {
  const std::string zip = ZipBuilder()
                              .add("a.bin", std::string(40U << 20U, '\x01'), {false, false, true})
                              .add("plan.pdf", plan_pdf("Plan."))
                              .build();
  EXPECT_EQ(dossier_.run({"ingest", write("bom.zip", zip)}).status, ExitStatus::kSomeFailed);
  EXPECT_EQ(states(), "bom.zip: partly read\nbom.zip \u203A a.bin: too big\nbom.zip \u203A plan.pdf: ok\n");
  dossier_.run({"ingest", "--retry", "--limits", "6"});
  EXPECT_EQ(states(), "bom.zip: unpacked\nbom.zip \u203A plan.pdf: ok\nbom.zip \u203A a.bin: unsupported\n");
}

std::string read_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

TEST_F(ContainerTest, TheReportNamesEveryFileInDutchWithWhatToDo) {
  const std::string zip = ZipBuilder()
                              .add("plan.pdf", plan_pdf("Plan."))
                              .add("../weg.pdf", "x")
                              .add("foto.png", "\x89PNG\r\n\x1A\n")
                              .build();
  const std::string html = (folder_ / "verslag.html").string();
  dossier_.run({"ingest", write("in.zip", zip), write("leeg.pdf", ""), "--report", html});
  const std::string page = read_file(html);
  for (const char* const text :
       {"in.zip \u203A ../weg.pdf", "zijn naam wijst buiten het archief (..)", "leeg.pdf", "een leeg bestand",
        "2 van de 3 bestanden opgenomen; de andere staan apart in dit verslag",
        "Vraag de inzender om een PDF", "<h1>Verslag van het inlezen</h1>"})
    EXPECT_NE(page.find(text), std::string::npos) << text;
  for (const std::string ending : {".csv", ".json"}) {
    const std::string file = (folder_ / ("verslag" + ending)).string();
    EXPECT_EQ(dossier_.run({"status", "--report", file}).status, ExitStatus::kDone);
    for (const Json& one : lines_of(dossier_.run({"status", "--json"}).out))
      EXPECT_NE(read_file(file).find(one["path"].get<std::string>()), std::string::npos) << one.dump();
  }
  EXPECT_EQ(dossier_.run({"status", "--report", "verslag.doc"}).status, ExitStatus::kWrongUse);
}

TEST_F(ContainerTest, ProgressIsOneObjectALine) {
  const Ran ran = dossier_.run(
      {"ingest", write("a.pdf", plan_pdf("A.")), write("b.png", "\x89PNG\r\n"), "--progress", "json"});
  const std::vector<Json> lines = lines_of(ran.err);
  ASSERT_FALSE(lines.empty());
  EXPECT_EQ(lines.back()["event"], "end");
  EXPECT_EQ(lines.back()["files_done"], 2);
  EXPECT_EQ(lines.back()["files_failed"], 1);
  EXPECT_EQ(lines.back()["pages"], 1);
}

TEST_F(ContainerTest, TheSecondWriterIsToldWhoWritesAndSinceWhen) {
  const auto first = index::Dossier::open(dossier_.folder(), index::OpenMode::kWrite);
  ASSERT_TRUE(first.has_value());
  const Ran ran = dossier_.run({"ingest", write("a.pdf", plan_pdf("A."))});
  EXPECT_EQ(ran.status, ExitStatus::kDossierUnusable);
  EXPECT_NE(ran.err.find("process " + std::to_string(::getpid()) + " is writing to this dossier since 20"),
            std::string::npos)
      << ran.err;
}

/// An OpenDocument text whose list of files says that its content is encrypted.
std::string make_locked(std::string_view content) {
  return ZipBuilder()
      .add("mimetype", "application/vnd.oasis.opendocument.text")
      .add("META-INF/manifest.xml",
           "<?xml version=\"1.0\"?><manifest:manifest "
           "xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry "
           "manifest:full-path=\"content.xml\"><manifest:encryption-data manifest:checksum=\"x\"/>"
           "</manifest:file-entry></manifest:manifest>")
      .add("content.xml", content)
      .build();
}

TEST_F(ContainerTest, AnOfficeFileWithAPasswordIsEncryptedAndSaysWhatToDo) {
  const std::string zip = ZipBuilder().add("binnen.odt", make_locked("binnen")).build();
  dossier_.run({"ingest", write("a.odt", make_locked("buiten")), write("b.zip", zip)});
  EXPECT_EQ(states(), "a.odt: encrypted\nb.zip: unpacked\nb.zip › binnen.odt: encrypted\n");
  EXPECT_NE(dossier_.run({"status"}).out.find("locked with a password"), std::string::npos);
  const std::string file = (folder_ / "verslag.csv").string();
  EXPECT_EQ(dossier_.run({"status", "--report", file}).status, ExitStatus::kDone);
  EXPECT_NE(read_file(file).find("er staat een wachtwoord op"), std::string::npos);
  EXPECT_NE(read_file(file).find("Vraag de inzender om het bestand zonder wachtwoord"), std::string::npos);
}

TEST_F(ContainerTest, AnOfficeFileIsReadInItsConvertedFormOrWaitsForTheProgram) {
  // A field that would pull in another file gets nothing: the program may not read it.
  const std::string secret = write("geheim.txt", "wachtwoordzin");
  const std::string rtf =
      "{\\rtf1 Het gezinsplan staat in een tekst.\\par {\\field{\\*\\fldinst INCLUDETEXT \"" + secret +
      "\"}{\\fldrslt leeg}}\\par}";
  const std::string docx =
      ZipBuilder()
          .add("word/document.xml",
               "<?xml version=\"1.0\"?><w:document "
               "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/"
               "main\"><w:body><w:p><w:r><w:t>De nazorg voor "
               "gezinnen.</w:t></w:r></w:p></w:body></w:document>")
          .add("_rels/.rels",
               "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/"
               "relationships\"><Relationship Id=\"r1\" "
               "Type=\"http://schemas.openxmlformats.org/officeDocument/2006/"
               "relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>")
          .add("[Content_Types].xml",
               "<?xml version=\"1.0\"?><Types "
               "xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
               "<Default Extension=\"rels\" "
               "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
               "<Override PartName=\"/word/document.xml\" "
               "ContentType=\"application/vnd.openxmlformats-officedocument."
               "wordprocessingml.document.main+xml\"/></Types>")
          .build();
  ::setenv("VINDPLAATS_OFFICE", "none", 1);
  dossier_.run({"ingest", write("a.rtf", rtf), write("b.bin", docx)});
  ::unsetenv("VINDPLAATS_OFFICE");
  EXPECT_EQ(states(), "a.rtf: unsupported\nb.bin: unsupported\n");
  EXPECT_NE(dossier_.run({"status"}).out.find("LibreOffice is not installed"), std::string::npos);
  if (!ingest::OfficeConverter::find())
    GTEST_SKIP() << "LibreOffice is not installed: install_deps.sh --office";
  const Ran ran = dossier_.run({"ingest", "--retry"});
  EXPECT_EQ(states(), "a.rtf: ok\nb.bin: ok\n") << ran.err;
  const auto hits = lines_of(dossier_.run({"search", "gezinsplan", "--json"}).out);
  ASSERT_EQ(hits.size(), 1U);
  EXPECT_FALSE(hits[0]["rects"].empty());
  EXPECT_TRUE(hits[0]["converted_by"].get<std::string>().starts_with("libreoffice-")) << hits[0].dump();
  EXPECT_EQ(lines_of(dossier_.run({"search", "nazorg", "--json"}).out).size(), 1U);
  EXPECT_TRUE(lines_of(dossier_.run({"search", "wachtwoordzin", "--json"}).out).empty());
}

}  // namespace
}  // namespace vp::apps
