#include "exports/guid.h"

#include <array>
#include <cstdint>
#include <span>

#include <nettle/sha1.h>

namespace vp::exports {
namespace {

/// Our own, made once by chance; it never changes.
constexpr std::array<std::uint8_t, 16> kNameSpace = {0x11, 0x15, 0x9e, 0x7c, 0x2c, 0x2c, 0x5c, 0x51,
                                                     0x8a, 0x4a, 0x7d, 0x4a, 0x6f, 0x24, 0x1e, 0x3b};

}  // namespace

std::string make_guid(std::string_view name) {
  sha1_ctx context;
  nettle_sha1_init(&context);
  nettle_sha1_update(&context, kNameSpace.size(), kNameSpace.data());
  nettle_sha1_update(&context, name.size(), reinterpret_cast<const std::uint8_t*>(name.data()));
  std::array<std::uint8_t, 16> bytes{};
  nettle_sha1_digest(&context, bytes.size(), bytes.data());
  constexpr std::uint8_t kVersion5 = 0x50;
  constexpr std::uint8_t kVariant = 0x80;
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | kVersion5);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | kVariant);
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string guid;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) guid += '-';
    guid += kDigits[bytes.at(i) >> 4U];
    guid += kDigits[bytes.at(i) & 15U];
  }
  return guid;
}

}  // namespace vp::exports
