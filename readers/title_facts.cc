#include "readers/title_facts.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "nlp/framework_wording.h"
#include "nlp/letters.h"

namespace vp::readers {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"januari",   "februari", "maart",    "april",
                                                      "mei",       "juni",     "juli",     "augustus",
                                                      "september", "oktober",  "november", "december"};
/// Words that the name of a municipality follows.
constexpr std::string_view kTriggers[] = {"gemeente", "toezichtonderzoek", "factsheet", "toezicht",
                                          "context"};
/// Capitalised words of titles that are no municipality.
constexpr std::string_view kTitleWords[] = {
    "gemeente",   "toezichtonderzoek", "factsheet",   "toezicht", "context", "samenwerkend",
    "stj",        "inspectie",         "inspecties",  "ggsr",     "aanpak",  "jeugd",
    "uitkomsten", "resultaten",        "bevindingen", "conclusie"};
/// Lower-case words inside names: "Alphen aan den Rijn", "Hof van Twente".
constexpr std::string_view kConnectors[] = {"aan", "den", "de",  "der", "op", "van",
                                            "bij", "in",  "het", "ten", "ter"};

template <class List>
bool is_one_of(const List& list, std::string_view word) {
  return std::ranges::find(list, word) != std::end(list);
}

bool starts_name(std::string_view text) {
  if (text.starts_with("’s-") || text.starts_with("'s-")) return true;
  std::size_t place = 0;
  return !text.empty() && nlp::is_upper(nlp::next_code_point(text, place));
}

/// "Hengelo," without its comma; `ends` is set when a sign stood there.
std::string_view without_signs(std::string_view text, bool& ends) {
  while (!text.empty() && std::string_view(".,;:!?)|(").find(text.back()) != std::string_view::npos) {
    text.remove_suffix(1);
    ends = true;
  }
  for (const std::string_view quote : {"’s", "'s"})
    if (text.size() > quote.size() + 3 && text.ends_with(quote)) text.remove_suffix(quote.size());
  return text;
}

/// Number of words of the name that begins at words[at]; 0 for none.
std::size_t count_name_words(std::span<const ViewWord> words, std::size_t at, std::string& name) {
  name.clear();
  std::size_t taken = 0;
  for (std::size_t i = at; i < words.size(); ++i) {
    bool ends = false;
    const std::string_view word = without_signs(words[i].text, ends);
    const std::string lower = nlp::to_squashed(word);
    if (i > at && is_one_of(kConnectors, nlp::to_lower(word)) && !ends) {
      // Part of the name only when a capital follows.
      std::size_t next = i;
      while (next < words.size() && is_one_of(kConnectors, nlp::to_lower(words[next].text)))
        ++next;
      if (next >= words.size() || !starts_name(words[next].text) || next - i > 2) break;
      name += " " + std::string(word);
      continue;
    }
    if (!starts_name(word) || lower.size() < 2 || is_one_of(kTitleWords, lower)) break;
    name += (name.empty() ? "" : " ") + std::string(word);
    taken = i - at + 1;
    if (ends) break;
  }
  if (taken == 0) name.clear();
  return taken;
}

struct Candidate {
  double score = 0;
  int in_text = 0;
  std::set<MunicipalitySource> sources;
  MunicipalitySource source = MunicipalitySource::kNone;
  const Page* page = nullptr;
  std::vector<ViewWord> words;
};

int rank_of(MunicipalitySource source) {
  return source == MunicipalitySource::kNone ? 99 : static_cast<int>(source);
}

class TitleReader {
 public:
  TitleReader(const Document& document, const FactsheetOutline& outline)
      : document_(document), outline_(outline) {}

  void read() {
    find_title_size();
    for (const PageView& view : outline_.views) {
      for (std::size_t i = 0; i < view.lines.size(); ++i) {
        ViewLine line = view.lines[i];
        // A title may need more than one line.
        while (is_title(view, line) && i + 1 < view.lines.size() && is_title(view, view.lines[i + 1])) {
          const ViewLine& next = view.lines[++i];
          line.words.insert(line.words.end(), next.words.begin(), next.words.end());
        }
        read_line(view, line);
      }
    }
    join_cut_names();
  }

  void set(FindingTextBuilder& texts, Factsheet& factsheet) {
    const std::string title = nlp::to_squashed(document_.metadata.title);
    for (auto& [name, candidate] : candidates_)
      if (title.find(nlp::to_squashed(name)) != std::string::npos) candidate.score += 1;
    for (const Approach& approach : factsheet.approaches)
      candidates_.erase(approach.name.text);
    if (const Candidate* best = find_best()) {
      factsheet.municipality = best_name_;
      factsheet.municipality_source = best->source;
      factsheet.municipality_evidence = texts.join(*best->page, best->words);
    }
    if (year_) {
      factsheet.year = year_;
      factsheet.month = month_;
      factsheet.date_evidence = texts.join(*date_page_, date_words_);
    }
    factsheet.round = round_;
  }

 private:
  /// The largest type of the first page with text, where it is larger than most.
  void find_title_size() {
    for (const PageView& view : outline_.views) {
      if (view.lines.empty()) continue;
      title_view_ = &view;
      std::vector<float> sizes;
      for (const ViewLine& line : view.lines)
        sizes.push_back(line.words.front().word->font_size_pt);
      std::ranges::sort(sizes);
      title_size_ = sizes.back() > 1.15F * sizes[sizes.size() / 2] ? sizes.back() : 1e6F;
      return;
    }
  }

  [[nodiscard]] bool is_title(const PageView& view, const ViewLine& line) const {
    return &view == title_view_ && line.words.front().word->font_size_pt > 0.95F * title_size_;
  }

  /// "Alphen" at a line end is "Alphen aan den Rijn" cut short, when that stands in a title, footer or heading.
  void join_cut_names() {
    for (auto& [whole, candidate] : candidates_) {
      if (rank_of(candidate.source) > rank_of(MunicipalitySource::kHeading)) continue;
      for (auto cut = candidates_.begin(); cut != candidates_.end();) {
        const bool is_cut = whole.starts_with(cut->first + " ");
        if (is_cut) candidate.score += cut->second.score;
        cut = is_cut ? candidates_.erase(cut) : std::next(cut);
      }
    }
  }

  void read_line(const PageView& view, const ViewLine& line) {
    const bool is_in_title = is_title(view, line);
    for (std::size_t i = 0; i + 1 < line.words.size(); ++i) {
      const std::string trigger = nlp::to_squashed(line.words[i].text);
      if (!is_one_of(kTriggers, trigger)) continue;
      MunicipalitySource source = MunicipalitySource::kText;
      if (is_in_title) source = MunicipalitySource::kTitle;
      if (!is_in_title && line.is_furniture) source = MunicipalitySource::kFooter;
      constexpr std::size_t kMaxHeadingWords = 6;
      if (source == MunicipalitySource::kText && trigger == "context" && i == 0 &&
          line.words.size() <= kMaxHeadingWords)
        source = MunicipalitySource::kHeading;
      if (source == MunicipalitySource::kText && trigger != "gemeente") continue;
      std::string name;
      const std::size_t taken = count_name_words(line.words, i + 1, name);
      if (taken > 0) add(name, source, view, std::span(line.words).subspan(i + 1, taken));
    }
    if (is_in_title || line.is_furniture || &view == title_view_) read_date(view, line, is_in_title);
    if (is_in_title || line.is_furniture) read_round(line);
  }

  void add(const std::string& name, MunicipalitySource source, const PageView& view,
           std::span<const ViewWord> words) {
    Candidate& candidate = candidates_[name];
    if (source == MunicipalitySource::kText) {
      constexpr int kMaxCounted = 5;
      if (++candidate.in_text <= kMaxCounted) candidate.score += 1;
    } else if (candidate.sources.insert(source).second) {
      candidate.score += source == MunicipalitySource::kHeading ? 2 : 4;
    }
    if (rank_of(source) >= rank_of(candidate.source)) return;
    candidate.source = source;
    candidate.page = view.page;
    candidate.words.assign(words.begin(), words.end());
  }

  const Candidate* find_best() {
    const Candidate* best = nullptr;
    double second = 0;
    for (const auto& [name, candidate] : candidates_) {
      if (best == nullptr || candidate.score > best->score) {
        if (best != nullptr) second = std::max(second, best->score);
        best = &candidate;
        best_name_ = name;
      } else {
        second = std::max(second, candidate.score);
      }
    }
    if (best == nullptr || second > 0.8 * best->score) return nullptr;
    return best;
  }

  /// A line that is a date and little else, or furniture with a date in it.
  void read_date(const PageView& view, const ViewLine& line, bool is_title) {
    if (year_ && month_) return;
    constexpr std::size_t kMaxDateWords = 5;
    const bool is_short = line.words.size() <= kMaxDateWords;
    if (!is_short && !line.is_furniture && !is_title) return;
    for (std::size_t i = 0; i < line.words.size(); ++i) {
      const std::string word = nlp::to_squashed(line.words[i].text);
      const bool is_year = word.size() == 4 && (word.starts_with("19") || word.starts_with("20")) &&
                           std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
      if (!is_year) continue;
      std::optional<int> month;
      if (i > 0) {
        const std::string before = nlp::to_squashed(line.words[i - 1].text);
        for (std::size_t m = 0; m < kMonths.size(); ++m)
          if (before == kMonths[m]) month = static_cast<int>(m) + 1;
      }
      // A year alone dates the factsheet only in its title or its furniture.
      if (!month && (year_ || (!is_title && !line.is_furniture))) continue;
      year_ = std::stoi(word);
      month_ = month;
      date_page_ = view.page;
      const std::size_t first = month ? i - 1 : i;
      date_words_.assign(line.words.begin() + static_cast<std::ptrdiff_t>(first),
                         line.words.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      return;
    }
  }

  void read_round(const ViewLine& line) {
    for (std::size_t i = 0; i < line.words.size() && round_.empty(); ++i) {
      if (nlp::to_squashed(line.words[i].text) != "ronde") continue;
      const auto is_number = [](std::string_view word) {
        return !word.empty() && std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
      };
      if (i + 1 < line.words.size() && is_number(nlp::to_squashed(line.words[i + 1].text))) {
        round_ = text_of(std::span(line.words).subspan(i, 2));
      } else if (i > 0) {
        static constexpr std::string_view kOrdinals[] = {"eerste", "tweede", "derde", "vierde", "vijfde"};
        if (is_one_of(kOrdinals, nlp::to_squashed(line.words[i - 1].text)))
          round_ = text_of(std::span(line.words).subspan(i - 1, 2));
      }
    }
  }

  const Document& document_;
  const FactsheetOutline& outline_;
  const PageView* title_view_ = nullptr;
  float title_size_ = 0;
  std::map<std::string, Candidate> candidates_;
  std::string best_name_;
  std::optional<int> year_, month_;
  const Page* date_page_ = nullptr;
  std::vector<ViewWord> date_words_;
  std::string round_;
};

}  // namespace

void read_title_facts(const Document& document, const FactsheetOutline& outline, FindingTextBuilder& texts,
                      Factsheet& factsheet) {
  TitleReader reader(document, outline);
  reader.read();
  reader.set(texts, factsheet);
}

}  // namespace vp::readers
