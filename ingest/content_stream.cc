#include "ingest/content_stream.h"

#include <algorithm>
#include <array>

#include <Object.h>
#include <libdeflate.h>

namespace vp::ingest {
namespace {

constexpr std::size_t kMaxPackedBytes = std::size_t{64} << 20U;

/// The undecoded stream below `stream`, if that is one Flate filter without a predictor and without
/// encryption.
Stream* find_plain_deflate(Stream& stream) {
  if (stream.getKind() != strFlate) return nullptr;
  Stream* const packed = stream.getNextStream();
  Dict* const dictionary = stream.getDict();
  if (packed == nullptr || dictionary == nullptr || packed != stream.getBaseStream()) return nullptr;
  for (const char* key : {"DecodeParms", "DP"}) {
    const Object parameters = dictionary->lookup(key);
    if (parameters.isNull()) continue;
    if (!parameters.isDict()) return nullptr;
    const Object predictor = parameters.dictLookup("Predictor");
    if (!predictor.isNull() && !(predictor.isInt() && predictor.getInt() == 1)) return nullptr;
  }
  return packed;
}

}  // namespace

void ContentStreamReader::FreeDecompressor::operator()(libdeflate_decompressor* decompressor) const noexcept {
  libdeflate_free_decompressor(decompressor);
}

ContentStreamReader::ContentStreamReader() : decompressor_(libdeflate_alloc_decompressor()) {}

std::optional<std::string> ContentStreamReader::read(Stream& stream) {
  if (Stream* const packed = find_plain_deflate(stream); packed != nullptr && decompressor_) {
    // Data with a wrong checksum or a missing end falls through to Poppler, which gives what there is.
    if (auto bytes = inflate(*packed)) return bytes;
  }
  std::string bytes;
  std::array<unsigned char, 4096> chunk{};
  stream.reset();
  for (int count = 0; (count = stream.doGetChars(static_cast<int>(chunk.size()), chunk.data())) > 0;) {
    bytes.append(chunk.begin(), chunk.begin() + count);
    if (bytes.size() > kMaxBytes) break;
  }
  stream.close();
  if (bytes.size() > kMaxBytes) return std::nullopt;
  return bytes;
}

std::optional<std::string> ContentStreamReader::inflate(Stream& packed) {
  const Goffset length = packed.getBaseStream()->getLength();
  if (length <= 0 || static_cast<std::size_t>(length) > kMaxPackedBytes) return std::nullopt;
  packed_.resize(static_cast<std::size_t>(length));
  packed.reset();
  // Poppler's interface takes unsigned bytes.
  const int read =
      packed.doGetChars(static_cast<int>(length), reinterpret_cast<unsigned char*>(packed_.data()));
  packed.close();
  std::string bytes;
  constexpr std::size_t kUsualRatio = 6;
  constexpr std::size_t kLeastCapacity = 16384;
  std::size_t capacity = std::max(static_cast<std::size_t>(read) * kUsualRatio, kLeastCapacity);
  for (;;) {
    capacity = std::min(capacity, kMaxBytes);
    bytes.resize(capacity);
    std::size_t taken = 0;
    std::size_t given = 0;
    const libdeflate_result result =
        libdeflate_zlib_decompress_ex(decompressor_.get(), packed_.data(), static_cast<std::size_t>(read),
                                      bytes.data(), capacity, &taken, &given);
    if (result == LIBDEFLATE_SUCCESS) {
      bytes.resize(given);
      return bytes;
    }
    if (result != LIBDEFLATE_INSUFFICIENT_SPACE || capacity == kMaxBytes) return std::nullopt;
    capacity *= 4;
  }
}

}  // namespace vp::ingest
