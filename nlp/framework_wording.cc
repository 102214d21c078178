#include "nlp/framework_wording.h"

#include <algorithm>

#include "nlp/letters.h"

namespace vp::nlp {
namespace {

/// A wording shorter than this is too common a word to mark a passage by ("Continu" is seven).
constexpr std::size_t kMinWordingBytes = 6;

std::string_view without_number(std::string_view squashed) {
  while (!squashed.empty() && squashed.front() >= '0' && squashed.front() <= '9')
    squashed.remove_prefix(1);
  return squashed;
}

}  // namespace

std::string to_squashed(std::string_view text) {
  std::string squashed;
  squashed.reserve(text.size());
  for (std::size_t place = 0; place < text.size();) {
    const char32_t c = to_base_letter(next_code_point(text, place));
    if (c < 0x80) {
      if (c >= 'A' && c <= 'Z') squashed += static_cast<char>(c + 32);
      if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) squashed += static_cast<char>(c);
    } else if (is_letter(c)) {
      append_code_point(c, squashed);
    }
  }
  return squashed;
}

FrameworkWording::FrameworkWording(const Framework& framework) {
  const auto add = [this](std::string_view wording) {
    std::string squashed = to_squashed(wording);
    if (squashed.size() >= kMinWordingBytes) squashed_.push_back(std::move(squashed));
  };
  for (const Theme& theme : framework.themes) {
    add(theme.name);
    add(theme.description);
    add(theme.name + theme.description);
    for (const std::string& printed : theme.printed_names) {
      add(printed);
      add(printed + theme.description);
    }
  }
  for (const Criterion& criterion : framework.criteria)
    add(criterion.name);
  for (const Indicator& indicator : framework.indicators) {
    add(indicator.text);
    for (const std::string& printed : indicator.printed_texts)
      add(printed);
  }
  std::sort(squashed_.begin(), squashed_.end(), [](const std::string& a, const std::string& b) {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  });
  squashed_.erase(std::unique(squashed_.begin(), squashed_.end()), squashed_.end());
}

bool FrameworkWording::covers(std::string_view text) const {
  const std::string squashed = to_squashed(text);
  std::string_view rest = without_number(squashed);
  if (rest.empty()) return false;
  while (!rest.empty()) {
    const auto wording = std::find_if(squashed_.begin(), squashed_.end(),
                                      [rest](const std::string& known) { return rest.starts_with(known); });
    if (wording == squashed_.end()) return false;
    rest = without_number(rest.substr(wording->size()));
  }
  return true;
}

}  // namespace vp::nlp
