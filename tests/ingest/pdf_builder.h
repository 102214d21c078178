// pdf_builder.h - writes small PDF files for tests: pages with content streams, a few fonts and extras, and a
// table of objects that is right.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vp::ingest {

/// One page. Content is PDF operators; text places are in PDF space (origin bottom left of the media box).
struct PdfPage {
  std::string content;
  std::string media_box = "0 0 400 400";
  std::string extra;  ///< more entries of the page dictionary: "/Rotate 90", "/CropBox[..]", "/Annots[..]"
};

/// Fonts under these names on every page: F1 Helvetica, F2 Helvetica-Bold, F3 two-byte font whose codes are
/// Unicode but 0001 = "ffi", F4 two-byte font without any mapping, F5 Symbol bullets (0xB7 = U+F0B7).
class PdfBuilder {
 public:
  PdfBuilder& add_page(PdfPage page);
  /// An object of the caller's own; returns its number. `add_page` may refer to it.
  int add_object(std::string body);
  int add_stream(std::string_view dictionary, std::string_view bytes);
  /// More entries of the catalog or the trailer.
  PdfBuilder& set_catalog(std::string extra);
  PdfBuilder& set_trailer(std::string extra);
  [[nodiscard]] std::string build() const;

 private:
  std::vector<std::string> objects_;
  std::vector<PdfPage> pages_;
  std::string catalog_;
  std::string trailer_;
};

/// "BT /F1 10 Tf x y Td (text) Tj ET" with its line end; `text` is put in as it stands (escape it yourself).
std::string text_at(float x, float y, std::string_view text, float size = 10, std::string_view font = "F1");
/// A level or upright line.
std::string line_between(float x0, float y0, float x1, float y1);
/// A PDF of one page.
std::string one_page(std::string content, std::string extra = "");

}  // namespace vp::ingest
