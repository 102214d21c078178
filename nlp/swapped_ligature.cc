#include "nlp/swapped_ligature.h"

#include <array>
#include <optional>

#include "nlp/compound.h"
#include "nlp/letters.h"

namespace vp::nlp {
namespace {

/// Letters that a lost rest of a ligature may have stood for, the commonest ligatures first (ti, tti, fi, ft,
/// fl, ff, ffi, tt, tf, fj ...).
constexpr std::array<std::string_view, 11> kRests{"i",  "ti", "t",  "l", "f", "fi",
                                                  "fl", "ft", "tf", "j", "tt"};
constexpr std::size_t kMaxLostRests = 2;

struct ReadWord {
  std::vector<SwappedPiece> pieces;  // lost rests have no letters yet
  std::vector<std::size_t> lost;     // indexes of those in pieces
  bool is_latin = true;
  std::size_t latin_letters = 0;
};

ReadWord read_word(std::string_view word) {
  ReadWord read;
  bool after_swapped = false;
  for (std::size_t place = 0; place < word.size();) {
    const auto begin = static_cast<std::uint32_t>(place);
    const char32_t c = next_code_point(word, place);
    const TextSpan span{begin, static_cast<std::uint32_t>(place)};
    if (is_swapped_letter(c)) {
      read.pieces.push_back({span, std::string(1, static_cast<char>(c >> 8U))});
      after_swapped = true;
    } else if (c == 0xFFFD && after_swapped) {
      read.lost.push_back(read.pieces.size());
      read.pieces.push_back({span, {}});
    } else {
      after_swapped = false;
      if (is_latin_letter(c)) ++read.latin_letters;
      if (is_letter(c) && !is_latin_letter(c)) read.is_latin = false;
    }
  }
  return read;
}

std::string to_letters(std::string_view word, const std::vector<SwappedPiece>& pieces) {
  std::string letters;
  std::uint32_t done = 0;
  for (const SwappedPiece& piece : pieces) {
    letters += word.substr(done, piece.span.begin - done);
    letters += piece.letters;
    done = piece.span.end;
  }
  letters += word.substr(done);
  return letters;
}

/// Fills the lost rests from `next` on so that a known word comes out; leaves U+FFFD where none does.
template <class IsKnown>
bool fill_lost(std::string_view word, ReadWord& read, std::size_t next, const IsKnown& is_known) {
  if (next == read.lost.size()) return is_known(to_word_core(to_letters(word, read.pieces)));
  std::string& letters = read.pieces[read.lost[next]].letters;
  for (const std::string_view rest : kRests) {
    letters = rest;
    if (fill_lost(word, read, next + 1, is_known)) return true;
  }
  letters = "\uFFFD";
  return false;
}

}  // namespace

std::vector<SwappedPiece> solve_swapped_ligatures(std::string_view word, const WordList& words) {
  ReadWord read = read_word(word);
  if (read.pieces.empty() || !read.is_latin || read.latin_letters == 0) return {};
  if (read.lost.empty()) return std::move(read.pieces);
  for (const std::size_t lost : read.lost)
    read.pieces[lost].letters = "\uFFFD";
  if (read.lost.size() > kMaxLostRests) return std::move(read.pieces);
  const bool solved =
      fill_lost(word, read, 0, [&words](std::string_view core) { return words.contains(core); });
  if (!solved) {
    fill_lost(word, read, 0, [&words](std::string_view core) { return is_known_word(core, words); });
  }
  return std::move(read.pieces);
}

}  // namespace vp::nlp
