#include "apps/pipeline/bounded_queue.h"

#include <set>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

namespace vp::apps {
namespace {

TEST(BoundedQueueTest, EverythingPushedIsPoppedOnceByManyThreads) {
  constexpr int kItems = 1000;
  BoundedQueue<int> queue(3);
  std::mutex mutex;
  std::multiset<int> seen;
  {
    std::vector<std::jthread> takers;
    for (int i = 0; i < 4; ++i) {
      takers.emplace_back([&] {
        while (const std::optional<int> item = queue.pop()) {
          const std::lock_guard lock(mutex);
          seen.insert(*item);
        }
      });
    }
    std::jthread first([&] {
      for (int i = 0; i < kItems; i += 2)
        queue.push(i);
    });
    for (int i = 1; i < kItems; i += 2)
      queue.push(i);
    first.join();
    queue.close();
  }
  EXPECT_EQ(seen.size(), static_cast<std::size_t>(kItems));
  EXPECT_EQ(std::set<int>(seen.begin(), seen.end()).size(), static_cast<std::size_t>(kItems));
}

TEST(BoundedQueueTest, ClosedQueueHandsOutWhatItHoldsThenEnds) {
  BoundedQueue<int> queue(4);
  queue.push(1);
  queue.close();
  EXPECT_FALSE(queue.push(2));
  EXPECT_FALSE(queue.is_drained());
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), std::nullopt);
  EXPECT_TRUE(queue.is_drained());
}

TEST(BoundedQueueTest, WaitingPopGivesUpInTime) {
  BoundedQueue<int> queue(1);
  EXPECT_EQ(queue.pop_within(std::chrono::milliseconds(1)), std::nullopt);
  EXPECT_FALSE(queue.is_drained());
}

}  // namespace
}  // namespace vp::apps
