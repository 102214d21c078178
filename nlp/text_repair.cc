#include "nlp/text_repair.h"

#include <array>
#include <cstdint>
#include <cstring>

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>

#include "nlp/letters.h"
#include "nlp/swapped_ligature.h"

namespace vp::nlp {
namespace {

/// Bytes from `begin` on that are printable ASCII.
std::size_t count_clean_bytes(std::string_view text, std::size_t begin) {
  std::size_t place = begin;
  while (place + 8 <= text.size()) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, text.data() + place, 8);
    constexpr std::uint64_t kHigh = 0x8080808080808080ULL;
    constexpr std::uint64_t kOnes = 0x0101010101010101ULL;
    // A byte below 0x20 borrows into its high bit; DEL does after adding one.
    if (((bytes | (bytes - kOnes * 0x20) | (bytes + kOnes)) & kHigh) != 0) break;
    place += 8;
  }
  while (place < text.size() && text[place] >= 0x20 && text[place] < 0x7F)
    ++place;
  return place - begin;
}

/// What a character of the page becomes; nullptr: it stays as it is.
const char* find_replacement(char32_t c) {
  if (c < 0x20) return c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' ? " " : "";
  if (c < 0x7F) return nullptr;
  if (c <= 0x9F) return c == 0x85 ? " " : "";  // DEL and C1 controls; NEL is a line end
  if (c < 0x2000) {
    switch (c) {
      case 0xA0:
      case 0x1680:
        return " ";
      case 0xAD:
      case 0x34F:
      case 0x61C:
      case 0x180E:
        return "";
      case 0x132:
        return "IJ";
      case 0x133:
        return "ij";
      default:
        return nullptr;
    }
  }
  if (c <= 0x200A || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000) return " ";
  if (c <= 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F)) return "";
  if (c == 0x2010 || c == 0x2011) return "-";
  if (c >= 0xFB00 && c <= 0xFB06) {
    static constexpr std::array<const char*, 7> kLetters{"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
    return kLetters[c - 0xFB00];
  }
  if (c == 0xFEFF || c == 0xFFFE || c == 0xFFFF || (c >= 0xFE00 && c <= 0xFE0F)) return "";
  return nullptr;
}

bool is_space(char32_t c) {
  const char* by = find_replacement(c);
  return c == ' ' || (by != nullptr && *by == ' ');
}

constexpr bool is_private_use(char32_t c) {
  return (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFD);
}

/// Symbol fonts show bullets, arrows and marks as private-use characters 0xF000 + code.
const char* find_symbol(char32_t c) {
  switch (c) {
    case 0xF0D6:  // Symbol: radical, the mark "voldoet" of factsheets
      return "\u221A";
    case 0xF0E0:  // Wingdings: arrow
    case 0xF0E8:
      return "\u2192";
    case 0xF0FC:  // Wingdings: check mark
      return "\u2713";
    case 0xF0FB:  // Wingdings: ballot X
      return "\u2717";
    default:
      return "\u2022";
  }
}

/// One pass over the characters; NFC comes after it.
class Repairer {
 public:
  Repairer(std::string_view source, const WordList& words, std::string& out, RunMap* map)
      : source_(source), words_(words), out_(out), map_(map), base_(out.size()) {}

  /// True when something was left or made that may not be NFC.
  bool run() {
    while (place_ < source_.size()) {
      const std::size_t clean = count_clean_bytes(source_, place_);
      keep(clean);
      if (place_ < source_.size()) mend_character();
    }
    return may_compose_;
  }

 private:
  void keep(std::size_t size) {
    if (size == 0) return;
    map(size, size, true);
    out_.append(source_, place_, size);
    place_ += size;
  }

  void replace(std::size_t size, std::string_view by) {
    map(by.size(), size, false);
    out_ += by;
    place_ += size;
  }

  void map(std::size_t to_size, std::size_t from_size, bool verbatim) {
    if (map_ == nullptr) return;
    const auto to = static_cast<std::uint32_t>(out_.size() - base_);
    const auto from = static_cast<std::uint32_t>(place_);
    map_->append({{to, to + static_cast<std::uint32_t>(to_size)},
                  {from, from + static_cast<std::uint32_t>(from_size)},
                  verbatim});
  }

  void mend_character() {
    std::size_t after = place_;
    const char32_t c = next_code_point(source_, after);
    const std::size_t size = after - place_;
    if (const char* by = find_replacement(c); by != nullptr) {
      if (*by == '\0') may_compose_ = true;  // letters that it kept apart may compose now
      replace(size, by);
    } else if (is_private_use(c)) {
      mend_private_use(c, size);
    } else if (is_swapped_letter(c) && mend_swapped()) {
      return;
    } else if (c == 0xFFFD && size < 3) {
      replace(size, "\uFFFD");  // an ill-formed byte
    } else {
      if (c >= 0x300) may_compose_ = true;
      keep(size);
    }
  }

  /// At the start of a word it is a bullet or a mark; inside one it is dirt.
  void mend_private_use(char32_t c, std::size_t size) {
    const bool begins = place_ == 0 || source_[place_ - 1] == ' ' || source_[place_ - 1] == '\n';
    may_compose_ = true;
    replace(size, begins ? find_symbol(c) : "");
  }

  /// Solves the whole word that the swapped letter stands in; false when it is no Latin word, or one that is
  /// too long for a word (which also bounds the time that hostile text can take).
  bool mend_swapped() {
    constexpr std::size_t kMaxBytesAround = 100;
    std::size_t begin = place_;
    for (std::size_t at = begin; at > 0; begin = at) {
      if (is_space(previous_code_point(source_, at))) break;
      if (place_ - begin > kMaxBytesAround) return false;
    }
    std::size_t end = place_;
    for (std::size_t at = end; at < source_.size(); end = at) {
      if (is_space(next_code_point(source_, at))) break;
      if (end - place_ > kMaxBytesAround) return false;
    }
    const std::vector<SwappedPiece> pieces =
        solve_swapped_ligatures(source_.substr(begin, end - begin), words_);
    bool mended = false;
    for (const SwappedPiece& piece : pieces) {
      if (begin + piece.span.begin != place_) continue;
      replace(piece.span.size(), piece.letters);
      mended = true;
    }
    return mended;
  }

  std::string_view source_;
  const WordList& words_;
  std::string& out_;
  RunMap* map_;
  std::size_t base_;
  std::size_t place_ = 0;
  bool may_compose_ = false;
};

const icu::Normalizer2* find_nfc() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
  return U_SUCCESS(status) ? nfc : nullptr;
}

RunMap to_run_map(const icu::Edits& edits) {
  RunMap map;
  UErrorCode status = U_ZERO_ERROR;
  icu::Edits::Iterator change = edits.getFineIterator();
  while (change.next(status) != 0 && U_SUCCESS(status)) {
    const auto to = static_cast<std::uint32_t>(change.destinationIndex());
    const auto from = static_cast<std::uint32_t>(change.sourceIndex());
    map.append({{to, to + static_cast<std::uint32_t>(change.newLength())},
                {from, from + static_cast<std::uint32_t>(change.oldLength())},
                change.hasChange() == 0});
  }
  return map;
}

/// Composes what stands in `text` from `begin` on; true when that changed anything. The map then leads from
/// the new text to the old, both counted from `begin`.
bool compose(std::string& text, std::size_t begin, RunMap* map) {
  const icu::Normalizer2* nfc = find_nfc();
  const icu::StringPiece piece(text.data() + begin, static_cast<std::int32_t>(text.size() - begin));
  UErrorCode status = U_ZERO_ERROR;
  if (nfc == nullptr || nfc->isNormalizedUTF8(piece, status) != 0 || U_FAILURE(status)) return false;
  std::string composed;
  icu::StringByteSink<std::string> sink(&composed);
  icu::Edits edits;
  nfc->normalizeUTF8(0, piece, sink, map == nullptr ? nullptr : &edits, status);
  if (U_FAILURE(status)) return false;
  if (map != nullptr) *map = to_run_map(edits);
  text.replace(begin, std::string::npos, composed);
  return true;
}

}  // namespace

RepairedText repair_text(std::string_view text, const WordList& words) {
  RepairedText repaired;
  if (Repairer(text, words, repaired.text, &repaired.map).run()) {
    RunMap composed;
    if (compose(repaired.text, 0, &composed)) repaired.map = composed.after(repaired.map);
  }
  return repaired;
}

void append_repaired(std::string_view text, const WordList& words, std::string& out) {
  const std::size_t begin = out.size();
  if (Repairer(text, words, out, nullptr).run()) compose(out, begin, nullptr);
}

}  // namespace vp::nlp
