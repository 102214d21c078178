// reading_text.h - makes the reading text of a passage, line by line, and keeps where each word went.
// Promise: the text has single spaces, none at its ends; words' spans ascend and are disjoint.
// Threads: a builder is for one thread. Lifetime: document and word list must outlive it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/document.h"
#include "core/passage.h"
#include "nlp/hyphenation.h"
#include "nlp/word_list.h"

namespace vp::nlp {

/// The vocabulary of a document, gathered when the first hyphen asks for it.
class LazyVocabulary {
 public:
  LazyVocabulary(const Document& document, const WordList& words) : document_(document), words_(words) {}
  const DocumentVocabulary& vocabulary();

 private:
  const Document& document_;
  const WordList& words_;
  std::optional<DocumentVocabulary> vocabulary_;
};

struct ReadingText {
  std::string text;
  std::vector<PassageWord> words;
};

class ReadingTextBuilder {
 public:
  ReadingTextBuilder(const WordList& words, LazyVocabulary& vocabulary)
      : words_(words), vocabulary_(vocabulary) {}

  /// Appends the words of one line, joined to the line before as hyphenation.h decides.
  void add_line(const Page& page, std::span<const Word> line);
  /// What was built; the builder is empty again.
  ReadingText take();

 private:
  void append_word(const Page& page, const Word& word, bool is_last);
  LineJoin join_to_last_line(std::string_view next);

  const WordList& words_;
  LazyVocabulary& vocabulary_;
  ReadingText built_;
  std::string mended_;            // the word at hand, repaired
  bool at_line_start_ = false;    // the next word is the first of a line that is not the first
  bool hyphen_pending_ = false;   // the last word's final '-' stood at a line end
  std::size_t last_written_ = 0;  // index of the last word that left text
};

/// A word's characters in the page's text; empty when its span lies outside.
std::string_view text_of(const Page& page, const Word& word);

}  // namespace vp::nlp
