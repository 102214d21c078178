#include "apps/pipeline/file_list.h"

#include <algorithm>
#include <set>

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

class FileLister {
 public:
  explicit FileLister(const SubmissionLabels& labels) : labels_(labels) {}

  void add(const fs::path& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (!fs::exists(status)) {
      // A name that is not there is still something that was handed in: it is listed with its reason.
      add_file(path, fs::is_symlink(fs::symlink_status(path, error)) ? "the link leads nowhere"
                                                                     : "there is no such file");
    } else if (fs::is_directory(status)) {
      add_folder(path);
    } else if (fs::is_regular_file(status)) {
      add_file(path, "");
    } else {
      add_file(path, "this is no regular file");
    }
  }

  std::vector<SubmittedFile> take() {
    std::sort(files_.begin(), files_.end(), [](const SubmittedFile& a, const SubmittedFile& b) {
      return a.path.native() < b.path.native();
    });
    const auto last =
        std::unique(files_.begin(), files_.end(),
                    [](const SubmittedFile& a, const SubmittedFile& b) { return a.path == b.path; });
    files_.erase(last, files_.end());
    return std::move(files_);
  }

 private:
  void add_folder(const fs::path& folder) {
    std::error_code error;
    // A folder is entered once by its real place, so that a link to a folder above it does not go round
    // forever.
    const fs::path real = fs::canonical(folder, error);
    if (error || !entered_.insert(real.native()).second) return;
    std::vector<fs::path> entries;
    fs::directory_iterator place(folder, error);
    for (; !error && place != fs::directory_iterator{}; place.increment(error))
      entries.push_back(place->path());
    for (const fs::path& entry : entries)
      add(entry);
    if (error) add_file(folder, "the folder cannot be read whole: " + error.message());
  }

  void add_file(const fs::path& path, std::string problem) {
    files_.push_back({fs::absolute(path).lexically_normal(), labels_, std::move(problem)});
  }

  const SubmissionLabels& labels_;
  std::set<std::string> entered_;
  std::vector<SubmittedFile> files_;
};

}  // namespace

std::vector<SubmittedFile> list_files(std::span<const fs::path> paths, const SubmissionLabels& labels) {
  FileLister lister(labels);
  for (const fs::path& path : paths)
    lister.add(path);
  return lister.take();
}

}  // namespace vp::apps
