#include "tests/eval/national_gold.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <nlohmann/json.hpp>

namespace vp::eval {
namespace {

using nlohmann::json;

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& what) {
  std::fprintf(stderr, "%s: %s\n", path.c_str(), what.c_str());
  std::abort();
}

std::optional<std::uint32_t> count_of(const json& value) {
  if (value.is_null()) return std::nullopt;
  return value.get<std::uint32_t>();
}

std::string to_text(std::optional<std::uint32_t> count) {
  return count ? std::to_string(*count) : "-";
}

std::string describe(const GoldPercentage& gold) {
  return "page " + std::to_string(gold.page) + ": " + gold.printed + " [" + gold.kind + "] " +
         to_text(gold.numerator) + "/" + to_text(gold.denominator) + " '" + gold.sentence.value_or("") + "'";
}

std::string describe(const readers::PrintedPercentage& read) {
  return "page " + std::to_string(read.page.number()) + ": " + std::string(read.span.in(read.sentence.text)) +
         " [" + std::string(to_string(read.kind)) + "] " + to_text(read.numerator) + "/" +
         to_text(read.denominator) + " '" + read.sentence.text + "'";
}

bool is_same_share(const GoldPercentage& gold, const readers::PrintedPercentage& read) {
  return to_string(read.kind) == gold.kind && std::fabs(read.value - gold.percent) < 0.051;
}

/// How well `read` answers `gold`; 0 when it is another percentage.
int closeness(const GoldPercentage& gold, const readers::PrintedPercentage& read) {
  if (!is_same_share(gold, read)) return 0;
  const bool has_page = read.page.number() == gold.page;
  const bool has_sentence = gold.sentence && *gold.sentence == read.sentence.text;
  const bool has_counts = gold.numerator == read.numerator && gold.denominator == read.denominator;
  return 1 + (has_page ? 8 : 0) + (has_sentence ? 4 : 0) + (has_counts ? 1 : 0);
}

class Scorer {
 public:
  explicit Scorer(std::vector<std::string>* faults) : faults_(faults) {}

  void score_municipalities(const NationalGold& gold, const readers::NationalReport& read) {
    score_.municipalities = gold.municipalities.size();
    for (const GoldMunicipality& wanted : gold.municipalities) {
      score_.approaches += wanted.approaches.size();
      const auto found = std::ranges::find_if(
          read.municipalities,
          [&](const readers::ReportedMunicipality& candidate) { return candidate.name.text == wanted.name; });
      if (found == read.municipalities.end()) {
        note("municipality not found: " + wanted.name);
        continue;
      }
      ++score_.municipalities_found;
      score_approaches(wanted, *found);
    }
    for (const readers::ReportedMunicipality& candidate : read.municipalities) {
      const bool is_wanted = std::ranges::any_of(
          gold.municipalities, [&](const GoldMunicipality& m) { return m.name == candidate.name.text; });
      if (is_wanted) continue;
      ++score_.municipalities_extra;
      note("no municipality: " + candidate.name.text);
    }
  }

  void score_percentages(const NationalGold& gold, const readers::NationalReport& read) {
    std::vector<bool> is_used(read.percentages.size(), false);
    score_.percentages = gold.percentages.size();
    // The closest pairs first, so that equal figures on other pages do not take each other's place.
    constexpr int kBest = 14;
    std::vector<bool> is_found(gold.percentages.size(), false);
    for (int wanted = kBest; wanted > 0; --wanted) {
      for (std::size_t g = 0; g < gold.percentages.size(); ++g) {
        for (std::size_t r = 0; r < read.percentages.size() && !is_found[g]; ++r) {
          if (is_used[r] || closeness(gold.percentages[g], read.percentages[r]) != wanted) continue;
          is_found[g] = is_used[r] = true;
          score_pair(gold.percentages[g], read.percentages[r]);
        }
      }
    }
    for (std::size_t g = 0; g < is_found.size(); ++g) {
      if (gold.percentages[g].sentence) ++score_.sentences;
      if (!is_found[g]) note("not found: " + describe(gold.percentages[g]));
    }
    for (std::size_t r = 0; r < is_used.size(); ++r) {
      if (is_used[r]) continue;
      ++score_.percentages_extra;
      note("not in the gold: " + describe(read.percentages[r]));
    }
  }

  [[nodiscard]] const NationalScore& score() const { return score_; }

 private:
  void score_approaches(const GoldMunicipality& wanted, const readers::ReportedMunicipality& found) {
    for (const std::string& approach : wanted.approaches) {
      const bool is_there = std::ranges::any_of(
          found.approaches, [&](const readers::PlacedText& text) { return text.text == approach; });
      score_.approaches_found += is_there ? 1 : 0;
      if (!is_there) note("approach not found: " + wanted.name + ": " + approach);
    }
    for (const readers::PlacedText& text : found.approaches) {
      if (std::ranges::find(wanted.approaches, text.text) != wanted.approaches.end()) continue;
      ++score_.approaches_extra;
      note("no approach: " + wanted.name + ": " + text.text);
    }
  }

  void score_pair(const GoldPercentage& gold, const readers::PrintedPercentage& read) {
    ++score_.percentages_found;
    const bool has_sentence = gold.sentence && *gold.sentence == read.sentence.text;
    const bool has_counts = gold.numerator == read.numerator && gold.denominator == read.denominator;
    const bool has_page = read.page.number() == gold.page;
    score_.sentences_right += has_sentence ? 1 : 0;
    score_.counts_right += has_counts ? 1 : 0;
    score_.pages_right += has_page ? 1 : 0;
    if ((gold.sentence && !has_sentence) || !has_counts || !has_page)
      note("differs: " + describe(gold) + " read as " + describe(read));
  }

  void note(const std::string& fault) {
    if (faults_ != nullptr) faults_->push_back(fault);
  }

  std::vector<std::string>* faults_;
  NationalScore score_;
};

}  // namespace

NationalGold load_national_gold(const std::filesystem::path& path) {
  std::ifstream file(path);
  if (!file) fail(path, "cannot be opened");
  NationalGold gold;
  try {
    const json content = json::parse(file);
    for (const json& entry : content.at("municipalities"))
      gold.municipalities.push_back({entry.at("name"), entry.at("approaches")});
    for (const json& entry : content.at("percentages")) {
      GoldPercentage percentage;
      percentage.printed = entry.at("printed");
      percentage.kind = entry.value("kind", "percentage");
      percentage.percent = entry.at("percent");
      if (!entry.at("sentence").is_null()) percentage.sentence = entry.at("sentence").get<std::string>();
      percentage.numerator = count_of(entry.at("numerator"));
      percentage.denominator = count_of(entry.at("denominator"));
      percentage.page = entry.at("page");
      gold.percentages.push_back(std::move(percentage));
    }
  } catch (const json::exception& error) {
    fail(path, error.what());
  }
  return gold;
}

NationalScore& NationalScore::operator+=(const NationalScore& o) {
  municipalities += o.municipalities;
  municipalities_found += o.municipalities_found;
  municipalities_extra += o.municipalities_extra;
  approaches += o.approaches;
  approaches_found += o.approaches_found;
  approaches_extra += o.approaches_extra;
  percentages += o.percentages;
  percentages_found += o.percentages_found;
  percentages_extra += o.percentages_extra;
  sentences += o.sentences;
  sentences_right += o.sentences_right;
  counts_right += o.counts_right;
  pages_right += o.pages_right;
  return *this;
}

NationalScore score_national(const NationalGold& gold, const readers::NationalReport& read,
                             std::vector<std::string>* faults) {
  Scorer scorer(faults);
  scorer.score_municipalities(gold, read);
  scorer.score_percentages(gold, read);
  return scorer.score();
}

std::vector<NationalFile> list_national(const std::filesystem::path& folder,
                                        const std::filesystem::path& gold_folder) {
  std::vector<NationalFile> files;
  const auto add = [&](const std::filesystem::path& pdf) {
    const std::filesystem::path gold = gold_folder / (pdf.stem().string() + ".json");
    if (pdf.extension() == ".pdf" && std::filesystem::exists(gold)) files.push_back({pdf, gold});
  };
  if (!std::filesystem::is_directory(folder)) {
    add(folder);
    return files;
  }
  for (const std::filesystem::directory_entry& entry : std::filesystem::directory_iterator(folder))
    add(entry.path());
  std::ranges::sort(files, {}, &NationalFile::pdf);
  return files;
}

}  // namespace vp::eval
