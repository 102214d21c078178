#include <gtest/gtest.h>

#include "index/saved_query_store.h"
#include "tests/index/finding_fixture.h"

namespace vp::index {
namespace {

class SavedQueryTest : public testing::Test {
 protected:
  std::string listed() {
    std::string text;
    const auto saved = store_.list();
    EXPECT_TRUE(saved);
    for (const SavedQuery& query : *saved)
      text += query.name + "=" + query.query + " (" + query.changed_by + ") ";
    return text;
  }
  std::vector<std::string> faults() {
    std::vector<std::string> found;
    EXPECT_TRUE(add_saved_query_faults(database_, found));
    return found;
  }
  std::int64_t log_size() { return *database_.query_integer("SELECT count(*) FROM log"); }

  TestFolder folder_;
  Database database_ = open_judgements_for_test(folder_.path());
  SavedQueryStore store_{database_};
};

TEST_F(SavedQueryTest, KeepsQueriesByNameAndEveryChangeInTheLog) {
  ASSERT_TRUE(store_.save("regie", "regie* NIET gemeente:\"Den Oord\"", kVisser));
  ASSERT_TRUE(store_.save("drang", "drang OF dwang", kBakker));
  EXPECT_EQ(listed(), "drang=drang OF dwang (bakker) regie=regie* NIET gemeente:\"Den Oord\" (visser) ");
  ASSERT_TRUE(store_.save("regie", "regisseur", kBakker));
  EXPECT_EQ(store_.load("regie")->query, "regisseur");
  EXPECT_EQ(log_size(), 3);
  ASSERT_TRUE(store_.save("regie", "regisseur", kVisser));
  EXPECT_EQ(log_size(), 3) << "saying the same again is no change";
  EXPECT_EQ(faults(), std::vector<std::string>());
}

TEST_F(SavedQueryTest, RemovesWithoutForgettingAndTakesTheNameAgain) {
  ASSERT_TRUE(store_.save("regie", "regie", kVisser));
  ASSERT_TRUE(store_.remove("regie", kBakker));
  EXPECT_EQ(listed(), "");
  EXPECT_EQ(store_.load("regie").error().code, ErrorCode::kNotFound);
  EXPECT_EQ(store_.remove("regie", kBakker).error().code, ErrorCode::kNotFound);
  ASSERT_TRUE(store_.save("regie", "regie", kVisser));
  EXPECT_EQ(listed(), "regie=regie (visser) ");
  EXPECT_EQ(log_size(), 3);
  EXPECT_FALSE(database_.execute("DELETE FROM saved_query"));
  EXPECT_FALSE(database_.execute("UPDATE saved_query SET name = 'other'"));
  EXPECT_EQ(faults(), std::vector<std::string>());
}

TEST_F(SavedQueryTest, RefusesWhatIsNoNameOrNoQuery) {
  for (const std::string& name : {std::string(), std::string("a b"), std::string("@a"), std::string("a/b"),
                                  std::string("é"), std::string(kMaxQueryNameBytes + 1, 'a')}) {
    EXPECT_EQ(store_.save(name, "regie", kVisser).error().code, ErrorCode::kInvalidArgument) << name;
  }
  EXPECT_EQ(store_.save("a", "", kVisser).error().code, ErrorCode::kInvalidArgument);
  EXPECT_EQ(store_.save("a", "regie", {}).error().code, ErrorCode::kInvalidArgument);
}

TEST_F(SavedQueryTest, TellsAQueryThatTheLogDoesNotKnow) {
  ASSERT_TRUE(store_.save("regie", "regie", kVisser));
  ASSERT_TRUE(database_.execute(is_test_on_server() ? "ALTER TABLE saved_query DISABLE TRIGGER USER"
                                                    : "DROP TRIGGER saved_query_change_is_logged"));
  ASSERT_TRUE(database_.execute("UPDATE saved_query SET query = 'dwang'"));
  EXPECT_EQ(faults(),
            std::vector<std::string>{"query regie: says something else than the last entry of its log"});
}

}  // namespace
}  // namespace vp::index
