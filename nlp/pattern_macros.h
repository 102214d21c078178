// pattern_macros.h - {NAME} in a pattern stands for a longer piece of pattern, written once.
// A name is a capital followed by capitals, digits and underscores, so that RE2's own {2,3} is never one.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/result.h"

namespace vp::nlp {

class PatternMacros {
 public:
  /// True for text that may stand between the braces.
  static bool is_name(std::string_view text);

  /// Names are unique; the caller sees to that (TOML keys are).
  void add(std::string name, std::string body);

  /// `pattern` with every macro replaced, nested ones too. Errors: kMalformed for an undefined macro, a macro
  /// that holds itself, and an expansion beyond 64 KiB (`where` is left empty: the caller knows the row).
  [[nodiscard]] Result<std::string> expand(std::string_view pattern) const;

 private:
  Result<void> append_expanded(std::string_view pattern, std::string_view inside, std::string& out) const;

  std::map<std::string, std::string, std::less<>> bodies_;
};

}  // namespace vp::nlp
