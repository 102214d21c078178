// search_lexicon.h - the words that search analysis asks, read from the word list at their first use: a command
// that neither writes nor searches does not pay for them.
// Errors: those of WordList::load, the same at each call. Threads: one lexicon may serve all threads.
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "core/result.h"
#include "nlp/folded_words.h"
#include "nlp/word_list.h"

namespace vp::nlp {

class SearchLexicon {
 public:
  explicit SearchLexicon(std::filesystem::path word_list) : path_(std::move(word_list)) {}
  explicit SearchLexicon(WordList words);

  /// On word_list_path(), not read yet.
  static std::shared_ptr<SearchLexicon> of_system();

  /// Lives as long as the lexicon.
  Result<const FoldedWords*> words();

 private:
  std::filesystem::path path_;
  std::mutex mutex_;  // guards what follows
  std::unique_ptr<WordList> list_;
  std::unique_ptr<FoldedWords> words_;
  std::optional<Error> error_;
};

/// The environment's VINDPLAATS_WORD_LIST where it is set, else the system's word list.
std::filesystem::path word_list_path();

}  // namespace vp::nlp
