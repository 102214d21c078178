// quote_matcher.h - finds a quote again in another reading, or another version, of its document: the place, several
// places to choose from, or none. Never a guess: a place counts only when the words around it say that it is the same
// one, and no other place, and no other sentence of the first text, fits as well.
// Way: the same words; else words that may be another reading of the same print (reading_noise.h); else what stands
// between the words that stood around the quote, which is shown and never taken.
// Units: spans in squashed text. Threads: const; share it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nlp/squashed_text.h"
#include "nlp/word_list.h"

namespace vp::nlp {

/// A quote with the words around it, squashed but for `words`.
struct QuoteSample {
  std::string words;   ///< as they stand
  std::string quote;   ///< the same, squashed
  std::string before;  ///< ends where the quote begins
  std::string after;   ///< begins where the quote ends
};

/// Context that is looked at: the near part decides whether a place may be the same, the far part tells it from others.
inline constexpr std::size_t kNearContextBytes = 36;
inline constexpr std::size_t kFarContextBytes = 240;

/// `span` in the text, with all the context there is.
QuoteSample make_quote_sample(std::string_view text, const SquashedText& squashed, TextSpan span);
/// From an anchor's quote, prefix and suffix: near context only.
QuoteSample make_quote_sample(std::string_view quote, std::string_view prefix, std::string_view suffix);

enum class QuoteWords : std::uint8_t {
  kSame,     ///< but for spaces, hyphens, capitals
  kNoisy,    ///< may be another reading of the same print
  kChanged,  ///< another text
};

struct QuoteCandidate {
  TextSpan span;
  QuoteWords words = QuoteWords::kSame;
  double near_before = 0, near_after = 0;  ///< likeness, 0..1; -1: the sample has nothing on that side
  double far_before = 0, far_after = 0;
  bool operator==(const QuoteCandidate&) const = default;
};
/// Mean of what is known of the context.
double context_of(const QuoteCandidate& candidate);

enum class QuoteOutcome : std::uint8_t { kFound, kAmbiguous, kLost };

struct QuoteMatch {
  QuoteOutcome outcome = QuoteOutcome::kLost;
  std::vector<QuoteCandidate>
      candidates;      ///< best first, at most kMostCandidates; kFound: the first is the place
  std::string reason;  ///< for people; empty when found
};
inline constexpr std::size_t kMostCandidates = 6;

class QuoteMatcher {
 public:
  /// All three must outlive the matcher. `squashed` is of `text`.
  QuoteMatcher(std::string_view text, const SquashedText& squashed, const WordList& words)
      : text_(text), squashed_(&squashed), words_(&words) {}

  /// `others`: what reads like the quote elsewhere in the text that the sample is from. `accepted`: places (spans of the
  /// squashed text) that are known to be the same by other means than words, as by their rectangles; may be empty.
  [[nodiscard]] QuoteMatch match(const QuoteSample& sample, const std::vector<QuoteSample>& others,
                                 const std::vector<TextSpan>& accepted) const;

 private:
  [[nodiscard]] QuoteCandidate judge(const QuoteSample& sample, TextSpan span, QuoteWords words) const;
  [[nodiscard]] std::vector<QuoteCandidate> find_same(const QuoteSample& sample) const;
  [[nodiscard]] std::vector<QuoteCandidate> find_similar(const QuoteSample& sample) const;
  [[nodiscard]] std::vector<TextSpan> find_seeded(const std::string& quote) const;
  [[nodiscard]] std::vector<TextSpan> find_framed(const QuoteSample& sample) const;
  [[nodiscard]] bool has_closed(const QuoteSample& sample) const;
  [[nodiscard]] bool was_parted(const QuoteSample& sample, const QuoteCandidate& candidate) const;
  [[nodiscard]] TextSpan to_whole_words(TextSpan squashed) const;

  std::string_view text_;
  const SquashedText* squashed_;
  const WordList* words_;
};

}  // namespace vp::nlp
