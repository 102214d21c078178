// content_color.h - colours as far as reading needs them: what is white, what shade a rectangle has.
// Threads: for one thread. Units: colours 0xRRGGBB.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

class GfxColorSpace;
class GfxState;
class Object;
class OutputDev;
struct GfxRGB;

namespace vp::ingest {

class ContentResources;

/// 0xRRGGBB of a Poppler colour.
std::uint32_t to_rgb24(const GfxRGB& color);

/// How glyphs are painted, as WordFlag bits: invisible or white. `rgb` is that of the fill, or of the stroke
/// where the render mode only strokes; `has_color` is false for patterns.
std::uint16_t to_text_flags(int render_mode, double fill_opacity, bool has_color, std::uint32_t rgb);

/// A colour space that colours can be set in; what it has computed it remembers.
class ContentColorSpace {
 public:
  explicit ContentColorSpace(std::unique_ptr<GfxColorSpace> space);
  ~ContentColorSpace();
  [[nodiscard]] bool is_pattern() const { return pattern_; }
  [[nodiscard]] std::size_t component_count() const { return component_count_; }
  /// The colour of these components; as many as component_count().
  [[nodiscard]] std::uint32_t to_rgb(std::span<const double> components);
  [[nodiscard]] std::uint32_t default_rgb() const;

 private:
  static constexpr std::size_t kRemembered = 16;
  static constexpr std::size_t kKeyComponents = 4;
  struct Remembered {
    std::array<double, kKeyComponents> components{};
    std::uint32_t rgb = 0;
  };
  std::unique_ptr<GfxColorSpace> space_;
  bool pattern_ = false;
  std::size_t component_count_ = 0;
  std::vector<Remembered> remembered_;
  std::size_t next_remembered_ = 0;
};

/// The colour spaces of one document. Spaces live as long as this.
class ContentColors {
 public:
  ContentColors();
  ~ContentColors();
  ContentColors(const ContentColors&) = delete;
  ContentColors& operator=(const ContentColors&) = delete;

  [[nodiscard]] ContentColorSpace& gray() { return *gray_; }
  [[nodiscard]] ContentColorSpace& rgb() { return *rgb_; }
  [[nodiscard]] ContentColorSpace& cmyk() { return *cmyk_; }
  /// The space of this name, as the operators cs and CS mean it; nullptr where Poppler can make none of it.
  [[nodiscard]] ContentColorSpace* find(std::string_view name, ContentResources& resources);
  /// The space that the operators for device colours set: the page may redefine it by `default_name`. nullptr
  /// as above.
  [[nodiscard]] ContentColorSpace* find_device(ContentColorSpace& device, std::string_view default_name,
                                               ContentResources& resources);
  /// Poppler's colour space for a definition within an image; empty where it is none.
  [[nodiscard]] std::unique_ptr<GfxColorSpace> parse(Object& definition, ContentResources& resources);

 private:
  [[nodiscard]] ContentColorSpace* find_builtin(std::string_view name);
  [[nodiscard]] ContentColorSpace* load(Object definition, int object_number, ContentResources& resources);

  std::unique_ptr<OutputDev> device_;
  std::unique_ptr<GfxState> state_;
  std::unique_ptr<ContentColorSpace> gray_, rgb_, cmyk_, pattern_;
  std::unordered_map<int, std::unique_ptr<ContentColorSpace>> by_object_;
  std::vector<std::unique_ptr<ContentColorSpace>> direct_;
};

}  // namespace vp::ingest
