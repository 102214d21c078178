// posting_checksum.h - one number for a set of (term, row, value), whatever its order: two sets that give the same sum
// are taken for the same.
#pragma once

#include <cstdint>
#include <string_view>

namespace vp::index {

/// Spreads one member over 64 bits; the sum of all members tells two sets apart. `value`: a place or a count of places.
inline std::uint64_t mix_posting(std::string_view term, std::int64_t row, std::uint64_t value) {
  std::uint64_t hash = 0xCBF29CE484222325U;  // FNV-1a
  for (const char c : term)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  hash ^= static_cast<std::uint64_t>(row) * 0x9E3779B97F4A7C15U;
  hash ^= value * 0xC2B2AE3D27D4EB4FU;
  hash = (hash ^ (hash >> 30U)) * 0xBF58476D1CE4E5B9U;  // splitmix64
  hash = (hash ^ (hash >> 27U)) * 0x94D049BB133111EBU;
  return hash ^ (hash >> 31U);
}

}  // namespace vp::index
