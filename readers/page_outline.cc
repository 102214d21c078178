#include "readers/page_outline.h"

#include <algorithm>

#include "nlp/framework_wording.h"

namespace vp::readers {
namespace {

Divider make_divider(DividerKind kind, const PageView& view, std::size_t line) {
  Divider divider;
  divider.kind = kind;
  divider.first_line = divider.last_line = line;
  divider.box = view.lines[line].box;
  return divider;
}

/// "Conclusie", "Vervolg conclusie", "Conclusies en aanbevelingen": a heading, not a sentence.
std::optional<DividerKind> read_heading(const ViewLine& line) {
  constexpr std::size_t kMaxHeadingWords = 6;
  if (line.words.size() > kMaxHeadingWords) return std::nullopt;
  std::string text = squashed(line.words);
  const bool goes_on = text.starts_with("vervolg");
  if (goes_on) text.erase(0, std::string_view("vervolg").size());
  if (text.starts_with("conclusie")) return DividerKind::kConclusion;
  if (text.starts_with("bevindingen") && (goes_on || line.words.size() > 1)) return DividerKind::kHeading;
  return std::nullopt;
}

bool is_numbering(std::string_view word) {
  return !word.empty() && word.size() <= 3 && std::ranges::all_of(word, [](char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == ':' || c == 'I' || c == 'V';
  });
}

/// Number of words of the label that opens a line "Aanpak: X", "Aanpak 2: X", "Naam aanpak: X"; 0 for none.
std::size_t count_label_words(const std::vector<ViewWord>& words) {
  std::size_t i = 0;
  if (words.size() > 1 && squashed({&words[0], 1}) == "naam") ++i;
  if (i < words.size() && i > 0 && squashed({&words[i], 1}) == "van" && words.size() > i + 2) i += 1;
  if (i < words.size() && i > 0 && squashed({&words[i], 1}) == "de" && words.size() > i + 1) i += 1;
  if (i >= words.size() || squashed({&words[i], 1}) != "aanpak") return 0;
  if (words[i].text.ends_with(':')) return i + 1;
  ++i;
  if (i < words.size() && is_numbering(words[i].text)) {
    if (words[i].text.ends_with(':')) return i + 1;
    ++i;
  }
  return i < words.size() && words[i].text == ":" ? i + 1 : 0;
}

/// The words up to the first gap that no space explains: what follows stands in another column.
std::vector<ViewWord> first_run(std::span<const ViewWord> words) {
  std::vector<ViewWord> run;
  for (const ViewWord& word : words) {
    constexpr float kMaxSpaceHeights = 1.5F;
    if (!run.empty() && word.box.x0 - run.back().box.x1 > kMaxSpaceHeights * word.box.height()) break;
    run.push_back(word);
  }
  return run;
}

}  // namespace

OutlineReader::OutlineReader(const nlp::Framework& framework) {
  for (const nlp::Theme& theme : framework.themes) {
    themes_.emplace_back(nlp::to_squashed(theme.name), theme.id);
    for (const std::string& printed : theme.printed_names)
      themes_.emplace_back(nlp::to_squashed(printed), theme.id);
    theme_ids_.push_back(theme.id);
    descriptions_.push_back(nlp::to_squashed(theme.description));
  }
  for (const nlp::Criterion& criterion : framework.criteria)
    criteria_.push_back(nlp::to_squashed(criterion.name));
}

std::optional<Divider> OutlineReader::read_heads(const PageView& view, std::size_t line) const {
  const TableHeads& table_heads = TableHeads::built_in();
  const auto made = [&](std::vector<ColumnHead> heads, std::size_t last) {
    const bool is_conclusion = std::ranges::any_of(heads, [](const ColumnHead& head) {
      return head.role == ColumnRole::kGood || head.role == ColumnRole::kBetter;
    });
    Divider divider =
        make_divider(is_conclusion ? DividerKind::kConclusionHead : DividerKind::kFindingsHead, view, line);
    divider.last_line = last;
    divider.box.include(view.lines[last].box);
    divider.heads = std::move(heads);
    return divider;
  };
  // Heads may stand on two baselines: "Oordeel" lower than "Indicatoren".
  if (line + 1 < view.lines.size()) {
    const ViewLine& first = view.lines[line];
    const ViewLine& second = view.lines[line + 1];
    if (second.box.y0 - first.box.y1 < 0.6F * first.box.height()) {
      std::vector<ViewWord> words = first.words;
      words.insert(words.end(), second.words.begin(), second.words.end());
      std::ranges::stable_sort(words, {}, [](const ViewWord& w) { return w.box.x0; });
      std::vector<ColumnHead> heads = table_heads.read(words);
      const bool is_findings = std::ranges::any_of(
          heads, [](const ColumnHead& head) { return head.role == ColumnRole::kIndicator; });
      if (is_findings && table_heads.read(first.words).empty()) return made(std::move(heads), line + 1);
    }
  }
  std::vector<ColumnHead> heads = table_heads.read(view.lines[line].words);
  if (heads.empty()) return std::nullopt;
  return made(std::move(heads), line);
}

std::optional<Divider> OutlineReader::read_theme(const PageView& view, std::size_t line) const {
  constexpr std::size_t kMaxThemeWords = 6;
  const ViewLine& found = view.lines[line];
  if (found.words.size() > kMaxThemeWords) return std::nullopt;
  std::span<const ViewWord> words = found.words;
  if (words.size() > 1 && squashed(words.first(1)) == "thema") words = words.subspan(1);
  if (words.size() > 1 && is_numbering(words.front().text)) words = words.subspan(1);
  const std::string name = squashed(words);
  const auto theme = std::ranges::find(themes_, name, &std::pair<std::string, std::string>::first);
  if (theme == themes_.end()) return std::nullopt;
  Divider divider = make_divider(DividerKind::kTheme, view, line);
  divider.theme = theme->second;
  divider.words.assign(words.begin(), words.end());
  return divider;
}

bool OutlineReader::is_criterion(const std::string& squashed) const {
  return std::ranges::find(criteria_, squashed) != criteria_.end();
}

bool OutlineReader::names_criteria(const std::string& squashed) const {
  std::size_t named = 0;
  for (const std::string& name : criteria_) {
    if (name.empty()) continue;
    for (std::size_t at = squashed.find(name); at != std::string::npos;
         at = squashed.find(name, at + name.size()))
      named += name.size();
  }
  return named * 2 > squashed.size();
}

std::optional<Divider> OutlineReader::read_criterion(const PageView& view, std::size_t line) const {
  std::string text = squashed(view.lines[line].words);
  if (is_criterion(text)) return make_divider(DividerKind::kCriterion, view, line);
  // Two lines, where the type is large.
  const auto opens = [&](const std::string& name) { return !text.empty() && name.starts_with(text); };
  if (line + 1 >= view.lines.size() || std::ranges::none_of(criteria_, opens)) return std::nullopt;
  text += squashed(view.lines[line + 1].words);
  if (!is_criterion(text)) return std::nullopt;
  Divider divider = make_divider(DividerKind::kCriterion, view, line);
  divider.last_line = line + 1;
  divider.box.include(view.lines[line + 1].box);
  return divider;
}

bool OutlineReader::is_theme_wording(const std::string& name) const {
  constexpr std::size_t kMinPart = 12;
  return std::ranges::any_of(descriptions_, [&](const std::string& description) {
    return !name.empty() && (description.starts_with(name) ||
                             name.starts_with(std::string_view(description).substr(0, kMinPart)));
  });
}

std::optional<Divider> OutlineReader::read_approach(const PageView& view, std::size_t line) const {
  const ViewLine& found = view.lines[line];
  const std::size_t label = count_label_words(found.words);
  if (label == 0) return std::nullopt;
  Divider divider = make_divider(DividerKind::kApproach, view, line);
  divider.words = first_run(std::span(found.words).subspan(label));
  if (divider.words.empty() && line + 1 < view.lines.size()) {
    // A title page: the name stands on the line below its label.
    const ViewLine& next = view.lines[line + 1];
    constexpr float kMaxGapHeights = 2.5F;
    if (next.box.y0 - found.box.y1 > kMaxGapHeights * found.box.height()) return std::nullopt;
    divider.words = first_run(next.words);
    divider.is_own_page = true;
    divider.last_line = line + 1;
    divider.box.include(next.box);
  }
  constexpr std::size_t kMaxNameWords = 14;
  if (divider.words.empty() || divider.words.size() > kMaxNameWords) return std::nullopt;
  if (is_theme_wording(squashed(divider.words))) return std::nullopt;
  return divider;
}

std::vector<Divider> OutlineReader::read(const PageView& view) const {
  std::vector<Divider> dividers;
  for (std::size_t i = 0; i < view.lines.size(); ++i) {
    std::optional<Divider> divider = read_heads(view, i);
    if (!divider) divider = read_approach(view, i);
    if (!divider) divider = read_theme(view, i);
    if (!divider) divider = read_criterion(view, i);
    if (!divider) {
      if (const std::optional<DividerKind> kind = read_heading(view.lines[i]))
        divider = make_divider(*kind, view, i);
    }
    if (!divider) continue;
    i = divider->last_line;
    dividers.push_back(std::move(*divider));
  }
  return dividers;
}

}  // namespace vp::readers
