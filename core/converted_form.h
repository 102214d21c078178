// converted_form.h - how a stored document says that it was read from a PDF made of it, and not as it was submitted:
// its extractor's version is then "poppler-core 3 after tekst-1".
#pragma once

#include <string>
#include <string_view>

namespace vp {

inline constexpr std::string_view kAfterConversion = " after ";

/// The version to store; `converter` is empty for what was read as it was submitted.
inline std::string to_extractor_version(std::string_view reader, std::string_view converter) {
  std::string version(reader);
  if (!converter.empty()) version.append(kAfterConversion).append(converter);
  return version;
}

/// What made the PDF that was read; empty when there is none. The view leads into the argument.
inline std::string_view find_converter(std::string_view extractor_version) {
  const std::size_t at = extractor_version.find(kAfterConversion);
  return at == extractor_version.npos ? std::string_view()
                                      : extractor_version.substr(at + kAfterConversion.size());
}

/// The reader alone: "poppler-core 3".
inline std::string_view without_converter(std::string_view extractor_version) {
  return extractor_version.substr(0, extractor_version.find(kAfterConversion));
}

}  // namespace vp
