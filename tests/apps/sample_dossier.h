// sample_dossier.h - a dossier of its own for one test, driven through the command line; on a server where
// is_test_on_server().
#pragma once

#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <unistd.h>

#include "apps/cli/command_line.h"
#include "apps/cli/json_lines.h"
#include "tests/index/postgres_server.h"
#include "tests/index/test_store.h"

namespace vp::apps {

struct Ran {
  ExitStatus status = ExitStatus::kDone;
  std::string out, err;
};

inline std::vector<Json> lines_of(const std::string& text) {
  std::vector<Json> objects;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);)
    objects.push_back(Json::parse(line));
  return objects;
}

/// A file of corpus/.
inline std::string corpus_file(const std::string& path) {
  return (std::filesystem::path(VP_TEST_SOURCE_DIR) / "corpus" / path).string();
}

class SampleDossier {
 public:
  explicit SampleDossier(const std::string& name)
      : folder_(std::filesystem::temp_directory_path() /
                ("vindplaats_" + name + "_" + std::to_string(::getpid()))) {
    std::filesystem::remove_all(folder_);
    std::ostringstream out;
    std::ostringstream err;
    Context context{out, err, "", false, false, ExitStatus::kDone};
    std::vector<std::string> init = {"init", folder_.string(), "--id", "0123"};
    if (index::is_test_on_server()) {
      static int made = 0;  // the id names the tables on the server, so only the first can have that one
      if (++made > 1) init.back() = name + std::to_string(made);
      init.insert(init.end(), {"--store", index::PostgresServer::shared().url()});
    }
    EXPECT_EQ(run_command_line(init, context), ExitStatus::kDone) << err.str();
  }
  SampleDossier(const SampleDossier&) = delete;
  SampleDossier& operator=(const SampleDossier&) = delete;
  ~SampleDossier() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

  Ran run(std::vector<std::string> arguments) const {
    std::ostringstream out;
    std::ostringstream err;
    Context context{out, err, "", false, false, ExitStatus::kDone};
    arguments.insert(arguments.begin(), {"-C", folder_.string()});
    const ExitStatus status = run_command_line(arguments, context);
    return {status, out.str(), err.str()};
  }

  /// Takes in files of corpus/.
  void ingest(const std::vector<std::string>& paths, std::vector<std::string> labels = {}) const {
    std::vector<std::string> arguments = {"ingest"};
    for (const std::string& path : paths)
      arguments.push_back(corpus_file(path));
    arguments.insert(arguments.end(), labels.begin(), labels.end());
    const Ran ran = run(arguments);
    // Some samples have pages that cannot be read.
    EXPECT_TRUE(ran.status == ExitStatus::kDone || ran.status == ExitStatus::kSomeFailed) << ran.err;
  }

 private:
  std::filesystem::path folder_;
};

}  // namespace vp::apps
