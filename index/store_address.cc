#include "index/postgres_driver.h"

namespace vp::index {

namespace {

/// Ids that the program makes are taken as they are; any other letter by letter.
std::string to_name(std::string_view dossier_id) {
  constexpr std::size_t kLongest = 48;  // PostgreSQL keeps 63 letters of a name
  constexpr std::string_view kHex = "0123456789abcdef";
  const bool is_plain =
      !dossier_id.empty() && dossier_id.size() <= kLongest &&
      dossier_id.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
  if (is_plain) return std::string(dossier_id);
  std::uint64_t hash[2] = {0xCBF29CE484222325U, 0x84222325CBF29CE4U};  // two of FNV-1a, begun differently
  for (const char c : dossier_id) {
    for (std::uint64_t& part : hash)
      part = (part ^ static_cast<unsigned char>(c)) * 0x100000001B3U;
  }
  std::string name = "x_";
  for (const std::uint64_t part : hash) {
    for (unsigned shift = 64; shift > 0; shift -= 4)
      name += kHex[part >> (shift - 4) & 0xFU];
  }
  return name;
}

}  // namespace

std::string to_schema_name(std::string_view dossier_id) {
  return "dossier_" + to_name(dossier_id);
}

std::string to_judgements_schema_name(std::string_view dossier_id) {
  return "judged_" + to_name(dossier_id);
}

}  // namespace vp::index
