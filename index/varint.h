// varint.h - whole numbers in as few bytes as they need: seven bits a byte, lowest first.
// Errors: a reader notes a breach of its bounds and from then on reads zeros; ask is_ok() at the end.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace vp::index {

inline void append_varint(std::vector<std::uint8_t>& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<std::uint8_t>(value | 0x80U));
    value >>= 7U;
  }
  out.push_back(static_cast<std::uint8_t>(value));
}

/// Small numbers of either sign become small: 0, -1, 1, -2, 2 -> 0, 1, 2, 3, 4.
constexpr std::uint64_t to_zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U);
}

constexpr std::int64_t from_zigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1U) ^ -static_cast<std::int64_t>(value & 1U);
}

inline void append_zigzag(std::vector<std::uint8_t>& out, std::int64_t value) {
  append_varint(out, to_zigzag(value));
}

class VarintReader {
 public:
  explicit VarintReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint8_t read_byte() {
    if (at_ >= bytes_.size()) {
      is_ok_ = false;
      return 0;
    }
    return bytes_[at_++];
  }

  std::uint64_t read_varint() {
    if (at_ < bytes_.size() && bytes_[at_] < 0x80U) return bytes_[at_++];  // most are this small
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint8_t byte = read_byte();
      value |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) return value;
    }
    is_ok_ = false;  // longer than any number we write
    return 0;
  }

  std::int64_t read_zigzag() { return from_zigzag(read_varint()); }

  /// Passes over bytes of which as many must remain.
  void skip(std::size_t bytes) {
    is_ok_ = is_ok_ && bytes <= remaining();
    if (is_ok_) at_ += bytes;
  }

  [[nodiscard]] bool is_ok() const { return is_ok_; }
  /// Everything was read and nothing beyond it.
  [[nodiscard]] bool is_done() const { return is_ok_ && at_ == bytes_.size(); }
  [[nodiscard]] std::size_t remaining() const { return bytes_.size() - at_; }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
  bool is_ok_ = true;
};

}  // namespace vp::index
