// passage_block.h - consecutive passages of one document as compressed bytes: what is stored of them, without their
// mentions. A block is never changed once it is written.
// Layout before compression: per passage seven numbers (kind, level, heading, wording, bytes of text, sentences, words),
// then all texts, then all sentences (span_codec.h), then all words (word_box_codec.h): like beside like compresses best.
// Bytes: a varint with the size, then zlib's format, whose check sum tells when a bit has changed.
// Errors: kMalformed for bytes that no encoder wrote. Threads: one codec a thread.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/passage.h"
#include "core/result.h"

struct libdeflate_compressor;
struct libdeflate_decompressor;

namespace vp::index {

/// A passage as it stands in a block; texts and bytes are views.
struct BlockPassage {
  std::uint64_t kind = 0;  ///< BlockKind
  std::uint64_t heading_level = 0;
  std::optional<std::uint32_t> heading;  ///< ordinal in the same document
  bool is_wording = false;               ///< Passage::boilerplate as the document's own analysis gave it
  std::string_view text;
  std::span<const std::uint8_t> sentences, words;
};

/// Gathers passages until there are enough for a block.
class BlockBuilder {
 public:
  void add(const BlockPassage& passage);
  void add(const Passage& passage);
  /// Bytes of the layout so far.
  [[nodiscard]] std::size_t bytes() const {
    return heads_.size() + texts_.size() + sentences_.size() + words_.size();
  }
  [[nodiscard]] std::uint32_t count() const { return count_; }
  /// Layout before compression; empties the builder.
  std::vector<std::uint8_t> take();

 private:
  std::uint32_t count_ = 0;
  std::vector<std::uint8_t> heads_, texts_, sentences_, words_;
};

/// The passages of a block, read.
class PassageBlock {
 public:
  PassageBlock() = default;
  PassageBlock(PassageBlock&&) noexcept = default;
  PassageBlock& operator=(PassageBlock&&) noexcept = default;
  PassageBlock(const PassageBlock&) = delete;  // its views are of its own bytes
  PassageBlock& operator=(const PassageBlock&) = delete;
  ~PassageBlock() = default;

  /// `bytes`: layout before compression, `count`: passages it must hold.
  static Result<PassageBlock> parse(std::vector<std::uint8_t> bytes, std::uint32_t count);

  [[nodiscard]] std::size_t size() const { return passages_.size(); }
  [[nodiscard]] const std::vector<BlockPassage>& passages() const { return passages_; }
  [[nodiscard]] const BlockPassage& at(std::size_t place) const { return passages_.at(place); }
  /// Without mentions; boilerplate as BlockPassage::is_wording.
  [[nodiscard]] Result<Passage> passage(std::size_t place, std::uint32_t ordinal) const;

 private:
  std::vector<std::uint8_t> bytes_;
  std::vector<BlockPassage> passages_;  ///< views of bytes_
};

/// Compresses blocks and back.
class BlockCodec {
 public:
  BlockCodec();

  std::vector<std::uint8_t> compress(std::span<const std::uint8_t> layout);
  Result<std::vector<std::uint8_t>> decompress(std::span<const std::uint8_t> bytes);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const noexcept;
    void operator()(libdeflate_decompressor* decompressor) const noexcept;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;      ///< made when first asked
  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;  ///< the same
};

}  // namespace vp::index
