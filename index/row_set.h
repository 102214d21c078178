// row_set.h - a set of passages, one bit each. Passages are named by slot: their place when all passages of the index
// are counted in the order of their row ids (PassageStatistics::find_slot).
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vp::index {

class RowSet {
 public:
  /// Empty, for slots [0, size).
  explicit RowSet(std::size_t size = 0) : words_((size + kBits - 1) / kBits), size_(size) {}

  [[nodiscard]] std::size_t size() const { return size_; }
  void add(std::size_t slot) { words_[slot / kBits] |= std::uint64_t{1} << (slot % kBits); }
  [[nodiscard]] bool contains(std::size_t slot) const {
    return (words_[slot / kBits] >> (slot % kBits) & 1U) != 0;
  }
  /// Adds the slots [begin, end).
  void add_range(std::size_t begin, std::size_t end) {
    for (std::size_t slot = begin; slot < end;) {
      const std::size_t last = std::min(end, (slot / kBits + 1) * kBits);
      words_[slot / kBits] |= mask(slot % kBits, last - slot);
      slot = last;
    }
  }

  /// Each of the three wants a set of the same size.
  void keep(const RowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i)
      words_[i] &= other.words_[i];
  }
  void add(const RowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i)
      words_[i] |= other.words_[i];
  }
  void remove(const RowSet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i)
      words_[i] &= ~other.words_[i];
  }

  [[nodiscard]] std::size_t count() const {
    std::size_t total = 0;
    for (const std::uint64_t word : words_)
      total += count_bits(word);
    return total;
  }
  /// Members that are in `other` too.
  [[nodiscard]] std::size_t count_shared(const RowSet& other) const {
    std::size_t total = 0;
    for (std::size_t i = 0; i < words_.size(); ++i)
      total += count_bits(words_[i] & other.words_[i]);
    return total;
  }
  /// Of the slots [begin, end).
  [[nodiscard]] std::size_t count(std::size_t begin, std::size_t end) const {
    std::size_t total = 0;
    for (std::size_t slot = begin; slot < end;) {
      const std::size_t last = std::min(end, (slot / kBits + 1) * kBits);
      total += count_bits(words_[slot / kBits] & mask(slot % kBits, last - slot));
      slot = last;
    }
    return total;
  }

  /// Calls visit(slot) for each member, ascending.
  template <class Visit>
  void for_each(Visit visit) const {
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        visit(i * kBits + static_cast<std::size_t>(std::countr_zero(word)));
      }
    }
  }
  /// The same for the slots [begin, end) that are in `other` too; `begin` is a multiple of 64.
  template <class Visit>
  void for_each_shared(const RowSet& other, std::size_t begin, std::size_t end, Visit visit) const {
    const std::size_t last = (std::min(end, size_) + kBits - 1) / kBits;
    for (std::size_t i = begin / kBits; i < last; ++i) {
      for (std::uint64_t word = words_[i] & other.words_[i]; word != 0; word &= word - 1) {
        visit(i * kBits + static_cast<std::size_t>(std::countr_zero(word)));
      }
    }
  }
  bool operator==(const RowSet&) const = default;

 private:
  static constexpr std::size_t kBits = 64;
  /// In plain steps, which the compiler does for several words at once; std::popcount is a call where the program must
  /// run on any processor.
  static std::size_t count_bits(std::uint64_t word) {
    word -= word >> 1U & 0x5555'5555'5555'5555U;
    word = (word & 0x3333'3333'3333'3333U) + (word >> 2U & 0x3333'3333'3333'3333U);
    word = (word + (word >> 4U)) & 0x0F0F'0F0F'0F0F'0F0FU;
    word += word >> 8U;
    word += word >> 16U;
    word += word >> 32U;
    return word & 0x7FU;
  }
  static std::uint64_t mask(std::size_t first, std::size_t count) {
    const std::uint64_t ones = count == kBits ? ~std::uint64_t{0} : (std::uint64_t{1} << count) - 1;
    return ones << first;
  }

  std::vector<std::uint64_t> words_;
  std::size_t size_ = 0;
};

}  // namespace vp::index
