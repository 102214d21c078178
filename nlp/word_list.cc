#include "nlp/word_list.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <fstream>
#include <system_error>
#include <utility>

#include "nlp/content_hash.h"
#include "nlp/letters.h"

namespace vp::nlp {
namespace {

constexpr std::uint32_t kPlaceMask = WordList::kMaxBytes;
constexpr std::size_t kMaxWordBytes = 128;

std::uint64_t hash_word(std::string_view word) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL ^ word.size();
  const auto mix = [&hash](std::uint64_t piece) {
    hash = (hash ^ piece) * 0xD6E8FEB86659FD93ULL;
    hash ^= hash >> 32U;
  };
  std::size_t place = 0;
  for (; place + 8 <= word.size(); place += 8) {
    std::uint64_t piece = 0;
    std::memcpy(&piece, word.data() + place, 8);
    mix(piece);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, word.data() + place, word.size() - place);
  mix(rest);
  return hash;
}

/// Place of the first ill-formed byte; npos when there is none.
std::size_t find_ill_formed(std::string_view text) {
  for (std::size_t place = 0; place < text.size();) {
    std::uint64_t bytes = 0;
    if (place + 8 <= text.size()) {
      std::memcpy(&bytes, text.data() + place, 8);
      if ((bytes & 0x8080808080808080ULL) == 0) {
        place += 8;
        continue;
      }
    }
    const std::size_t begin = place;
    // A U+FFFD that stands in the file itself is three bytes; an ill-formed byte never looks like it.
    if (next_code_point(text, place) == 0xFFFD && text.substr(begin, place - begin) != "\xEF\xBF\xBD") {
      return begin;
    }
  }
  return std::string_view::npos;
}

struct LetterCase {
  bool begins_upper = false;
  bool all_upper = true;
};

LetterCase find_letter_case(std::string_view word) {
  LetterCase found;
  for (std::size_t place = 0; place < word.size();) {
    const bool is_first = place == 0;
    const char32_t c = next_code_point(word, place);
    if (is_first) found.begins_upper = is_upper(c);
    if (is_lower(c)) found.all_upper = false;
    if (!found.begins_upper) return {false, false};
  }
  return found;
}

}  // namespace

Result<WordList> WordList::load(const std::filesystem::path& file) {
  std::error_code failure;
  const std::uintmax_t bytes = std::filesystem::file_size(file, failure);
  if (failure == std::errc::no_such_file_or_directory) {
    return Error{ErrorCode::kNotFound, "no word list here (Debian package wdutch)", file.string()};
  }
  if (failure) return Error{ErrorCode::kIo, failure.message(), file.string()};
  if (bytes >= kMaxBytes) {
    return Error{ErrorCode::kTooBig, "a word list should be smaller than 16 MiB", file.string()};
  }
  WordList list;
  list.lines_.resize(static_cast<std::size_t>(bytes));
  std::ifstream in(file, std::ios::binary);
  if (!in.read(list.lines_.data(), static_cast<std::streamsize>(list.lines_.size()))) {
    return Error{ErrorCode::kIo, "cannot be read", file.string()};
  }
  if (const std::size_t bad = find_ill_formed(list.lines_); bad != std::string::npos) {
    const auto line = 1 + std::count(list.lines_.begin(), list.lines_.begin() + static_cast<long>(bad), '\n');
    return Error{ErrorCode::kMalformed, "line " + std::to_string(line) + " is not UTF-8", file.string()};
  }
  list.index_lines();
  return list;
}

WordList WordList::from_lines(std::string_view lines) {
  WordList list;
  list.lines_ = lines.substr(0, kMaxBytes - 1);
  list.index_lines();
  return list;
}

void WordList::index_lines() {
  content_hash_ = to_content_hash(lines_);
  if (!lines_.empty() && lines_.back() != '\n') lines_ += '\n';
  lines_.shrink_to_fit();
  const auto line_count = static_cast<std::size_t>(std::count(lines_.begin(), lines_.end(), '\n'));
  slots_.assign(std::bit_ceil(line_count + line_count / 2 + 1), 0);
  // Each entry goes to a far place of a table that is larger than the cache: asking for some places ahead of
  // their use makes loading three times as fast.
  struct Entry {
    std::size_t begin, size;
    std::uint64_t hash;
  };
  std::array<Entry, 32> ahead;
  std::size_t waiting = 0;
  const auto add_all = [&] {
    for (std::size_t i = 0; i < waiting; ++i)
      add_entry(std::string_view(lines_).substr(ahead[i].begin, ahead[i].size), ahead[i].begin,
                ahead[i].hash);
    waiting = 0;
  };
  for (std::size_t begin = 0; begin < lines_.size();) {
    const std::size_t end = lines_.find('\n', begin);
    const std::string_view word = std::string_view(lines_).substr(begin, end - begin);
    if (!word.empty() && word.size() <= kMaxWordBytes) {
      if (waiting == ahead.size()) add_all();
      const std::uint64_t hash = hash_word(word);
      __builtin_prefetch(&slots_[hash & (slots_.size() - 1)], 1);
      ahead[waiting++] = {begin, word.size(), hash};
    }
    begin = end + 1;
  }
  add_all();
}

std::size_t WordList::find_slot(std::string_view word, std::uint64_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  const auto tag = static_cast<std::uint32_t>(hash >> 56U);
  std::size_t slot = hash & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    if (slots_[slot] >> 24U != tag) continue;
    const std::size_t begin = (slots_[slot] & kPlaceMask) - 1;
    if (lines_.size() - begin > word.size() && lines_[begin + word.size()] == '\n' &&
        std::memcmp(lines_.data() + begin, word.data(), word.size()) == 0) {
      break;
    }
  }
  return slot;
}

void WordList::add_entry(std::string_view word, std::size_t begin, std::uint64_t hash) {
  const std::size_t slot = find_slot(word, hash);
  if (slots_[slot] != 0) return;
  const auto tag = static_cast<std::uint32_t>(hash >> 56U);
  slots_[slot] = tag << 24U | static_cast<std::uint32_t>(begin + 1);
  ++size_;
}

bool WordList::has_entry(std::string_view word) const {
  return !word.empty() && !slots_.empty() && slots_[find_slot(word, hash_word(word))] != 0;
}

bool WordList::contains(std::string_view word) const {
  if (word.empty() || word.size() > kMaxWordBytes) return false;
  if (has_entry(word)) return true;
  const LetterCase letter_case = find_letter_case(word);
  if (!letter_case.begins_upper) return false;
  const std::string lower = to_lower(word);
  if (has_entry(lower)) return true;
  return letter_case.all_upper && has_entry(to_capitalised(lower));
}

std::filesystem::path default_word_list_path() {
  return "/usr/share/dict/dutch";
}

}  // namespace vp::nlp
