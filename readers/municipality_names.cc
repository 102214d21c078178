#include "readers/municipality_names.h"

#include <algorithm>
#include <array>

#include "readers/bullet.h"

#include "nlp/letters.h"

namespace vp::readers {
namespace {

bool ends_with_any(std::string_view text, std::string_view signs) {
  return !text.empty() && signs.find(text.back()) != std::string_view::npos;
}

/// Words of a list cut at commas, semicolons and "en": "GRIP-aanpak, Reset en Gezinscoaching".
std::vector<NameWords> cut_names(std::span<const ViewWord> words) {
  // "Samen en Sterk" is one name: "en" parts names only after a comma somewhere in the list.
  const bool has_comma = std::ranges::any_of(
      words, [](const ViewWord& w) { return w.text.size() > 1 && ends_with_any(w.text, ",;"); });
  std::vector<NameWords> names(1);
  for (const ViewWord& word : words) {
    if (word.text == "en" && has_comma && !names.back().empty()) {
      names.emplace_back();
      continue;
    }
    if (word.text == "/" || word.text == ";") {
      names.emplace_back();
      continue;
    }
    names.back().push_back(word);
    if (word.text.size() > 1 && ends_with_any(word.text, ",;")) names.emplace_back();
  }
  std::erase_if(names, [](const NameWords& name) { return name.empty(); });
  return names;
}

/// The words line by line, so that hyphens of line ends are resolved.
std::vector<ColumnLine> to_column_lines(const Page& page, std::span<const ViewWord> words) {
  std::vector<ColumnLine> lines;
  for (const ViewWord& word : words) {
    const bool is_below =
        !lines.empty() && word.box.center_y() > lines.back().line.box.center_y() + word.box.height() / 2;
    if (lines.empty() || is_below) lines.push_back({{{}, word.box, false}, &page, 0, false});
    lines.back().line.words.push_back(word);
    lines.back().line.box.include(word.box);
  }
  return lines;
}

/// Without the comma or colon at its end, and without the brackets around it.
void drop_signs(PlacedText& text) {
  if (text.text.starts_with('(')) {
    text.text.erase(0, 1);
    for (PassageWord& word : text.words) {
      word.span.begin -= std::min(word.span.begin, 1U);
      word.span.end -= std::min(word.span.end, 1U);
    }
  }
  if (text.text.ends_with(')') && text.text.find('(') == std::string::npos) text.text.pop_back();
  while (ends_with_any(text.text, ",;:. "))
    text.text.pop_back();
  const auto size = static_cast<std::uint32_t>(text.text.size());
  for (PassageWord& word : text.words) {
    word.span.end = std::min(word.span.end, size);
    word.span.begin = std::min(word.span.begin, size);
  }
}

bool goes_on(const NameWords& before, const NameWords& line, float right) {
  if (before.empty() || line.empty() || opens_with_bullet(line)) return false;
  static constexpr std::array<std::string_view, 12> kJoining = {"en",  "de", "het", "een", "van", "voor",
                                                                "met", "op", "in",  "aan", "bij", "&"};
  const std::string_view last = before.back().text;
  if (std::ranges::find(kJoining, last) != kJoining.end() || ends_with_any(last, "-,")) return true;
  std::size_t place = 0;
  if (nlp::is_lower(nlp::next_code_point(line.front().text, place))) return true;
  const float space = before.back().box.height() * 0.25F;
  return before.back().box.x1 + space + line.front().box.width() > right;
}

constexpr std::size_t kMostHeadWords = 5;

/// "Gemeente", "Deelnemende gemeenten"; not "Aantal gemeenten".
bool is_head_of(const std::vector<ViewWord>& words, std::initializer_list<std::string_view> nouns) {
  if (words.empty() || words.size() > kMostHeadWords) return false;
  const std::string text = squashed(words);
  for (const std::string_view other : {"aantal", "percentage", "procent", "inwoners"})
    if (text.find(other) != std::string::npos) return false;
  return std::ranges::any_of(nouns,
                             [&](std::string_view noun) { return text.find(noun) != std::string::npos; });
}

}  // namespace

bool is_municipality_head(const std::vector<ViewWord>& words) {
  return is_head_of(words, {"gemeente"}) && !is_head_of(words, {"aanpak"});
}

bool is_approach_head(const std::vector<ViewWord>& words) {
  return is_head_of(words, {"aanpak", "werkwijze", "methode"});
}

bool starts_as_name(const ViewWord& word) {
  if (word.text.starts_with("’s-") || word.text.starts_with("'s-")) return true;
  std::size_t place = 0;
  if (word.text.empty()) return false;
  const char32_t first = nlp::next_code_point(word.text, place);
  return nlp::is_upper(first);
}

std::vector<NameWords> join_name_lines(const std::vector<NameWords>& lines, float right) {
  const bool has_bullets = std::ranges::any_of(
      lines, [](const NameWords& line) { return line.size() > 1 && opens_with_bullet(line); });
  std::vector<NameWords> names;
  NameWords before;  // the line above, as set
  for (const NameWords& line : lines) {
    const bool is_item = line.size() > 1 && opens_with_bullet(line);
    const bool is_same = !names.empty() && (has_bullets ? !is_item : goes_on(before, line, right));
    if (!is_same) names.emplace_back();
    names.back().insert(names.back().end(), line.begin() + (is_item ? 1 : 0), line.end());
    before = line;
  }
  return names;
}

void MunicipalityNames::enter(const Page& page, std::span<const ViewWord> words) {
  PlacedText name = texts_.join(to_column_lines(page, words));
  drop_signs(name);
  for (std::size_t i = 0; i < list_.size(); ++i) {
    if (list_[i].name.text != name.text) continue;
    current_ = i;
    return;
  }
  current_ = list_.size();
  list_.push_back({std::move(name), {}, page.index});
}

std::vector<ReportedMunicipality> MunicipalityNames::take() {
  for (ReportedMunicipality& municipality : list_) {
    const std::vector<PlacedText> all = municipality.approaches;
    std::erase_if(municipality.approaches, [&all](const PlacedText& part) {
      return std::ranges::any_of(all, [&](const PlacedText& whole) {
        return whole.text.starts_with(part.text + " en ") || whole.text.ends_with(" en " + part.text);
      });
    });
  }
  return std::move(list_);
}

bool MunicipalityNames::add_approaches(const Page& page, std::span<const ViewWord> words) {
  if (current_ == kNone) return false;
  if (words.size() > 1 && opens_with_bullet(words)) words = words.subspan(1);
  std::vector<PlacedText>& approaches = list_.at(current_).approaches;
  for (const NameWords& name : cut_names(words)) {
    PlacedText text = texts_.join(to_column_lines(page, name));
    drop_signs(text);
    const bool is_there =
        std::ranges::any_of(approaches, [&](const PlacedText& known) { return known.text == text.text; });
    if (!text.empty() && !is_there) approaches.push_back(std::move(text));
  }
  return true;
}

}  // namespace vp::readers
