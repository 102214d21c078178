// seed_runner.cc - runs a fuzz target's seeds as ordinary tests, for builds without libFuzzer: each seed as
// it is, cut short at many places, and with single bytes changed. Nothing is random: a failure comes back.
#include <algorithm>
#include <cctype>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t kCuts = 200;
constexpr std::size_t kChanges = 500;

std::vector<std::filesystem::path> list_seeds() {
  std::vector<std::filesystem::path> seeds;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(VP_FUZZ_SEEDS_DIR, error)) {
    if (entry.is_regular_file()) seeds.push_back(entry.path());
  }
  std::sort(seeds.begin(), seeds.end());
  return seeds;
}

std::vector<std::uint8_t> load_bytes(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::string to_test_name(const testing::TestParamInfo<std::filesystem::path>& seed) {
  std::string name = seed.param.filename().string();
  std::replace_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
}

/// Runs on a copy of exactly its size, so that the address sanitizer sees one byte too far.
void run_target(const std::vector<std::uint8_t>& bytes) {
  const std::vector<std::uint8_t> exact(bytes.begin(), bytes.end());
  EXPECT_EQ(LLVMFuzzerTestOneInput(exact.data(), exact.size()), 0);
}

TEST(SeedsTest, FolderHoldsSeeds) {
  EXPECT_FALSE(list_seeds().empty()) << "no seeds in " VP_FUZZ_SEEDS_DIR;
}

class SeedTest : public testing::TestWithParam<std::filesystem::path> {};
INSTANTIATE_TEST_SUITE_P(Seeds, SeedTest, testing::ValuesIn(list_seeds()), to_test_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(SeedTest);

TEST_P(SeedTest, RunsAsItIs) {
  run_target(load_bytes(GetParam()));
}

TEST_P(SeedTest, RunsCutShort) {
  const auto bytes = load_bytes(GetParam());
  const std::size_t step = std::max<std::size_t>(1, bytes.size() / kCuts);
  for (std::size_t size = 0; size < bytes.size(); size += step) {
    SCOPED_TRACE("cut at " + std::to_string(size));
    run_target({bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size)});
  }
}

TEST_P(SeedTest, RunsWithBytesChanged) {
  const auto bytes = load_bytes(GetParam());
  std::mt19937 random(20130501);  // NOLINT(cert-msc51-cpp): the same changes in every run
  for (std::size_t i = 0; i < kChanges && !bytes.empty(); ++i) {
    auto changed = bytes;
    const std::size_t place = random() % changed.size();
    changed[place] = static_cast<std::uint8_t>(random());
    SCOPED_TRACE("changed byte " + std::to_string(place));
    run_target(changed);
  }
}

}  // namespace
