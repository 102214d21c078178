// verdict_phrases.h - reads the words of a cell as a verdict: signs one by one, words together ("voldoet niet").
#pragma once

#include <span>
#include <string>
#include <vector>

#include "readers/page_view.h"
#include "readers/verdict_marks.h"

namespace vp::readers {

struct MarkWord {
  ViewWord word;
  MarkReading reading;
  std::vector<ViewWord> rest;  ///< further words of a verdict in words, on its line or the next
};

/// What the word says in its font; words ("voldoet") as well as signs.
std::optional<MarkReading> read_mark(const ViewWord& word, const std::vector<std::string>& font_names);

/// True for a sign, not for a word.
bool reads_as_sign(const ViewWord& word, const std::vector<std::string>& font_names);

/// True when the words together are one verdict in words.
bool is_verdict_phrase(std::span<const ViewWord> words);

/// The verdicts of one column. `words` by line, then x. A line of words is one verdict, known or unreadable, never
/// known by part of it; a second line close under the first belongs to it when only both together, or neither alone,
/// say something known.
std::vector<MarkWord> read_verdict_column(std::span<const ViewWord> words,
                                          const std::vector<std::string>& font_names);

}  // namespace vp::readers
