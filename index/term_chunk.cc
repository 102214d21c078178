#include "index/term_chunk.h"

#include <utility>

#include "index/fts_segment.h"

namespace vp::index {

void ChunkEncoder::add_place(std::int64_t row, std::uint32_t place) {
  if (rows_ == 0 || row != last_row_ || places_.empty()) {
    finish_row();
    if (rows_ == 0) first_row_ = last_row_ = row;
    append_varint(bytes_, static_cast<std::uint64_t>(row - last_row_));
    last_row_ = row;
    last_place_ = 0;
    ++rows_;
  }
  append_place(places_, place, last_place_);
  last_place_ = place;
}

void ChunkEncoder::add_row(std::int64_t row, Blob places) {
  finish_row();
  if (rows_ == 0) first_row_ = last_row_ = row;
  append_varint(bytes_, static_cast<std::uint64_t>(row - last_row_));
  last_row_ = row;
  ++rows_;
  places_.assign(places.begin(), places.end());
  finish_row();
}

void ChunkEncoder::finish_row() {
  if (places_.empty()) return;
  append_varint(bytes_, places_.size());
  bytes_.insert(bytes_.end(), places_.begin(), places_.end());
  places_.clear();
}

TermChunk ChunkEncoder::take(std::string term) {
  finish_row();
  TermChunk chunk{std::move(term), first_row_, rows_, std::move(bytes_)};
  *this = ChunkEncoder();
  return chunk;
}

}  // namespace vp::index
