// content_machine.h - carries out the operators of a content stream and tells what they show.
// It knows a list of features and stops at whatever lies outside of it; what was told until then is void.
// Errors: none rise; run_page() and reason() say whether and why it stopped.
// Threads: for one thread. Units: events as in content_sink.h.
// Source: ISO 32000-1, chapters 8, 9 and 14.6; where that leaves room, what Poppler 22.12 does.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/content_color.h"
#include "ingest/content_events.h"
#include "ingest/content_fallback.h"
#include "ingest/content_font.h"
#include "ingest/content_path.h"
#include "ingest/content_resources.h"
#include "ingest/content_state.h"
#include "ingest/content_stream.h"
#include "ingest/content_xobject.h"
#include "ingest/operator_scanner.h"

class OCGs;
class XRef;

namespace vp::ingest {

/// What the pages of one document share.
struct ContentCaches {
  explicit ContentCaches(XRef& document_xref, OCGs* document_layers)
      : xref(document_xref), layers(document_layers), fonts(xref), xobjects(xref, fonts, streams) {}

  XRef& xref;
  OCGs* layers;  ///< optional content; may be nullptr
  ContentFonts fonts;
  ContentColors colors;
  ContentStreamReader streams;
  ContentXObjects xobjects;
};

class ContentMachine {
 public:
  /// Both must outlive the machine.
  ContentMachine(ContentCaches& caches, ContentEvents& events);

  /// Carries out the streams of a page, which leads to the events that it shows. False where it met something
  /// unproven.
  [[nodiscard]] bool run_page(std::span<const std::string> streams, ContentResources& resources,
                              const ContentMatrix& ctm);
  [[nodiscard]] FallbackReason reason() const { return reason_; }

  using Operands = std::span<const Operand>;
  using Handler = bool (ContentMachine::*)(Operands);

 private:
  friend struct OperatorTable;

  static constexpr std::size_t kMaxSavedStates = 512;
  static constexpr int kMaxFormDepth = 16;
  static constexpr std::size_t kMaxEvents = 1'500'000;
  static constexpr std::size_t kMaxOperators = 20'000'000;

  enum class MarkKind : std::uint8_t { kOther, kHidden, kActualText };

  [[nodiscard]] bool fail(FallbackReason reason);
  [[nodiscard]] bool run_stream(std::string_view content);
  [[nodiscard]] bool execute();

  // content_machine.cc: graphics state
  bool no_effect(Operands args);
  bool save_state(Operands args);
  bool restore_state(Operands args);
  bool concatenate_matrix(Operands args);
  bool set_line_width(Operands args);
  bool set_graphics_state(Operands args);
  [[nodiscard]] bool apply_graphics_state(const Object& dictionary);

  // content_text.cc
  bool begin_text(Operands args);
  bool set_char_space(Operands args);
  bool set_word_space(Operands args);
  bool set_horizontal_scale(Operands args);
  bool set_leading(Operands args);
  bool set_font(Operands args);
  bool set_render_mode(Operands args);
  bool set_rise(Operands args);
  bool move_text(Operands args);
  bool move_text_set_leading(Operands args);
  bool set_text_matrix(Operands args);
  bool next_line(Operands args);
  bool show_text(Operands args);
  bool next_line_show_text(Operands args);
  bool next_line_show_spaced_text(Operands args);
  bool show_text_array(Operands args);
  void move_line(double x, double y);
  [[nodiscard]] bool begin_showing();
  [[nodiscard]] bool show(std::string_view text);
  [[nodiscard]] float shown_font_size() const;

  // content_paint.cc
  bool move_to(Operands args);
  bool line_to(Operands args);
  bool curve_to(Operands args);
  bool curve_from_current(Operands args);
  bool curve_to_end(Operands args);
  bool rectangle(Operands args);
  bool close_path(Operands args);
  bool end_path(Operands args);
  bool stroke_path(Operands args);
  bool close_and_stroke_path(Operands args);
  bool fill_path(Operands args);
  bool fill_and_stroke_path(Operands args);
  bool close_fill_and_stroke_path(Operands args);
  bool set_fill_gray(Operands args);
  bool set_stroke_gray(Operands args);
  bool set_fill_rgb(Operands args);
  bool set_stroke_rgb(Operands args);
  bool set_fill_cmyk(Operands args);
  bool set_stroke_cmyk(Operands args);
  bool set_fill_space(Operands args);
  bool set_stroke_space(Operands args);
  bool set_fill_color(Operands args);
  bool set_stroke_color(Operands args);
  bool clip_path(Operands args);
  void finish_path();
  void emit_fill();
  void emit_stroke();
  [[nodiscard]] bool set_device_color(ContentPaint& paint, ContentColorSpace& device,
                                      std::string_view default_name, Operands args);
  [[nodiscard]] bool set_space(ContentPaint& paint, Operands args);
  [[nodiscard]] bool set_color(ContentPaint& paint, Operands args);

  // content_objects.cc
  bool draw_object(Operands args);
  bool draw_inline_image(Operands args);
  bool begin_marked_content(Operands args);
  bool begin_marked_content_with_properties(Operands args);
  bool end_marked_content(Operands args);
  [[nodiscard]] bool draw_form(ContentForm& form);
  [[nodiscard]] bool run_form(ContentForm& form);
  void clip_to(const std::array<double, 4>& box);
  [[nodiscard]] bool begin_optional_content(const Operand& properties);
  [[nodiscard]] bool begin_span(const Operand& properties);
  void emit_image();
  [[nodiscard]] bool is_hidden() const { return hidden_depth_ > 0; }

  [[nodiscard]] ContentResources& resources() { return *resources_; }

  ContentCaches& caches_;
  ContentEvents& events_;
  FallbackReason reason_ = FallbackReason::kNone;

  OperatorScanner page_scanner_;
  OperatorScanner* scanner_ = &page_scanner_;
  ContentResources* resources_ = nullptr;
  ContentState state_;
  ContentTextPosition text_position_;
  ContentPath path_;
  bool is_clip_pending_ = false;  // W was said: the path clips once it is painted
  std::vector<ContentState> saved_states_;
  std::size_t saved_states_guard_ = 0;  // states below belong to the content around a form
  int form_depth_ = 0;
  std::size_t operator_count_ = 0;

  std::vector<MarkKind> marks_;
  std::size_t hidden_depth_ = 0;

  std::vector<std::pair<const ContentFont*, std::uint16_t>> fonts_shown_;
  std::uint16_t font_number_ = 0;
  float size_pt_ = 0;
};

}  // namespace vp::ingest
