#include "tests/eval/factsheet_gold.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <nlohmann/json.hpp>

#include "nlp/framework_wording.h"

namespace vp::eval {
namespace {

using Json = nlohmann::json;

[[noreturn]] void stop(const std::filesystem::path& file, const std::string& what) {
  std::fprintf(stderr, "%s: %s\n", file.c_str(), what.c_str());
  std::abort();
}

GoldFinding to_finding(const Json& row) {
  GoldFinding finding;
  finding.municipality = row.at("municipality");
  finding.approach = row.at("approach");
  finding.indicator = row.at("indicator");
  finding.verdict = row.at("verdict");
  finding.text = fold_spaces(row.at("text"));
  if (!row.at("note").is_null()) finding.note = fold_spaces(row.at("note"));
  if (row.contains("text_of_group")) finding.text_of_group = fold_spaces(row.at("text_of_group"));
  finding.page = row.at("page");
  finding.marks = row.value("marks_printed_for_group", "");
  finding.indicators_in_group = row.value("indicators_in_group", std::size_t{1});
  return finding;
}

GoldFrame to_frame(const Json& meta) {
  GoldFrame frame;
  frame.municipality = meta.at("municipality");
  if (!meta.at("month_year").is_null()) frame.month_year = meta.at("month_year");
  for (const Json& row : meta.at("approaches")) {
    GoldApproach approach;
    approach.name = row.at("name");
    approach.description_starts = row.at("description_starts");
    approach.partners = row.at("partners").get<std::vector<std::string>>();
    for (const auto& [theme, halves] : row.at("conclusions").items()) {
      approach.good[theme] = fold_spaces(halves.at("goed"));
      approach.better[theme] = fold_spaces(halves.at("beter"));
    }
    frame.approaches.push_back(std::move(approach));
  }
  return frame;
}

bool is_same_name(const std::string& printed, const std::string& gold) {
  const std::string a = nlp::to_squashed(printed);
  const std::string b = nlp::to_squashed(gold);
  return a == b || (!a.empty() && !b.empty() && (a.starts_with(b) || b.starts_with(a)));
}

std::string text_or(const std::optional<std::string>& text) {
  return text ? *text : "(none)";
}

/// Compares one reading with its gold and keeps count.
class Scorer {
 public:
  Scorer(const FactsheetGold& gold, const readers::Factsheet& read, std::vector<std::string>* faults)
      : gold_(gold), read_(read), faults_(faults) {}

  FactsheetScore score() {
    std::size_t in_print = 0;
    for (const readers::RowGroup& group : read_.groups)
      in_print += group.findings.size();
    for (const GoldFinding& finding : gold_.findings)
      score_row(finding);
    score_.extra_rows = in_print - std::min(in_print, score_.found);
    if (!gold_.findings.empty() && !gold_.frame)
      expect_fact("municipality", gold_.findings.front().municipality, read_.municipality);
    if (gold_.frame) score_frame(*gold_.frame);
    return score_;
  }

 private:
  void fault(const std::string& where, const std::string& expected, const std::string& found) {
    if (faults_ != nullptr) faults_->push_back(where + "\n    gold: " + expected + "\n    read: " + found);
  }

  void expect_fact(const std::string& what, const std::string& expected, const std::string& found) {
    ++score_.facts_expected;
    if (fold_spaces(found) == expected) {
      ++score_.facts;
    } else {
      fault(what, expected, found);
    }
  }

  void score_row(const GoldFinding& gold) {
    ++score_.rows;
    score_.notes_expected += gold.note ? 1 : 0;
    const std::string where = gold.approach + " " + gold.indicator;
    for (const readers::RowGroup& group : read_.groups) {
      const std::string& approach = read_.approaches.at(group.approach).name.text;
      if (!is_same_name(approach, gold.approach)) continue;
      for (const readers::PrintedFinding& finding : group.findings) {
        if (finding.indicator != gold.indicator) continue;
        ++score_.found;
        return compare(gold, group, finding, where);
      }
    }
    fault(where, "a row", "none");
  }

  void compare(const GoldFinding& gold, const readers::RowGroup& group,
               const readers::PrintedFinding& finding, const std::string& where) {
    const std::string verdict(to_string(finding.verdict));
    if (verdict == gold.verdict) {
      ++score_.verdicts;
    } else {
      fault(where + " verdict", gold.verdict, verdict + " (" + group.marks + ")");
    }
    const std::string text = fold_spaces(finding.text.text);
    if (text == gold.text || text == gold.text_of_group) {
      ++score_.texts;
    } else {
      fault(where + " text (" + std::string(to_string(finding.match)) + ")", gold.text, text);
    }
    std::optional<std::string> note;
    if (finding.note) note = fold_spaces(finding.note->text);
    if (gold.note && note == gold.note) {
      ++score_.notes;
    } else if (note != gold.note) {
      fault(where + " note", text_or(gold.note), text_or(note));
    }
    score_.notes_invented += finding.note && !gold.note ? 1 : 0;
    if (finding.page.number() == gold.page) {
      ++score_.pages;
    } else {
      fault(where + " page", std::to_string(gold.page), std::to_string(finding.page.number()));
    }
    if (group.marks == gold.marks && group.findings.size() == gold.indicators_in_group) {
      ++score_.groups;
    } else {
      fault(where + " group", gold.marks + " for " + std::to_string(gold.indicators_in_group),
            group.marks + " for " + std::to_string(group.findings.size()));
    }
  }

  void score_frame(const GoldFrame& frame) {
    static constexpr const char* kMonths[] = {"Januari",   "Februari", "Maart",    "April",
                                              "Mei",       "Juni",     "Juli",     "Augustus",
                                              "September", "Oktober",  "November", "December"};
    expect_fact("municipality", frame.municipality, read_.municipality);
    std::string date;
    if (read_.month) date = std::string(kMonths[*read_.month - 1]) + " ";
    if (read_.year) date += std::to_string(*read_.year);
    std::string expected = frame.month_year;
    if (!expected.empty() && expected[0] >= 'a') expected[0] = static_cast<char>(expected[0] - 32);
    expect_fact("month and year", expected, date);
    for (const GoldApproach& approach : frame.approaches)
      score_approach(approach);
  }

  void score_approach(const GoldApproach& gold) {
    for (std::size_t a = 0; a < read_.approaches.size(); ++a) {
      const readers::Approach& approach = read_.approaches[a];
      if (!is_same_name(approach.name.text, gold.name)) continue;
      expect_fact("approach", gold.name, approach.name.text);
      std::string partners;
      for (const readers::PlacedText& partner : approach.partners)
        partners += partner.text + "; ";
      std::string expected;
      for (const std::string& partner : gold.partners)
        expected += partner + "; ";
      expect_fact(gold.name + " partners", fold_spaces(expected), partners);
      expect_fact(gold.name + " description", gold.description_starts,
                  approach.description.text.substr(0, gold.description_starts.size()));
      for (const auto& [theme, text] : gold.good)
        expect_fact(gold.name + " " + theme + " goed", text,
                    conclusion(a, theme, readers::ConclusionKind::kGood));
      for (const auto& [theme, text] : gold.better)
        expect_fact(gold.name + " " + theme + " beter", text,
                    conclusion(a, theme, readers::ConclusionKind::kBetter));
      return;
    }
    expect_fact("approach", gold.name, "");
  }

  std::string conclusion(std::size_t approach, const std::string& theme, readers::ConclusionKind kind) {
    std::string text;
    for (const readers::Conclusion& item : read_.conclusions)
      if (item.approach == approach && item.theme == theme && item.kind == kind)
        text += (text.empty() ? "" : " ") + item.text.text;
    return text;
  }

  const FactsheetGold& gold_;
  const readers::Factsheet& read_;
  std::vector<std::string>* faults_;
  FactsheetScore score_;
};

}  // namespace

std::string fold_spaces(const std::string& text) {
  std::string folded;
  for (const char c : text) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (!is_space) {
      folded += c;
    } else if (!folded.empty() && folded.back() != ' ') {
      folded += ' ';
    }
  }
  if (folded.ends_with(' ')) folded.pop_back();
  return folded;
}

FactsheetGold load_factsheet_gold(const std::filesystem::path& findings_jsonl) {
  FactsheetGold gold;
  std::ifstream stream(findings_jsonl);
  if (!stream) stop(findings_jsonl, "cannot be read");
  try {
    for (std::string line; std::getline(stream, line);)
      if (!line.empty()) gold.findings.push_back(to_finding(Json::parse(line)));
    std::string meta = findings_jsonl.string();
    const std::string suffix = ".findings.jsonl";
    meta.replace(meta.size() - suffix.size(), suffix.size(), ".meta.json");
    if (std::ifstream frame(meta); frame) gold.frame = to_frame(Json::parse(frame));
  } catch (const Json::exception& error) {
    stop(findings_jsonl, error.what());
  }
  if (gold.findings.empty()) stop(findings_jsonl, "no findings");
  return gold;
}

FactsheetScore& FactsheetScore::operator+=(const FactsheetScore& other) {
  rows += other.rows;
  found += other.found;
  verdicts += other.verdicts;
  texts += other.texts;
  pages += other.pages;
  groups += other.groups;
  notes_expected += other.notes_expected;
  notes += other.notes;
  notes_invented += other.notes_invented;
  facts_expected += other.facts_expected;
  facts += other.facts;
  extra_rows += other.extra_rows;
  return *this;
}

FactsheetScore score_factsheet(const FactsheetGold& gold, const readers::Factsheet& read,
                               std::vector<std::string>* faults) {
  return Scorer(gold, read, faults).score();
}

}  // namespace vp::eval
