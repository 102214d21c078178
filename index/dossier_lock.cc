#include "index/dossier_lock.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>
#include <string>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>

namespace vp::index {
namespace {

/// What the holder wrote of itself; a stranger's file may hold anything, so only digits are believed.
std::string holder_of(int file) {
  std::array<char, 20> text{};
  const ssize_t size = ::pread(file, text.data(), text.size(), 0);
  std::string digits;
  for (ssize_t i = 0;
       i < size && std::isdigit(static_cast<unsigned char>(text.at(static_cast<std::size_t>(i)))) != 0; ++i) {
    digits += text.at(static_cast<std::size_t>(i));
  }
  return digits.empty() ? "another process" : "process " + digits;
}

/// The holder wrote its number when it took the lock: " since 2013-05-31 12:00:00"; nothing when that is not known.
std::string since_when(int file) {
  struct stat facts {};
  std::tm parts{};
  if (::fstat(file, &facts) != 0 || ::localtime_r(&facts.st_mtime, &parts) == nullptr) return "";
  std::array<char, 64> text{};
  return std::strftime(text.data(), text.size(), " since %Y-%m-%d %H:%M:%S", &parts) > 0 ? text.data() : "";
}

}  // namespace

Result<DossierLock> DossierLock::take(const std::filesystem::path& folder) {
  constexpr mode_t kOrdinary = 0644;
  const std::filesystem::path path = folder / ".lock";
  FileDescriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, kOrdinary));
  if (!file.is_open()) return to_system_error(errno, "cannot open the lock", path);
  if (::flock(file.value(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return to_system_error(errno, "cannot lock", path);
    return Error{ErrorCode::kBusy,
                 holder_of(file.value()) + " is writing to this dossier" + since_when(file.value()) +
                     "; wait until it has ended, or stop it: what it has read stays",
                 folder.string()};
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  // The number is for people only; on a full disk the lock holds all the same.
  if (::ftruncate(file.value(), 0) == 0) (void)!::pwrite(file.value(), pid.data(), pid.size(), 0);
  return DossierLock(std::move(file));
}

DossierLock::~DossierLock() {
  // Said aloud: a forked child may still have the file open, and would keep the lock.
  if (file_.is_open()) ::flock(file_.value(), LOCK_UN);
}

}  // namespace vp::index
