#include "index/passage_block.h"

#include <array>
#include <limits>
#include <new>
#include <string>

#include <libdeflate.h>

#include "index/span_codec.h"
#include "index/varint.h"
#include "index/word_box_codec.h"

namespace vp::index {
namespace {

constexpr int kLevel = 6;  // higher levels give 1 % for twice the time
// The best that the format can do; a size beyond it is not true, and is refused before memory is taken for it.
constexpr std::uint64_t kMostRatio = 1032;
constexpr std::uint64_t kLargest = std::numeric_limits<std::int32_t>::max();

Error malformed(std::string_view what) {
  return Error{ErrorCode::kMalformed, "stored passages are broken: " + std::string(what), ""};
}

void append(std::vector<std::uint8_t>& out, std::span<const std::uint8_t> bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

void BlockBuilder::add(const BlockPassage& passage) {
  append_varint(heads_, passage.kind);
  append_varint(heads_, passage.heading_level);
  append_varint(heads_, passage.heading ? std::uint64_t{*passage.heading} + 1 : 0);
  append_varint(heads_, passage.is_wording ? 1 : 0);
  append_varint(heads_, passage.text.size());
  append_varint(heads_, passage.sentences.size());
  append_varint(heads_, passage.words.size());
  append(texts_, as_bytes(passage.text));
  append(sentences_, passage.sentences);
  append(words_, passage.words);
  ++count_;
}

void BlockBuilder::add(const Passage& passage) {
  std::vector<std::uint8_t> sentences;
  std::vector<std::uint8_t> words;
  append_spans(sentences, passage.sentences);
  append_words(words, passage.words);
  add({static_cast<std::uint64_t>(passage.kind), passage.heading_level, passage.heading, passage.boilerplate,
       passage.text, sentences, words});
}

std::vector<std::uint8_t> BlockBuilder::take() {
  std::vector<std::uint8_t> layout = std::move(heads_);
  for (std::vector<std::uint8_t>* const part : {&texts_, &sentences_, &words_}) {
    append(layout, *part);
    part->clear();
  }
  heads_.clear();
  count_ = 0;
  return layout;
}

Result<PassageBlock> PassageBlock::parse(std::vector<std::uint8_t> bytes, std::uint32_t count) {
  PassageBlock block;
  block.bytes_ = std::move(bytes);
  const std::span<const std::uint8_t> all = block.bytes_;
  VarintReader reader(all);
  std::vector<std::array<std::uint64_t, 3>> sizes;
  std::array<std::uint64_t, 3> sums{};
  for (std::uint32_t i = 0; i < count && reader.is_ok(); ++i) {
    BlockPassage passage;
    passage.kind = reader.read_varint();
    passage.heading_level = reader.read_varint();
    const std::uint64_t heading = reader.read_varint();
    if (heading > std::numeric_limits<std::uint32_t>::max())
      return malformed("a heading beyond all passages");
    if (heading > 0) passage.heading = static_cast<std::uint32_t>(heading - 1);
    passage.is_wording = reader.read_varint() != 0;
    std::array<std::uint64_t, 3>& size = sizes.emplace_back();
    for (std::size_t part = 0; part < size.size(); ++part) {
      size[part] = reader.read_varint();
      if (size[part] > all.size()) return malformed("a part is larger than the block");
      sums[part] += size[part];
    }
    block.passages_.push_back(passage);
  }
  if (!reader.is_ok() || sums[0] + sums[1] + sums[2] != reader.remaining())
    return malformed("its sizes do not fit");
  std::size_t text = all.size() - reader.remaining();
  std::size_t sentences = text + sums[0];
  std::size_t words = sentences + sums[1];
  for (std::size_t i = 0; i < block.passages_.size(); ++i) {
    BlockPassage& passage = block.passages_[i];
    passage.text = {reinterpret_cast<const char*>(all.data()) + text, sizes[i][0]};
    passage.sentences = all.subspan(sentences, sizes[i][1]);
    passage.words = all.subspan(words, sizes[i][2]);
    text += sizes[i][0];
    sentences += sizes[i][1];
    words += sizes[i][2];
  }
  return block;
}

Result<Passage> PassageBlock::passage(std::size_t place, std::uint32_t ordinal) const {
  const BlockPassage& stored = at(place);
  if (stored.kind > static_cast<std::uint64_t>(BlockKind::kContentsEntry))
    return Error{ErrorCode::kDatabase, "the index holds an unknown kind or state; rebuild it", ""};
  Passage passage;
  passage.ordinal = ordinal;
  passage.kind = static_cast<BlockKind>(stored.kind);
  passage.heading_level = static_cast<std::uint8_t>(stored.heading_level);
  passage.heading = stored.heading;
  passage.boilerplate = stored.is_wording;
  passage.text = stored.text;
  VP_ASSIGN(passage.sentences, parse_spans(stored.sentences, passage.text.size()));
  VP_ASSIGN(passage.words, parse_words(stored.words, passage.text.size()));
  return passage;
}

void BlockCodec::Free::operator()(libdeflate_compressor* compressor) const noexcept {
  libdeflate_free_compressor(compressor);
}

void BlockCodec::Free::operator()(libdeflate_decompressor* decompressor) const noexcept {
  libdeflate_free_decompressor(decompressor);
}

BlockCodec::BlockCodec() = default;

std::vector<std::uint8_t> BlockCodec::compress(std::span<const std::uint8_t> layout) {
  if (!compressor_) compressor_.reset(libdeflate_alloc_compressor(kLevel));
  if (!compressor_) throw std::bad_alloc();
  std::vector<std::uint8_t> bytes;
  append_varint(bytes, layout.size());
  const std::size_t head = bytes.size();
  bytes.resize(head + libdeflate_zlib_compress_bound(compressor_.get(), layout.size()));
  const std::size_t size = libdeflate_zlib_compress(compressor_.get(), layout.data(), layout.size(),
                                                    bytes.data() + head, bytes.size() - head);
  bytes.resize(head + size);
  return bytes;
}

Result<std::vector<std::uint8_t>> BlockCodec::decompress(std::span<const std::uint8_t> bytes) {
  if (!decompressor_) decompressor_.reset(libdeflate_alloc_decompressor());
  if (!decompressor_) throw std::bad_alloc();
  VarintReader reader(bytes);
  const std::uint64_t size = reader.read_varint();
  if (!reader.is_ok() || size > kLargest || size > (reader.remaining() + 1) * kMostRatio)
    return malformed("its size cannot be true");
  std::vector<std::uint8_t> layout(size);
  const std::span<const std::uint8_t> stream = bytes.last(reader.remaining());
  const auto code = libdeflate_zlib_decompress(decompressor_.get(), stream.data(), stream.size(),
                                               layout.data(), layout.size(), nullptr);
  if (code != LIBDEFLATE_SUCCESS) return malformed("its bytes have changed");
  return layout;
}

}  // namespace vp::index
