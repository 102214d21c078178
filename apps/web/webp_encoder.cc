#include "apps/web/webp_encoder.h"

#include <algorithm>
#include <new>
#include <vector>

#include <webp/encode.h>

namespace vp::web {
namespace {

/// Frees what a picture and its writer hold.
struct Encoding {
  WebPPicture picture{};
  WebPMemoryWriter writer{};
  Encoding() { WebPMemoryWriterInit(&writer); }
  Encoding(const Encoding&) = delete;
  Encoding& operator=(const Encoding&) = delete;
  ~Encoding() {
    WebPPictureFree(&picture);
    WebPMemoryWriterClear(&writer);
  }
};

/// Gray as red, green and blue.
std::vector<std::uint8_t> widen(const std::vector<std::uint8_t>& gray) {
  std::vector<std::uint8_t> rgb;
  rgb.reserve(gray.size() * 3);
  for (const std::uint8_t level : gray)
    rgb.insert(rgb.end(), 3, level);
  return rgb;
}

constexpr std::size_t kRowStep = 16;  // looked at: each so many rows
constexpr double kFlatShare = 0.8;

}  // namespace

int choose_effort(const ingest::PagePicture& picture) {
  const auto bytes = static_cast<std::size_t>(picture.colours);
  const std::size_t row = picture.width_px * bytes;
  std::size_t same = 0;
  std::size_t all = 0;
  for (std::size_t y = 0; y < picture.height_px; y += kRowStep) {
    const std::uint8_t* const pixels = picture.pixels.data() + y * row;
    for (std::size_t x = bytes; x < row; x += bytes)
      same += std::equal(pixels + x, pixels + x + bytes, pixels + x - bytes) ? 1 : 0;
    all += picture.width_px - 1;
  }
  return static_cast<double>(same) >= kFlatShare * static_cast<double>(all) ? 1 : 0;
}

Result<std::string> to_webp(const ingest::PagePicture& picture, int effort) {
  if (picture.width_px > kMostWebpSide || picture.height_px > kMostWebpSide) {
    return Error{ErrorCode::kTooBig, "a side of more than " + std::to_string(kMostWebpSide) + " pixels", ""};
  }
  WebPConfig config;
  Encoding encoding;
  if (WebPConfigInit(&config) == 0 || WebPConfigLosslessPreset(&config, effort) == 0 ||
      WebPPictureInit(&encoding.picture) == 0)
    return Error{ErrorCode::kUnsupported, "another libwebp than this was built with", ""};
  encoding.picture.use_argb = 1;
  encoding.picture.width = static_cast<int>(picture.width_px);
  encoding.picture.height = static_cast<int>(picture.height_px);
  encoding.picture.writer = WebPMemoryWrite;
  encoding.picture.custom_ptr = &encoding.writer;
  const bool is_gray = picture.colours == ingest::PictureColours::kGray;
  const std::vector<std::uint8_t> widened = is_gray ? widen(picture.pixels) : std::vector<std::uint8_t>();
  const std::vector<std::uint8_t>& pixels = is_gray ? widened : picture.pixels;
  if (WebPPictureImportRGB(&encoding.picture, pixels.data(), encoding.picture.width * 3) == 0)
    throw std::bad_alloc();
  if (WebPEncode(&config, &encoding.picture) == 0) {
    const WebPEncodingError code = encoding.picture.error_code;
    if (code == VP8_ENC_ERROR_OUT_OF_MEMORY || code == VP8_ENC_ERROR_BITSTREAM_OUT_OF_MEMORY)
      throw std::bad_alloc();
    return Error{ErrorCode::kTooBig, "libwebp refuses the picture, reason " + std::to_string(code), ""};
  }
  return std::string(encoding.writer.mem, encoding.writer.mem + encoding.writer.size);
}

}  // namespace vp::web
