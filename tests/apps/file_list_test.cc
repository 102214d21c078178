#include "apps/pipeline/file_list.h"

#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

class FileListTest : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("vindplaats_files_" + std::to_string(::getpid()));
    fs::create_directories(folder_ / "b");
    for (const char* const name : {"z.pdf", "b/a.pdf", "b/.verborgen", "a.txt"})
      std::ofstream(folder_ / name) << name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] std::string list(const std::vector<fs::path>& paths) const {
    std::string text;
    for (const SubmittedFile& file : list_files(paths, {})) {
      text += file.path.lexically_relative(folder_).string() +
              (file.problem.empty() ? "" : " (" + file.problem + ")") + "\n";
    }
    return text;
  }

  fs::path folder_;
};

TEST_F(FileListTest, FoldersAreSearchedAndSortedAndNothingIsLeftOut) {
  EXPECT_EQ(list({folder_}), "a.txt\nb/.verborgen\nb/a.pdf\nz.pdf\n");
}

TEST_F(FileListTest, AFileNamedTwiceIsListedOnce) {
  EXPECT_EQ(list({folder_ / "z.pdf", folder_ / "b" / ".." / "z.pdf", folder_ / "z.pdf"}), "z.pdf\n");
}

TEST_F(FileListTest, MissingFilesAndDeadLinksAreListedWithTheirReason) {
  fs::create_symlink("nergens.pdf", folder_ / "link.pdf");
  EXPECT_EQ(list({folder_ / "weg.pdf", folder_ / "link.pdf"}),
            "link.pdf (the link leads nowhere)\nweg.pdf (there is no such file)\n");
}

TEST_F(FileListTest, LinkToAFolderAboveDoesNotGoRound) {
  fs::create_directory_symlink(folder_, folder_ / "b" / "terug");
  EXPECT_EQ(list({folder_}), "a.txt\nb/.verborgen\nb/a.pdf\nz.pdf\n");
}

}  // namespace
}  // namespace vp::apps
