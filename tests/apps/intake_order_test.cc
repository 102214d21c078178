// What an ingest does to the index besides adding to it.
#include <filesystem>

#include <gtest/gtest.h>

#include "index/database.h"
#include "tests/apps/sample_dossier.h"

namespace vp::apps {
namespace {

std::int64_t ask_index(const SampleDossier& dossier, const char* sql) {
  auto database = index::Database::open(dossier.folder() / "index.db", index::DatabaseMode::kWrite);
  EXPECT_TRUE(database);
  if (!database) return -1;
  const auto answer = database->query_integer(sql);
  EXPECT_TRUE(answer);
  return answer ? *answer : -1;
}

// An ingest was killed when its last document was in and the search for templates was not done: the next one had nothing to
// read, left it so for good, and the dossier answered otherwise than an undisturbed one.
TEST(IntakeOrderTest, PutsInOrderWhatAKilledRunLeftAlsoWhenNothingIsToBeRead) {
  const SampleDossier dossier("order");
  const std::vector<std::string> files = {"samples/oostbrenk/nota_opgroeien_2012-2016.pdf"};
  dossier.ingest(files);
  constexpr const char* kInOrder = "SELECT count(*) FROM meta WHERE key = 'templates_state' AND value != ''";
  ASSERT_EQ(ask_index(dossier, kInOrder), 1);
  ask_index(dossier, "DELETE FROM meta WHERE key = 'templates_state'");
  ASSERT_EQ(ask_index(dossier, kInOrder), 0);
  dossier.ingest(files);
  EXPECT_EQ(ask_index(dossier, kInOrder), 1);
}

}  // namespace
}  // namespace vp::apps
