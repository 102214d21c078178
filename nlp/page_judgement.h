// page_judgement.h - how far the text of a page can be relied on, judged by the text itself.
// A page that shows no text, or text that is not language, is `unread`; text with many broken words is
// `poor`. Tables of figures, lists of names, tables of contents and pages in other languages are to pass.
// Threads: free functions are pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "core/document.h"
#include "core/page_reasons.h"
#include "nlp/letter_pairs.h"
#include "nlp/word_list.h"

namespace vp::nlp {

/// What is counted on a page. A token is a word of the page; its core is what is left without the punctuation
/// around it.
struct PageTextFacts {
  std::uint32_t tokens = 0;
  std::uint32_t words = 0;         ///< cores of three letters or more and nothing else
  std::uint32_t known_words = 0;   ///< of those, in the word list or among the common words of en, de, fr
  std::uint32_t common_words = 0;  ///< tokens that are common small words ("de", "van", "the", "und")
  std::uint32_t broken_words = 0;  ///< neighbours that only together are a known word: "openbaa" "r"
  std::uint32_t letters = 0;
  std::uint32_t lost_letters = 0;  ///< U+FFFD, private use, controls
  LetterPairs pairs;
  void add(const PageTextFacts& other);
  bool operator==(const PageTextFacts&) const = default;
};

enum class TextQuality : std::uint8_t { kGood, kBroken, kMojibake };
/// The judgement on text alone; kGood where there is too little of it to judge.
TextQuality judge_text(const PageTextFacts& facts);

/// Judges the pages of one document, of which it remembers the words: most stand there often.
/// Lifetime: borrows the words and the text of every page that it was given. Threads: one judge a thread.
class PageJudge {
 public:
  explicit PageJudge(const WordList& words) : words_(&words) {}

  PageTextFacts count(const Page& page);
  /// Sets verdict and reason of a page, unless ingest found it unread or blank already. Unread: "no text
  /// layer", "mojibake". Poor: "broken words", "little text beside a large image". Ocr: "text recognised from
  /// an image". A page of which recognition was tried stays as it is.
  void judge(Page& page);

 private:
  /// What one token adds to the counts, and how it stands to its neighbours.
  struct SeenToken {
    PageTextFacts facts;
    std::uint32_t core_begin = 0, core_end = 0;  // bytes of the token
    bool is_all_letters = false;                 // the core
    bool is_plain = false;                       // letters only, nothing after them
    bool is_known = false;
  };
  const SeenToken& find(std::string_view token);
  [[nodiscard]] SeenToken look_at(std::string_view token) const;

  const WordList* words_;
  std::unordered_map<std::string_view, SeenToken> seen_;
};

/// A judge for one page only.
inline PageTextFacts count_page_text(const Page& page, const WordList& words) {
  return PageJudge(words).count(page);
}
inline void judge_page(Page& page, const WordList& words) {
  PageJudge(words).judge(page);
}

/// Which pages recognition is for.
enum class RecognitionMode : std::uint8_t {
  kNever,
  kAuto,  ///< pages without usable text: unread for want of a text layer or for mojibake, or hardly any beside a picture
  kAlways,  ///< also pages with a hidden text layer of somebody else's recognition, and poor ones
};
/// Whether a page of this verdict and reason is to be recognised; never one that was tried.
bool wants_recognition(PageVerdict verdict, std::string_view reason, RecognitionMode mode);

/// Verdict and reason of a page after recognition, by how sure it was and what it said. `native_reason`: why the page was
/// recognised at all.
void judge_recognized(Page& page, float mean_confidence, bool has_ink, std::string_view native_reason,
                      const WordList& words);

/// Sets the document's state from its pages: no page read is kNoText, some unread is kPartlyRead with "2 of
/// 10 pages unread: 3, 7". States that ingest found worse (encrypted, damaged, timed out ...) stay.
void settle_state(Document& document);

}  // namespace vp::nlp
