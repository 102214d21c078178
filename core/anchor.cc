#include "core/anchor.h"

#include <algorithm>
#include <stdexcept>

namespace vp {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// The last `count` characters, or all.
std::string_view last_characters(std::string_view text, std::size_t count) {
  std::size_t begin = text.size();
  for (std::size_t taken = 0; begin > 0 && taken < count; ++taken) {
    --begin;
    while (begin > 0 && is_continuation(text[begin]))
      --begin;
  }
  return text.substr(begin);
}

std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (std::size_t taken = 0; end < text.size() && taken < count; ++taken) {
    ++end;
    while (end < text.size() && is_continuation(text[end]))
      ++end;
  }
  return text.substr(0, end);
}

std::size_t count_characters(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text)
    count += is_continuation(c) ? 0 : 1;
  return count;
}

bool is_running(const Passage& passage) {
  return !is_page_furniture(passage.kind) && !passage.text.empty();
}

std::string make_prefix(std::span<const Passage> passages, std::uint32_t first, std::string_view before) {
  std::string text(before);
  while (count_characters(text) < kAnchorContextCharacters && first > 0) {
    --first;
    if (is_running(passages[first]))
      text.insert(0, passages[first].text).insert(passages[first].text.size(), 1, '\n');
  }
  return std::string(last_characters(text, kAnchorContextCharacters));
}

std::string make_suffix(std::span<const Passage> passages, std::uint32_t last, std::string_view after) {
  std::string text(after);
  while (count_characters(text) < kAnchorContextCharacters && last + 1 < passages.size()) {
    ++last;
    if (is_running(passages[last])) text += '\n' + passages[last].text;
  }
  return std::string(first_characters(text, kAnchorContextCharacters));
}

/// Passages come in order of reading, which goes back to an earlier page for a note at its foot: places are put
/// together by page.
void add_places(std::vector<PagePlace>& places, std::vector<PagePlace> more) {
  for (PagePlace& place : more) {
    auto known = std::find_if(places.begin(), places.end(),
                              [&place](const PagePlace& other) { return other.page == place.page; });
    if (known == places.end()) {
      places.push_back(std::move(place));
    } else {
      known->rects.insert(known->rects.end(), place.rects.begin(), place.rects.end());
    }
  }
}

void set_places(Anchor& anchor, std::vector<PagePlace> places) {
  if (places.empty()) return;
  std::sort(places.begin(), places.end(),
            [](const PagePlace& a, const PagePlace& b) { return a.page < b.page; });
  anchor.page = places.front().page;
  anchor.rects = std::move(places.front().rects);
  places.erase(places.begin());
  anchor.continues = std::move(places);
}

}  // namespace

std::string_view to_string(AnchorText text) {
  return text == AnchorText::kPassages ? "passages" : "page";
}

std::string anchored_text(std::span<const Passage> passages, std::uint32_t first, std::uint32_t last) {
  if (first > last || last >= passages.size()) throw std::out_of_range("no such passages");
  std::string text = passages[first].text;
  for (std::uint32_t i = first + 1; i <= last; ++i) {
    if (is_page_furniture(passages[i].kind) && i != last) continue;
    text += '\n' + passages[i].text;
  }
  return text;
}

std::uint64_t hash_text(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : text)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return hash;
}

Anchor make_anchor(const DocumentId& document, std::string_view extractor, std::span<const Passage> passages,
                   const PassageRange& range) {
  const std::string text = anchored_text(passages, range.first, range.last);
  const std::string& last_text = passages[range.last].text;
  if (range.end > last_text.size()) throw std::out_of_range("the range ends beyond its passage");
  Anchor anchor;
  anchor.document = document;
  anchor.extractor = extractor;
  AnchorPosition& position = anchor.position;
  position.first = range.first;
  position.last = range.last;
  position.span = {range.begin, static_cast<std::uint32_t>(text.size() - last_text.size() + range.end)};
  position.text_hash = hash_text(text);
  anchor.quote = position.span.in(text);
  anchor.prefix = make_prefix(passages, range.first, std::string_view(text).substr(0, range.begin));
  anchor.suffix = make_suffix(passages, range.last, std::string_view(text).substr(position.span.end));
  std::vector<PagePlace> places;
  for (std::uint32_t i = range.first; i <= range.last; ++i) {
    const Passage& passage = passages[i];
    if (is_page_furniture(passage.kind) && i != range.first && i != range.last) continue;
    const std::uint32_t begin = i == range.first ? range.begin : 0;
    const auto end = i == range.last ? range.end : static_cast<std::uint32_t>(passage.text.size());
    add_places(places, place_of(passage, {begin, end}));
  }
  set_places(anchor, std::move(places));
  return anchor;
}

Anchor make_anchor(const DocumentId& document, std::string_view extractor, const Page& page,
                   std::uint32_t first_word, std::uint32_t word_count) {
  if (word_count == 0) throw std::out_of_range("an anchor needs a word");
  Passage quoted;
  for (std::uint32_t i = first_word; i < first_word + word_count; ++i) {
    const Word& word = page.words.at(i);
    quoted.words.push_back({word.span, page.index, word.box});
  }
  Anchor anchor;
  anchor.document = document;
  anchor.extractor = extractor;
  AnchorPosition& position = anchor.position;
  position.text = AnchorText::kPage;
  position.first = position.last = page.index.value;
  position.span = {quoted.words.front().span.begin, quoted.words.back().span.end};
  position.text_hash = hash_text(page.text);
  anchor.quote = position.span.in(page.text);
  const std::string_view text = page.text;
  anchor.prefix = last_characters(text.substr(0, position.span.begin), kAnchorContextCharacters);
  anchor.suffix = first_characters(text.substr(position.span.end), kAnchorContextCharacters);
  set_places(anchor, place_of(quoted, position.span));
  return anchor;
}

}  // namespace vp
