// verdict_marks.h - reads a word as one or more verdict marks: √, X, signs of symbol fonts.
// Source: lexicon/verdict_marks.tsv. Threads: immutable; share it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "core/verdict.h"

namespace vp::readers {

enum class MarkKind : std::uint8_t {
  kGlyph,       ///< a mark wherever it stands alone in a table
  kLetter,      ///< an X: a mark only where marks stand
  kWord,        ///< "voldoet": a mark only in a column headed as one
  kUnreadable,  ///< a sign without a known meaning: a private code point, U+FFFD
};

struct MarkReading {
  MarkKind kind = MarkKind::kGlyph;
  std::vector<Verdict> verdicts;  ///< in order; kUnknown for an unreadable sign
};

class VerdictMarks {
 public:
  /// Errors: kMalformed, naming the line.
  static Result<VerdictMarks> parse(std::string_view tsv, std::string_view name_for_errors);
  /// The marks of lexicon/verdict_marks.tsv.
  static const VerdictMarks& built_in();

  /// What `word` says in that font, when all of it is marks; "√X√" and "√/X" are several. None for any other
  /// word. Signs that differ in kind give the weakest of the kinds.
  [[nodiscard]] std::optional<MarkReading> read(std::string_view word, std::string_view font_name) const;

 private:
  struct Sign {
    std::string font;  // part of the squashed font name; empty for every font
    MarkKind kind = MarkKind::kGlyph;
    Verdict verdict = Verdict::kUnknown;
  };
  [[nodiscard]] const Sign* find_sign(char32_t code, std::string_view squashed_font) const;

  std::map<char32_t, std::vector<Sign>> signs_;
  std::map<std::string, Verdict, std::less<>> words_;
};

/// "√", "X" or "?".
std::string_view to_mark(Verdict verdict);

}  // namespace vp::readers
