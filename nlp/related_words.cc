#include "nlp/related_words.h"

#include <algorithm>

#include "nlp/syllable_spelling.h"

namespace vp::nlp {
namespace {

constexpr std::size_t kMinStem = 4;  // bytes; shorter ones meet by chance: "ding", "heer"

class Gathering {
 public:
  Gathering(std::string_view stem, const FoldedWords& words) : stem_(stem), words_(&words) {}

  bool add(const std::string& word) {
    if (word == stem_ || !words_->contains(word)) return false;
    if (std::ranges::find(found_, word) == found_.end()) found_.push_back(word);
    return true;
  }
  /// The first of these verbs that there is.
  void add_verb(std::string_view open) { add(std::string(open) + "en"); }
  [[nodiscard]] bool has(const std::string& word) const { return words_->contains(word); }
  std::vector<std::string> take() { return std::move(found_); }

 private:
  std::string stem_;
  const FoldedWords* words_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> find_related_words(std::string_view stem, const FoldedWords& words) {
  if (stem.size() < kMinStem) return {};
  Gathering found(stem, words);
  const std::string text(stem);
  const auto without = [&](std::size_t bytes) { return text.substr(0, text.size() - bytes); };
  if (stem.ends_with("ing")) found.add_verb(without(3));
  if (stem.ends_with("heid")) found.add(without(4));
  found.add(text + "heid");
  if (stem.ends_with("eer")) {
    found.add(without(3) + "atie");
    found.add(without(3) + "ering");
  }
  if (stem.ends_with("atie")) found.add(without(4) + "eren");
  // Only verbs have such nouns: "regel" - "regeling", but "kind" - no "kinding".
  for (const std::string& open : to_open_forms(stem)) {
    if (!found.has(open + "en")) continue;
    if (found.add(open + "ing")) break;
  }
  return found.take();
}

}  // namespace vp::nlp
