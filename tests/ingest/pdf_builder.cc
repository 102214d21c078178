#include "tests/ingest/pdf_builder.h"

#include <array>
#include <cstdio>
#include <utility>

namespace vp::ingest {
namespace {

// Objects with fixed numbers: 1 catalog, 2 page tree, 3..9 fonts and what they need; others follow.
constexpr int kFirstFree = 10;

std::string stream_body(std::string_view dictionary, std::string_view bytes) {
  return "<<" + std::string(dictionary) + "/Length " + std::to_string(bytes.size()) + ">>stream\n" +
         std::string(bytes) + "\nendstream";
}

constexpr std::string_view kResources =
    "/Resources<</Font<</F1 3 0 R/F2 4 0 R/F3 5 0 R/F4 6 0 R/F5 7 0 R>>/XObject<<";

std::string to_number(float value) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.3f", static_cast<double>(value));
  return digits.data();
}

std::string font_object(int number) {
  switch (number) {
    case 3:
      return "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    case 4:
      return "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>";
    case 5:
      return "<</Type/Font/Subtype/Type0/BaseFont/Two/Encoding/Identity-H/DescendantFonts[8 0 R]/ToUnicode 9 "
             "0 R>>";
    case 6:
      return "<</Type/Font/Subtype/Type0/BaseFont/Dumb/Encoding/Identity-H/DescendantFonts[8 0 R]>>";
    case 7:
      return "<</Type/Font/Subtype/Type1/BaseFont/Bullets/FirstChar 183/LastChar 183/Widths[460]/Encoding"
             "<</Type/Encoding/Differences[183/uniF0B7]>>>>";
    case 8:
      return "<</Type/Font/Subtype/CIDFontType2/BaseFont/Two/CIDSystemInfo<</Registry(Adobe)/"
             "Ordering(Identity)"
             "/Supplement 0>>/DW 500>>";
    default:
      return stream_body(
          "",
          "1 begincodespacerange<0000><FFFF>endcodespacerange 1 beginbfchar<0001><006600660069>"
          "endbfchar 1 beginbfrange<0020><00FF><0020>endbfrange");
  }
}

}  // namespace

PdfBuilder& PdfBuilder::add_page(PdfPage page) {
  pages_.push_back(std::move(page));
  return *this;
}

int PdfBuilder::add_object(std::string body) {
  objects_.push_back(std::move(body));
  return kFirstFree + static_cast<int>(objects_.size()) - 1;
}

int PdfBuilder::add_stream(std::string_view dictionary, std::string_view bytes) {
  return add_object(stream_body(dictionary, bytes));
}

PdfBuilder& PdfBuilder::set_catalog(std::string extra) {
  catalog_ = std::move(extra);
  return *this;
}

PdfBuilder& PdfBuilder::set_trailer(std::string extra) {
  trailer_ = std::move(extra);
  return *this;
}

std::string PdfBuilder::build() const {
  std::vector<std::string> bodies(kFirstFree);
  for (int number = 3; number < kFirstFree; ++number)
    bodies[static_cast<std::size_t>(number)] = font_object(number);
  bodies.insert(bodies.end(), objects_.begin(), objects_.end());
  // A form that a page names "/Fm Do" is the object that its extra calls /Form n.
  std::string kids;
  for (const PdfPage& page : pages_) {
    const int contents = static_cast<int>(bodies.size());
    bodies.push_back(stream_body("", page.content));
    kids += std::to_string(contents + 1) + " 0 R ";
    std::string resources(kResources);
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      const int number = kFirstFree + static_cast<int>(i);
      if (objects_[i].find("/XObject") != std::string::npos) {
        resources += "/X" + std::to_string(number) + " " + std::to_string(number) + " 0 R";
      }
    }
    resources += ">>/Properties<<";
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      const int number = kFirstFree + static_cast<int>(i);
      if (objects_[i].find("/OCG") != std::string::npos) {
        resources += "/P" + std::to_string(number) + " " + std::to_string(number) + " 0 R";
      }
    }
    resources += ">>>>";
    bodies.push_back("<</Type/Page/Parent 2 0 R/MediaBox[" + page.media_box + "]/Contents " +
                     std::to_string(contents) + " 0 R" + resources + page.extra + ">>");
  }
  bodies[1] = "<</Type/Catalog/Pages 2 0 R" + catalog_ + ">>";
  bodies[2] = "<</Type/Pages/Kids[" + kids + "]/Count " + std::to_string(pages_.size()) + ">>";
  std::string file = "%PDF-1.6\n";
  std::string table = "xref\n0 " + std::to_string(bodies.size()) + "\n0000000000 65535 f \n";
  for (std::size_t number = 1; number < bodies.size(); ++number) {
    std::array<char, 32> entry{};
    std::snprintf(entry.data(), entry.size(), "%010zu 00000 n \n", file.size());
    table += entry.data();
    file += std::to_string(number) + " 0 obj\n" + bodies[number] + "\nendobj\n";
  }
  const std::size_t start = file.size();
  return file + table + "trailer<</Root 1 0 R/Size " + std::to_string(bodies.size()) + trailer_ +
         ">>\nstartxref\n" + std::to_string(start) + "\n%%EOF\n";
}

std::string text_at(float x, float y, std::string_view text, float size, std::string_view font) {
  return "BT /" + std::string(font) + " " + to_number(size) + " Tf " + to_number(x) + " " + to_number(y) +
         " Td (" + std::string(text) + ") Tj ET\n";
}

std::string line_between(float x0, float y0, float x1, float y1) {
  return to_number(x0) + " " + to_number(y0) + " m " + to_number(x1) + " " + to_number(y1) + " l S\n";
}

std::string one_page(std::string content, std::string extra) {
  return PdfBuilder().add_page({std::move(content), "0 0 400 400", std::move(extra)}).build();
}

}  // namespace vp::ingest
