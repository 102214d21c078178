// suggestion.h - "did you mean": the known word nearest to one that is not known.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace vp::apps {

/// The nearest of `known`, when it is near enough to be meant; empty otherwise. Ties: the first.
std::string find_nearest(std::string_view word, std::span<const std::string> known);

/// "; did you mean 'x'?" or nothing.
std::string to_suggestion(std::string_view word, std::span<const std::string> known);

}  // namespace vp::apps
