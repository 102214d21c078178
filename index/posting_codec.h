// posting_codec.h - the passages that hold something, as bytes: row ids ascending, each with the number of places.
// Way: the step from the row before and whether it has one place only share a varint; more places follow.
// Errors: kMalformed for bytes that no encoder wrote.
#pragma once

#include <cstdint>
#include <vector>

#include "core/result.h"
#include "index/varint.h"

namespace vp::index {

/// Writes one list; rows are given in ascending order.
class PostingEncoder {
 public:
  /// `row` is beyond the row before it; `places` is 1 or more.
  void add(std::int64_t row, std::uint32_t places) {
    const auto step = static_cast<std::uint64_t>(row - last_row_);
    append_varint(bytes_, step << 1U | (places > 1 ? 1U : 0U));
    if (places > 1) append_varint(bytes_, places - 2);
    last_row_ = row;
    ++count_;
  }
  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] const std::vector<std::uint8_t>& bytes() const { return bytes_; }
  void clear() {
    bytes_.clear();
    last_row_ = 0;
    count_ = 0;
  }

 private:
  std::vector<std::uint8_t> bytes_;
  std::int64_t last_row_ = 0;
  std::uint64_t count_ = 0;
};

/// Calls visit(row, places) for each posting, ascending by row.
template <class Visit>
Result<void> for_each_posting(std::span<const std::uint8_t> bytes, Visit visit) {
  VarintReader reader(bytes);
  std::int64_t row = 0;
  while (!reader.is_done() && reader.is_ok()) {
    const std::uint64_t head = reader.read_varint();
    const std::uint64_t places = (head & 1U) != 0 ? reader.read_varint() + 2 : 1;
    row += static_cast<std::int64_t>(head >> 1U);
    if (reader.is_ok()) visit(row, static_cast<std::uint32_t>(places));
  }
  if (!reader.is_ok())
    return Error{ErrorCode::kMalformed, "stored postings are damaged; rebuild the index", ""};
  return {};
}

}  // namespace vp::index
