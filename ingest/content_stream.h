// content_stream.h - reads the bytes of a content stream, plain Flate streams by libdeflate.
// Errors: none rise; a stream that holds more than the limit is not given at all. Threads: for one thread.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

class Stream;
struct libdeflate_decompressor;

namespace vp::ingest {

class ContentStreamReader {
 public:
  static constexpr std::size_t kMaxBytes = std::size_t{64} << 20U;

  ContentStreamReader();

  /// The decoded bytes, as Poppler's own streams would give them; empty optional when they are more than
  /// kMaxBytes. Leaves `stream` closed.
  [[nodiscard]] std::optional<std::string> read(Stream& stream);

 private:
  struct FreeDecompressor {
    void operator()(libdeflate_decompressor* decompressor) const noexcept;
  };
  [[nodiscard]] std::optional<std::string> inflate(Stream& packed);

  std::unique_ptr<libdeflate_decompressor, FreeDecompressor> decompressor_;
  std::string packed_;
};

}  // namespace vp::ingest
