#include "nlp/match_text.h"

#include <array>
#include <cassert>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "nlp/folding.h"

namespace vp::nlp {
namespace {

// ASCII that is copied, at most lower-cased. Spaces and the grave accent take the slow way.
constexpr auto kCopied = [] {
  std::array<bool, 256> copied{};
  for (std::size_t c = '!'; c <= '~'; ++c)
    copied.at(c) = c != '`';
  return copied;
}();

bool is_copied(char c) {
  return kCopied[static_cast<unsigned char>(c)];
}
bool is_ascii(char c) {
  return static_cast<unsigned char>(c) < 0x80;
}

// Eight bytes at a time, as one number.
constexpr std::uint64_t kEach = 0x0101010101010101U;
constexpr std::uint64_t kHighBits = 0x80 * kEach;
constexpr std::size_t kWordBytes = sizeof(std::uint64_t);

std::uint64_t load_word(const char* bytes) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, sizeof(word));
  return word;
}

// High bit of each byte that equals `c`; right for words of ASCII.
constexpr std::uint64_t bytes_equal(std::uint64_t word, char c) {
  const std::uint64_t differs = word ^ (kEach * static_cast<unsigned char>(c));
  return ~(differs + 0x7F * kEach) & kHighBits;
}

// How many of eight bytes are copied, counting single spaces between such: 8, or 7 before a space, or 0 where
// one needs a closer look.
std::size_t count_copied(const char* bytes) {
  const std::uint64_t word = load_word(bytes);
  const std::uint64_t controls = ~(word + (0x80 - ' ') * kEach);  // below the space
  if (((word | controls) & kHighBits) != 0) return 0;
  if ((bytes_equal(word, '`') | bytes_equal(word, 0x7F)) != 0) return 0;
  const std::uint64_t spaces = bytes_equal(word, ' ');
  if ((spaces & (spaces << 8U)) != 0) return 0;
  return bytes[kWordBytes - 1] == ' ' ? kWordBytes - 1 : kWordBytes;
}

void lower_ascii(std::span<char> text) {
  std::size_t i = 0;
  for (; i + kWordBytes <= text.size(); i += kWordBytes) {
    std::uint64_t word = load_word(&text[i]);
    const std::uint64_t capitals = (word + (0x80 - 'A') * kEach) & ~(word + (0x7F - 'Z') * kEach) & kHighBits;
    word |= capitals >> 2U;  // 0x80 >> 2 is the bit that tells a from A
    std::memcpy(&text[i], &word, sizeof(word));
  }
  for (; i < text.size(); ++i)
    text[i] = to_ascii_lower(text[i]);
}

bool is_acute_or_grave(char32_t mark) {
  return mark == 0x300 || mark == 0x301;
}
bool is_accented_e(char32_t c) {
  return c == 0xC8 || c == 0xC9 || c == 0xE8 || c == 0xE9;
}

TextSpan make_span(std::size_t begin, std::size_t end) {
  return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
}

enum class MapKind : bool { kVerbatim, kWhole };

class MatchTextBuilder {
 public:
  explicit MatchTextBuilder(std::string_view source) : source_(source) {
    // Spans are 32 bits wide, and a bad byte becomes three.
    assert(source.size() < std::numeric_limits<std::uint32_t>::max() / 3);
    out_.text.reserve(source.size());
  }

  MatchText build() {
    while (at_ < source_.size())
      step();
    return std::move(out_);
  }

 private:
  // A stretch of ASCII, and the one character after it that is something else.
  void step() {
    const std::size_t end = find_copied_end();
    if (end < source_.size() && !is_ascii(source_[end])) {
      std::size_t word = end;
      while (word > at_ && is_ascii_word(source_[word - 1]))
        --word;
      copy_until(word);
      if (const auto numeral_end = find_numeral_end()) {
        add_piece("1", *numeral_end, MapKind::kWhole);
        last_ = CharClass::kLatin;
        return;
      }
    }
    // A mark belongs to the character before it: both are one piece.
    const bool is_marked = end > at_ && end < source_.size() && !is_ascii(source_[end]) && is_mark_at(end);
    copy_until(is_marked ? end - 1 : end);
    if (at_ < source_.size()) fold_next();
  }

  [[nodiscard]] bool is_mark_at(std::size_t at) const {
    return to_folding(decode_char(source_, at).value).char_class == CharClass::kMark;
  }

  // End of the stretch from at_ that is copied, single inner spaces included.
  [[nodiscard]] std::size_t find_copied_end() const {
    std::size_t end = at_;
    // Before `end` stands no space, so that a single one may follow.
    while (end < source_.size()) {
      std::size_t copied = 0;
      if (end + kWordBytes <= source_.size() && (end > at_ || source_[end] != ' ')) {
        copied = count_copied(&source_[end]);
      }
      if (copied > 0) {
        end += copied;
      } else if (is_copied(source_[end])) {
        ++end;
      } else if (source_[end] == ' ' && end > at_ && end + 1 < source_.size() &&
                 is_copied(source_[end + 1])) {
        end += 2;
      } else {
        break;
      }
    }
    return end;
  }

  void copy_until(std::size_t end) {
    if (end == at_) return;
    flush_space();
    const std::size_t begin = out_.text.size();
    out_.text.append(source_.substr(at_, end - at_));
    lower_ascii(std::span(out_.text).subspan(begin));
    append_run(begin, at_, end, MapKind::kVerbatim);
    at_ = end;
    last_ = is_ascii_word(out_.text.back()) ? CharClass::kLatin : CharClass::kOther;
  }

  // Where the explicit numeral ends that begins at at_: the whole word "een" with an acute (or, as is often
  // typed, a grave) accent on an e, composed or not.
  [[nodiscard]] std::optional<std::size_t> find_numeral_end() const {
    if (is_word_class(last_)) return std::nullopt;
    std::array<char, 3> letters{};
    std::size_t count = 0;
    bool accented = false;
    std::size_t end = at_;
    for (std::size_t next = at_; next < source_.size();) {
      const DecodedChar decoded = decode_char(source_, next);
      const Folding folding = to_folding(decoded.value);
      next += decoded.size_bytes;
      if (folding.char_class == CharClass::kMark) {
        accented =
            accented || (count > 0 && letters.at(count - 1) == 'e' && is_acute_or_grave(decoded.value));
        end = next;
      } else if (is_word_class(folding.char_class)) {
        if (count == letters.size() || folding.size != 1) return std::nullopt;
        letters.at(count++) = folding.bytes.front();
        accented = accented || is_accented_e(decoded.value);
        end = next;
      } else if (folding.char_class != CharClass::kDropped) {
        break;
      }
    }
    if (!accented || std::string_view(letters.data(), count) != "een") return std::nullopt;
    return end;
  }

  void fold_next() {
    const DecodedChar decoded = decode_char(source_, at_);
    const Folding folding = to_folding(decoded.value);
    std::size_t end = at_ + decoded.size_bytes;
    const bool is_lost_mark = folding.char_class == CharClass::kMark && last_ != CharClass::kLetter;
    if (folding.char_class == CharClass::kDropped || is_lost_mark) {
      at_ = end;
      return;
    }
    if (folding.char_class != CharClass::kMark) last_ = folding.char_class;
    if (folding.char_class == CharClass::kSpace) {
      if (!space_begin_) space_begin_ = at_;
      space_end_ = at_ = end;
      return;
    }
    if (last_ != CharClass::kLetter) {
      while (end < source_.size() && !is_ascii(source_[end]) && is_mark_at(end)) {
        end += decode_char(source_, end).size_bytes;
      }
    }
    // A lower-cased letter of the same length can be mapped as it stands, and joins its neighbours' run.
    const bool is_one_char = folding.size == 1 || !is_ascii(folding.bytes.front());
    const bool is_same_length = folding.size == end - at_;
    add_piece(folding.text(), end, is_one_char && is_same_length ? MapKind::kVerbatim : MapKind::kWhole);
  }

  void add_piece(std::string_view folded, std::size_t source_end, MapKind kind) {
    flush_space();
    const std::size_t begin = out_.text.size();
    out_.text.append(folded);
    append_run(begin, at_, source_end, kind);
    at_ = source_end;
  }

  // White space becomes one space when something follows it; at the ends it leaves nothing.
  void flush_space() {
    if (!space_begin_) return;
    const std::size_t begin = *std::exchange(space_begin_, std::nullopt);
    if (out_.text.empty()) return;
    out_.text.push_back(' ');
    const MapKind kind = space_end_ - begin == 1 ? MapKind::kVerbatim : MapKind::kWhole;
    append_run(out_.text.size() - 1, begin, space_end_, kind);
  }

  // The bytes of out_ from `begin` on come from source_begin to source_end.
  void append_run(std::size_t begin, std::size_t source_begin, std::size_t source_end, MapKind kind) {
    out_.map.append({.to = make_span(begin, out_.text.size()),
                     .from = make_span(source_begin, source_end),
                     .verbatim = kind == MapKind::kVerbatim});
  }

  std::string_view source_;
  std::size_t at_ = 0;  // next source byte
  MatchText out_;
  CharClass last_ = CharClass::kSpace;      // of the character before at_, leaving out marks and dropped ones
  std::optional<std::size_t> space_begin_;  // white space that waits for what comes after it
  std::size_t space_end_ = 0;
};

}  // namespace

MatchText to_match_text(std::string_view reading_text) {
  return MatchTextBuilder(reading_text).build();
}

}  // namespace vp::nlp
