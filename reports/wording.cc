#include "reports/wording.h"

#include <stdexcept>
#include <utility>

#include "reports/templates.h"

namespace vp::reports {

const Wording& Wording::dutch() {
  static const Wording kWording = [] {
    Result<Wording> parsed = parse(templates::kTexts);
    if (!parsed) throw std::logic_error(to_string(parsed.error()));
    return std::move(*parsed);
  }();
  return kWording;
}

Result<Wording> Wording::parse(std::string_view table) {
  Wording wording;
  std::size_t number = 0;
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    const std::string_view line = table.substr(0, end);
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::string where = "texts.tsv:" + std::to_string(number);
    const std::size_t first = line.find('\t');
    const std::size_t second = first == std::string_view::npos ? first : line.find('\t', first + 1);
    if (second == std::string_view::npos || line.find('\t', second + 1) != std::string_view::npos) {
      return Error{ErrorCode::kMalformed, "a row has three fields: key, text, where it stands", where};
    }
    const auto [place, is_new] = wording.texts_.emplace(
        std::string(line.substr(0, first)), std::string(line.substr(first + 1, second - first - 1)));
    if (!is_new) return Error{ErrorCode::kMalformed, "key '" + place->first + "' stands twice", where};
  }
  return wording;
}

std::string Wording::text(std::string_view key) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) throw std::out_of_range("texts.tsv has no row '" + std::string(key) + "'");
  return found->second;
}

std::optional<std::string> Wording::find(std::string_view key) const {
  const auto found = texts_.find(key);
  if (found == texts_.end()) return std::nullopt;
  return found->second;
}

std::string Wording::fill(std::string_view key, std::initializer_list<std::string_view> values) const {
  const std::string pattern = text(key);
  std::string filled;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool is_place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}';
    if (!is_place) {
      filled += pattern[i];
      continue;
    }
    const auto place = static_cast<std::size_t>(pattern[i + 1] - '1');
    if (place >= values.size())
      throw std::out_of_range("no value {" + std::to_string(place + 1) + "} for " + std::string(key));
    filled += *(values.begin() + place);
    i += 2;
  }
  return filled;
}

std::string Wording::count(std::size_t number, std::string_view key) const {
  return std::to_string(number) + " " + text(std::string(key) + (number == 1 ? ".one" : ".many"));
}

std::string_view key_of(EvidenceStance stance) {
  switch (stance) {
    case EvidenceStance::kFor:
      return "stance.for";
    case EvidenceStance::kAgainst:
      return "stance.against";
    case EvidenceStance::kRemark:
      return "stance.remark";
    case EvidenceStance::kSource:
      break;
  }
  return "stance.source";
}

std::string_view mark_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::kMet:
      return "√";
    case Verdict::kImprove:
      return "X";
    case Verdict::kUnknown:
      break;
  }
  return "?";
}

}  // namespace vp::reports
