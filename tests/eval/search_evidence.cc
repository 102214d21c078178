#include "tests/eval/search_evidence.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <utility>

#include "tests/eval/factsheet_gold.h"
#include "tests/eval/sample_gold.h"

namespace vp::eval {
namespace {

namespace fs = std::filesystem;

/// So much of a sentence tells it from others, and seldom crosses the end of a cell or a page.
constexpr std::size_t kAnchorBytes = 32;

std::string beginning_of(const std::string& quote) {
  const std::string folded = fold_for_anchor(quote);
  std::size_t end = std::min(folded.size(), kAnchorBytes);
  while (end < folded.size() && end > 0 && (static_cast<unsigned char>(folded[end]) & 0xC0U) == 0x80U)
    --end;
  return folded.substr(0, end);
}

std::string to_polarity(const std::string& verdict) {
  if (verdict == "voldoet") return "aanwezig";
  return verdict == "verbeterpunt" ? "afwezig" : verdict;
}

void add_findings(const fs::path& file, const std::string& path, std::vector<MarkedEvidence>& all) {
  for (const GoldFinding& finding : load_factsheet_gold(file).findings) {
    all.push_back(
        {finding.indicator, to_polarity(finding.verdict), "inspectie", path, beginning_of(finding.text), {}});
  }
}

/// A table: (part of) the document's path, indicators, polarity, speaker, how the sentence begins.
void add_table(const fs::path& file, const std::string& folder, std::vector<MarkedEvidence>& all) {
  std::ifstream stream(file);
  std::string line;
  std::getline(stream, line);  // the header
  while (std::getline(stream, line)) {
    std::istringstream columns(line);
    std::string document, indicators, polarity, speaker, quote, indicator;
    for (std::string* column : {&document, &indicators, &polarity, &speaker, &quote}) {
      if (std::getline(columns, *column, '\t')) continue;
      std::fprintf(stderr, "%s: too few columns: %s\n", file.c_str(), line.c_str());
      std::exit(2);
    }
    std::istringstream list(indicators);
    while (std::getline(list, indicator, ','))
      all.push_back({indicator, polarity, speaker, folder + document, beginning_of(quote), {}});
  }
}

}  // namespace

std::vector<MarkedEvidence> load_marked_evidence(const SearchCollection& collection, const fs::path& shared,
                                                 std::vector<std::string>& warnings) {
  const fs::path corpus = fs::path(VP_TEST_SOURCE_DIR) / "corpus";
  std::vector<MarkedEvidence> all;
  for (const GoldEvidence& row : load_gold_evidence()) {
    if (!row.is_readable) continue;
    all.push_back(
        {row.indicator, row.polarity, row.speaker, "samples/" + row.document, beginning_of(row.quote), {}});
  }
  add_table(corpus / "queries/gold/evidence.tsv", "queries/", all);
  // Statements in corpus/layouts that its own gold does not give to an indicator.
  add_table(fs::path(VP_TEST_SOURCE_DIR) / "tests/eval/search_evidence.tsv", "", all);
  for (const ComposedFactsheet& sheet : kComposedFactsheets) {
    add_findings(corpus / "layouts/gold/factsheets" / (std::string(sheet.name) + ".findings.jsonl"),
                 std::string("layouts/factsheets/") + sheet.name, all);
  }
  if (collection.has_factsheets()) {
    for (const char* name : {"hengelo", "dordrecht"}) {
      add_findings(shared / "examples/factsheets" / (std::string(name) + ".findings.jsonl"),
                   std::string("chromium/factsheet_") + name, all);
    }
  }
  for (MarkedEvidence& evidence : all) {
    evidence.passages = collection.find_anchor(evidence.path, evidence.quote);
    if (evidence.passages.empty()) {
      warnings.push_back("evidence for " + evidence.indicator + " in no passage of " + evidence.path + ": " +
                         evidence.quote);
    }
  }
  return all;
}

}  // namespace vp::eval
