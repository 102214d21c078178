#include "nlp/search_lexicon.h"

#include <cstdlib>

namespace vp::nlp {

SearchLexicon::SearchLexicon(WordList words)
    : list_(std::make_unique<WordList>(std::move(words))), words_(std::make_unique<FoldedWords>(*list_)) {}

std::shared_ptr<SearchLexicon> SearchLexicon::of_system() {
  return std::make_shared<SearchLexicon>(word_list_path());
}

Result<const FoldedWords*> SearchLexicon::words() {
  const std::lock_guard lock(mutex_);
  if (error_) return *error_;
  if (!words_) {
    Result<WordList> loaded = WordList::load(path_);
    if (!loaded) {
      error_ = loaded.error();
      return *error_;
    }
    list_ = std::make_unique<WordList>(std::move(*loaded));
    words_ = std::make_unique<FoldedWords>(*list_);
  }
  return words_.get();
}

std::filesystem::path word_list_path() {
  const char* const named = std::getenv("VINDPLAATS_WORD_LIST");
  return named != nullptr ? std::filesystem::path(named) : default_word_list_path();
}

}  // namespace vp::nlp
