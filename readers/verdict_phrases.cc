#include "readers/verdict_phrases.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace vp::readers {
namespace {

std::optional<MarkReading> read_phrase(std::span<const ViewWord> words) {
  // Letters and digits only: a font has no say in it.
  std::optional<MarkReading> reading = VerdictMarks::built_in().read(squashed(words), "-");
  if (!reading || reading->kind != MarkKind::kWord) return std::nullopt;
  return reading;
}

std::vector<ViewWord> words_of(const MarkWord& mark) {
  std::vector<ViewWord> words{mark.word};
  words.insert(words.end(), mark.rest.begin(), mark.rest.end());
  return words;
}

MarkWord to_mark(std::span<const ViewWord> words) {
  return {words.front(),
          read_phrase(words).value_or(MarkReading{MarkKind::kUnreadable, {Verdict::kUnknown}}),
          {words.begin() + 1, words.end()}};
}

/// "voldoet" over "niet" in a narrow column.
bool goes_on(const MarkWord& above, const MarkWord& below) {
  const ViewWord& last = above.rest.empty() ? above.word : above.rest.back();
  if (below.word.box.y0 - last.box.y1 > 0.5F * last.box.height()) return false;
  std::vector<ViewWord> both = words_of(above);
  const std::vector<ViewWord> more = words_of(below);
  both.insert(both.end(), more.begin(), more.end());
  return read_phrase(both) || !read_phrase(more);
}

/// Signs are verdicts one by one. Words beside them that say the same are no further verdict; others are one.
void read_signs(std::span<const ViewWord> words, const std::vector<std::string>& font_names,
                std::vector<MarkWord>& marks) {
  std::vector<ViewWord> beside;
  std::optional<Verdict> sign_verdict;
  for (const ViewWord& word : words) {
    std::optional<MarkReading> reading = read_mark(word, font_names);
    if (!reading || reading->kind == MarkKind::kWord) {
      if (!squashed({&word, 1}).empty()) beside.push_back(word);
      continue;
    }
    sign_verdict = reading->verdicts.front();
    marks.push_back({word, std::move(*reading), {}});
  }
  if (beside.empty()) return;
  MarkWord phrase = to_mark(beside);
  if (phrase.reading.verdicts.front() != sign_verdict) marks.push_back(std::move(phrase));
}

}  // namespace

std::optional<MarkReading> read_mark(const ViewWord& word, const std::vector<std::string>& font_names) {
  const std::string_view font = word.word->font < font_names.size()
                                    ? std::string_view(font_names[word.word->font])
                                    : std::string_view();
  return VerdictMarks::built_in().read(word.text, font);
}

bool reads_as_sign(const ViewWord& word, const std::vector<std::string>& font_names) {
  const std::optional<MarkReading> reading = read_mark(word, font_names);
  return reading && reading->kind != MarkKind::kWord;
}

bool is_verdict_phrase(std::span<const ViewWord> words) {
  return !words.empty() && read_phrase(words).has_value();
}

std::vector<MarkWord> read_verdict_column(std::span<const ViewWord> words,
                                          const std::vector<std::string>& font_names) {
  std::vector<MarkWord> marks;
  bool was_phrase = false;
  for (const ViewLine& line : to_lines({words.begin(), words.end()})) {
    const bool has_sign = std::ranges::any_of(
        line.words, [&](const ViewWord& word) { return reads_as_sign(word, font_names); });
    if (!has_sign) {
      MarkWord mark = to_mark(line.words);
      if (was_phrase && goes_on(marks.back(), mark)) {
        std::vector<ViewWord> both = words_of(marks.back());
        both.push_back(mark.word);
        both.insert(both.end(), mark.rest.begin(), mark.rest.end());
        marks.back() = to_mark(both);
      } else {
        marks.push_back(std::move(mark));
      }
      was_phrase = true;
      continue;
    }
    was_phrase = false;
    read_signs(line.words, font_names, marks);
  }
  return marks;
}

}  // namespace vp::readers
