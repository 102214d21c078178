// masked_names.h - blanks the names of approaches and organisations in match text: "Bemoeizorg" as the name
// of a team is no evidence of what it is called after.
// Threads: immutable; share it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "nlp/atom_matcher.h"

namespace vp::nlp {

class MaskedNames {
 public:
  /// `names` as people write them; they are folded here. Blank ones are left out.
  explicit MaskedNames(std::span<const std::string> names);

  /// Overwrites every name that stands as a whole word (or whole words) with kMaskByte; the size stays. A
  /// hyphen ends a word: "GRIP" is blanked in "GRIP-coach". Names that overlap are all blanked.
  void blank(std::string& match_text) const;

 private:
  bool empty_ = true;
  AtomMatcher matcher_;
};

}  // namespace vp::nlp
