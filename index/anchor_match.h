// anchor_match.h - looks for an anchor in another reading of its document, or in a document that came in its place.
// Ends in exactly one of exact, moved, ambiguous, lost; never moves an anchor to the best guess.
// Threads: const; share it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/anchor.h"
#include "core/passage.h"
#include "core/running_text.h"
#include "nlp/quote_matcher.h"
#include "nlp/squashed_text.h"
#include "nlp/word_list.h"

namespace vp::index {

enum class AnchorOutcome : std::uint8_t {
  kExact,      ///< the same words at the same place of the same page
  kMoved,      ///< the same words among the same words, at another place; or the same print read otherwise
  kAmbiguous,  ///< several places, or one that is not beyond doubt: a person chooses
  kLost,       ///< no place; what comes nearest is shown
};
/// "exact", "moved", "ambiguous", "lost".
std::string_view to_string(AnchorOutcome outcome);
std::optional<AnchorOutcome> parse_anchor_outcome(std::string_view name);

/// One reading of a document, made ready for looking in it.
class ReadText {
 public:
  ReadText(DocumentId document, std::string extractor, std::vector<Passage> passages);
  ReadText(const ReadText&) = delete;
  ReadText& operator=(const ReadText&) = delete;

  [[nodiscard]] const DocumentId& document() const { return document_; }
  [[nodiscard]] const std::string& extractor() const { return extractor_; }
  [[nodiscard]] const std::vector<Passage>& passages() const { return passages_; }
  [[nodiscard]] const RunningText& running() const { return running_; }
  [[nodiscard]] const nlp::SquashedText& squashed() const { return squashed_; }

 private:
  DocumentId document_;
  std::string extractor_;
  std::vector<Passage> passages_;
  RunningText running_;
  nlp::SquashedText squashed_;
};

struct AnchorMatch {
  AnchorOutcome outcome = AnchorOutcome::kLost;
  std::optional<Anchor> found;     ///< where it stands now; with kExact and kMoved
  std::vector<Anchor> candidates;  ///< to choose from, best first; with kAmbiguous and kLost
  std::string reason;              ///< for people; empty with kExact
};

/// The anchor in another reading of its own document: rectangles tell the place where words cannot.
AnchorMatch match_anchor(const Anchor& anchor, const ReadText& now, const nlp::WordList& words);

/// The anchor in a document that came in the place of its own. `before` is its own document as it is read now: what
/// reads alike there is told from the quote.
AnchorMatch match_anchor(const Anchor& anchor, const ReadText& before, const ReadText& now,
                         const nlp::WordList& words);

}  // namespace vp::index
