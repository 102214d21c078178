// converted_form.h - how a stored document says that it was not read as it was submitted: from a PDF made of it, or with
// pages whose words were recognised in their pictures. Its extractor's version is then "poppler-core 3 after tekst-1", or
// "poppler-core 3 with tesseract-5.3.0-nld", or both in this order.
#pragma once

#include <string>
#include <string_view>

namespace vp {

inline constexpr std::string_view kAfterConversion = " after ";
inline constexpr std::string_view kWithRecognition = " with ";

/// The version to store; `converter` is empty for what was read as it was submitted, `recognizer` where no page was
/// recognised.
inline std::string to_extractor_version(std::string_view reader, std::string_view converter,
                                        std::string_view recognizer = {}) {
  std::string version(reader);
  if (!converter.empty()) version.append(kAfterConversion).append(converter);
  if (!recognizer.empty()) version.append(kWithRecognition).append(recognizer);
  return version;
}

/// Why an office file has no converted form when a password is set on it.
inline constexpr std::string_view kLockedOffice =
    "it is locked with a password, which is not tried on office files";

/// What recognised words in pictures; empty when nothing did. The view leads into the argument.
inline std::string_view find_recognizer(std::string_view extractor_version) {
  const std::size_t at = extractor_version.find(kWithRecognition);
  return at == extractor_version.npos ? std::string_view()
                                      : extractor_version.substr(at + kWithRecognition.size());
}

/// What made the PDF that was read; empty when there is none. The view leads into the argument.
inline std::string_view find_converter(std::string_view extractor_version) {
  const std::string_view rest = extractor_version.substr(0, extractor_version.find(kWithRecognition));
  const std::size_t at = rest.find(kAfterConversion);
  return at == rest.npos ? std::string_view() : rest.substr(at + kAfterConversion.size());
}

/// The reader alone: "poppler-core 3".
inline std::string_view without_converter(std::string_view extractor_version) {
  const std::string_view rest = extractor_version.substr(0, extractor_version.find(kWithRecognition));
  return rest.substr(0, rest.find(kAfterConversion));
}

}  // namespace vp
