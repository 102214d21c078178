// page_builder.h - makes a Page out of what a content stream shows: glyphs become words, words lines, lines
// blocks in reading order. Whoever reads the content stream feeds it as a ContentSink, between begin_page and
// finish_page.
// Threads: one builder is for one document at a time. Buffers are kept from page to page.
// Limits: kMaxGlyphsPerPage and kMaxDrawingsPerPage; what lies beyond them is counted in PageFacts, and a
// page that lost glyphs says so in its verdict and reason.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "core/document.h"
#include "ingest/content_sink.h"

namespace vp::ingest {

inline constexpr std::size_t kMaxGlyphsPerPage = 300'000;
inline constexpr std::size_t kMaxDrawingsPerPage = 20'000;

/// What is known of a page before its content is read.
struct PageFrame {
  PageIndex index;
  std::string label;
  float width_pt = 0;  ///< of the crop box after rotation
  float height_pt = 0;
  std::uint16_t rotation_degrees = 0;
};

class PageBuilder final : public ContentSink {
 public:
  PageBuilder();
  ~PageBuilder() override;
  PageBuilder(const PageBuilder&) = delete;
  PageBuilder& operator=(const PageBuilder&) = delete;

  /// Forgets the fonts and the body font size of the document before.
  void begin_document();
  void begin_page(PageFrame frame);
  /// The page as far as it was shown. `parser_messages`: complaints of the PDF library while reading it.
  [[nodiscard]] Page finish_page(std::uint32_t parser_messages);
  /// Names of the document's fonts so far, in the order of their numbers.
  [[nodiscard]] std::vector<std::string> font_names() const;

  std::uint16_t add_font(const FontFace& face) override;
  void on_glyph(const Glyph& glyph, std::span<const std::uint32_t> text) override;
  void on_ruling(const RectPt& box) override;
  void on_fill(const RectPt& box, std::uint32_t rgb) override;
  void on_image(const RectPt& box) override;
  void on_path(const RectPt& box) override;
  void begin_actual_text(std::span<const std::uint32_t> text) override;
  void end_actual_text() override;

 private:
  class Work;
  std::unique_ptr<Work> work_;
};

}  // namespace vp::ingest
