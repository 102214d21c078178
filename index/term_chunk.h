// term_chunk.h - a part of a term's list of passages, as the engine on a server keeps it: row ids ascending, each with the
// places of the term in it, as bytes.
// Layout: per passage the step from the row before (the first: from first_row), the size of its places, the places in the
// form of fts_segment.h; whole numbers as varint.h.
// Errors: kMalformed for bytes that no encoder wrote.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/result.h"
#include "index/sql_driver.h"
#include "index/varint.h"

namespace vp::index {

/// As much of a term as a B-tree of PostgreSQL takes with room to spare; what is beyond it stands in a column of its own.
inline constexpr std::size_t kTermKeyBytes = 1'024;

struct TermChunk {
  std::string term;
  std::int64_t first_row = 0;
  std::int64_t rows = 0;
  std::vector<std::uint8_t> bytes;
};

/// Writes one chunk.
class ChunkEncoder {
 public:
  /// Rows ascend from call to call; the places of one row too, where the same may come twice.
  void add_place(std::int64_t row, std::uint32_t place);
  /// A row with its places as they stand in another chunk.
  void add_row(std::int64_t row, Blob places);
  [[nodiscard]] std::size_t size() const { return bytes_.size() + places_.size(); }
  [[nodiscard]] bool is_empty() const { return rows_ == 0; }
  /// What was added; the encoder is empty afterwards.
  TermChunk take(std::string term);

 private:
  void finish_row();

  std::vector<std::uint8_t> bytes_, places_;
  std::int64_t first_row_ = 0, last_row_ = 0, rows_ = 0;
  std::uint32_t last_place_ = 0;
};

/// Calls visit(row, places) for each passage, ascending.
template <class Visit>
Result<void> for_each_chunk_row(std::int64_t first_row, Blob bytes, Visit visit) {
  VarintReader reader(bytes);
  std::int64_t row = first_row;
  bool is_ok = true;
  while (is_ok && reader.remaining() > 0) {
    const std::uint64_t step = reader.read_varint();
    const std::uint64_t size = reader.read_varint();
    is_ok = reader.is_ok() && size > 0 && size <= reader.remaining();
    if (!is_ok) break;
    row += static_cast<std::int64_t>(step);
    visit(row, bytes.subspan(bytes.size() - reader.remaining(), size));
    reader.skip(size);
  }
  if (!is_ok) return Error{ErrorCode::kMalformed, "the full-text index is damaged; rebuild it", ""};
  return {};
}

}  // namespace vp::index
