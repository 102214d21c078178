#include "apps/web/batch_store.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <vector>

#include "apps/web/request_guard.h"
#include "index/atomic_file.h"

namespace vp::web {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kNameLength = 16;

fs::path folder_of(const fs::path& dossier) {
  return dossier / "batches";
}

void let_go_of_oldest(const fs::path& folder) {
  std::error_code ignored;
  std::vector<std::pair<fs::file_time_type, fs::path>> kept;
  for (fs::directory_iterator at(folder, ignored), end; at != end; at.increment(ignored))
    kept.emplace_back(at->last_write_time(ignored), at->path());
  if (kept.size() <= kMostBatches) return;
  std::ranges::sort(kept);
  for (std::size_t i = 0; i < kept.size() - kMostBatches; ++i)
    fs::remove(kept[i].second, ignored);
}

}  // namespace

Result<std::string> keep_batch(const fs::path& dossier, std::string_view text) {
  std::error_code ignored;
  fs::create_directories(folder_of(dossier), ignored);
  std::string name = make_secret().substr(0, kNameLength);
  VP_TRY(index::write_file_atomically(folder_of(dossier) / (name + ".csv"), text));
  let_go_of_oldest(folder_of(dossier));
  return name;
}

Result<std::string> load_batch(const fs::path& dossier, std::string_view name) {
  const bool is_name = name.size() == kNameLength && std::ranges::all_of(name, [](char c) {
                         return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
                       });
  std::ifstream stream;
  if (is_name) stream.open(folder_of(dossier) / (std::string(name) + ".csv"), std::ios::binary);
  if (!stream.is_open()) return Error{ErrorCode::kNotFound, "no such list of questions", std::string(name)};
  return std::string((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
}

}  // namespace vp::web
