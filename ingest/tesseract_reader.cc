#include "ingest/tesseract_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <string>
#include <utility>

#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include "ingest/recognition_frames.h"

namespace vp::ingest {
namespace {

struct DestroyPicture {
  void operator()(PIX* picture) const noexcept { pixDestroy(&picture); }
};
using Picture = std::unique_ptr<PIX, DestroyPicture>;

/// Ink is this much darker than the paper, the most frequent shade.
constexpr int kInkContrast = 64;
/// A full stop at 300 dots per inch has about 20 pixels; dust has fewer.
constexpr std::size_t kLeastInkPixels = 60;
/// Smaller turns change nothing that Tesseract reads, larger ones are mistakes of the search.
constexpr float kLeastSkew = 0.05F, kMostSkew = 7.0F;
constexpr float kLeastSkewTrust = 3.0F;
constexpr int kBinaryThreshold = 160;

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

bool has_ink(const PagePicture& picture) {
  std::array<std::size_t, 256> shades{};
  for (const std::uint8_t pixel : picture.pixels)
    ++shades[pixel];
  const auto paper = std::max_element(shades.begin(), shades.end()) - shades.begin();
  std::size_t different = 0;
  for (std::ptrdiff_t shade = 0; shade < 256; ++shade)
    if (std::abs(shade - paper) >= kInkContrast) different += shades[static_cast<std::size_t>(shade)];
  return different >= kLeastInkPixels;
}

/// Degrees by which the picture must be turned clockwise; 0 when nothing says so clearly.
float find_skew(PIX* gray) {
  const Picture binary(pixThresholdToBinary(gray, kBinaryThreshold));
  l_float32 angle = 0, trust = 0;
  if (binary == nullptr || pixFindSkew(binary.get(), &angle, &trust) != 0) return 0;
  if (trust < kLeastSkewTrust || std::fabs(angle) < kLeastSkew || std::fabs(angle) > kMostSkew) return 0;
  return angle;
}

/// From the picture set straight to points of the page as it came.
class WayBack {
 public:
  WayBack(const PagePicture& picture, float degrees)
      : center_x_(picture.width_px / 2.0),
        center_y_(picture.height_px / 2.0),
        cosine_(std::cos(degrees * std::numbers::pi / 180)),
        sine_(std::sin(degrees * std::numbers::pi / 180)),
        points_per_pixel_(72 / picture.dots_per_inch),
        page_{0, 0, static_cast<float>(picture.width_px * 72 / picture.dots_per_inch),
              static_cast<float>(picture.height_px * 72 / picture.dots_per_inch)} {}

  /// The middle goes where it was; the size stays, since words turn by less than their height.
  [[nodiscard]] RectPt find_box(int left, int top, int right, int bottom) const {
    const double dx = (left + right) / 2.0 - center_x_;
    const double dy = (top + bottom) / 2.0 - center_y_;
    const double x = center_x_ + dx * cosine_ + dy * sine_;
    const double y = center_y_ - dx * sine_ + dy * cosine_;
    const double half_width = (right - left) / 2.0;
    const double half_height = ((bottom - top) + std::fabs(sine_) * (right - left)) / 2.0;
    const auto to_pt = [&](double px) { return static_cast<float>(px * points_per_pixel_); };
    return {std::clamp(to_pt(x - half_width), 0.0F, page_.x1),
            std::clamp(to_pt(y - half_height), 0.0F, page_.y1),
            std::clamp(to_pt(x + half_width), 0.0F, page_.x1),
            std::clamp(to_pt(y + half_height), 0.0F, page_.y1)};
  }

 private:
  double center_x_, center_y_, cosine_, sine_, points_per_pixel_;
  RectPt page_;
};

void add_words(tesseract::ResultIterator& at, const WayBack& back, RecognizedPage& page) {
  std::uint32_t block = 0, line = 0;
  do {
    if (at.IsAtBeginningOf(tesseract::RIL_BLOCK)) ++block;
    if (at.IsAtBeginningOf(tesseract::RIL_TEXTLINE)) ++line;
    const std::unique_ptr<const char[]> text(at.GetUTF8Text(tesseract::RIL_WORD));
    int left = 0, top = 0, right = 0, bottom = 0;
    if (text == nullptr || !at.BoundingBox(tesseract::RIL_WORD, &left, &top, &right, &bottom)) continue;
    RecognizedWord word{text.get(), back.find_box(left, top, right, bottom),
                        std::clamp(at.Confidence(tesseract::RIL_WORD) / 100, 0.0F, 1.0F), block, line};
    if (word.text.find_first_not_of(' ') == std::string::npos || word.text.size() > kMaxWordBytes) continue;
    page.words.push_back(std::move(word));
  } while (page.words.size() < kMaxRecognizedWords && at.Next(tesseract::RIL_WORD));
}

}  // namespace

struct TesseractReader::Engine {
  tesseract::TessBaseAPI api;
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

Result<RecognizedPage> TesseractReader::read(const PagePicture& picture) {
  RecognizedPage page;
  page.has_ink = has_ink(picture);
  if (!page.has_ink) return page;
  Picture straight = to_leptonica(picture);
  if (straight == nullptr) return Error{ErrorCode::kTooBig, "no memory for the picture", ""};
  page.skew_degrees = find_skew(straight.get());
  if (page.skew_degrees != 0) {
    const auto radians = static_cast<float>(page.skew_degrees * std::numbers::pi / 180);
    straight.reset(pixRotate(straight.get(), radians, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, 0, 0));
    if (straight == nullptr) return Error{ErrorCode::kTooBig, "no memory for the picture", ""};
  }
  tesseract::TessBaseAPI& api = engine_->api;
  api.SetImage(straight.get());
  if (api.Recognize(nullptr) != 0) return Error{ErrorCode::kDamaged, "the picture cannot be recognised", ""};
  const std::unique_ptr<tesseract::ResultIterator> words(api.GetIterator());
  if (words != nullptr) add_words(*words, WayBack(picture, page.skew_degrees), page);
  return page;
}

}  // namespace vp::ingest
