#include "ingest/worker_pool.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fcntl.h>
#include <gtest/gtest.h>

#include "ingest/extractor.h"
#include "ingest/worker_channel.h"

namespace vp::ingest {
namespace {

std::vector<std::filesystem::path> list_samples() {
  std::vector<std::filesystem::path> samples;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(VP_TEST_SOURCE_DIR "/corpus/samples")) {
    if (entry.path().extension() == ".pdf") samples.push_back(entry.path());
  }
  std::sort(samples.begin(), samples.end());
  return samples;
}

Document read_in_process(Extractor& extractor, const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  DocumentCollector collector;
  extractor.extract({reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, collector);
  return collector.take();
}

TEST(WorkerPoolTest, WorkersGiveWhatTheExtractorGivesInProcess) {
  auto pool = WorkerPool::start({});
  ASSERT_TRUE(pool.has_value()) << to_string(pool.error());
  const auto extractor = make_poppler_extractor();
  const auto samples = list_samples();
  ASSERT_GE(samples.size(), 12U);
  for (const auto& path : samples) {
    const DescriptorHandle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    const auto document = (*pool)->extract_file(file.value());
    ASSERT_TRUE(document.has_value()) << path;
    EXPECT_TRUE(*document == read_in_process(*extractor, path)) << path;
  }
}

}  // namespace
}  // namespace vp::ingest
