// What is found out once for all sessions: by state and question, and never a failure.
#include "apps/web/shared_answers.h"

#include <atomic>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace vp::web {
namespace {

TEST(SharedAnswersTest, FindsOutOnceForAStateAndAQuestion) {
  SharedAnswers<int> answers;
  int made = 0;
  const auto ask = [&](const char* mark, const char* question) {
    const auto answer = answers.find_or_make(mark, question, [&]() -> Result<int> { return ++made; });
    return answer ? **answer : -1;
  };
  EXPECT_EQ(ask("1", "a"), 1);
  EXPECT_EQ(ask("1", "a"), 1);
  EXPECT_EQ(ask("1", "b"), 2);
  EXPECT_EQ(ask("1", "a"), 1);
  EXPECT_EQ(ask("2", "a"), 3);
  EXPECT_EQ(ask("1", "a"), 4) << "of an earlier state nothing is kept";
}

TEST(SharedAnswersTest, KeepsNoFailure) {
  SharedAnswers<int> answers;
  const auto failed = answers.find_or_make("1", "", []() -> Result<int> {
    return Error{ErrorCode::kBusy, "later", ""};
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::kBusy);
  const auto made = answers.find_or_make("1", "", []() -> Result<int> { return 7; });
  ASSERT_TRUE(made);
  EXPECT_EQ(**made, 7);
}

TEST(SharedAnswersTest, AnAnswerOutlivesItsState) {
  SharedAnswers<std::string> answers;
  const auto first =
      answers.find_or_make("1", "", []() -> Result<std::string> { return std::string("first"); });
  ASSERT_TRUE(first);
  ASSERT_TRUE(answers.find_or_make("2", "", []() -> Result<std::string> { return std::string("second"); }));
  EXPECT_EQ(**first, "first");
}

TEST(SharedAnswersTest, ManyQuestionsDoNotGrowWithoutEnd) {
  SharedAnswers<int> answers;
  int made = 0;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 40; ++i)
      ASSERT_TRUE(answers.find_or_make("1", std::to_string(i), [&]() -> Result<int> { return ++made; }));
  }
  EXPECT_GT(made, 40);
  EXPECT_LE(made, 80);
}

TEST(SharedAnswersTest, OthersWaitForWhoFindsItOut) {
  SharedAnswers<int> answers;
  std::atomic<int> made = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&] {
      for (int state = 0; state < 200; ++state) {
        const auto answer = answers.find_or_make("1", "", [&]() -> Result<int> { return ++made; });
        EXPECT_TRUE(answer && **answer == 1);
      }
    });
  }
  threads.clear();
  EXPECT_EQ(made, 1);
}

}  // namespace
}  // namespace vp::web
