#include "tests/ingest/interpreter_differential.h"

#include <array>
#include <cstdio>
#include <map>
#include <memory>

#include <Error.h>
#include <Gfx.h>
#include <GlobalParams.h>
#include <PDFDoc.h>
#include <Page.h>

#include "ingest/content_interpreter.h"
#include "ingest/poppler_output_device.h"

namespace vp::ingest {
namespace {

/// A sink that writes down every event, floats with all their digits.
class EventLog : public ContentSink {
 public:
  std::uint16_t add_font(const FontFace& face) override {
    const auto number = static_cast<std::uint16_t>(fonts_.size());
    const auto key = face.name + to_text({face.ascent, face.descent}) + (face.bold ? "b" : "") +
                     (face.italic ? "i" : "") + (face.monospace ? "m" : "");
    const auto [font, is_new] = fonts_.emplace(key, number);
    if (is_new) lines_.push_back("font " + key);
    return font->second;
  }
  void on_glyph(const Glyph& glyph, std::span<const std::uint32_t> text) override {
    std::string line = "glyph" + to_text({glyph.x, glyph.y, glyph.dx, glyph.dy, glyph.font_size_pt}) +
                       " font " + std::to_string(glyph.font) + " flags " + std::to_string(glyph.flags) +
                       " text";
    for (const std::uint32_t character : text)
      line += " " + std::to_string(character);
    lines_.push_back(std::move(line));
  }
  void on_ruling(const RectPt& box) override { add_box("ruling", box); }
  void on_fill(const RectPt& box, std::uint32_t rgb) override { add_box("fill " + std::to_string(rgb), box); }
  void on_image(const RectPt& box) override { add_box("image", box); }
  void on_path(const RectPt& box) override { add_box("path", box); }
  void begin_actual_text(std::span<const std::uint32_t> text) override {
    std::string line = "actual text";
    for (const std::uint32_t character : text)
      line += " " + std::to_string(character);
    lines_.push_back(std::move(line));
  }
  void end_actual_text() override { lines_.emplace_back("end of actual text"); }

  [[nodiscard]] std::vector<std::string> take() { return std::exchange(lines_, {}); }

 private:
  static std::string to_text(std::initializer_list<float> numbers) {
    std::string text;
    for (const float number : numbers) {
      std::array<char, 32> digits{};
      const int length = std::snprintf(digits.data(), digits.size(), " %.9g", static_cast<double>(number));
      text.append(digits.data(), static_cast<std::size_t>(length));
    }
    return text;
  }
  void add_box(const std::string& kind, const RectPt& box) {
    lines_.push_back(kind + to_text({box.x0, box.y0, box.x1, box.y1}));
  }
  std::map<std::string, std::uint16_t> fonts_;
  std::vector<std::string> lines_;
};

void start_poppler() {
  static const bool kStarted = [] {
    globalParams = std::make_unique<GlobalParams>();
    setErrorCallback([](ErrorCategory, Goffset, const char*) {});
    return true;
  }();
  static_cast<void>(kStarted);
}

std::unique_ptr<PDFDoc> open_pdf(std::string_view pdf) {
  auto* stream = new MemStream(pdf.data(), 0, static_cast<Goffset>(pdf.size()), Object(objNull));
  return std::make_unique<PDFDoc>(stream);  // which takes the stream over
}

void read_by_gfx(Page& page, ContentSink& sink) {
  PopplerOutputDevice device(sink);
  constexpr double kDpi = 72;
  const std::unique_ptr<Gfx> gfx(
      page.createGfx(&device, kDpi, kDpi, 0, false, true, -1, -1, -1, -1, false, nullptr, nullptr));
  device.begin_page(*gfx);
  Object contents = page.getContents();
  if (!contents.isNull()) {
    gfx->saveState();
    gfx->display(&contents);
    gfx->restoreState();
  }
  device.end_page();
}

std::string first_difference(const std::vector<std::string>& fast, const std::vector<std::string>& gfx) {
  for (std::size_t i = 0; i < std::max(fast.size(), gfx.size()); ++i) {
    const std::string fast_line = i < fast.size() ? fast[i] : "nothing more";
    const std::string gfx_line = i < gfx.size() ? gfx[i] : "nothing more";
    if (fast_line != gfx_line)
      return "event " + std::to_string(i) + ": fast " + fast_line + ", Gfx " + gfx_line;
  }
  return "";
}

}  // namespace

std::vector<PageComparison> compare_readings(std::string_view pdf) {
  start_poppler();
  std::vector<PageComparison> comparisons;
  // Each way has a document of its own: what one has loaded shall not help the other.
  const std::unique_ptr<PDFDoc> fast_document = open_pdf(pdf);
  const std::unique_ptr<PDFDoc> gfx_document = open_pdf(pdf);
  if (!fast_document->isOk() || !gfx_document->isOk()) return comparisons;
  ContentInterpreter interpreter(*fast_document);
  EventLog fast_log;
  EventLog gfx_log;
  for (int number = 1; number <= gfx_document->getNumPages(); ++number) {
    Page* const page = gfx_document->getPage(number);
    if (page == nullptr || !page->isOk()) continue;
    PageComparison comparison;
    const bool is_fast = interpreter.interpret(number, fast_log);
    comparison.reason = to_string(interpreter.reason());
    const std::vector<std::string> fast = fast_log.take();
    read_by_gfx(*page, gfx_log);
    const std::vector<std::string> gfx = gfx_log.take();
    comparison.event_count = gfx.size();
    if (is_fast) {
      comparison.difference = first_difference(fast, gfx);
    } else {
      if (!fast.empty()) comparison.difference = "events of a page that was not interpreted: " + fast.front();
      read_by_gfx(*fast_document->getPage(number), fast_log);  // so that both logs know the same fonts
      static_cast<void>(fast_log.take());
    }
    comparisons.push_back(std::move(comparison));
  }
  return comparisons;
}

}  // namespace vp::ingest
