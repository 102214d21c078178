#include "tests/eval/reanchor_cases.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <set>

#include "nlp/polarity.h"
#include "nlp/tagger.h"
#include "tests/eval/read_document.h"

namespace vp::eval {
namespace {

constexpr std::size_t kFewestSentences = 8;
constexpr std::size_t kMostQuotes = 14;
constexpr std::size_t kShortestQuote = 20;
/// One in so many quotes is edited, or put elsewhere.
constexpr std::uint64_t kTouched = 4;
/// Share of letters that are read wrong.
constexpr double kWrongLetters = 0.012;

std::size_t pick(std::mt19937_64& random, std::size_t count) {
  return static_cast<std::size_t>(random() % count);
}

/// Paragraphs that the second document has more than the first.
const std::vector<std::string>& foreign_paragraphs() {
  static const std::vector<std::string> kTexts = {
      "Toelichting bij deze versie",
      "Deze bladzijde is later toegevoegd. Zij geeft een overzicht van de vergaderingen in het afgelopen "
      "jaar en van "
      "wie daarbij aanwezig waren.",
      "De stuurgroep kwam vijf keer bijeen. Van elke bijeenkomst is een kort verslag gemaakt, dat bij het "
      "secretariaat "
      "kan worden ingezien.",
      "Op verzoek van de raad is ook een lijst van afkortingen opgenomen.",
      "De kosten van het secretariaat worden gedeeld door de deelnemende organisaties, naar het aantal uren.",
      "Vragen over deze toelichting kunnen worden gesteld aan de secretaris."};
  return kTexts;
}

/// What a scanner makes of letters.
std::string read_wrong(std::string word, std::mt19937_64& random) {
  struct Confusion {
    const char* print;
    const char* read;
  };
  static constexpr Confusion kConfusions[] = {{"rn", "m"}, {"m", "rn"}, {"l", "1"}, {"e", "c"}, {"c", "e"},
                                              {"g", "q"},  {"i", "l"},  {"h", "b"}, {"n", "u"}, {"o", "0"},
                                              {"a", "o"},  {"t", "l"},  {"u", "ii"}};
  std::string read;
  for (std::size_t at = 0; at < word.size(); ++at) {
    const bool is_wrong = static_cast<double>(random() % 10000) < kWrongLetters * 10000;
    const auto fits = [&](const Confusion& confusion) {
      return std::string_view(word).substr(at).starts_with(confusion.print);
    };
    const auto* const found = std::find_if(std::begin(kConfusions), std::end(kConfusions), fits);
    if (!is_wrong || found == std::end(kConfusions)) {
      read += word[at];
      continue;
    }
    read += found->read;
    at += std::string_view(found->print).size() - 1;
  }
  return read;
}

PageStyle choose_style(Mutation mutation, std::mt19937_64& random) {
  PageStyle style;
  const bool is_narrow = mutation == Mutation::kHyphens || mutation == Mutation::kEverything;
  style.hyphenates = is_narrow;
  style.characters_a_line = is_narrow ? 38 + pick(random, 14) : 62 + pick(random, 40);
  style.lines_a_page = 28 + pick(random, 24);
  style.font_pt = 9 + static_cast<float>(pick(random, 4));
  return style;
}

/// The words of a span with the white space between them kept.
std::vector<TextSpan> words_of(std::string_view text) {
  std::vector<TextSpan> words;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", begin), text.size());
    if (end > begin) words.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
    begin = end + 1;
  }
  return words;
}

/// Another sentence of it: never the same words.
std::string edit_sentence(std::string sentence, std::mt19937_64& random) {
  const std::vector<TextSpan> words = words_of(sentence);
  const TextSpan word = words[words.size() > 2 ? 1 + pick(random, words.size() - 2) : 0];
  const std::size_t digit = sentence.find_first_of("0123456789");
  if (digit != std::string::npos && random() % 2 == 0) {
    sentence[digit] = sentence[digit] == '9' ? '3' : static_cast<char>(sentence[digit] + 1);
    return sentence;
  }
  for (const char* const negation : {" niet", " geen", " nooit"}) {
    const std::size_t at = sentence.find(std::string(negation) + " ");
    if (at != std::string::npos) return sentence.erase(at, std::string_view(negation).size());
  }
  static constexpr const char* kOther[] = {"nauwelijks", "soms", "altijd", "alle", "enkele", "burgemeester"};
  switch (random() % 4) {
    case 0:
      return sentence.insert(word.begin, "niet ");
    case 1:
      return sentence.replace(word.begin, word.end - word.begin, kOther[pick(random, std::size(kOther))]);
    case 2:
      return words.size() > 4 ? sentence.erase(word.begin, word.end - word.begin + 1)
                              : sentence.insert(word.begin, "geen ");
    default:
      return sentence.insert(word.begin, std::string(kOther[pick(random, std::size(kOther))]) + " ");
  }
}

Paragraph* find_paragraph(std::vector<Paragraph>& paragraphs, std::uint32_t id) {
  const auto found = std::find_if(paragraphs.begin(), paragraphs.end(),
                                  [id](const Paragraph& paragraph) { return paragraph.id == id; });
  return found == paragraphs.end() ? nullptr : &*found;
}

bool covers(const Anchor& anchor, const SetWord& word) {
  const auto is_inside = [&](PageIndex page, const std::vector<RectPt>& rects) {
    return page == word.page && std::any_of(rects.begin(), rects.end(), [&](const RectPt& rect) {
             return rect.contains(word.box.center_x(), word.box.center_y());
           });
  };
  return is_inside(anchor.page, anchor.rects) ||
         std::any_of(anchor.continues.begin(), anchor.continues.end(),
                     [&](const PagePlace& place) { return is_inside(place.page, place.rects); });
}

/// The first and the last word of the quote, and no word of another paragraph, lie under the anchor.
bool stands_on(const Anchor& anchor, const SetDocument& set, std::uint32_t paragraph, TextSpan span) {
  bool has_first = false;
  bool has_last = false;
  for (const SetWord& word : set.words) {
    const bool is_covered = covers(anchor, word);
    const bool is_of_quote =
        word.paragraph == paragraph && word.span.begin < span.end && word.span.end > span.begin;
    if (is_covered && !is_of_quote) return false;
    if (!is_covered) continue;
    has_first = has_first || word.span.begin <= span.begin;
    has_last = has_last || word.span.end >= span.end;
  }
  return has_first && has_last;
}

}  // namespace

std::string_view to_string(Mutation mutation) {
  static constexpr std::string_view kNames[] = {"producer",    "hyphens",    "page inserted", "page dropped",
                                                "edited",      "alike kept", "alike only",    "read wrong",
                                                "edited+read", "everything"};
  return kNames[static_cast<std::size_t>(mutation)];
}

ReanchorTally& operator+=(ReanchorTally& sum, const ReanchorTally& more) {
  sum.documents += more.documents;
  for (std::size_t i = 0; i < sum.unchanged.size(); ++i) {
    sum.unchanged[i] += more.unchanged[i];
    sum.changed[i] += more.changed[i];
  }
  sum.wrong += more.wrong;
  sum.faults.insert(sum.faults.end(), more.faults.begin(), more.faults.end());
  return sum;
}

bool ReanchorTrial::open(const std::filesystem::path& pdf) {
  name_ = pdf.filename().string();
  DocumentId id;
  id.bytes[0] = 1;
  before_ = std::make_unique<index::ReadText>(id, "first", analyzer_.analyze(read_document(pdf)));
  std::size_t sentences = 0;
  for (const Passage& passage : before_->passages()) {
    if (!is_page_furniture(passage.kind)) sentences += passage.sentences.size();
  }
  return sentences >= kFewestSentences;
}

std::vector<ReanchorTrial::Quote> ReanchorTrial::choose_quotes(std::mt19937_64& random) const {
  std::vector<Quote> quotes;
  for (const Passage& passage : before_->passages()) {
    if (is_page_furniture(passage.kind) || passage.kind == BlockKind::kContentsEntry) continue;
    for (const TextSpan sentence : passage.sentences) {
      if (sentence.end - sentence.begin < kShortestQuote || words_of(sentence.in(passage.text)).size() < 4)
        continue;
      const PassageRange range{passage.ordinal, sentence.begin, passage.ordinal, sentence.end};
      quotes.push_back({passage.ordinal, sentence, index::AnchorOutcome::kLost,
                        make_anchor(before_->document(), "first", before_->passages(), range), false});
    }
  }
  std::shuffle(quotes.begin(), quotes.end(), random);
  if (quotes.size() > kMostQuotes) quotes.resize(kMostQuotes);
  return quotes;
}

void ReanchorTrial::insert_page(std::mt19937_64& random, std::vector<Paragraph>& paragraphs) {
  const auto at = static_cast<std::ptrdiff_t>(pick(random, paragraphs.size() + 1));
  std::vector<Paragraph> page;
  for (const std::string& text : foreign_paragraphs())
    page.push_back({1'000'000 + static_cast<std::uint32_t>(page.size()), text});
  paragraphs.insert(paragraphs.begin() + at, page.begin(), page.end());
}

void ReanchorTrial::drop_page(std::mt19937_64& random, std::vector<Paragraph>& paragraphs,
                              std::vector<Quote>& quotes) const {
  std::set<std::uint32_t> pages;
  for (const Passage& passage : before_->passages()) {
    if (!passage.words.empty()) pages.insert(passage.words.front().page.value);
  }
  const std::uint32_t page =
      *std::next(pages.begin(), static_cast<std::ptrdiff_t>(pick(random, pages.size())));
  const auto is_dropped = [&](std::uint32_t id) {
    const Passage& passage = before_->passages().at(id);
    return !passage.words.empty() && passage.words.front().page.value == page;
  };
  std::erase_if(paragraphs, [&](const Paragraph& paragraph) { return is_dropped(paragraph.id); });
  for (Quote& quote : quotes)
    quote.is_changed = quote.is_changed || is_dropped(quote.paragraph);
}

void ReanchorTrial::edit(std::mt19937_64& random, std::vector<Paragraph>& paragraphs,
                         std::vector<Quote>& quotes) {
  std::set<std::uint32_t> touched;  // one change a paragraph: offsets stay simple
  for (Quote& quote : quotes) {
    if (random() % kTouched != 0 || !touched.insert(quote.paragraph).second) continue;
    Paragraph* const paragraph = find_paragraph(paragraphs, quote.paragraph);
    if (paragraph == nullptr) continue;
    const std::string edited = edit_sentence(std::string(quote.span.in(paragraph->text)), random);
    const auto grown = static_cast<std::int64_t>(edited.size()) - (quote.span.end - quote.span.begin);
    paragraph->text.replace(quote.span.begin, quote.span.end - quote.span.begin, edited);
    quote.is_changed = true;
    for (Quote& other : quotes) {
      if (other.paragraph != quote.paragraph || other.span.begin <= quote.span.begin) continue;
      other.span.begin = static_cast<std::uint32_t>(other.span.begin + grown);
      other.span.end = static_cast<std::uint32_t>(other.span.end + grown);
    }
  }
}

void ReanchorTrial::put_elsewhere(std::mt19937_64& random, std::vector<Paragraph>& paragraphs,
                                  std::vector<Quote>& quotes, bool is_kept) {
  // Far enough from one another that no sentence takes its neighbours along: then it would have moved.
  constexpr std::size_t kApart = 5;
  std::vector<std::size_t> touched;
  std::vector<std::pair<std::size_t, Paragraph>> copies;
  const auto is_apart = [&](std::size_t at) {
    return std::all_of(touched.begin(), touched.end(),
                       [at](std::size_t other) { return (at > other ? at - other : other - at) > kApart; });
  };
  for (Quote& quote : quotes) {
    Paragraph* const paragraph = find_paragraph(paragraphs, quote.paragraph);
    if (random() % kTouched != 0 || paragraph == nullptr) continue;
    const auto own = static_cast<std::size_t>(paragraph - paragraphs.data());
    if (!is_apart(own)) continue;
    touched.push_back(own);
    const std::size_t at = pick(random, paragraphs.size());
    if (!is_apart(at)) {
      touched.pop_back();
      continue;
    }
    touched.push_back(at);
    copies.emplace_back(at,
                        Paragraph{2'000'000 + quote.paragraph, std::string(quote.span.in(paragraph->text))});
    if (is_kept) continue;
    paragraph->text.erase(quote.span.begin, quote.span.end - quote.span.begin);
    quote.is_changed = true;
    for (Quote& other : quotes) {
      if (other.paragraph != quote.paragraph || other.span.begin <= quote.span.begin) continue;
      other.span.begin -= quote.span.end - quote.span.begin;
      other.span.end -= quote.span.end - quote.span.begin;
    }
  }
  std::sort(copies.begin(), copies.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  for (auto& [at, copy] : copies)
    paragraphs.insert(paragraphs.begin() + static_cast<std::ptrdiff_t>(at), std::move(copy));
}

void ReanchorTrial::change(Mutation mutation, std::mt19937_64& random, std::vector<Paragraph>& paragraphs,
                           std::vector<Quote>& quotes) const {
  switch (mutation) {
    case Mutation::kProducer:
    case Mutation::kHyphens:
    case Mutation::kRead:
      return;
    case Mutation::kPageInserted:
      return insert_page(random, paragraphs);
    case Mutation::kPageDropped:
      return drop_page(random, paragraphs, quotes);
    case Mutation::kEdited:
    case Mutation::kEditedRead:
      return edit(random, paragraphs, quotes);
    case Mutation::kAlikeKept:
      return put_elsewhere(random, paragraphs, quotes, true);
    case Mutation::kAlikeOnly:
      return put_elsewhere(random, paragraphs, quotes, false);
    case Mutation::kEverything:
      insert_page(random, paragraphs);
      return put_elsewhere(random, paragraphs, quotes, false);
  }
}

ReanchorTally ReanchorTrial::run(Mutation mutation, std::uint64_t seed) const {
  std::mt19937_64 random(seed);
  std::vector<Quote> quotes = choose_quotes(random);
  std::vector<Paragraph> paragraphs;
  for (const Passage& passage : before_->passages()) {
    if (!is_page_furniture(passage.kind) && !passage.text.empty())
      paragraphs.push_back({passage.ordinal, passage.text});
  }
  change(mutation, random, paragraphs, quotes);
  const bool is_read_wrong = mutation == Mutation::kRead || mutation == Mutation::kEditedRead;
  const PageStyle style = choose_style(mutation, random);
  const SetDocument set = typeset(paragraphs, style, [&](std::string word) {
    return is_read_wrong ? read_wrong(std::move(word), random) : word;
  });
  DocumentId id;
  id.bytes[0] = 2;
  const index::ReadText now(id, "second", analyzer_.analyze(set.document));
  ReanchorTally tally;
  tally.documents = 1;
  for (const Quote& quote : quotes) {
    const index::AnchorMatch match = index::match_anchor(quote.anchor, *before_, now, words_);
    const bool is_right =
        match.found && !quote.is_changed && stands_on(*match.found, set, quote.paragraph, quote.span);
    if (match.found && !is_right) {
      ++tally.wrong;
      tally.faults.push_back(name_ + ", " + std::string(to_string(mutation)) + ": '" + quote.anchor.quote +
                             "' came to '" + match.found->quote + "'" +
                             (quote.is_changed ? " (its own is gone)" : " (another place)"));
      continue;
    }
    ++(quote.is_changed ? tally.changed : tally.unchanged).at(static_cast<std::size_t>(match.outcome));
  }
  return tally;
}

std::vector<std::filesystem::path> list_trial_documents() {
  std::vector<std::filesystem::path> files;
  const std::filesystem::path corpus = std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus";
  for (const char* const folder : {"samples", "layouts"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus / folder)) {
      if (entry.path().extension() == ".pdf") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::array<ReanchorTally, kMutations> run_reanchor_trials() {
  std::array<ReanchorTally, kMutations> tallies;
  const auto words = nlp::WordList::load(nlp::default_word_list_path());
  const auto framework = nlp::load_framework(std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus" /
                                             "framework" / "toetsingskader.toml");
  if (!words || !framework) return tallies;
  const auto tagger = nlp::Tagger::create(*framework, {});
  const auto rules = nlp::load_cue_rules(std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus" / "framework" /
                                         "polariteit.toml");
  if (!tagger || !rules) return tallies;
  const auto judge = nlp::PolarityJudge::create(*rules);
  if (!judge) return tallies;
  const nlp::DocumentAnalyzer analyzer(*framework, *tagger, *judge, *words);
  ReanchorTrial trial(analyzer, *words);
  std::uint64_t seed = 2014;
  for (const std::filesystem::path& file : list_trial_documents()) {
    if (!trial.open(file)) continue;
    for (std::size_t i = 0; i < kMutations; ++i)
      tallies[i] += trial.run(static_cast<Mutation>(i), ++seed);
  }
  return tallies;
}

std::string describe(const std::array<ReanchorTally, kMutations>& tallies) {
  std::string text =
      "mutation       docs | unchanged exact moved ambig lost  found | changed ambig lost | wrong\n";
  ReanchorTally all;
  const auto row = [&text](std::string_view name, const ReanchorTally& tally) {
    const auto& same = tally.unchanged;
    const std::uint64_t count = same[0] + same[1] + same[2] + same[3];
    const double share =
        count == 0 ? 0 : 100.0 * static_cast<double>(same[0] + same[1]) / static_cast<double>(count);
    std::array<char, 160> line{};
    std::snprintf(
        line.data(), line.size(), "%-14.*s %4lu | %9lu %5lu %5lu %5lu %4lu %5.1f%% | %7lu %5lu %4lu | %5lu\n",
        static_cast<int>(name.size()), name.data(), tally.documents, count, same[0], same[1], same[2],
        same[3], share, tally.changed[2] + tally.changed[3], tally.changed[2], tally.changed[3], tally.wrong);
    text += line.data();
  };
  for (std::size_t i = 0; i < kMutations; ++i) {
    row(to_string(static_cast<Mutation>(i)), tallies[i]);
    all += tallies[i];
  }
  row("all", all);
  for (const std::string& fault : all.faults)
    text += "WRONG " + fault + "\n";
  return text;
}

}  // namespace vp::eval
