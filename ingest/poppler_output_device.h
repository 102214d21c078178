// poppler_output_device.h - turns the callbacks of Poppler's content interpreter (Gfx) into ContentSink
// events. Images are never decoded: only their place is told.
// Units: the page must be interpreted at 72 dpi, so that device space is points in rotated crop-box space.
// Threads: one device a page run; not shared.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include <OutputDev.h>

#include "ingest/content_sink.h"
#include "ingest/painted_path.h"

class GfxFont;

namespace vp::ingest {

class PopplerOutputDevice : public OutputDev {
 public:
  /// `sink` must live as long as the device.
  explicit PopplerOutputDevice(ContentSink& sink) : sink_(sink) {}

  /// Whether vector drawings are told: annotation borders are none of the page's own rulings.
  enum class Drawings : bool { kIgnored, kTold };

  /// Call before a page is interpreted by `gfx`, which must live until end_page().
  void begin_page(Gfx& gfx);
  void end_page();
  void set_drawings(Drawings drawings) { drawings_ = drawings; }

  bool upsideDown() override { return true; }
  bool useDrawChar() override { return true; }
  bool interpretType3Chars() override { return false; }
  bool needNonText() override;
  bool useShadedFills(int) override { return true; }
  void saveState(GfxState*) override;
  void restoreState(GfxState*) override;
  void clip(GfxState* state) override;
  void eoClip(GfxState* state) override { clip(state); }
  void updateAll(GfxState* state) override;
  void updateFillColorSpace(GfxState*) override { color_known_ = false; }
  void updateFillColor(GfxState*) override { color_known_ = false; }
  void updateStrokeColorSpace(GfxState*) override { color_known_ = false; }
  void updateStrokeColor(GfxState*) override { color_known_ = false; }
  void updateFillOpacity(GfxState*) override { color_known_ = false; }
  void updateRender(GfxState*) override { color_known_ = false; }
  void updateFont(GfxState* state) override;
  void stroke(GfxState* state) override;
  void fill(GfxState* state) override;
  void eoFill(GfxState* state) override;
  bool functionShadedFill(GfxState* state, GfxFunctionShading* shading) override;
  bool axialShadedFill(GfxState* state, GfxAxialShading* shading, double t_min, double t_max) override;
  bool radialShadedFill(GfxState* state, GfxRadialShading* shading, double t_min, double t_max) override;
  bool gouraudTriangleShadedFill(GfxState* state, GfxGouraudTriangleShading* shading) override;
  bool patchMeshShadedFill(GfxState* state, GfxPatchMeshShading* shading) override;
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y,
                CharCode code, int byte_count, const Unicode* text, int text_length) override;
  void beginActualText(GfxState* state, const GooString* text) override;
  void endActualText(GfxState* state) override;
  void beginTransparencyGroup(GfxState* state, const double* box, GfxColorSpace* blending_color_space,
                              bool isolated, bool knockout, bool for_soft_mask) override;
  void endTransparencyGroup(GfxState* state) override;

 private:
  struct PageFont {
    std::shared_ptr<GfxFont> font;  // kept: its address is the key, and forms free their fonts in mid-page
    std::uint16_t number = 0;
    float size_factor = 1;
  };
  void read_color(GfxState& state);
  void load_path(const GfxState& state);
  bool emit_shading(const GfxState& state);
  [[nodiscard]] bool are_drawings_told() const { return drawings_ == Drawings::kTold && mask_depth_ == 0; }

  ContentSink& sink_;
  Gfx* gfx_ = nullptr;
  Drawings drawings_ = Drawings::kTold;
  std::vector<PageFont> fonts_;
  std::size_t current_font_ = 0;
  bool font_known_ = false;  // Gfx does not tell that Q or the end of a form brings another font back
  float font_size_pt_ = 0;
  bool color_known_ = false;
  std::uint16_t color_flags_ = 0;
  std::vector<bool> groups_;  // per open transparency group: does it only make a soft mask
  int mask_depth_ = 0;
  PaintedPath path_;
  RectPt clip_ = kNoClip;
  std::vector<RectPt> saved_clips_;
};

}  // namespace vp::ingest
