// toml_file.h - files of rules in TOML: their bytes, and the table in them.
// Errors: kNotFound, kIo, kTooBig name the file; kMalformed names file and line.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include <toml++/toml.h>

#include "core/result.h"

namespace vp::nlp {

/// The whole of a file of at most `max_mib`. `what` names it in errors: "a framework file".
Result<std::string> load_toml_text(const std::filesystem::path& file, std::uintmax_t max_mib,
                                   std::string_view what);

/// `name_for_errors` is the file as errors call it.
Result<toml::table> parse_toml(std::string_view toml, std::string_view name_for_errors);

}  // namespace vp::nlp
