#include "nlp/cue_rules.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "nlp/content_hash.h"
#include "nlp/framework_rows.h"
#include "nlp/pattern_macros.h"
#include "nlp/pattern_syntax.h"
#include "nlp/toml_file.h"

namespace vp::nlp {
namespace {

constexpr std::int64_t kSchema = 1;
constexpr std::uintmax_t kMaxFileMib = 1;
constexpr std::int64_t kMaxWeight = 9;

class CueRulesParser {
 public:
  CueRulesParser(const toml::table& table, RowErrors& errors)
      : root_(table, "rules", errors), errors_(errors) {}

  CueRules parse() {
    read_head();
    for (FrameworkRow& row : root_.rows("aanwijzing"))
      read_cue(row);
    for (FrameworkRow& row : root_.rows("blokkade"))
      add(row, read_rule(row, CueKind::kBlocker));
    for (FrameworkRow& row : root_.rows("knip"))
      read_joint(row);
    for (FrameworkRow& row : root_.rows("verwijzing"))
      read_with_reach(row, CueKind::kReference, "zin", "bijzin");
    for (FrameworkRow& row : root_.rows("spreekwijze"))
      read_with_reach(row, CueKind::kSpeech, "zegt", "weet");
    for (FrameworkRow& row : root_.rows("spreker"))
      read_speaker(row);
    root_.expect_no_other_keys();
    if (rules_.rules.empty()) root_.fail("rules have no 'aanwijzing'");
    return std::move(rules_);
  }

 private:
  void read_head() {
    if (const std::int64_t schema = root_.number("schema"); schema != kSchema) {
      root_.fail_at("schema", "schema is " + std::to_string(schema) + ", this program reads schema 1");
    }
    rules_.version = root_.text("versie");
    rules_.source = root_.text("bron");
    for (auto& [name, body] : root_.optional_named_texts("macro")) {
      if (!PatternMacros::is_name(name)) {
        root_.fail_at("macro", "macro '" + name + "' should have a name of capitals, digits and _");
      }
      macros_.add(name, body);
    }
    rules_.speaker_link = pattern_at(root_, "samen");
    for (auto& [words, value] : root_.optional_named_texts("hoeveelheid"))
      read_quantity(words, value);
    std::stable_sort(rules_.quantities.begin(), rules_.quantities.end(),
                     [](const Quantity& a, const Quantity& b) { return a.words.size() > b.words.size(); });
  }

  void read_quantity(const std::string& words, const std::string& value) {
    Quantity quantity{words, SpeakerShare::kCounted, 0};
    const auto [end, failure] = std::from_chars(value.data(), value.data() + value.size(), quantity.count);
    if (failure != std::errc{} || end != value.data() + value.size()) {
      if (value == "alle") {
        quantity.share = SpeakerShare::kAll;
      } else if (value == "meeste") {
        quantity.share = SpeakerShare::kMost;
      } else if (value == "enkele") {
        quantity.share = SpeakerShare::kSome;
      } else if (value == "geen") {
        quantity.share = SpeakerShare::kNone;
      } else {
        root_.fail_at("hoeveelheid", "'" + value + "' should be a number, alle, meeste, enkele or geen");
      }
    }
    rules_.quantities.push_back(std::move(quantity));
  }

  /// What all kinds share.
  CueRule read_rule(FrameworkRow& row, CueKind kind) {
    CueRule rule;
    rule.kind = kind;
    rule.id = row.text("id");
    if (!ids_.insert(rule.id).second) row.fail_at("id", "duplicate id '" + rule.id + "'");
    rule.regex = pattern_at(row, "re");
    rule.matching_examples = row.texts("matcht");
    rule.non_matching_examples = row.texts("matcht_niet");
    return rule;
  }

  void add(FrameworkRow& row, CueRule rule) {
    row.expect_no_other_keys();
    rules_.rules.push_back(std::move(rule));
  }

  void read_cue(FrameworkRow& row) {
    CueRule rule = read_rule(row, CueKind::kCue);
    if (const std::string name = row.text("klasse"); name != "risico") {
      rule.polarity = parse_polarity(name);
      if (!rule.polarity) row.fail_at("klasse", "'" + name + "' is no polarity, nor risico");
    }
    rule.weight = row.number("gewicht");
    if (rule.weight < 1 || rule.weight > kMaxWeight) row.fail_at("gewicht", "'gewicht' should be 1 to 9");
    rule.indicators = row.optional_texts("indicatoren");
    add(row, std::move(rule));
  }

  void read_joint(FrameworkRow& row) {
    CueRule rule = read_rule(row, CueKind::kJoint);
    const std::string joint = row.text("soort");
    if (joint == "neven") {
      rule.joint = ClauseJoint::kSide;
    } else if (joint == "tegenstelling") {
      rule.joint = ClauseJoint::kContrast;
    } else if (joint == "gevolg") {
      rule.joint = ClauseJoint::kConsequence;
    } else {
      row.fail_at("soort", "'soort' should be neven, tegenstelling or gevolg");
    }
    add(row, std::move(rule));
  }

  void read_with_reach(FrameworkRow& row, CueKind kind, std::string_view wide, std::string_view narrow) {
    CueRule rule = read_rule(row, kind);
    const std::string reach = row.text("soort");
    rule.is_wide = reach == wide;
    if (reach != wide && reach != narrow) {
      row.fail_at("soort", "'soort' should be " + std::string(wide) + " or " + std::string(narrow));
    }
    add(row, std::move(rule));
  }

  void read_speaker(FrameworkRow& row) {
    SpeakerRule rule;
    rule.id = row.text("id");
    if (!ids_.insert(rule.id).second) row.fail_at("id", "duplicate id '" + rule.id + "'");
    if (const std::string name = row.text("rol"); name != "eerder") {
      rule.role = parse_speaker_role(name);
      if (!rule.role) row.fail_at("rol", "'" + name + "' is no role, nor eerder");
    }
    const std::string number = row.text("getal");
    if (number == "een") {
      rule.number = SpeakerNumber::kOne;
    } else if (number == "meer") {
      rule.number = SpeakerNumber::kMany;
    } else if (number != "rol") {
      row.fail_at("getal", "'getal' should be een, meer or rol");
    }
    const std::string mark = row.text("teken");
    if (mark.size() == 1 && kSpeakerMarks.find(mark.front()) != std::string_view::npos) {
      rule.mark = mark.front();
    } else {
      row.fail_at("teken", "'teken' should be one of " + std::string(kSpeakerMarks));
    }
    rule.regex = pattern_at(row, "re");
    row.expect_no_other_keys();
    rules_.speakers.push_back(std::move(rule));
  }

  /// Macros replaced, syntax judged; empty after an error.
  std::string pattern_at(FrameworkRow& row, std::string_view key) {
    const std::string written = row.text(key);
    if (errors_.first()) return {};
    Result<std::string> regex = macros_.expand(written);
    if (!regex) {
      row.fail_at(key, regex.error().what);
      return {};
    }
    if (const Result<void> checked = check_pattern(*regex); !checked) row.fail_at(key, checked.error().what);
    return std::move(*regex);
  }

  FrameworkRow root_;
  RowErrors& errors_;
  PatternMacros macros_;
  std::set<std::string> ids_;
  CueRules rules_;
};

}  // namespace

Result<CueRules> parse_cue_rules(std::string_view toml, std::string_view name_for_errors) {
  VP_ASSIGN(const toml::table table, parse_toml(toml, name_for_errors));
  RowErrors errors(name_for_errors);
  CueRules rules = CueRulesParser(table, errors).parse();
  if (errors.first()) return *errors.first();
  rules.content_hash = to_content_hash(toml);
  return rules;
}

Result<CueRules> load_cue_rules(const std::filesystem::path& file) {
  VP_ASSIGN(const std::string content, load_toml_text(file, kMaxFileMib, "a file of cue rules"));
  return parse_cue_rules(content, file.string());
}

}  // namespace vp::nlp
