#include "nlp/framework.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace vp::nlp {
namespace {

constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{4} * 1024 * 1024;

/// The row whose id it is, or null.
template <class Row>
const Row* find_row(const std::vector<Row>& rows, std::string_view id) {
  const auto row =
      std::find_if(rows.begin(), rows.end(), [id](const Row& candidate) { return candidate.id == id; });
  return row == rows.end() ? nullptr : &*row;
}

}  // namespace

const Indicator* Framework::find_indicator(std::string_view indicator_id) const {
  return find_row(indicators, indicator_id);
}

const Theme* Framework::find_theme(std::string_view theme_id) const {
  return find_row(themes, theme_id);
}

std::string Framework::theme_of(std::string_view indicator_id) const {
  const Indicator* indicator = find_indicator(indicator_id);
  const Criterion* criterion = indicator == nullptr ? nullptr : find_row(criteria, indicator->criterion);
  return criterion == nullptr ? std::string{} : criterion->theme;
}

Result<Framework> load_framework(const std::filesystem::path& file) {
  std::error_code failure;
  const std::uintmax_t size_bytes = std::filesystem::file_size(file, failure);
  if (failure) {
    const bool missing = failure == std::errc::no_such_file_or_directory;
    return Error{missing ? ErrorCode::kNotFound : ErrorCode::kIo, failure.message(), file.string()};
  }
  if (size_bytes > kMaxFileBytes) {
    return Error{ErrorCode::kTooBig, "a framework file should not be larger than 4 MiB", file.string()};
  }
  std::ifstream stream(file, std::ios::binary);
  const std::string content{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.good() && !stream.eof()) {
    return Error{ErrorCode::kIo, "the framework file cannot be read", file.string()};
  }
  return parse_framework(content, file.string());
}

}  // namespace vp::nlp
