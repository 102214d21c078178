// sample_gold_test.cc - the whole way, from the sample submissions to tagged sentences, held against the
// gold. Floors only rise. The gold is for measuring: no pattern may be written from it (corpus/README.md).
#include "tests/eval/sample_gold.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include <gtest/gtest.h>
#include <unistd.h>

#include "apps/cli/command_line.h"
#include "apps/cli/json_lines.h"

namespace vp::eval {
namespace {

namespace fs = std::filesystem;
using apps::Json;

/// Whole quotes that are this short ("Ja.") would be found in other sentences too.
constexpr std::size_t kShortestPart = 12;

class SampleGoldTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    dossier = fs::temp_directory_path() / ("vindplaats_gold_" + std::to_string(::getpid()));
    fs::remove_all(dossier);
    run({"init", dossier.string()});
    run({"-C", dossier.string(), "ingest", "--manifest", (sample_folder() / "manifest.csv").string()});
  }
  static void TearDownTestSuite() { fs::remove_all(dossier); }

  static std::string run(const std::vector<std::string>& arguments) {
    std::ostringstream out;
    std::ostringstream err;
    apps::Context context{out, err, "", false, false, apps::ExitStatus::kDone};
    apps::run_command_line(arguments, context);
    return out.str();
  }

  static std::vector<Json> ask(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"-C", dossier.string()});
    arguments.emplace_back("--json");
    std::istringstream lines(run(arguments));
    std::vector<Json> rows;
    for (std::string line; std::getline(lines, line);)
      rows.push_back(Json::parse(line));
    return rows;
  }

  /// The reading text of each passage of a document, in order.
  static const std::vector<Json>& passages_of(const std::string& document) {
    static std::map<std::string, std::vector<Json>> known;
    const auto [place, is_new] = known.try_emplace(document);
    if (is_new) place->second = ask({"text", (sample_folder() / document).string()});
    return place->second;
  }

  static std::string relative_path(const Json& row) {
    return fs::path(row["path"].get<std::string>())
        .lexically_relative(fs::canonical(sample_folder()))
        .string();
  }

 private:
  static inline fs::path dossier;
};

struct Share {
  std::size_t right = 0, all = 0;
  [[nodiscard]] double value() const { return static_cast<double>(right) / static_cast<double>(all); }
};

TEST_F(SampleGoldTest, EveryFileIsInTheStateThatIsExpected) {
  std::map<std::string, Json> by_path;
  for (const Json& row : ask({"status"}))
    by_path[relative_path(row)] = row;
  for (const GoldStatus& expected : load_gold_status()) {
    ASSERT_TRUE(by_path.contains(expected.document)) << expected.document << " is not accounted for";
    const Json& row = by_path[expected.document];
    EXPECT_EQ(row["state"], expected.state) << expected.document << ": " << row["reason"];
    std::vector<std::uint32_t> unread;
    for (std::size_t i = 0; i < expected.verdicts.size(); ++i) {
      if (expected.verdicts[i] == "unread") unread.push_back(static_cast<std::uint32_t>(i + 1));
    }
    if (!expected.verdicts.empty()) {
      EXPECT_EQ(row["pages"], expected.verdicts.size()) << expected.document;
      EXPECT_EQ(row["pages_unread"].get<std::vector<std::uint32_t>>(), unread) << expected.document;
    }
  }
}

TEST_F(SampleGoldTest, EveryQuoteStandsWholeInTheReadingTextOfItsPage) {
  Share share;
  for (const GoldEvidence& gold : load_gold_evidence()) {
    if (!gold.is_readable) continue;
    ++share.all;
    bool is_found = false;
    for (const Json& passage : passages_of(gold.document)) {
      const std::string text = passage["text"];
      const std::size_t at = text.find(gold.quote);
      if (at == std::string::npos) continue;
      for (const Json& word : passage["words"]) {
        if (word["span"][0] < at) continue;
        is_found = is_found || word["page"] == gold.page;
        break;
      }
    }
    share.right += is_found ? 1U : 0U;
    if (!is_found) {
      std::printf("not whole: %s p. %u: %s\n", gold.document.c_str(), gold.page, gold.quote.c_str());
    }
  }
  std::printf("quotes whole in the reading text: %zu of %zu = %.3f\n", share.right, share.all, share.value());
  EXPECT_GE(share.value(), 0.99);
}

TEST_F(SampleGoldTest, LineEndHyphensAreReadAsTheAuthorWroteThem) {
  Share share;
  for (const GoldHyphen& gold : load_gold_hyphens()) {
    ++share.all;
    bool is_found = false;
    for (const Json& passage : passages_of(gold.document))
      is_found = is_found || passage["text"].get<std::string>().find(gold.reading) != std::string::npos;
    share.right += is_found ? 1U : 0U;
    if (!is_found) {
      std::printf("hyphen: %s p. %u: %s|%s should be %s\n", gold.document.c_str(), gold.page,
                  gold.left.c_str(), gold.right.c_str(), gold.reading.c_str());
    }
  }
  std::printf("hyphens: %zu of %zu = %.3f\n", share.right, share.all, share.value());
  EXPECT_GE(share.value(), 0.99);
}

bool is_same_sentence(const std::string& a, const std::string& b) {
  const std::string& longer = a.size() < b.size() ? b : a;
  const std::string& shorter = a.size() < b.size() ? a : b;
  return a == b || (shorter.size() >= kShortestPart && longer.find(shorter) != std::string::npos);
}

struct TaggedSentence {
  std::string document, indicator, quote, squashed;
  bool is_strong = false;
};

std::vector<TaggedSentence> to_tagged(const std::vector<Json>& rows, std::string (*path_of)(const Json&)) {
  std::vector<TaggedSentence> all;
  for (const Json& row : rows) {
    if (row["boilerplate"]) continue;
    const std::string quote = row["quote"];
    all.push_back({path_of(row), row["indicator"], quote, squash(quote), row["strength"] == "sterk"});
  }
  return all;
}

/// Of the sentences that are evidence, how many are tagged with their indicator.
Share count_recall(const std::vector<TaggedSentence>& tagged, const std::vector<GoldEvidence>& evidence) {
  Share share;
  std::map<std::string, Share> by_indicator;
  for (const GoldEvidence& gold : evidence) {
    if (!gold.is_readable) continue;
    const std::string squashed = squash(gold.quote);
    bool is_tagged = false;
    for (const TaggedSentence& found : tagged) {
      is_tagged = is_tagged || (found.document == gold.document && found.indicator == gold.indicator &&
                                is_same_sentence(found.squashed, squashed));
    }
    for (Share* counted : {&share, &by_indicator[gold.indicator]}) {
      ++counted->all;
      counted->right += is_tagged ? 1U : 0U;
    }
    if (!is_tagged) std::printf("missed %s: %s\n", gold.indicator.c_str(), gold.quote.c_str());
  }
  for (const auto& [indicator, counted] : by_indicator)
    std::printf("%s %zu/%zu\n", indicator.c_str(), counted.right, counted.all);
  return share;
}

/// Of the tagged sentences, how many are evidence for that indicator; doubtful places count for neither.
Share count_precision(const std::vector<TaggedSentence>& tagged, const std::vector<GoldEvidence>& evidence,
                      const std::vector<GoldTrap>& traps) {
  Share share;
  for (const TaggedSentence& found : tagged) {
    bool is_evidence = false;
    for (const GoldEvidence& gold : evidence) {
      is_evidence = is_evidence || (gold.document == found.document && gold.indicator == found.indicator &&
                                    is_same_sentence(squash(gold.quote), found.squashed));
    }
    const GoldTrap* trap = nullptr;
    for (const GoldTrap& candidate : traps) {
      const bool is_here = candidate.document == found.document &&
                           candidate.indicators.contains(found.indicator) &&
                           is_same_sentence(squash(candidate.text), found.squashed);
      if (is_here) trap = &candidate;
    }
    if (!is_evidence && trap != nullptr && trap->is_doubtful()) continue;
    ++share.all;
    share.right += is_evidence ? 1U : 0U;
    if (!is_evidence) {
      std::printf("%s %s %s: %s%s%s\n", found.is_strong ? "wrong" : "wrong (weak)", found.indicator.c_str(),
                  found.document.c_str(), found.quote.c_str(), trap != nullptr ? " -- " : "",
                  trap != nullptr ? trap->remark.c_str() : "");
    }
  }
  return share;
}

TEST_F(SampleGoldTest, EvidenceIsTaggedWithItsIndicatorAndLittleElse) {
  const std::vector<TaggedSentence> tagged = to_tagged(ask({"evidence"}), relative_path);
  std::vector<TaggedSentence> strong;
  for (const TaggedSentence& sentence : tagged) {
    if (sentence.is_strong) strong.push_back(sentence);
  }
  const std::vector<GoldEvidence> evidence = load_gold_evidence();
  const Share recall = count_recall(tagged, evidence);
  const Share precision = count_precision(strong, evidence, load_gold_traps());
  std::printf("recall %zu of %zu = %.3f, precision of strong tags %zu of %zu = %.3f\n", recall.right,
              recall.all, recall.value(), precision.right, precision.all, precision.value());
  EXPECT_GE(recall.value(), 0.79);
  EXPECT_GE(precision.value(), 0.92);
}

/// The roles of a row as the gold writes them: "gemeente+netwerkpartner". The gold's "onderzoeker" is none of the
/// four: nobody is expected then.
std::set<std::string> to_roles(const std::string& speaker) {
  std::set<std::string> roles;
  std::istringstream parts(speaker);
  for (std::string role; std::getline(parts, role, '+');) {
    if (role != "onderzoeker") roles.insert(role);
  }
  return roles;
}

TEST_F(SampleGoldTest, PolarityAndSpeakersAreAsMarked) {
  Share polarity;
  Share speakers;
  const std::vector<Json> rows = ask({"evidence"});
  for (const GoldEvidence& gold : load_gold_evidence()) {
    const auto is_it = [&](const Json& row) {
      return row["indicator"] == gold.indicator &&
             squash(row["quote"].get<std::string>()) == squash(gold.quote) &&
             relative_path(row) == gold.document;
    };
    const auto row = std::find_if(rows.begin(), rows.end(), is_it);
    if (row == rows.end()) continue;
    const std::string found = (*row)["polarity"];
    std::set<std::string> roles;
    for (const Json& speaker : (*row)["speakers"])
      roles.insert(speaker["role"].get<std::string>());
    ++polarity.all;
    ++speakers.all;
    polarity.right +=
        found == gold.polarity || (gold.polarity == "norm" && found == "norm-of-voornemen") ? 1U : 0U;
    speakers.right += roles == to_roles(gold.speaker) ? 1U : 0U;
  }
  std::printf("polarity as marked %zu of %zu = %.3f, speakers %zu of %zu = %.3f\n", polarity.right,
              polarity.all, polarity.value(), speakers.right, speakers.all, speakers.value());
  EXPECT_GT(polarity.all, 200U);
  EXPECT_GE(polarity.value(), 0.85);
  EXPECT_GE(speakers.value(), 0.78);
}

}  // namespace
}  // namespace vp::eval
