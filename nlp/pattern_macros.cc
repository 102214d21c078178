#include "nlp/pattern_macros.h"

#include <algorithm>
#include <utility>

namespace vp::nlp {
namespace {

constexpr std::size_t kMaxExpandedBytes = std::size_t{64} * 1024;

bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}

/// The macro name that stands in braces at `pattern[open]`, or empty.
std::string_view macro_name_at(std::string_view pattern, std::size_t open) {
  const std::size_t close = pattern.find('}', open);
  if (close == std::string_view::npos) return {};
  const std::string_view name = pattern.substr(open + 1, close - open - 1);
  return PatternMacros::is_name(name) ? name : std::string_view{};
}

bool lists_name(std::string_view names, std::string_view name) {
  return names.find(" " + std::string(name) + " ") != std::string_view::npos;
}

}  // namespace

bool PatternMacros::is_name(std::string_view text) {
  return !text.empty() && is_capital(text.front()) && std::all_of(text.begin(), text.end(), [](char c) {
    return is_capital(c) || (c >= '0' && c <= '9') || c == '_';
  });
}

void PatternMacros::add(std::string name, std::string body) {
  bodies_.insert_or_assign(std::move(name), std::move(body));
}

Result<std::string> PatternMacros::expand(std::string_view pattern) const {
  std::string expanded;
  VP_TRY(append_expanded(pattern, " ", expanded));
  return expanded;
}

// `inside` lists the macros that are being expanded, each between blanks: a name met again holds itself.
Result<void> PatternMacros::append_expanded(std::string_view pattern, std::string_view inside,
                                            std::string& out) const {
  for (std::size_t i = 0; i < pattern.size();) {
    const std::string_view name = pattern[i] == '{' ? macro_name_at(pattern, i) : std::string_view{};
    if (name.empty()) {
      out += pattern[i++];
    } else {
      const auto body = bodies_.find(name);
      if (body == bodies_.end()) {
        return Error{ErrorCode::kMalformed, "macro {" + std::string(name) + "} is not defined", {}};
      }
      if (lists_name(inside, name)) {
        return Error{ErrorCode::kMalformed, "macro {" + std::string(name) + "} holds itself", {}};
      }
      VP_TRY(append_expanded(body->second, std::string(inside) + std::string(name) + " ", out));
      i += name.size() + 2;
    }
    if (out.size() > kMaxExpandedBytes) {
      return Error{
          ErrorCode::kMalformed, "pattern is longer than 65536 bytes once its macros are replaced", {}};
    }
  }
  return {};
}

}  // namespace vp::nlp
