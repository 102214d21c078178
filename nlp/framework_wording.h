// framework_wording.h - knows the framework's own printed words: what repeats them is no evidence of itself.
// Threads: immutable; share it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text_span.h"
#include "nlp/framework.h"

namespace vp::nlp {

class FrameworkWording {
 public:
  explicit FrameworkWording(const Framework& framework);

  /// True when the letters and digits of `text` are those of one or more printed wordings of themes, criteria
  /// or indicators, one after another; white space, hyphens, case, diacritics and a number in front aside.
  [[nodiscard]] bool covers(std::string_view text) const;

 private:
  std::vector<std::string> squashed_;  // longest first, without doubles
};

/// Letters and digits only, lower case, without diacritics.
std::string to_squashed(std::string_view text);

}  // namespace vp::nlp
