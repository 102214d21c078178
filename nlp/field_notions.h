// field_notions.h - notions of the field with the many ways in which texts point to them: "knopen doorhakken" and
// "mandaat" for doorzettingsmacht. The index holds a term for each notion at each place where one of its expressions
// ends (search_analyzer.h), so a question about a notion reads one list.
// Source: lexicon/field_notions.tsv (format note at its top), built into the program.
// Errors: parse is strict; kMalformed names the file and the line. Units: byte offsets of the analysed text.
// Threads: FieldNotions is immutable; a finder is for one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/result.h"
#include "core/string_hash.h"
#include "core/text_span.h"
#include "nlp/stemmer.h"

namespace vp::nlp {

/// Index of a notion in FieldNotions::notions().
using NotionId = std::uint32_t;

struct FieldNotion {
  std::string name;                     ///< as shown to people
  std::vector<std::string> indicators;  ///< ids of those that it belongs to; may be empty
};

/// One way of pointing to a notion: words in any order and inflection, near each other in one sentence.
struct NotionExpression {
  NotionId notion = 0;
  std::vector<std::string> words;  ///< folded, each once
};

class FieldNotions {
 public:
  static Result<FieldNotions> parse(std::string_view tsv, std::string_view name_for_errors);

  [[nodiscard]] const std::vector<FieldNotion>& notions() const { return notions_; }
  [[nodiscard]] const std::vector<NotionExpression>& expressions() const { return expressions_; }
  /// Those that belong to the indicator, ascending.
  [[nodiscard]] std::vector<NotionId> find_of_indicator(std::string_view indicator) const;

 private:
  std::vector<FieldNotion> notions_;
  std::vector<NotionExpression> expressions_;
};

/// The list that is built in.
const FieldNotions& default_field_notions();
/// Its text, for tests and for the version of the analysis.
std::string_view default_field_notions_tsv();

/// The term under which the index holds a notion: no word of any text.
std::string to_notion_term(const FieldNotion& notion);
/// True for such a term.
inline bool is_notion_term(std::string_view term) {
  return !term.empty() && term.front() == '\x02';
}
/// The notion's name as people read it; the term itself when it is none.
std::string to_notion_name(std::string_view term);

/// Finds expressions while a text is read word by word.
class NotionFinder {
 public:
  /// One word of an expression.
  struct Trigger {
    std::uint32_t expression = 0;
    std::uint32_t word = 0;
  };
  using Triggers = std::vector<Trigger>;
  /// An expression that has become whole.
  struct Found {
    NotionId notion = 0;
    TextSpan span;  ///< from its first word to its last
    std::uint32_t words = 0;
  };
  enum class Reach : std::uint8_t { kNear, kAnywhere };  ///< how far apart the words may stand

  /// Borrows the notions.
  NotionFinder(const FieldNotions& notions, const Stemmer& stemmer);

  /// Of a stem; null when no expression holds it. Valid as long as the finder.
  [[nodiscard]] const Triggers* find_triggers(std::string_view stem) const;

  /// What was read before no longer counts: a new text, a new sentence.
  void break_off() { position_ += kFarApart; }
  /// The next word of the text; call it for every word, before take().
  void go_on() { ++position_; }
  /// The word at hand is one of an expression. Appends the expressions that it makes whole.
  void take(const Triggers& triggers, TextSpan span, Reach reach, std::vector<Found>& found);

 private:
  static constexpr std::uint64_t kMostBetween = 4;  // other words, for each word of the expression but one
  static constexpr std::uint64_t kFarApart = 1U << 16U;
  struct LastSeen {
    std::uint64_t position = 0;
    TextSpan span;
  };

  const FieldNotions* notions_;
  std::unordered_map<std::string, Triggers, StringHash, std::equal_to<>> by_stem_;
  std::vector<std::size_t> first_seen_;  // by expression: where its words begin in seen_
  std::vector<LastSeen> seen_;
  std::uint64_t position_ = kFarApart;
};

}  // namespace vp::nlp
