#include "core/document_id.h"

namespace vp {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string to_string(const DocumentId& id) {
  std::string hex;
  hex.reserve(id.bytes.size() * 2);
  for (const std::uint8_t byte : id.bytes) {
    hex += kHexDigits[byte >> 4U];
    hex += kHexDigits[byte & 15U];
  }
  return hex;
}

Result<DocumentId> parse_document_id(std::string_view hex) {
  DocumentId id;
  if (hex.size() != id.bytes.size() * 2) {
    return Error{ErrorCode::kMalformed,
                 "a document id has 64 hexadecimal digits, found " + std::to_string(hex.size()),
                 std::string(hex)};
  }
  for (std::size_t i = 0; i < id.bytes.size(); ++i) {
    const int high = hex_value(hex[2 * i]);
    const int low = hex_value(hex[2 * i + 1]);
    if (high < 0 || low < 0) {
      return Error{ErrorCode::kMalformed, "not a hexadecimal digit at place " + std::to_string(2 * i + 1),
                   std::string(hex)};
    }
    id.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
  }
  return id;
}

}  // namespace vp
