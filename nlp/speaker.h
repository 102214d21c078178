// speaker.h - reads who speaks from words such as "volgens de gemeente en een van de drie netwerkpartners".
// Threads: immutable after create; share it.
// Units: text is match text (folded).
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "core/polarity.h"
#include "core/result.h"
#include "nlp/cue_rules.h"

namespace vp::nlp {

class SpeakerReader {
 public:
  /// Errors: kMalformed when a pattern does not compile; `where` names the row.
  static Result<SpeakerReader> create(const CueRules& rules);
  SpeakerReader(SpeakerReader&&) noexcept;
  SpeakerReader& operator=(SpeakerReader&&) noexcept;
  ~SpeakerReader();

  /// Who speaks in `speech`, the match of a rule of kind kSpeech: the first one named and those who are
  /// linked to it ("de gemeente en MEE"), in order, none twice. `earlier` are those who spoke before, for
  /// "zij", "een ander", "twee van hen"; without any, these words name nobody.
  [[nodiscard]] std::vector<Speaker> read(std::string_view speech, std::span<const Speaker> earlier) const;

 private:
  struct Impl;
  explicit SpeakerReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace vp::nlp
