// Scans through the whole chain: searchable with their places after an ingest, kept apart from native text, recognised once,
// and named when they cannot be.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "ingest/extractor.h"
#include "tests/apps/sample_dossier.h"
#include "tests/ocr/scanned_page.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

const std::string kScan = "samples/oostbrenk/verslag_netwerkoverleg_2014-04-17_scan.pdf";
const std::string kMixed = "samples/oostbrenk/plan_van_aanpak_waakvlamteam.pdf";

class OcrIngestTest : public testing::Test {
 protected:
  OcrIngestTest() : dossier_("ocr") { ::setenv("VINDPLAATS_OCR", VP_OCR_PROGRAM, 1); }
  ~OcrIngestTest() override { ::setenv("VINDPLAATS_OCR", "none", 1); }

  Json status_of(const std::string& ending) const {
    for (const Json& file : lines_of(dossier_.run({"status", "--json"}).out)) {
      if (file["path"].get<std::string>().ends_with(ending)) return file;
    }
    ADD_FAILURE() << "no " << ending;
    return {};
  }
  [[nodiscard]] std::size_t count_kept() const {
    std::size_t count = 0;
    const fs::path folder = dossier_.folder() / "derived" / "recognised";
    if (!fs::exists(folder)) return 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
      count += entry.is_regular_file() ? 1 : 0;
    return count;
  }

  SampleDossier dossier_;
};

TEST_F(OcrIngestTest, AScanIsSearchableWithItsPlacesAndRecognisedOnce) {
  const Ran ran = dossier_.run({"ingest", corpus_file(kScan), "--municipality", "Oostbrenk"});
  EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  EXPECT_NE(ran.err.find("2 of them by text recognition"), std::string::npos) << ran.err;
  EXPECT_EQ(status_of("scan.pdf")["state"], "ok");
  const auto hits = lines_of(dossier_.run({"evidence", "--indicator", "A2.2", "--json"}).out);
  ASSERT_FALSE(hits.empty());
  bool is_found = false;
  for (const Json& hit : hits) {
    if (hit["quote"].get<std::string>().find("van doorzettingsmacht heeft gehoord") == std::string::npos)
      continue;
    is_found = true;
    EXPECT_EQ(hit["page"], 1);
    ASSERT_FALSE(hit["rects"].empty());
    EXPECT_EQ(hit["page_verdict"], "ocr") << hit.dump();
  }
  EXPECT_TRUE(is_found);
  EXPECT_NE(dossier_.run({"evidence", "--indicator", "A2.2"}).out.find("recognised from a picture"),
            std::string::npos);
  EXPECT_EQ(count_kept(), 2U);

  const Ran again = dossier_.run({"ingest", corpus_file(kScan), "--municipality", "Oostbrenk", "--json"});
  ASSERT_EQ(lines_of(again.out).size(), 1U);
  EXPECT_FALSE(lines_of(again.out)[0]["new"].get<bool>());
  const std::string before = dossier_.run({"evidence", "--json"}).out;
  // With the answers that were kept; the program itself is not needed for more than its name.
  EXPECT_EQ(dossier_.run({"reindex"}).status, ExitStatus::kDone);
  EXPECT_EQ(count_kept(), 2U);
  EXPECT_EQ(dossier_.run({"evidence", "--json"}).out, before);
  EXPECT_EQ(dossier_.run({"check"}).out, "the dossier is sound\n");
  EXPECT_EQ(dossier_.run({"ocr"}).status, ExitStatus::kNothingFound);
}

TEST_F(OcrIngestTest, OfAMixedDocumentOnlyTheScannedPageIsRecognised) {
  ASSERT_EQ(dossier_.run({"ingest", corpus_file(kMixed), "--ocr", "never"}).status, ExitStatus::kSomeFailed);
  const std::string native = dossier_.run({"text", "plan_van_aanpak_waakvlamteam.pdf", "--page", "1"}).out;
  EXPECT_EQ(status_of("waakvlamteam.pdf")["state"], "partly read");
  EXPECT_EQ(count_kept(), 0U);

  const Ran ran = dossier_.run({"ocr"});
  EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  EXPECT_EQ(status_of("waakvlamteam.pdf")["state"], "ok");
  EXPECT_EQ(count_kept(), 1U);
  EXPECT_EQ(dossier_.run({"text", "plan_van_aanpak_waakvlamteam.pdf", "--page", "1"}).out, native);
  const Ran third = dossier_.run({"text", "plan_van_aanpak_waakvlamteam.pdf", "--page", "3"});
  EXPECT_NE(third.out.find("de doorzettingsmacht van de gezinscoach"), std::string::npos) << third.out;
  EXPECT_NE(third.err.find("page 3 is ocr: text recognised from its picture"), std::string::npos)
      << third.err;
  // Read again from the file and the kept answer, blocks and all.
  bool has_blocks = false;
  for (const Json& line : lines_of(dossier_.run({"text", "plan_van_aanpak_waakvlamteam.pdf", "--json"}).out))
    has_blocks = has_blocks || (line.contains("text") &&
                                line["text"].get<std::string>().find("gezinscoach") != std::string::npos);
  EXPECT_TRUE(has_blocks);
}

TEST_F(OcrIngestTest, PagesOnTheirSideAndHeadAreReadAndCitedWhereTheyLie) {
  std::ifstream file(corpus_file("samples/wielderveen/beleidsplan_jeugd_en_gezin_2014-2017.pdf"),
                     std::ios::binary);
  const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file),
                                        std::istreambuf_iterator<char>()};
  std::vector<ingest::PagePicture> pages;
  for (const unsigned quarters : {1U, 2U, 3U}) {
    const auto drawn = ingest::render_page(bytes, {PageIndex{3}, 150, ingest::PictureColours::kGray});
    ASSERT_TRUE(drawn.has_value());
    pages.push_back(ocr_test::scan(*drawn, {0.5, 10, quarters}));
  }
  const fs::path pdf = dossier_.folder() / "gedraaid.pdf";
  std::ofstream(pdf, std::ios::binary) << ocr_test::make_scan_pdf(pages);
  const Ran ran = dossier_.run({"ingest", pdf.string()});
  EXPECT_EQ(ran.status, ExitStatus::kDone) << ran.err;
  std::vector<int> hits(3);
  for (const Json& hit : lines_of(dossier_.run({"search", "doorzettingsmacht", "--json"}).out)) {
    const int page = hit["page"].get<int>();
    ++hits.at(static_cast<std::size_t>(page - 1));
    // The longest word of the quote: short ones are as high as they are wide.
    double width = 0, height = 0;
    for (const Json& rect : hit["rects"]) {
      const double wide = rect[2].get<double>() - rect[0].get<double>();
      const double high = rect[3].get<double>() - rect[1].get<double>();
      if (wide * high <= width * height) continue;
      width = wide;
      height = high;
    }
    EXPECT_EQ(width > height, page == 2) << hit["rects"].dump();
  }
  for (const int count : hits)
    EXPECT_GT(count, 0);
}

TEST_F(OcrIngestTest, WithoutTheProgramPagesStayUnreadAndThatIsSaid) {
  ::setenv("VINDPLAATS_OCR", "none", 1);
  const Ran ran = dossier_.run({"ingest", corpus_file(kScan)});
  EXPECT_EQ(ran.status, ExitStatus::kSomeFailed);
  EXPECT_NE(ran.err.find("note: pages without text are left unread: "), std::string::npos) << ran.err;
  EXPECT_EQ(status_of("scan.pdf")["state"], "no text");
  // Once it is there the same command reads what was left.
  ::setenv("VINDPLAATS_OCR", VP_OCR_PROGRAM, 1);
  EXPECT_EQ(dossier_.run({"ingest", corpus_file(kScan)}).status, ExitStatus::kDone);
  EXPECT_EQ(status_of("scan.pdf")["state"], "ok");
}

TEST_F(OcrIngestTest, AProgramThatCrashesCostsThePageAndARetryReadsIt) {
  const fs::path program = dossier_.folder() / "crashes";
  std::ofstream(program)
      << "#!/bin/sh\n[ \"$1\" = --version ] && { printf tesseract-test; exit 0; }\nkill -SEGV $$\n";
  fs::permissions(program, fs::perms::owner_all);
  ::setenv("VINDPLAATS_OCR", program.c_str(), 1);
  const Ran ran = dossier_.run({"ingest", corpus_file(kMixed)});
  EXPECT_EQ(ran.status, ExitStatus::kSomeFailed);
  EXPECT_EQ(status_of("waakvlamteam.pdf")["state"], "partly read");
  EXPECT_NE(
      status_of("waakvlamteam.pdf").dump().find("no text layer; text recognition of its picture failed"),
      std::string::npos)
      << status_of("waakvlamteam.pdf").dump();
  ::setenv("VINDPLAATS_OCR", VP_OCR_PROGRAM, 1);
  EXPECT_EQ(dossier_.run({"ocr"}).status, ExitStatus::kNothingFound) << "tried already";
  EXPECT_EQ(dossier_.run({"ingest", "--retry"}).status, ExitStatus::kDone);
  EXPECT_EQ(status_of("waakvlamteam.pdf")["state"], "ok");
}

TEST_F(OcrIngestTest, ABrokenKeptAnswerIsRecognisedAgain) {
  ASSERT_EQ(dossier_.run({"ingest", corpus_file(kMixed)}).status, ExitStatus::kDone);
  const std::string before = dossier_.run({"evidence", "--json"}).out;
  for (const auto& entry : fs::recursive_directory_iterator(dossier_.folder() / "derived" / "recognised")) {
    if (entry.is_regular_file()) std::ofstream(entry.path(), std::ios::trunc) << "no answer";
  }
  EXPECT_EQ(dossier_.run({"reindex"}).status, ExitStatus::kDone);
  EXPECT_EQ(dossier_.run({"evidence", "--json"}).out, before);
}

}  // namespace
}  // namespace vp::apps
