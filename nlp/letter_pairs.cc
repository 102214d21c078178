#include "nlp/letter_pairs.h"

#include <array>

#include "nlp/letters.h"

namespace vp::nlp {
namespace {

/// Row by row for a to z: the letters that commonly follow.
constexpr std::array<std::string_view, 26> kFollowers{
    "abcdfgiklmnprstuvyz",       // a
    "abeijlorsu",                // b
    "acehiklortuy",              // c
    "abcdeghijorstuvw",          // d
    "abcdefghiklmnoprstuvwxyz",  // e
    "adefgilorstu",              // f
    "abdeghilnorstu",            // g
    "aeilnortuy",                // h
    "abcdefgijklmnoprstuvz",     // i
    "adefgklnosuvz",             // j
    "abehijklnorstuw",           // k
    "abdefgiklmopstuvy",         // l
    "abcdeilmopstuy",            // m
    "abcdefghiklmnoprstuvwyz",   // n
    "abcdefghiklmnoprstuvwy",    // o
    "aeghiloprstuy",             // p
    "u",                         // q
    "abcdefghiklmnoprstuvwyz",   // r
    "abcdefghijklmnopqrstuvwy",  // s
    "abcdeghijklmoprstuvwyz",    // t
    "abcdefgiklmnprstuwxz",      // u
    "aeiloru",                   // v
    "aehilnorsw",                // w
    "aceipt",                    // x
    "adeilmnoprst",              // y
    "aeiouwz",                   // z
};

constexpr std::array<std::uint32_t, 26> make_follower_bits() {
  std::array<std::uint32_t, 26> bits{};
  for (std::size_t row = 0; row < kFollowers.size(); ++row) {
    for (const char c : kFollowers[row])
      bits[row] |= 1U << static_cast<unsigned>(c - 'a');
  }
  return bits;
}
constexpr std::array<std::uint32_t, 26> kFollowerBits = make_follower_bits();

/// 0 to 25 for a letter, else -1.
int to_letter_index(char32_t c) {
  if (c >= 0x80) c = to_base_letter(c);
  if (c >= 'a' && c <= 'z') return static_cast<int>(c - 'a');
  return c >= 'A' && c <= 'Z' ? static_cast<int>(c - 'A') : -1;
}

}  // namespace

LetterPairs count_letter_pairs(std::string_view text) {
  LetterPairs pairs;
  int last = -1;
  for (std::size_t place = 0; place < text.size();) {
    const int letter = to_letter_index(next_code_point(text, place));
    if (last >= 0 && letter >= 0) {
      ++pairs.all;
      if ((kFollowerBits[static_cast<std::size_t>(last)] >> static_cast<unsigned>(letter) & 1U) == 0)
        ++pairs.rare;
    }
    last = letter;
  }
  return pairs;
}

}  // namespace vp::nlp
