#include "readers/note_label.h"

#include <string>

#include "nlp/letters.h"

namespace vp::readers {
namespace {

bool is_sign(std::string_view text) {
  return text == ":" || text == "!" || text == "!:" || text == "–" || text == "-" || text == "—";
}

/// The letters of a word, and what follows them.
struct LabelWord {
  std::string_view letters, sign;
};

LabelWord cut_sign(std::string_view text) {
  const std::size_t sign = text.find_first_of(":!");
  if (sign == std::string_view::npos) return {text, {}};
  return {text.substr(0, sign), text.substr(sign)};
}

}  // namespace

std::size_t count_label_words(std::span<const ViewWord> words, std::size_t at, LineStart start) {
  if (at >= words.size()) return 0;
  std::size_t taken = 1;
  LabelWord label = cut_sign(words[at].text);
  std::string letters(label.letters);
  if (nlp::to_lower(letters) == "let" && label.sign.empty() && at + 1 < words.size()) {
    label = cut_sign(words[at + 1].text);
    letters += label.letters;
    taken = 2;
  }
  if (nlp::to_lower(letters) != "letop") return 0;
  // "LET OP:De politie": the label's word holds the first of the note as well; then only the sign counts.
  if (!label.sign.empty() && label.sign != ":" && label.sign != "!" && label.sign != "!:" &&
      label.sign != ":!")
    return 0;
  bool has_sign = !label.sign.empty();
  const std::size_t next = at + taken;
  if (!has_sign && next < words.size() && is_sign(words[next].text)) {
    has_sign = true;
    ++taken;
  }
  const bool is_capital = letters == "LETOP";
  const bool opens_bold = words[at].is_bold() && (at == 0 || !words[at - 1].is_bold());
  const bool has_upper = letters.front() == 'L';
  switch (start) {
    case LineStart::kParagraph:
      return has_sign || is_capital || opens_bold || has_upper ? taken : 0;
    case LineStart::kLine:
      return (has_sign && has_upper) || is_capital || (opens_bold && has_upper) ? taken : 0;
    case LineStart::kInside:
      break;
  }
  return (has_sign && (is_capital || opens_bold)) || (is_capital && opens_bold) ? taken : 0;
}

}  // namespace vp::readers
