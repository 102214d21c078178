#include "nlp/passage_role.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "nlp/tokenizer.h"

namespace vp::nlp {
namespace {

constexpr std::size_t kFewWords = 3;
constexpr std::size_t kMostNameWords = 15;
constexpr std::size_t kLongestSmallWord = 4;

bool is_question(std::string_view sentence) {
  const std::size_t last = sentence.find_last_not_of(" \t\n)\"'");
  return last != std::string_view::npos && sentence[last] == '?';
}

bool ends_a_sentence(std::string_view text) {
  const std::size_t last = text.find_last_not_of(" \t\n)\"'");
  return last != std::string_view::npos && std::string_view(".!").find(text[last]) != std::string_view::npos;
}

/// "Vangnet Eschterveld Eropaf Esch", "• Oostmeer: Thuis Samen": nothing is said of what is named.
bool holds_names_only(std::string_view text) {
  std::size_t words = 0;
  std::size_t small = 0;  // words that may stand between the parts of a name: "in", "voor de"
  bool is_outside = true;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const bool is_letter = byte >= 0x80 || std::isalnum(byte) != 0;
    if (is_letter && is_outside && byte < 0x80) {
      ++words;
      if (std::islower(byte) != 0) {
        const std::size_t end = std::min(text.find_first_of(" ,:;\n", at), text.size());
        if (end - at > kLongestSmallWord) return false;
        ++small;
      }
    }
    is_outside = !is_letter && text[at] != '\'';
  }
  return words > 0 && 2 * small < words;
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
  if (ends_a_sentence(passage.text)) return false;
  const std::size_t words = tokenize(passage.text).size();
  return words <= kFewWords || (words <= kMostNameWords && holds_names_only(passage.text));
}

}  // namespace vp::nlp
