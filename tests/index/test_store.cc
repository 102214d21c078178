#include "tests/index/test_store.h"

#include <cstdlib>
#include <string>

#include <gtest/gtest.h>

#include "tests/index/postgres_server.h"

namespace vp::index {

bool is_test_on_server() {
  return std::getenv("VP_TEST_ON_SERVER") != nullptr;
}

namespace {

/// Where there is no server, tests that are to run on one are skipped, not passed.
class ServerEnvironment : public testing::Environment {
 public:
  void SetUp() override {
    if (!is_test_on_server()) return;
    if (const std::string& absence = PostgresServer::shared().absence(); !absence.empty())
      GTEST_SKIP() << absence;
  }
};

const testing::Environment* const kEnvironment = testing::AddGlobalTestEnvironment(new ServerEnvironment);

}  // namespace

}  // namespace vp::index
