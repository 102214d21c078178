// finding_fixture.h - findings and anchors for tests, and a store of their own to put them in: a judgements.db, or where
// is_test_on_server() a schema on the test programme's server.
#pragma once

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "index/finding_import.h"
#include "index/finding_store.h"
#include "index/migrations.h"
#include "index/postgres_driver.h"
#include "tests/index/postgres_server.h"
#include "tests/index/sample_documents.h"
#include "tests/index/test_folder.h"
#include "tests/index/test_store.h"

namespace vp::index {

inline const ChangeStamp kVisser = {"visser", "2014-06-01T09:00:00Z"};
inline const ChangeStamp kBakker = {"bakker", "2014-06-02T10:00:00Z"};
inline const ChangeStamp kImport = {"findings import", "2014-06-03T11:00:00Z"};

inline Database open_judgements_file_for_test(const std::filesystem::path& folder) {
  auto database = Database::open(folder / "judgements.db", DatabaseMode::kWrite);
  EXPECT_TRUE(database) << to_string(database.error());
  EXPECT_TRUE(
      database->execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON"));
  const auto migrated = migrate(*database, judgements_schema());
  EXPECT_TRUE(migrated) << to_string(migrated.error());
  return std::move(*database);
}

inline Database open_judgements_on_server_for_test(const std::filesystem::path& folder) {
  auto database = open_postgres({PostgresServer::shared().url(), to_judgements_schema_name(folder.string())},
                                DatabaseMode::kWrite);
  EXPECT_TRUE(database) << to_string(database.error());
  const auto migrated = migrate(*database, postgres_judgements_schema());
  EXPECT_TRUE(migrated) << to_string(migrated.error());
  return std::move(*database);
}

/// As Dossier opens it. Another one of the same folder is another connection to the same judgements.
inline Database open_judgements_for_test(const std::filesystem::path& folder) {
  return is_test_on_server() ? open_judgements_on_server_for_test(folder)
                             : open_judgements_file_for_test(folder);
}

inline Anchor make_test_anchor(std::uint8_t document, const std::string& quote) {
  Anchor anchor;
  anchor.document = sample_id(document);
  anchor.page = {2};
  anchor.rects = {{10, 20.1F, 300, 32.333F}, {10, 34, 120.5F, 46}};
  anchor.continues = {{{3}, {{10, 50, 90, 62}}}};
  anchor.quote = quote;
  anchor.prefix = "wat eraan voorafgaat: ";
  anchor.suffix = " en wat erop volgt";
  anchor.position = {
      AnchorText::kPassages, 7, 8, {3, 3 + static_cast<std::uint32_t>(quote.size())}, 0xfedcba9876543210U};
  anchor.extractor = "lezer 1";
  return anchor;
}

/// What a person writes down.
inline Finding make_judged(const std::string& indicator, Verdict verdict, const std::string& text) {
  Finding finding;
  finding.municipality = "Aalwijk";
  finding.approach = "De Spil";
  finding.round = "2014";
  finding.indicators = {indicator};
  finding.verdict = verdict;
  finding.text = text;
  return finding;
}

/// What a factsheet prints.
inline PublishedFinding make_published(std::uint8_t document, const std::string& indicator, Verdict verdict,
                                       const std::string& text) {
  Finding finding = make_judged(indicator, verdict, text);
  finding.state = FindingState::kConfirmed;
  finding.origin = FindingOrigin::kFactsheet;
  finding.printed = PrintedRow{sample_id(document), 4, {indicator}, "√", true, "own row"};
  return {finding, {make_test_anchor(document, text)}};
}

}  // namespace vp::index
