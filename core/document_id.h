// document_id.h - the name of a submitted file's bytes: their SHA-256.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace vp {

struct DocumentId {
  std::array<std::uint8_t, 32> bytes{};
  auto operator<=>(const DocumentId&) const = default;
};

/// 64 lower-case hexadecimal digits.
std::string to_string(const DocumentId& id);

/// Reads 64 hexadecimal digits of either case. Errors: kMalformed.
Result<DocumentId> parse_document_id(std::string_view hex);

}  // namespace vp
