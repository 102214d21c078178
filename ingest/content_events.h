// content_events.h - keeps what a page shows until it is certain that the page could be read to its end.
// Threads: none of its own. Units: those of content_sink.h.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "ingest/content_sink.h"

namespace vp::ingest {

/// A ContentSink that remembers; flush() hands on everything in the order in which it came.
class ContentEvents : public ContentSink {
 public:
  std::uint16_t add_font(const FontFace& face) override;
  void on_glyph(const Glyph& glyph, std::span<const std::uint32_t> text) override;
  void on_ruling(const RectPt& box) override;
  void on_fill(const RectPt& box, std::uint32_t rgb) override;
  void on_image(const RectPt& box) override;
  void on_path(const RectPt& box) override;
  void begin_actual_text(std::span<const std::uint32_t> text) override;
  void end_actual_text() override;

  /// Gives all events to `sink`, fonts renumbered as it says, and is empty afterwards.
  void flush(ContentSink& sink);
  /// Forgets all events.
  void clear();
  /// Glyphs, drawings and images kept; what a limit can be set on.
  [[nodiscard]] std::size_t size() const { return glyphs_.size() + marks_.size(); }

 private:
  struct KeptGlyph {
    Glyph glyph;
    std::uint32_t text_size = 0;
  };
  enum class MarkKind : std::uint8_t {
    kFont,
    kRuling,
    kFill,
    kImage,
    kPath,
    kBeginActualText,
    kEndActualText
  };
  struct Mark {
    MarkKind kind = MarkKind::kPath;
    std::uint32_t value = 0;  ///< colour, number of a font, or length of a text
    std::uint32_t glyphs_before = 0;
    RectPt box;
  };
  void add_mark(MarkKind kind, const RectPt& box, std::uint32_t value);

  std::vector<FontFace> fonts_;
  std::vector<KeptGlyph> glyphs_;
  std::vector<std::uint32_t> glyph_text_;
  std::vector<Mark> marks_;
  std::vector<std::uint32_t> actual_text_;
};

}  // namespace vp::ingest
