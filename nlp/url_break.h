// url_break.h - web and mail addresses that a line end cuts.
#pragma once

#include <string_view>

namespace vp::nlp {

/// True when `before` (last word of a line) is the start of an address that `after` (first word of the next)
/// goes on with.
bool is_broken_url(std::string_view before, std::string_view after);

}  // namespace vp::nlp
