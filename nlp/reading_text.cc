#include "nlp/reading_text.h"

#include <algorithm>
#include <utility>

#include "nlp/text_repair.h"

namespace vp::nlp {
namespace {

/// Spaces that were no-break spaces inside a word: none at the ends, one inside.
void squeeze_spaces(std::string& text) {
  if (text.find(' ') == std::string::npos) return;
  std::string squeezed;
  for (const char c : text) {
    if (c == ' ' && (squeezed.empty() || squeezed.back() == ' ')) continue;
    squeezed += c;
  }
  if (squeezed.ends_with(' ')) squeezed.pop_back();
  text = std::move(squeezed);
}

/// "informeerd" -> "ïnformeerd".
void put_trema_on_first(std::string& word) {
  static constexpr std::pair<char, std::string_view> kTremas[] = {
      {'e', "ë"}, {'i', "ï"}, {'o', "ö"}, {'u', "ü"}};
  for (const auto& [letter, trema] : kTremas) {
    if (word.front() == letter) {
      word.replace(0, 1, trema);
      return;
    }
  }
}

std::uint32_t to_place(std::size_t bytes) {
  return static_cast<std::uint32_t>(bytes);
}

bool is_raised(const Word& word) {
  return (word.flags & kWordRaised) != 0;
}

// How many words a line has up to its last one that leaves text: behind its hyphen a mark may stand.
std::size_t count_to_last_read(std::span<const Word> line) {
  std::size_t end = line.size();
  while (end > 0 && is_raised(line[end - 1]))
    --end;
  return end;
}

}  // namespace

std::string_view text_of(const Page& page, const Word& word) {
  if (word.span.end > page.text.size() || word.span.empty()) return {};
  return word.span.in(page.text);
}

const DocumentVocabulary& LazyVocabulary::vocabulary() {
  if (vocabulary_) return *vocabulary_;
  vocabulary_.emplace();
  std::string mended;
  for (const Page& page : document_.pages) {
    bool follows_cut = false;
    for (const Line& line : page.lines) {
      const std::size_t first = std::min<std::size_t>(line.first_word, page.words.size());
      const auto words =
          std::span(page.words)
              .subspan(first, std::min<std::size_t>(line.word_count, page.words.size() - first));
      const std::size_t end = first + count_to_last_read(words);
      for (std::size_t i = first; i < end; ++i) {
        if (is_raised(page.words[i])) continue;
        const std::string_view word = text_of(page, page.words[i]);
        const bool is_cut = i + 1 == end && line_end_hyphen_bytes(word) > 0;
        if (!is_cut && !(follows_cut && i == line.first_word)) {
          mended.clear();
          append_repaired(word, words_, mended);
          vocabulary_->add(mended);
        }
        follows_cut = is_cut;
      }
    }
  }
  return *vocabulary_;
}

void ReadingTextBuilder::add_line(const Page& page, std::span<const Word> line) {
  at_line_start_ = !built_.text.empty();
  const std::size_t end = count_to_last_read(line);
  for (std::size_t i = 0; i < line.size(); ++i)
    append_word(page, line[i], i + 1 == end);
}

LineJoin ReadingTextBuilder::join_to_last_line(std::string_view next) {
  // Words that are joined again and again may form a monster; its end decides as well as the whole.
  constexpr std::size_t kMaxWordBytes = 256;
  std::string_view before = built_.text;
  if (before.size() > kMaxWordBytes) before.remove_prefix(before.size() - kMaxWordBytes);
  before.remove_prefix(before.rfind(' ') == std::string_view::npos ? 0 : before.rfind(' ') + 1);
  // The vocabulary costs a pass over the document; only a hyphen needs it.
  static const DocumentVocabulary kNone;
  return join_lines(before, next, words_, hyphen_pending_ ? vocabulary_.vocabulary() : kNone);
}

void ReadingTextBuilder::append_word(const Page& page, const Word& word, bool is_last) {
  // The mark of a note is no part of the sentence in which it stands.
  const std::string_view source = is_raised(word) ? std::string_view{} : text_of(page, word);
  std::string& text = built_.text;
  mended_.clear();
  // A soft hyphen at the line end is a hyphen that the reader sees; elsewhere it is none.
  const std::size_t hyphen = is_last && source.size() > 2 ? line_end_hyphen_bytes(source) : 0;
  append_repaired(source.substr(0, source.size() - hyphen), words_, mended_);
  squeeze_spaces(mended_);
  if (hyphen > 0) mended_ += '-';
  if (mended_.empty()) {
    const std::uint32_t place = to_place(text.size());
    built_.words.push_back({{place, place}, page.index, word.box});
    return;
  }
  if (!text.empty()) {
    const LineJoin join = at_line_start_ ? join_to_last_line(mended_) : LineJoin::kSpace;
    if (join == LineJoin::kSpace) {
      text += ' ';
    } else if (join != LineJoin::kTight) {
      text.pop_back();
      for (std::size_t i = last_written_; i < built_.words.size(); ++i) {
        TextSpan& span = built_.words[i].span;
        span.begin = std::min(span.begin, to_place(text.size()));
        span.end = std::min(span.end, to_place(text.size()));
      }
      if (join == LineJoin::kDropForTrema) put_trema_on_first(mended_);
    }
  }
  const std::uint32_t begin = to_place(text.size());
  text += mended_;
  last_written_ = built_.words.size();
  built_.words.push_back({{begin, to_place(text.size())}, page.index, word.box});
  at_line_start_ = false;
  hyphen_pending_ = hyphen > 0;
}

ReadingText ReadingTextBuilder::take() {
  at_line_start_ = false;
  hyphen_pending_ = false;
  last_written_ = 0;
  return std::exchange(built_, {});
}

}  // namespace vp::nlp
