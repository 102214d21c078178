#include "readers/finding_text.h"

#include <algorithm>

#include "readers/bullet.h"
#include "readers/note_label.h"

namespace vp::readers {
namespace {

/// Words of one line that go to one side.
struct Piece {
  const Page* page = nullptr;
  std::vector<ViewWord> words;
};

/// A bullet before a line's text is no part of it. A dash may also stand inside a sentence: there it counts only where
/// a paragraph opens.
bool has_bullet(const std::vector<ViewWord>& words, bool opens_paragraph) {
  if (words.size() < 2 || !opens_with_bullet(words)) return false;
  const std::string_view first = words.front().text;
  return opens_paragraph || (first != "-" && first != "–" && first != "*");
}

/// Goes through the lines of a finding and tells its words to finding and note.
class NoteParter {
 public:
  void add_line(const ColumnLine& line, bool is_first) {
    const std::vector<ViewWord>& words = line.line.words;
    if (in_note_ && note_is_bold_ && !words.empty() && !words.front().is_bold()) in_note_ = false;
    const bool opens_paragraph = is_first || line.starts_paragraph;
    const std::size_t begin = has_bullet(words, opens_paragraph) ? 1 : 0;
    for (std::size_t i = begin; i < words.size(); ++i) {
      LineStart start = i > begin ? LineStart::kInside : LineStart::kLine;
      if (i == begin && opens_paragraph) start = LineStart::kParagraph;
      if (const std::size_t label = count_label_words(words, i, start); label > 0) {
        open_note(words, i + label, line);
        i += label - 1;
        continue;
      }
      std::vector<Piece>& side = in_note_ ? note : finding;
      if (i == begin || side.empty() || side_ != in_note_ || side.back().page != line.page || !line_open_)
        side.push_back({line.page, {}});
      side.back().words.push_back(words[i]);
      side_ = in_note_;
      line_open_ = true;
    }
    line_open_ = false;
  }

  std::vector<Piece> finding, note;
  bool has_note = false;

 private:
  void open_note(const std::vector<ViewWord>& words, std::size_t next, const ColumnLine& line) {
    in_note_ = has_note = true;
    line_open_ = false;
    note_is_bold_ = next < words.size() && words[next].is_bold() && words.back().is_bold();
    (void)line;
  }

  bool in_note_ = false;
  bool note_is_bold_ = false;
  bool side_ = false;
  bool line_open_ = false;
};

}  // namespace

void FindingTextBuilder::add(const Page& page, std::span<const ViewWord> words) {
  std::vector<Word> line;
  line.reserve(words.size());
  for (const ViewWord& word : words)
    line.push_back(*word.word);
  builder_.add_line(page, line);
}

PlacedText FindingTextBuilder::take() {
  nlp::ReadingText reading = builder_.take();
  return {std::move(reading.text), std::move(reading.words)};
}

FindingParts FindingTextBuilder::read(std::span<const ColumnLine> lines) {
  NoteParter parter;
  for (std::size_t i = 0; i < lines.size(); ++i)
    parter.add_line(lines[i], i == 0);
  FindingParts parts;
  for (const Piece& piece : parter.finding)
    add(*piece.page, piece.words);
  parts.finding = take();
  if (!parter.has_note) return parts;
  for (const Piece& piece : parter.note)
    add(*piece.page, piece.words);
  parts.note = take();
  return parts;
}

PlacedText FindingTextBuilder::join(std::span<const ColumnLine> lines) {
  for (const ColumnLine& line : lines)
    add(*line.page, line.line.words);
  return take();
}

PlacedText FindingTextBuilder::join(const Page& page, std::span<const ViewWord> line) {
  add(page, line);
  return take();
}

}  // namespace vp::readers
