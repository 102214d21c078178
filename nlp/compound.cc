#include "nlp/compound.h"

#include "nlp/letters.h"

namespace vp::nlp {
namespace {

constexpr std::size_t kMinFirstBytes = 3;
constexpr std::size_t kMinOtherBytes = 4;
constexpr std::size_t kMaxBytes = 80;

bool is_first_part(std::string_view part, const WordList& words) {
  if (words.contains(part)) return true;
  // wdutch lists few bound forms with the linking s ("doorzettings-").
  return part.ends_with('s') && part.size() > kMinOtherBytes &&
         words.contains(part.substr(0, part.size() - 1));
}

bool is_compound_of(std::string_view lower, const WordList& words, int parts) {
  if (lower.size() < kMinFirstBytes + kMinOtherBytes || lower.size() > kMaxBytes) return false;
  for (std::size_t cut = kMinFirstBytes; cut + kMinOtherBytes <= lower.size(); ++cut) {
    const std::string_view rest = lower.substr(cut);
    if (words.contains(rest) && is_first_part(lower.substr(0, cut), words)) return true;
  }
  if (parts <= 2) return false;
  for (std::size_t cut = kMinOtherBytes; cut + kMinOtherBytes <= lower.size(); ++cut) {
    if (is_first_part(lower.substr(0, cut), words) && is_compound_of(lower.substr(cut), words, parts - 1)) {
      return true;
    }
  }
  return false;
}

}  // namespace

bool is_compound(std::string_view lower, const WordList& words) {
  return is_compound_of(lower, words, 3);
}

bool is_known_word(std::string_view word, const WordList& words) {
  return words.contains(word) || is_compound(to_lower(word), words);
}

}  // namespace vp::nlp
