#include "nlp/passage_role.h"

#include <algorithm>
#include <string_view>

#include "nlp/tokenizer.h"

namespace vp::nlp {
namespace {

constexpr std::size_t kFewWords = 3;

bool is_question(std::string_view sentence) {
  const std::size_t last = sentence.find_last_not_of(" \t\n)\"'");
  return last != std::string_view::npos && sentence[last] == '?';
}

bool ends_a_sentence(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\n)\"'");
  return last != std::string_view::npos && std::string_view(".!").find(text[last]) != std::string_view::npos;
}

}  // namespace

bool is_title(const Passage& passage) {
  if (passage.kind == BlockKind::kHeading || passage.kind == BlockKind::kCaption ||
      passage.kind == BlockKind::kContentsEntry) {
    return true;
  }
  const bool asks_only =
      !passage.sentences.empty() &&
      std::all_of(passage.sentences.begin(), passage.sentences.end(),
                  [&](TextSpan sentence) {
                    const std::string_view text = sentence.in(passage.text);
                    return is_question(text) || tokenize(text).size() < kFewWords;  // "12."
                  }) &&
      is_question(passage.text);
  if (asks_only) return true;
  return !ends_a_sentence(passage.text) && tokenize(passage.text).size() <= kFewWords;
}

}  // namespace vp::nlp
