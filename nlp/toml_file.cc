#include "nlp/toml_file.h"

#include <fstream>
#include <iterator>
#include <system_error>

namespace vp::nlp {

Result<std::string> load_toml_text(const std::filesystem::path& file, std::uintmax_t max_mib,
                                   std::string_view what) {
  constexpr std::uintmax_t kBytesOfMib = std::uintmax_t{1024} * 1024;
  std::error_code failure;
  const std::uintmax_t size_bytes = std::filesystem::file_size(file, failure);
  if (failure) {
    const bool missing = failure == std::errc::no_such_file_or_directory;
    return Error{missing ? ErrorCode::kNotFound : ErrorCode::kIo, failure.message(), file.string()};
  }
  if (size_bytes > max_mib * kBytesOfMib) {
    return Error{ErrorCode::kTooBig,
                 std::string(what) + " should not be larger than " + std::to_string(max_mib) + " MiB",
                 file.string()};
  }
  std::ifstream stream(file, std::ios::binary);
  std::string content{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.good() && !stream.eof()) {
    return Error{ErrorCode::kIo, std::string(what) + " that cannot be read", file.string()};
  }
  return content;
}

Result<toml::table> parse_toml(std::string_view toml, std::string_view name_for_errors) {
  try {
    return toml::parse(toml, name_for_errors);
  } catch (const toml::parse_error& error) {  // Debian's toml++ library is built with exceptions
    return Error{ErrorCode::kMalformed, std::string(error.description()),
                 std::string(name_for_errors) + ":" + std::to_string(error.source().begin.line)};
  }
}

}  // namespace vp::nlp
