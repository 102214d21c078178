// dossier_settings_fuzz.cc - any bytes as dossier.toml: an error with its place, or settings that are written as text which
// gives the same settings and the same text again.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "index/dossier_settings.h"

namespace {

void expect(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using vp::index::parse_settings;
  const auto settings = parse_settings({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
  if (!settings) {
    const vp::Error& error = settings.error();
    expect(error.code == vp::ErrorCode::kMalformed || error.code == vp::ErrorCode::kVersionMismatch);
    expect(error.where.starts_with("fuzz.toml"));
    expect(!error.what.empty());
    return 0;
  }
  const std::string text = vp::index::to_toml(*settings);
  const auto again = parse_settings(text, "again.toml");
  expect(again.has_value());
  expect(vp::index::to_toml(*again) == text);
  expect(again->id == settings->id && again->format_version == settings->format_version);
  return 0;
}
