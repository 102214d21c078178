#include "nlp/framework.h"

#include <algorithm>

#include "nlp/toml_file.h"

namespace vp::nlp {
namespace {

constexpr std::uintmax_t kMaxFileMib = 4;

/// The row whose id it is, or null.
template <class Row>
const Row* find_row(const std::vector<Row>& rows, std::string_view id) {
  const auto row =
      std::find_if(rows.begin(), rows.end(), [id](const Row& candidate) { return candidate.id == id; });
  return row == rows.end() ? nullptr : &*row;
}

}  // namespace

const Indicator* Framework::find_indicator(std::string_view indicator_id) const {
  return find_row(indicators, indicator_id);
}

const Theme* Framework::find_theme(std::string_view theme_id) const {
  return find_row(themes, theme_id);
}

std::string Framework::theme_of(std::string_view indicator_id) const {
  const Indicator* indicator = find_indicator(indicator_id);
  const Criterion* criterion = indicator == nullptr ? nullptr : find_row(criteria, indicator->criterion);
  return criterion == nullptr ? std::string{} : criterion->theme;
}

Result<Framework> load_framework(const std::filesystem::path& file, PatternCheck check) {
  VP_ASSIGN(const std::string content, load_toml_text(file, kMaxFileMib, "a framework file"));
  return parse_framework(content, file.string(), check);
}

}  // namespace vp::nlp
