#include "core/running_text.h"

#include <algorithm>

namespace vp {
namespace {

bool touches(const Passage& passage, PageIndex page) {
  return std::any_of(passage.words.begin(), passage.words.end(),
                     [page](const PassageWord& word) { return word.page == page; });
}

}  // namespace

RunningText::RunningText(std::span<const Passage> passages) {
  append(passages, std::nullopt);
}

RunningText::RunningText(std::span<const Passage> passages, PageIndex page) {
  append(passages, page);
}

void RunningText::append(std::span<const Passage> passages, std::optional<PageIndex> page) {
  for (const Passage& passage : passages) {
    if (is_page_furniture(passage.kind) || passage.text.empty()) continue;
    if (page && !touches(passage, *page)) continue;
    if (!text_.empty()) text_ += '\n';
    pieces_.push_back({passage.ordinal, static_cast<std::uint32_t>(text_.size())});
    sizes_.push_back(static_cast<std::uint32_t>(passage.text.size()));
    text_ += passage.text;
  }
}

const RunningText::Piece& RunningText::piece_at(std::uint32_t offset) const {
  const auto after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                      [](std::uint32_t at, const Piece& piece) { return at < piece.begin; });
  return *std::prev(after);
}

PassageRange RunningText::to_range(TextSpan span) const {
  const Piece& first = piece_at(span.begin);
  const Piece& last = piece_at(span.end - 1);
  const auto cut = [this](const Piece& piece, std::uint32_t offset) {
    return std::min(offset - piece.begin, sizes_.at(static_cast<std::size_t>(&piece - pieces_.data())));
  };
  return {first.passage, cut(first, span.begin), last.passage, cut(last, span.end)};
}

std::optional<TextSpan> RunningText::find_span(const PassageRange& range) const {
  const auto find = [this](std::uint32_t passage) -> const Piece* {
    const auto found =
        std::lower_bound(pieces_.begin(), pieces_.end(), passage,
                         [](const Piece& piece, std::uint32_t wanted) { return piece.passage < wanted; });
    return found == pieces_.end() || found->passage != passage ? nullptr : &*found;
  };
  const Piece* const first = find(range.first);
  const Piece* const last = find(range.last);
  if (first == nullptr || last == nullptr) return std::nullopt;
  const TextSpan span{first->begin + range.begin, last->begin + range.end};
  if (span.begin >= span.end || span.end > text_.size()) return std::nullopt;
  return span;
}

PassageRange to_range(const AnchorPosition& position, std::span<const Passage> passages) {
  const std::string text = anchored_text(passages, position.first, position.last);
  const auto last_size = static_cast<std::uint32_t>(passages[position.last].text.size());
  const auto last_begin = static_cast<std::uint32_t>(text.size()) - last_size;
  const std::uint32_t end = position.span.end > last_begin ? position.span.end - last_begin : 0;
  return {position.first, position.span.begin, position.last, std::min(end, last_size)};
}

}  // namespace vp
