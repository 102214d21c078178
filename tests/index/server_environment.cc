// Skips every test of a programme whose tests need a PostgreSQL server, where there is none.
#include <gtest/gtest.h>

#include "tests/index/postgres_server.h"

namespace vp::index {
namespace {

class ServerEnvironment : public testing::Environment {
 public:
  void SetUp() override {
    if (const std::string& absence = PostgresServer::shared().absence(); !absence.empty())
      GTEST_SKIP() << absence;
  }
};

const testing::Environment* const kEnvironment = testing::AddGlobalTestEnvironment(new ServerEnvironment);

}  // namespace
}  // namespace vp::index
