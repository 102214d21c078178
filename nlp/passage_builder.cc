#include "nlp/passage_builder.h"

#include <algorithm>
#include <utility>

#include "nlp/block_flow.h"
#include "nlp/reading_text.h"
#include "nlp/sentence_splitter.h"

namespace vp::nlp {
namespace {

/// Beyond this a block is cut, so that one row of the index stays a place and not a page.
constexpr std::size_t kMaxPassageBytes = 2000;
constexpr std::uint8_t kLowestHeadingLevel = 255;

std::span<const Word> passage_words_of(const Page& page, const Line& line) {
  return std::span<const Word>(page.words).subspan(line.first_word, line.word_count);
}

ReadingText read_group(const BlockGroup& group, ReadingTextBuilder& builder) {
  for (const BlockRef& ref : group) {
    if (ref.block.line_count == 0) {  // a page without usable lines: its words as they come
      builder.add_line(*ref.page, ref.page->words);
    }
    for (std::uint32_t i = 0; i < ref.block.line_count; ++i) {
      builder.add_line(*ref.page, passage_words_of(*ref.page, ref.page->lines[ref.block.first_line + i]));
    }
  }
  return builder.take();
}

/// The passages that a heading stands over, by level.
class HeadingPath {
 public:
  /// The heading that `passage` stands under; a heading enters the path itself.
  std::optional<std::uint32_t> place(const Passage& passage) {
    if (is_page_furniture(passage.kind)) return std::nullopt;
    if (passage.kind != BlockKind::kHeading) return innermost();
    // A heading of unknown level is taken for the lowest: it never hides the others.
    const std::uint8_t level = passage.heading_level == 0 ? kLowestHeadingLevel : passage.heading_level;
    while (!open_.empty() && open_.back().first >= level)
      open_.pop_back();
    const std::optional<std::uint32_t> parent = innermost();
    open_.emplace_back(level, passage.ordinal);
    return parent;
  }

 private:
  [[nodiscard]] std::optional<std::uint32_t> innermost() const {
    if (open_.empty()) return std::nullopt;
    return open_.back().second;
  }

  std::vector<std::pair<std::uint8_t, std::uint32_t>> open_;  // level, ordinal
};

/// Indexes of the sentences at which a new piece begins; the first is 0.
std::vector<std::size_t> find_cuts(const ReadingText& reading, const std::vector<TextSpan>& sentences) {
  std::vector<std::size_t> cuts{0};
  if (reading.text.size() <= kMaxPassageBytes) return cuts;
  for (std::size_t i = 1; i < sentences.size(); ++i) {
    if (sentences[i].end - sentences[cuts.back()].begin <= kMaxPassageBytes) continue;
    // A sentence may begin inside a word ("klaar!Nu"); no word is ever divided over two passages.
    const auto word =
        std::lower_bound(reading.words.begin(), reading.words.end(), sentences[i].begin,
                         [](const PassageWord& w, std::uint32_t begin) { return w.span.begin < begin; });
    if (word != reading.words.end() && word->span.begin == sentences[i].begin) cuts.push_back(i);
  }
  return cuts;
}

TextSpan moved_back(TextSpan span, std::uint32_t by) {
  return {span.begin - by, span.end - by};
}

/// The part of `reading` that sentences [first, last) cover, with the words from `next_word` on that lie in
/// it.
Passage cut_piece(const ReadingText& reading, const std::vector<TextSpan>& sentences, std::size_t first,
                  std::size_t last, std::size_t& next_word) {
  Passage piece;
  const std::uint32_t begin = sentences[first].begin;
  const std::uint32_t end = sentences[last - 1].end;
  piece.text = reading.text.substr(begin, end - begin);
  for (std::size_t i = first; i < last; ++i)
    piece.sentences.push_back(moved_back(sentences[i], begin));
  const bool is_final = last == sentences.size();
  for (; next_word < reading.words.size(); ++next_word) {
    PassageWord word = reading.words[next_word];
    if (!is_final && word.span.begin >= sentences[last].begin) break;
    // A word that left no text may stand in the space between two pieces.
    word.span =
        moved_back({std::clamp(word.span.begin, begin, end), std::clamp(word.span.end, begin, end)}, begin);
    piece.words.push_back(word);
  }
  return piece;
}

}  // namespace

std::vector<Passage> build_passages(const Document& document, const WordList& words) {
  LazyVocabulary vocabulary(document, words);
  ReadingTextBuilder builder(words, vocabulary);
  SentenceSplitter splitter;
  HeadingPath headings;
  std::vector<Passage> passages;
  const auto add = [&](Passage passage, const Block& block) {
    passage.ordinal = static_cast<std::uint32_t>(passages.size());
    passage.kind = block.kind;
    passage.heading_level = block.heading_level;
    passage.heading = headings.place(passage);
    passages.push_back(std::move(passage));
  };
  for (const BlockGroup& group : group_blocks(document)) {
    const Block& block = group.front().block;
    ReadingText reading = read_group(group, builder);
    std::vector<TextSpan> sentences = splitter.split(reading.text);
    const std::vector<std::size_t> cuts = find_cuts(reading, sentences);
    if (cuts.size() == 1) {
      Passage passage;
      passage.text = std::move(reading.text);
      passage.words = std::move(reading.words);
      passage.sentences = std::move(sentences);
      add(std::move(passage), block);
      continue;
    }
    std::size_t next_word = 0;
    for (std::size_t i = 0; i < cuts.size(); ++i) {
      const std::size_t last = i + 1 < cuts.size() ? cuts[i + 1] : sentences.size();
      add(cut_piece(reading, sentences, cuts[i], last, next_word), block);
    }
  }
  return passages;
}

}  // namespace vp::nlp
