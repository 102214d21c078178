#include "ingest/tesseract_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <filesystem>
#include <numbers>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "ingest/recognition_frames.h"
#include "ingest/scan_lines.h"

namespace vp::ingest {
namespace {

struct DestroyPicture {
  void operator()(PIX* picture) const noexcept { pixDestroy(&picture); }
};
using Picture = std::unique_ptr<PIX, DestroyPicture>;

/// Ink is this much darker or lighter than the most frequent shade.
constexpr int kInkContrast = 64;
/// A full stop at 300 dots per inch has about 20 pixels; dust has fewer.
constexpr std::size_t kLeastInkPixels = 60;
/// A page that is dark all over is no blank page: something lay on the glass, or the lamp was off.
constexpr int kDarkPaper = 96;
/// Smaller turns change nothing that Tesseract reads, larger ones are mistakes of the search.
constexpr float kLeastSkew = 0.05F, kMostSkew = 7.0F;
constexpr float kLeastSkewTrust = 3.0F;
/// Below this the page may stand on its side or its head, whatever the search for its foot said.
constexpr float kDoubtfulConfidence = 0.5F;
constexpr float kUsualSizePt = 10;

Picture to_leptonica(const PagePicture& from) {
  Picture picture(pixCreate(static_cast<l_int32>(from.width_px), static_cast<l_int32>(from.height_px), 8));
  if (picture == nullptr) return picture;
  const auto dots = static_cast<l_int32>(std::lround(from.dots_per_inch));
  pixSetResolution(picture.get(), dots, dots);
  l_uint32* const data = pixGetData(picture.get());
  const auto words_per_row = static_cast<std::size_t>(pixGetWpl(picture.get()));
  const std::uint8_t* next = from.pixels.data();
  for (std::size_t y = 0; y < from.height_px; ++y) {
    l_uint32* const row = data + y * words_per_row;
    for (std::size_t x = 0; x < from.width_px; ++x) {
      SET_DATA_BYTE(row, x, *next++);
    }
  }
  return picture;
}

std::vector<std::uint8_t> take_pixels(PIX* picture) {
  const auto width = static_cast<std::size_t>(pixGetWidth(picture));
  const auto height = static_cast<std::size_t>(pixGetHeight(picture));
  std::vector<std::uint8_t> pixels(width * height);
  l_uint32* const data = pixGetData(picture);
  const auto words_per_row = static_cast<std::size_t>(pixGetWpl(picture));
  for (std::size_t y = 0; y < height; ++y) {
    l_uint32* const row = data + y * words_per_row;
    for (std::size_t x = 0; x < width; ++x)
      pixels[y * width + x] = static_cast<std::uint8_t>(GET_DATA_BYTE(row, x));
  }
  return pixels;
}

bool has_ink(const PagePicture& picture) {
  std::array<std::size_t, 256> shades{};
  for (const std::uint8_t pixel : picture.pixels)
    ++shades[pixel];
  const auto paper = std::max_element(shades.begin(), shades.end()) - shades.begin();
  if (paper < kDarkPaper) return true;
  std::size_t different = 0;
  for (std::ptrdiff_t shade = 0; shade < 256; ++shade)
    if (std::abs(shade - paper) >= kInkContrast) different += shades[static_cast<std::size_t>(shade)];
  return different >= kLeastInkPixels;
}

Picture to_binary(PIX* gray) {
  PIX* binary = nullptr;
  // One threshold for the page, by Otsu's method.
  if (pixOtsuAdaptiveThreshold(gray, pixGetWidth(gray), pixGetHeight(gray), 0, 0, 0.1F, nullptr, &binary) !=
      0)
    return nullptr;
  return Picture(binary);
}

/// Clockwise quarter turns that set the page on its foot, by the ascenders and descenders of its letters; none in doubt.
std::uint32_t find_quarter_turns(PIX* gray) {
  const Picture binary = to_binary(gray);
  l_float32 up = 0, left = 0;
  l_int32 side = L_TEXT_ORIENT_UNKNOWN;
  if (binary == nullptr || pixOrientDetect(binary.get(), &up, &left, 0, 0) != 0 ||
      makeOrientDecision(up, left, 0, 0, &side, 0) != 0)
    return 0;
  switch (side) {
    case L_TEXT_ORIENT_LEFT:
      return 1;
    case L_TEXT_ORIENT_DOWN:
      return 2;
    case L_TEXT_ORIENT_RIGHT:
      return 3;
    default:
      return 0;
  }
}

/// Degrees by which the picture must be turned clockwise; 0 when nothing says so clearly.
float find_skew(PIX* gray) {
  const Picture binary = to_binary(gray);
  l_float32 angle = 0, trust = 0;
  if (binary == nullptr || pixFindSkew(binary.get(), &angle, &trust) != 0) return 0;
  if (trust < kLeastSkewTrust || std::fabs(angle) < kLeastSkew || std::fabs(angle) > kMostSkew) return 0;
  return angle;
}

Result<Picture> turn(PIX* gray, const PageTurn& by) {
  Picture turned(by.quarter_turns == 0 ? pixClone(gray)
                                       : pixRotateOrth(gray, static_cast<l_int32>(by.quarter_turns)));
  if (turned != nullptr && by.skew_degrees != 0) {
    const auto radians = static_cast<float>(by.skew_degrees * std::numbers::pi / 180);
    turned.reset(pixRotate(turned.get(), radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
  }
  if (turned == nullptr) return Error{ErrorCode::kTooBig, "no memory for the picture", ""};
  return turned;
}

/// Points of the upright picture, never beyond it.
class ToPoints {
 public:
  ToPoints(PIX* picture, double dots_per_inch)
      : points_per_pixel_(72 / dots_per_inch),
        width_(static_cast<float>(pixGetWidth(picture) * points_per_pixel_)),
        height_(static_cast<float>(pixGetHeight(picture) * points_per_pixel_)) {}

  [[nodiscard]] float length(double px) const { return static_cast<float>(px * points_per_pixel_); }
  [[nodiscard]] RectPt box(double x0, double y0, double x1, double y1) const {
    return {std::clamp(length(x0), 0.0F, width_), std::clamp(length(y0), 0.0F, height_),
            std::clamp(length(x1), 0.0F, width_), std::clamp(length(y1), 0.0F, height_)};
  }
  [[nodiscard]] RectPt box(const PixelBox& px) const { return box(px.x0, px.y0, px.x1, px.y1); }

 private:
  double points_per_pixel_;
  float width_, height_;
};

/// Finds the drawn lines and takes them out of the picture: letters are read better without them.
void take_lines(PIX* picture, const ToPoints& to_pt, double dots_per_inch, RecognizedPage& page) {
  std::vector<std::uint8_t> pixels = take_pixels(picture);
  const auto width = static_cast<std::uint32_t>(pixGetWidth(picture));
  const ScanView view{pixels, width, static_cast<std::uint32_t>(pixGetHeight(picture)), dots_per_inch};
  const ScanLines lines = find_scan_lines(view);
  for (const PixelBox& line : lines.level)
    page.lines.push_back(to_pt.box(line));
  for (const PixelBox& line : lines.upright)
    page.lines.push_back(to_pt.box(line));
  for (const ScanBar& bar : lines.bars)
    page.bars.push_back({to_pt.box(bar.box), bar.shade});
  if (page.lines.empty()) return;
  erase_lines(view, lines, pixels);
  l_uint32* const data = pixGetData(picture);
  const auto words_per_row = static_cast<std::size_t>(pixGetWpl(picture));
  for (std::size_t y = 0; y < view.height; ++y) {
    for (std::size_t x = 0; x < width; ++x) {
      SET_DATA_BYTE(data + y * words_per_row, x, pixels[y * width + x]);
    }
  }
}

void add_words(tesseract::ResultIterator& at, const ToPoints& to_pt, RecognizedPage& page) {
  std::uint32_t block = 0, line = 0;
  do {
    if (at.IsAtBeginningOf(tesseract::RIL_BLOCK)) ++block;
    if (at.IsAtBeginningOf(tesseract::RIL_TEXTLINE)) ++line;
    const std::unique_ptr<const char[]> text(at.GetUTF8Text(tesseract::RIL_WORD));
    int left = 0, top = 0, right = 0, bottom = 0;
    if (text == nullptr || !at.BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom)) continue;
    RecognizedWord word;
    word.text = text.get();
    word.box = to_pt.box(left, top, right, bottom);
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    const bool has_baseline = at.Baseline(tesseract::RIL_TEXTLINE, &x0, &y0, &x1, &y1) && x1 > x0;
    const double middle = (left + right) / 2.0;
    word.baseline_pt =
        to_pt.length(has_baseline ? y0 + (y1 - y0) * (middle - x0) / (x1 - x0) : static_cast<double>(bottom));
    float height = 0, descenders = 0, ascenders = 0;
    at.RowAttributes(&height, &descenders, &ascenders);
    word.size_pt = std::clamp(height > 0 ? to_pt.length(height) : kUsualSizePt, 2.0F, kMaxTextSizePt);
    // A line that is laid wrong, over two lines or through a picture, says nothing of this word.
    if (word.baseline_pt < word.box.y0 || word.baseline_pt > word.box.y1 + word.size_pt / 2)
      word.baseline_pt = word.box.y1;
    word.confidence = std::clamp(at.Confidence(tesseract::RIL_WORD) / 100, 0.0F, 1.0F);
    word.block = block;
    word.line = line;
    if (word.text.find_first_not_of(' ') == std::string::npos || word.text.size() > kMaxWordBytes) continue;
    page.words.push_back(std::move(word));
  } while (page.words.size() < kMaxRecognizedWords && at.Next(tesseract::RIL_WORD));
}

/// What the words weigh: how sure of how much text.
float weigh(const RecognizedPage& page) {
  float sum = 0;
  for (const RecognizedWord& word : page.words)
    sum += word.confidence * static_cast<float>(word.text.size());
  return sum;
}

float find_mean_confidence(const RecognizedPage& page) {
  float length = 0;
  for (const RecognizedWord& word : page.words)
    length += static_cast<float>(word.text.size());
  return length > 0 ? weigh(page) / length : 0;
}

}  // namespace

struct TesseractReader::Engine {
  tesseract::TessBaseAPI api;

  Result<RecognizedPage> read_turned(PIX* gray, std::uint32_t quarter_turns, double dots_per_inch) {
    RecognizedPage page;
    page.has_ink = true;
    page.turn.quarter_turns = quarter_turns;
    VP_ASSIGN(Picture upright, turn(gray, page.turn));
    page.turn.skew_degrees = find_skew(upright.get());
    if (page.turn.skew_degrees != 0) {
      VP_ASSIGN(upright, turn(upright.get(), {0, page.turn.skew_degrees}));
    } else {
      upright.reset(pixCopy(nullptr, upright.get()));  // lines are erased in it
      if (upright == nullptr) return Error{ErrorCode::kTooBig, "no memory for the picture", ""};
    }
    const ToPoints to_pt(upright.get(), dots_per_inch);
    take_lines(upright.get(), to_pt, dots_per_inch, page);
    api.SetImage(upright.get());
    if (api.Recognize(nullptr) != 0)
      return Error{ErrorCode::kDamaged, "the picture cannot be recognised", ""};
    const std::unique_ptr<tesseract::ResultIterator> words(api.GetIterator());
    if (words != nullptr) add_words(*words, to_pt, page);
    api.Clear();
    page.mean_confidence = find_mean_confidence(page);
    return page;
  }
};

TesseractReader::TesseractReader(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
TesseractReader::TesseractReader(TesseractReader&&) noexcept = default;
TesseractReader& TesseractReader::operator=(TesseractReader&&) noexcept = default;
TesseractReader::~TesseractReader() = default;

Result<TesseractReader> TesseractReader::open() {
  auto engine = std::make_unique<Engine>();
  if (engine->api.Init(nullptr, "nld", tesseract::OEM_LSTM_ONLY) != 0)
    return Error{ErrorCode::kUnsupported, "the Dutch data of Tesseract are missing", "tesseract-ocr-nld"};
  engine->api.SetPageSegMode(tesseract::PSM_AUTO);
  return TesseractReader(std::move(engine));
}

std::string TesseractReader::version() const {
  std::error_code failure;
  const std::filesystem::path data = std::filesystem::path(engine_->api.GetDatapath()) / "nld.traineddata";
  const std::uintmax_t size = std::filesystem::file_size(data, failure);
  return std::string("tesseract-") + tesseract::TessBaseAPI::Version() + "-nld-" +
         std::to_string(failure ? 0 : size);
}

Result<RecognizedPage> TesseractReader::read(const PagePicture& picture) {
  if (!has_ink(picture)) return RecognizedPage{};
  const Picture gray = to_leptonica(picture);
  if (gray == nullptr) return Error{ErrorCode::kTooBig, "no memory for the picture", ""};
  const std::uint32_t likely = find_quarter_turns(gray.get());
  VP_ASSIGN(RecognizedPage best, engine_->read_turned(gray.get(), likely, picture.dots_per_inch));
  if (best.words.empty() || best.mean_confidence >= kDoubtfulConfidence) return best;
  for (std::uint32_t more = 1; more < 4; ++more) {
    VP_ASSIGN(RecognizedPage other,
              engine_->read_turned(gray.get(), (likely + more) % 4, picture.dots_per_inch));
    if (weigh(other) > weigh(best)) best = std::move(other);
  }
  return best;
}

}  // namespace vp::ingest
