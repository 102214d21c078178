#include "nlp/framework.h"

#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace vp::nlp {
namespace {

std::filesystem::path framework_file() {
  return std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus/framework/toetsingskader.toml";
}

TEST(FrameworkFileTest, HoldsTheWholeFramework) {
  const auto framework = load_framework(framework_file());
  ASSERT_TRUE(framework) << to_string(framework.error());
  EXPECT_EQ(framework->themes.size(), 5U);
  EXPECT_EQ(framework->criteria.size(), 13U);
  EXPECT_EQ(framework->indicators.size(), 30U);
  EXPECT_EQ(framework->find_indicator("A2.2")->short_name, "doorzettingsmacht");
  EXPECT_EQ(framework->find_indicator("A9.9"), nullptr);
  EXPECT_EQ(framework->theme_of("S3.1"), "S");
  EXPECT_EQ(framework->theme_of("A9.9"), "");
  EXPECT_EQ(framework->find_theme("C")->printed_names.front(), "Continu");
}

// An id begins with its criterion's, and that with its theme's, as the framework prints them.
TEST(FrameworkFileTest, NumbersItsRowsAsPrinted) {
  const Framework framework = load_framework(framework_file()).value();
  for (const Criterion& criterion : framework.criteria)
    EXPECT_TRUE(criterion.id.starts_with(criterion.theme)) << criterion.id;
  for (const Indicator& indicator : framework.indicators)
    EXPECT_TRUE(indicator.id.starts_with(indicator.criterion + ".")) << indicator.id;
}

TEST(FrameworkFileTest, RepeatsNoExample) {
  std::set<std::string> seen;
  const Framework framework = load_framework(framework_file()).value();
  for (const Indicator& indicator : framework.indicators) {
    for (const auto* examples : {&indicator.matching_examples, &indicator.non_matching_examples}) {
      for (const std::string& example : *examples)
        EXPECT_TRUE(seen.insert(example).second) << indicator.id << ": " << example;
    }
  }
}

// Line 10 begins the macros, 12 the theme, 16 the criterion, 20 the indicator.
constexpr std::string_view kSound = R"toml(# proef
schema = 1
id = "proef"
versie = "3"
naam = "Proef"
bron = "zelf geschreven"



[macro]
GAP = '\W+'
[[thema]]
id = "A"
naam = "De aanpak"
omschrijving = "aanpak"
[[criterium]]
id = "A2"
thema = "A"
naam = "Een toegeruste regisseur"
[[indicator]]
id = "A2.1"
criterium = "A2"
kort = "regisseur"
tekst = "Er is een regisseur"
bron = "zelf geschreven"
familie = "regie"
varianten = ["Er is en regisseur"]
sterk = [
  '\bcasusregisseur\b',
  '\bregisseur{GAP}gezin\b{1,2}',
]
zwak = [
  { re = '\bregie\b', met = '\bcoach{GAP}\b' },
  { re = '\bcoach\b' },
]
niet = ['\beigen regie\b']
matcht = ["De casusregisseur belt."]
matcht_niet = ["De voorzitter belt."]
)toml";

TEST(FrameworkParserTest, ReadsEveryKey) {
  const auto framework = parse_framework(kSound, "proef.toml");
  ASSERT_TRUE(framework) << to_string(framework.error());
  EXPECT_EQ(framework->version, "3");
  const Indicator& indicator = framework->indicators.at(0);
  EXPECT_EQ(indicator.family, "regie");
  EXPECT_EQ(indicator.source, "zelf geschreven");
  EXPECT_EQ(indicator.printed_texts, std::vector<std::string>{"Er is en regisseur"});
  ASSERT_EQ(indicator.patterns.size(), 4U);
  EXPECT_EQ(indicator.patterns[1].id, "A2.1/sterk/2");
  EXPECT_EQ(indicator.patterns[1].regex, R"(\bregisseur\W+gezin\b{1,2})") << "macro replaced, {1,2} kept";
  EXPECT_EQ(indicator.patterns[2].id, "A2.1/zwak/1");
  EXPECT_EQ(indicator.patterns[2].strength, MentionStrength::kWeak);
  EXPECT_EQ(indicator.patterns[2].context, R"(\bcoach\W+\b)");
  EXPECT_FALSE(indicator.patterns[3].context.has_value());
  EXPECT_EQ(indicator.masks, std::vector<std::string>{R"(\beigen regie\b)"});
}

TEST(FrameworkParserTest, HashTellsEveryChangeOfTheFile) {
  const std::string changed = std::string(kSound) + "# later\n";
  EXPECT_EQ(parse_framework(kSound, "a").value().content_hash,
            parse_framework(kSound, "b").value().content_hash);
  EXPECT_NE(parse_framework(kSound, "a").value().content_hash,
            parse_framework(changed, "a").value().content_hash);
  EXPECT_EQ(parse_framework(kSound, "a").value().content_hash.size(), 64U);
}

/// One change of the sound file, and the error it must give.
struct ErrorCase {
  const char* name;
  const char* from;
  const char* to;
  const char* error;
};

class FrameworkErrorTest : public testing::TestWithParam<ErrorCase> {};

TEST_P(FrameworkErrorTest, NamesFileAndLine) {
  std::string toml(kSound);
  const std::size_t place = toml.find(GetParam().from);
  ASSERT_NE(place, std::string::npos);
  toml.replace(place, std::string_view(GetParam().from).size(), GetParam().to);
  const auto framework = parse_framework(toml, "proef.toml");
  ASSERT_FALSE(framework);
  EXPECT_EQ(framework.error().code, ErrorCode::kMalformed);
  EXPECT_EQ(to_string(framework.error()), GetParam().error);
}

constexpr ErrorCase kErrors[] = {
    {"other_schema", "schema = 1", "schema = 2", "proef.toml:2: schema is 2, this program reads schema 1"},
    {"schema_as_text", "schema = 1", "schema = '1'", "proef.toml:2: 'schema' should be a whole number"},
    {"no_id", "id = \"proef\"", "", "proef.toml:1: framework has no 'id'"},
    {"empty_version", "\"3\"", "\"\"", "proef.toml:4: 'versie' is empty"},
    {"number_for_text", "\"Proef\"", "7", "proef.toml:5: 'naam' should be a text"},
    {"unknown_key_at_the_top",
     "bron = ", "bonr = 1\nbron = ", "proef.toml:6: framework has an unknown key 'bonr'"},
    {"unknown_key_of_a_theme", "omschrijving", "kleur = 1\nomschrijving",
     "proef.toml:15: thema has an unknown key 'kleur'"},
    {"unknown_key_of_an_indicator",
     "niet = ", "neit = ", "proef.toml:36: indicator has an unknown key 'neit'"},
    {"unknown_key_of_a_weak_row", "met =", "mits =", "proef.toml:33: zwak has an unknown key 'mits'"},
    {"missing_key", "kort = \"regisseur\"", "", "proef.toml:20: indicator has no 'kort'"},
    {"unknown_theme", "thema = \"A\"", "thema = \"B\"", "proef.toml:18: unknown theme 'B'"},
    {"unknown_criterion", "criterium = \"A2\"", "criterium = \"A3\"",
     "proef.toml:22: unknown criterion 'A3'"},
    {"duplicate_theme", "[[criterium]]", "[[thema]]\nid='A'\nnaam='x'\nomschrijving='y'\n[[criterium]]",
     "proef.toml:17: duplicate theme id 'A'"},
    {"duplicate_indicator", "matcht_niet = [\"De voorzitter belt.\"]",
     "matcht_niet = ['x']\n[[indicator]]\nid='A2.1'\ncriterium='A2'\nkort='k'\ntekst='t'\nbron='b'\n"
     "sterk=['nazorg']\nmatcht=['m']\nmatcht_niet=['n']",
     "proef.toml:40: duplicate indicator id 'A2.1'"},
    {"undefined_macro", "regisseur{GAP}", "regisseur{GAPS}",
     "proef.toml:30: A2.1/sterk/2: macro {GAPS} is not defined"},
    {"recursive_macro", "GAP = '", "GAP = '{GAP}", "proef.toml:30: A2.1/sterk/2: macro {GAP} holds itself"},
    {"macro_name",
     "GAP = ", "gap = ", "proef.toml:10: macro 'gap' should have a name of capitals, digits and _"},
    {"bad_regex", "'\\bcasusregisseur\\b'", "'(casus'",
     "proef.toml:29: A2.1/sterk/1: pattern '(casus' does not compile: missing ): (casus"},
    {"capital", "'\\bcasusregisseur\\b'", "'\\bCasus'",
     "proef.toml:29: A2.1/sterk/1: pattern '\\bCasus' holds the capital 'C', but match text is in lower "
     "case"},
    {"diacritic", "'\\bcasusregisseur\\b'", "'cli\u00ebnt'",
     "proef.toml:29: A2.1/sterk/1: pattern 'cli\u00ebnt' holds a letter outside ASCII, but match text has no "
     "diacritics"},
    {"capturing_group", "'\\bcasusregisseur\\b'", "'(casus)'",
     "proef.toml:29: A2.1/sterk/1: pattern '(casus)' has a capturing group, should be (?:...)"},
    {"matches_nothing_at_all", "'\\bcasusregisseur\\b'", "'x*'",
     "proef.toml:29: A2.1/sterk/1: pattern 'x*' matches the empty text"},
    {"bad_context", "met = '\\bcoach{GAP}\\b'", "met = '['",
     "proef.toml:33: A2.1/zwak/1: context pattern '[' does not compile: missing ]: ["},
    {"context_as_number", "met = '\\bcoach{GAP}\\b'", "met = 4", "proef.toml:33: 'met' should be a text"},
    {"empty_context", "met = '\\bcoach{GAP}\\b'", "met = ''", "proef.toml:33: 'met' is empty"},
    {"weak_row_without_pattern", "re = '\\bcoach\\b'", "met = 'x'", "proef.toml:34: zwak has no 're'"},
    {"weak_row_as_text", "{ re = '\\bcoach\\b' }", "'x'", "proef.toml:34: 'zwak' should hold tables only"},
    {"bad_mask", "'\\beigen regie\\b'", "'[a'",
     "proef.toml:36: A2.1/niet/1: pattern '[a' does not compile: missing ]: [a"},
    {"no_examples", "matcht = [\"De casusregisseur belt.\"]", "", "proef.toml:20: indicator has no 'matcht'"},
    {"empty_examples", "[\"De voorzitter belt.\"]", "[]",
     "proef.toml:38: 'matcht_niet' of indicator is an empty list"},
    {"examples_as_text", "[\"De voorzitter belt.\"]", "\"x\"",
     "proef.toml:38: 'matcht_niet' should be a list of texts"},
    {"an_example_as_number", "[\"De voorzitter belt.\"]", "[\n3]",
     "proef.toml:39: 'matcht_niet' should be a text"},
};

INSTANTIATE_TEST_SUITE_P(Changes, FrameworkErrorTest, testing::ValuesIn(kErrors),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(FrameworkParserTest, TellsWhereTomlItselfIsBroken) {
  const auto framework = parse_framework("schema = 1\nid = \n", "proef.toml");
  ASSERT_FALSE(framework);
  EXPECT_EQ(framework.error().code, ErrorCode::kMalformed);
  EXPECT_EQ(framework.error().where, "proef.toml:2");
}

TEST(FrameworkParserTest, WantsAnIndicatorAndItsPattern) {
  std::string toml(kSound.substr(0, kSound.find("[[indicator]]")));
  EXPECT_EQ(to_string(parse_framework(toml, "proef.toml").error()),
            "proef.toml:1: framework has no 'indicator'");
  toml +=
      "[[indicator]]\nid='A2.1'\ncriterium='A2'\nkort='k'\ntekst='t'\nbron='b'\nmatcht=['m']\nmatcht_niet=['"
      "n']";
  EXPECT_EQ(to_string(parse_framework(toml, "proef.toml").error()),
            "proef.toml:20: indicator 'A2.1' has no pattern");
}

TEST(FrameworkParserTest, BoundsWhatMacrosGrowTo) {
  std::string toml(kSound);
  std::string macros = "M0 = 'regisseur'\n";
  for (int i = 1; i < 12; ++i) {
    std::string body;
    for (int copy = 0; copy < 4; ++copy)
      body.append("{M").append(std::to_string(i - 1)).append("}");
    macros.append("M").append(std::to_string(i)).append(" = '").append(body).append("'\n");
  }
  toml.replace(toml.find("GAP = "), 0, macros);
  toml.replace(toml.find("'\\bcasusregisseur\\b'"), 20, "'{M11}'");
  const auto framework = parse_framework(toml, "proef.toml");
  ASSERT_FALSE(framework);
  EXPECT_EQ(framework.error().what,
            "A2.1/sterk/1: pattern is longer than 65536 bytes once its macros are replaced");
}

TEST(FrameworkLoadTest, TellsAMissingFileFromABrokenOne) {
  const auto missing = load_framework(std::filesystem::path(VP_TEST_BINARY_DIR) / "no such file.toml");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().code, ErrorCode::kNotFound);
  const auto folder = load_framework(VP_TEST_BINARY_DIR);
  ASSERT_FALSE(folder);
  EXPECT_EQ(folder.error().code, ErrorCode::kIo);
}

}  // namespace
}  // namespace vp::nlp
