// framework_parser.cc - the framework file's tables become a Framework, or the first thing wrong with them.
#include <set>
#include <string>
#include <utility>

#include "nlp/content_hash.h"
#include "nlp/framework.h"
#include "nlp/framework_rows.h"
#include "nlp/pattern_macros.h"
#include "nlp/pattern_syntax.h"
#include "nlp/toml_file.h"

namespace vp::nlp {
namespace {

constexpr std::int64_t kSchema = 1;

/// Ids of one kind of row: unique, and known to the rows that name them.
class RowIds {
 public:
  explicit RowIds(std::string_view kind) : kind_(kind) {}

  void add(FrameworkRow& row, const std::string& id) {
    if (!ids_.insert(id).second) row.fail_at("id", "duplicate " + std::string(kind_) + " id '" + id + "'");
  }
  void expect(FrameworkRow& row, std::string_view key, const std::string& id) const {
    if (!ids_.contains(id)) row.fail_at(key, "unknown " + std::string(kind_) + " '" + id + "'");
  }

 private:
  std::string_view kind_;
  std::set<std::string> ids_;
};

class FrameworkParser {
 public:
  FrameworkParser(const toml::table& table, RowErrors& errors, PatternCheck check)
      : root_(table, "framework", errors), errors_(errors), check_(check) {}

  Framework parse() {
    read_head();
    read_macros();
    for (FrameworkRow& row : root_.rows("thema"))
      read_theme(row);
    for (FrameworkRow& row : root_.rows("criterium"))
      read_criterion(row);
    for (FrameworkRow& row : root_.rows("indicator")) {
      if (errors_.first()) break;  // compiling hundreds of patterns is not free, and one error is enough
      read_indicator(row);
    }
    root_.expect_no_other_keys();
    if (framework_.indicators.empty()) root_.fail("framework has no 'indicator'");
    return std::move(framework_);
  }

 private:
  void read_head() {
    if (const std::int64_t schema = root_.number("schema"); schema != kSchema) {
      root_.fail_at("schema", "schema is " + std::to_string(schema) + ", this program reads schema 1");
    }
    framework_.id = root_.text("id");
    framework_.version = root_.text("versie");
    framework_.name = root_.text("naam");
    framework_.source = root_.text("bron");
  }

  void read_macros() {
    for (auto& [name, body] : root_.optional_named_texts("macro")) {
      if (!PatternMacros::is_name(name)) {
        root_.fail_at("macro", "macro '" + name + "' should have a name of capitals, digits and _");
      }
      macros_.add(name, body);
    }
  }

  void read_theme(FrameworkRow& row) {
    Theme theme{row.text("id"), row.text("naam"), row.text("omschrijving"), row.optional_texts("kopjes")};
    row.expect_no_other_keys();
    theme_ids_.add(row, theme.id);
    framework_.themes.push_back(std::move(theme));
  }

  void read_criterion(FrameworkRow& row) {
    Criterion criterion{row.text("id"), row.text("thema"), row.text("naam")};
    row.expect_no_other_keys();
    criterion_ids_.add(row, criterion.id);
    theme_ids_.expect(row, "thema", criterion.theme);
    framework_.criteria.push_back(std::move(criterion));
  }

  void read_indicator(FrameworkRow& row) {
    Indicator indicator;
    indicator.id = row.text("id");
    indicator.criterion = row.text("criterium");
    indicator.short_name = row.text("kort");
    indicator.text = row.text("tekst");
    indicator.source = row.text("bron");
    indicator.printed_texts = row.optional_texts("varianten");
    indicator.family = row.optional_text("familie");
    indicator_ids_.add(row, indicator.id);
    criterion_ids_.expect(row, "criterium", indicator.criterion);
    read_strong_patterns(row, indicator);
    read_weak_patterns(row, indicator);
    read_masks(row, indicator);
    indicator.matching_examples = row.texts("matcht");
    indicator.non_matching_examples = row.texts("matcht_niet");
    row.expect_no_other_keys();
    if (indicator.patterns.empty()) row.fail("indicator '" + indicator.id + "' has no pattern");
    framework_.indicators.push_back(std::move(indicator));
  }

  void read_strong_patterns(FrameworkRow& row, Indicator& indicator) {
    const std::vector<std::string> regexes = row.optional_texts("sterk");
    for (std::size_t i = 0; i < regexes.size(); ++i) {
      const std::string id = indicator.id + "/sterk/" + std::to_string(i + 1);
      auto regex = to_pattern(regexes[i]);
      if (!regex) return row.fail_at("sterk", i, id + ": " + regex.error().what);
      indicator.patterns.push_back({id, MentionStrength::kStrong, std::move(*regex), std::nullopt});
    }
  }

  void read_weak_patterns(FrameworkRow& row, Indicator& indicator) {
    std::size_t place = 0;
    for (FrameworkRow& weak : row.rows("zwak")) {
      IndicatorPattern pattern;
      pattern.id = indicator.id + "/zwak/" + std::to_string(++place);
      pattern.strength = MentionStrength::kWeak;
      auto regex = to_pattern(weak.text("re"));
      const std::string context = weak.optional_text("met");
      weak.expect_no_other_keys();
      if (!regex) return weak.fail_at("re", pattern.id + ": " + regex.error().what);
      pattern.regex = std::move(*regex);
      if (!context.empty()) {
        auto with = to_pattern(context);
        if (!with) return weak.fail_at("met", pattern.id + ": context " + with.error().what);
        pattern.context = std::move(*with);
      }
      indicator.patterns.push_back(std::move(pattern));
    }
  }

  void read_masks(FrameworkRow& row, Indicator& indicator) {
    const std::vector<std::string> regexes = row.optional_texts("niet");
    for (std::size_t i = 0; i < regexes.size(); ++i) {
      auto regex = to_pattern(regexes[i]);
      const std::string id = indicator.id + "/niet/" + std::to_string(i + 1);
      if (!regex) return row.fail_at("niet", i, id + ": " + regex.error().what);
      indicator.masks.push_back(std::move(*regex));
    }
  }

  /// Macros replaced, syntax judged.
  [[nodiscard]] Result<std::string> to_pattern(std::string_view written) const {
    VP_ASSIGN(std::string regex, macros_.expand(written));
    if (check_ == PatternCheck::kNow) VP_TRY(check_pattern(regex));
    return regex;
  }

  FrameworkRow root_;
  RowErrors& errors_;
  PatternCheck check_;
  PatternMacros macros_;
  RowIds theme_ids_{"theme"}, criterion_ids_{"criterion"}, indicator_ids_{"indicator"};
  Framework framework_;
};

}  // namespace

Result<Framework> parse_framework(std::string_view toml, std::string_view name_for_errors,
                                  PatternCheck check) {
  VP_ASSIGN(const toml::table table, parse_toml(toml, name_for_errors));
  RowErrors errors(name_for_errors);
  Framework framework = FrameworkParser(table, errors, check).parse();
  if (errors.first()) return *errors.first();
  framework.content_hash = to_content_hash(toml);
  return framework;
}

}  // namespace vp::nlp
