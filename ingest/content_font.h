// content_font.h - fonts of a document as showing text needs them: what each character code shows, looked up
// once. Fonts live as long as the document's cache; Poppler's own interpreter loads them anew for every page.
// Threads: for one thread. Units: advances and origins as fractions of the font size.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/poppler_font.h"

class Dict;
class GfxFont;
class Object;
class XRef;

namespace vp::ingest {

/// What one character code shows.
struct ShownCode {
  std::uint8_t bytes = 0;      ///< of the code in the string; 0 in a table means: not looked up yet
  std::uint8_t text_size = 0;  ///< Unicode characters; 0 where the font maps it to none
  bool kept = false;           ///< in a table, not looked up for this time only
  std::uint32_t text_begin = 0;
  double dx = 0, dy = 0;  ///< advance
  double origin_x = 0, origin_y = 0;
};

class ContentFont {
 public:
  explicit ContentFont(std::shared_ptr<GfxFont> font);

  /// The code that `rest` begins with; `rest` must not be empty. Valid until the next call.
  [[nodiscard]] const ShownCode& next(std::string_view rest);
  /// Valid until the next call of next().
  [[nodiscard]] std::span<const std::uint32_t> text(const ShownCode& shown) const;
  [[nodiscard]] bool is_vertical() const { return vertical_; }
  /// Whether every code is one byte.
  [[nodiscard]] bool is_simple() const { return one_byte_; }
  [[nodiscard]] const FontMetrics& metrics() const { return metrics_; }

 private:
  using Table = std::array<ShownCode, 256>;
  [[nodiscard]] ShownCode look_up(std::string_view rest);

  std::shared_ptr<GfxFont> font_;  // shared because Poppler hands its fonts out so
  FontMetrics metrics_;
  bool vertical_ = false;
  bool one_byte_ = false;
  std::array<std::unique_ptr<Table>, 256> tables_;  // by first byte; simple fonts use the first only
  ShownCode uncached_;
  std::vector<std::uint32_t> text_;           // of the codes in tables_
  std::vector<std::uint32_t> uncached_text_;  // of the code looked up last
};

/// The fonts of one document.
class ContentFonts {
 public:
  explicit ContentFonts(XRef& xref) : xref_(xref) {}
  /// The font that `entry` (a reference or a dictionary) stands for; nullptr where Poppler makes none of it.
  /// Lives as long as this.
  [[nodiscard]] ContentFont* load(const std::string& tag, const Object& entry);

 private:
  XRef& xref_;
  std::unordered_map<std::int64_t, std::unique_ptr<ContentFont>> by_reference_;
  std::vector<std::unique_ptr<ContentFont>> direct_;
};

}  // namespace vp::ingest
