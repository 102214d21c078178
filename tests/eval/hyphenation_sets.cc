#include "tests/eval/hyphenation_sets.h"

#include <algorithm>

#include "nlp/letters.h"

namespace vp::eval {
namespace {

using nlp::is_letter;
using nlp::next_code_point;

std::uint64_t hash_name(std::string_view name) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;  // FNV-1a
  for (const char c : name)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  return hash ^ (hash >> 29U);
}

bool is_vowel(char32_t c) {
  const char32_t base = nlp::to_base_letter(c);
  return base < 0x80 && std::string_view("aeiouy").find(static_cast<char>(base)) != std::string_view::npos;
}

bool has_vowel(std::string_view word) {
  for (std::size_t place = 0; place < word.size();) {
    if (is_vowel(next_code_point(word, place))) return true;
  }
  return false;
}

bool is_hyphened(std::string_view core) {
  bool has_hyphen = false;
  for (std::size_t place = 0; place < core.size();) {
    const char32_t c = next_code_point(core, place);
    if (c == '-') {
      if (core.substr(place).starts_with('-')) return false;
      has_hyphen = true;
    } else if (!is_letter(c) && !nlp::is_digit(c)) {
      return false;
    }
  }
  return has_hyphen;
}

bool is_plain(std::string_view core) {
  std::size_t letters = 0;
  for (std::size_t place = 0; place < core.size(); ++letters) {
    const char32_t c = next_code_point(core, place);
    if (!nlp::is_lower(c) || !nlp::is_latin_letter(c)) return false;
  }
  return letters >= 6;
}

}  // namespace

SpelledText read_spelled_text(std::string_view name, std::string_view text) {
  SpelledText spelled;
  spelled.name = name;
  bool follows_cut = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n\f\r\t", begin), text.size());
    const std::string_view token = text.substr(begin, end - begin);
    const bool ends_line = end < text.size() && text[end] != ' ';
    begin = end + 1;
    if (token.empty()) continue;
    const bool is_cut = ends_line && nlp::line_end_hyphen_bytes(token) > 0;
    if (!is_cut && !follows_cut) {
      spelled.vocabulary.add(token);
      if (token.find_first_of("/@:_") == std::string_view::npos) {
        ++spelled.words[std::string(nlp::to_word_core(token))];
      }
    }
    follows_cut = is_cut;
  }
  return spelled;
}

std::vector<BrokenWord> break_at_hyphens(const SpelledText& text) {
  std::vector<BrokenWord> broken;
  for (const auto& [word, occurrences] : text.words) {
    if (!is_hyphened(word)) continue;
    const std::size_t hyphen = word.find('-');
    broken.push_back({word.substr(0, hyphen + 1), word.substr(hyphen + 1), occurrences});
  }
  return broken;
}

std::vector<BrokenWord> break_inside(const SpelledText& text) {
  std::vector<BrokenWord> broken;
  for (const auto& [word, occurrences] : text.words) {
    if (!is_plain(word)) continue;
    std::vector<std::size_t> places;
    std::size_t letters = 0;
    for (std::size_t place = 0; place < word.size(); ++letters) {
      if (letters >= 2 && nlp::count_letters(std::string_view(word).substr(place)) >= 3 &&
          has_vowel(std::string_view(word).substr(0, place)) &&
          has_vowel(std::string_view(word).substr(place))) {
        places.push_back(place);
      }
      next_code_point(word, place);
    }
    if (places.empty()) continue;
    const std::size_t place = places[hash_name(word) % places.size()];
    broken.push_back({word.substr(0, place) + "-", word.substr(place), occurrences});
  }
  return broken;
}

std::vector<BrokenWord> break_at_seams(const SpelledText& text, const nlp::WordList& words) {
  constexpr std::size_t kLeastBytes = 4;
  const auto is_first = [&words](std::string_view part) {
    return words.contains(part) || (part.size() > kLeastBytes && part.ends_with('s') &&
                                    words.contains(part.substr(0, part.size() - 1)));
  };
  std::vector<BrokenWord> broken;
  for (const auto& [word, occurrences] : text.words) {
    if (!std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; })) continue;
    for (std::size_t place = kLeastBytes; place + kLeastBytes <= word.size(); ++place) {
      if (is_first(std::string_view(word).substr(0, place)) &&
          words.contains(std::string_view(word).substr(place))) {
        broken.push_back({word.substr(0, place) + "-", word.substr(place), occurrences});
      }
    }
  }
  return broken;
}

std::vector<BrokenWord> to_capitalised(std::vector<BrokenWord> breaks) {
  for (BrokenWord& broken : breaks)
    broken.before = nlp::to_capitalised(broken.before);
  return breaks;
}

Score score_breaks(const std::vector<BrokenWord>& breaks, SpelledText& text, const nlp::WordList& words,
                   bool (*is_right)(nlp::LineJoin), bool keeps_hyphen) {
  Score score;
  for (const BrokenWord& broken : breaks) {
    const std::string whole = keeps_hyphen ? broken.before + broken.after
                                           : broken.before.substr(0, broken.before.size() - 1) + broken.after;
    text.vocabulary.remove(whole);
    ++score.all;
    score.all_occurrences += broken.occurrences;
    if (is_right(nlp::join_lines(broken.before, broken.after, words, text.vocabulary))) {
      ++score.right;
      score.right_occurrences += broken.occurrences;
    } else {
      score.wrong.push_back(broken.before + "|" + broken.after);
    }
    text.vocabulary.add(whole);
  }
  return score;
}

bool is_kept(nlp::LineJoin join) {
  return join == nlp::LineJoin::kTight || join == nlp::LineJoin::kSpace;
}

bool is_joined(nlp::LineJoin join) {
  return join == nlp::LineJoin::kDropHyphen || join == nlp::LineJoin::kDropForTrema;
}

bool is_development(std::string_view name) {
  return hash_name(name) % 2 == 0;
}

}  // namespace vp::eval
