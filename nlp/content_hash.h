// content_hash.h - tells by its bytes whether a data file is still the one that an index was made with.
#pragma once

#include <string>
#include <string_view>

namespace vp::nlp {

/// SHA-256, 64 hexadecimal digits.
std::string to_content_hash(std::string_view bytes);

}  // namespace vp::nlp
