// outline_test.cc - the bookmarks of PDFs, honest and hostile, as the extractor gives them.
#include "core/outline.h"

#include <gtest/gtest.h>

#include "ingest/frame_checks.h"
#include "tests/ingest/pdf_builder.h"
#include "tests/ingest/read_pdf.h"

namespace vp::ingest {
namespace {

/// A file of four pages with the outline that `entries` says. The objects of PdfBuilder's own are numbered first, so
/// objects that refer to each other are numbered from here by `first`.
class OutlinePdf {
 public:
  OutlinePdf() {
    for (int i = 0; i < 4; ++i)
      builder_.add_page({text_at(40, 300, "bladzijde"), "0 0 400 400", i == 3 ? "/Rotate 90" : ""});
    first_ = builder_.add_object("<</Nothing true>>") + 1;
  }
  /// "#0" in a body becomes the number of the first object added here, "#1" of the second, and so on.
  OutlinePdf& add(std::string body) {
    for (std::size_t at = body.find('#'); at != std::string::npos; at = body.find('#', at)) {
      std::size_t end = at + 1;
      while (end < body.size() && body[end] >= '0' && body[end] <= '9')
        ++end;
      body.replace(at, end - at, std::to_string(first_ + std::stoi(body.substr(at + 1, end - at - 1))));
    }
    builder_.add_object(std::move(body));
    return *this;
  }
  Outline read(const std::string& more_of_catalog = "") {
    builder_.set_catalog("/Outlines " + std::to_string(first_) + " 0 R" + more_of_catalog);
    const Document document = read_pdf(builder_.build());
    EXPECT_EQ(document.state, DocumentState::kOk) << document.reason;
    EXPECT_EQ(document.pages.size(), 4U);
    EXPECT_TRUE(check_outline(document.outline, document.page_count).has_value());
    return document.outline;
  }
  [[nodiscard]] int first() const { return first_; }

 private:
  PdfBuilder builder_;
  int first_ = 0;
};

std::string to_string(const Outline& outline) {
  std::string text;
  for (const Bookmark& bookmark : outline.bookmarks) {
    text += std::string(2UL * (bookmark.level - 1U), ' ') + bookmark.title + " p" +
            std::to_string(bookmark.page.number()) + " y" +
            std::to_string(static_cast<int>(bookmark.top_pt)) + "\n";
  }
  return text + outline.reason;
}

TEST(OutlineTest, AFileWithoutHasNone) {
  EXPECT_TRUE(read_pdf(one_page(text_at(40, 300, "woord"))).outline.empty());
}

TEST(OutlineTest, ReadsPlacesLevelsAndTitles) {
  OutlinePdf pdf;
  pdf.add("<</First #1 0 R/Last #3 0 R>>")
      .add("<</Title(Beleidsplan\n  2013)/Dest[0/XYZ 0 350 null]/First #2 0 R/Next #3 0 R>>")
      .add("<</Title<FEFF004E006100EB>/A<</S/GoTo/D[1/FitH 300]>>>>")
      .add("<</Title(Bijlage 3)/Dest[3/XYZ 0 100 0]>>");
  EXPECT_EQ(to_string(pdf.read()), "Beleidsplan 2013 p1 y50\n  Na\u00EB p2 y100\nBijlage 3 p4 y0\n");
}

TEST(OutlineTest, FindsNamedPlacesOldAndNew) {
  OutlinePdf pdf;
  pdf.add("<</First #1 0 R>>")
      .add("<</Title(Oud)/Dest/oud/Next #2 0 R>>")
      .add("<</Title(Nieuw)/Dest(nieuw)/Next #3 0 R>>")
      .add("<</Title(Onbekend)/Dest(zoek)>>")
      .add("<</Kids[#5 0 R #4 0 R]>>")  // a node of the tree of names that holds itself
      .add("<</Names[(nieuw)<</D[2/Fit]>>]>>");
  const std::string names = std::to_string(pdf.first() + 4);
  EXPECT_EQ(to_string(pdf.read("/Dests<</oud[1/Fit]>>/Names<</Dests " + names + " 0 R>>")),
            "Oud p2 y0\nNieuw p3 y0\n1 bookmarks lead to no page of the file and are left out");
}

TEST(OutlineTest, APartWithoutAPlaceBeginsWhereItsFirstChildDoes) {
  OutlinePdf pdf;
  pdf.add("<</First #1 0 R>>")
      .add("<</Title(Map)/First #2 0 R/Next #4 0 R>>")
      .add("<</Title(Weg)/Dest[99/Fit]/Next #3 0 R>>")
      .add("<</Title(Stuk)/Dest[2/Fit]>>")
      .add("<</Title()/Dest[0/Fit]/First #5 0 R>>")
      .add("<</Title(Onder naamloos)/Dest[3/Fit]>>");
  EXPECT_EQ(
      to_string(pdf.read()),
      "Map p3 y0\n  Stuk p3 y0\nOnder naamloos p4 y0\n"
      "1 bookmarks lead to no page of the file and are left out; 1 bookmarks without a title are left out");
}

struct HostileCase {
  const char* name;
  std::vector<std::string> objects;
  const char* read;
};

class HostileOutlineTest : public testing::TestWithParam<HostileCase> {};

TEST_P(HostileOutlineTest, EndsAndSaysWhy) {
  OutlinePdf pdf;
  for (const std::string& object : GetParam().objects)
    pdf.add(object);
  EXPECT_EQ(to_string(pdf.read()), GetParam().read);
}

constexpr const char* kCircle =
    "A p1 y0\nthe list of bookmarks leads back to itself, what follows there is left out";

INSTANTIATE_TEST_SUITE_P(
    Outlines, HostileOutlineTest,
    testing::Values(
        HostileCase{
            "next_is_itself", {"<</First #1 0 R>>", "<</Title(A)/Dest[0/Fit]/Next #1 0 R>>"}, kCircle},
        HostileCase{
            "child_is_itself", {"<</First #1 0 R>>", "<</Title(A)/Dest[0/Fit]/First #1 0 R>>"}, kCircle},
        HostileCase{
            "child_of_child_is_the_first",
            {"<</First #1 0 R>>", "<</Title(A)/Dest[0/Fit]/First #2 0 R>>",
             "<</Title(B)/Dest[1/Fit]/First #1 0 R>>"},
            "A p1 y0\n  B p2 y0\nthe list of bookmarks leads back to itself, what follows there is left out"},
        HostileCase{"next_is_no_entry",
                    {"<</First #1 0 R>>", "<</Title(A)/Dest[0/Fit]/Next #2 0 R>>", "[1 2 3]"},
                    "A p1 y0\nthe list of bookmarks is damaged, what follows there is left out"},
        HostileCase{"first_is_no_reference", {"<</First(A)>>"}, ""},
        HostileCase{"the_root_is_no_dictionary", {"(outline)"}, ""},
        HostileCase{
            "pages_that_no_file_has",
            {"<</First #1 0 R>>", "<</Title(A)/Dest[-1/Fit]/Next #2 0 R>>",
             "<</Title(B)/Dest[4/Fit]/Next #3 0 R>>", "<</Title(C)/Dest[2147483647/Fit]/Next #4 0 R>>",
             "<</Title(D)/Dest[#0 0 R/Fit]/Next #5 0 R>>", "<</Title(E)/A<</S/URI/URI(x)>>>>"},
            "5 bookmarks lead to no page of the file and are left out"},
        HostileCase{"tops_that_no_page_has",
                    {"<</First #1 0 R>>", "<</Title(A)/Dest[0/XYZ 0 99999999 0]/Next #2 0 R>>",
                     "<</Title(B)/Dest[0/XYZ 0 -99999999 0]>>"},
                    "A p1 y0\nB p1 y400\n"}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(OutlineTest, BoundsDepthCountAndTitles) {
  OutlinePdf deep;
  deep.add("<</First #1 0 R>>");
  for (int i = 1; i <= 40; ++i)
    deep.add("<</Title(" + std::to_string(i) + ")/Dest[0/Fit]/First #" + std::to_string(i + 1) + " 0 R>>");
  const Outline cut = deep.read();
  EXPECT_EQ(cut.bookmarks.size(), kMaxBookmarkLevel);
  EXPECT_EQ(cut.reason, "1 lists of bookmarks lie deeper than 12 levels and are left out");

  OutlinePdf wide;
  wide.add("<</First #1 0 R>>");
  for (std::size_t i = 1; i <= kMaxBookmarks + 5; ++i)
    wide.add("<</Title(" + std::to_string(i) + ")/Dest[0/Fit]/Next #" + std::to_string(i + 1) + " 0 R>>");
  const Outline many = wide.read();
  EXPECT_EQ(many.bookmarks.size(), kMaxBookmarks);
  EXPECT_EQ(many.reason, "more than 10000 bookmarks, the rest is left out");

  OutlinePdf wordy;
  wordy.add("<</First #1 0 R>>").add("<</Title(" + std::string(5000, 'x') + ")/Dest[0/Fit]>>");
  const Outline wide_title = wordy.read();
  ASSERT_EQ(wide_title.bookmarks.size(), 1U);
  EXPECT_EQ(wide_title.bookmarks[0].title.size(), kMaxBookmarkTitleBytes);
  EXPECT_EQ(wide_title.reason, "1 titles longer than 300 bytes are cut");
}

}  // namespace
}  // namespace vp::ingest
