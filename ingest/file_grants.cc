#include "ingest/file_grants.h"

#include <cerrno>
#include <cstdint>
#include <string>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ingest/worker_channel.h"

namespace vp::ingest {
namespace {

// landlock_ruleset_attr and landlock_path_beneath_attr of the sixth version.
struct RulesetAttributes {
  std::uint64_t handled_files = 0;
  std::uint64_t handled_network = 0;
  std::uint64_t scoped = 0;
};
struct [[gnu::packed]] PathRule {
  std::uint64_t allowed = 0;
  std::int32_t parent = -1;
};
constexpr int kPathRule = 1;
constexpr unsigned kAskVersion = 1;

// Bits of the rights to files, in the order in which the versions brought them.
constexpr std::uint64_t kExecute = 1U << 0U;
constexpr std::uint64_t kWriteFile = 1U << 1U;
constexpr std::uint64_t kReadFile = 1U << 2U;
constexpr std::uint64_t kReadFolder = 1U << 3U;
constexpr std::uint64_t kAllOfVersion1 = (1U << 13U) - 1;
constexpr std::uint64_t kRefer = 1U << 13U;          // version 2
constexpr std::uint64_t kTruncate = 1U << 14U;       // version 3
constexpr std::uint64_t kDeviceControl = 1U << 15U;  // version 5
constexpr std::uint64_t kBindAndConnect = 3;         // version 4
constexpr std::uint64_t kSocketsAndSignals = 3;      // version 6

constexpr std::uint64_t kForFilesOnly = kExecute | kWriteFile | kReadFile | kTruncate | kDeviceControl;

std::uint64_t find_file_rights(int version) {
  std::uint64_t rights = kAllOfVersion1;
  if (version >= 2) rights |= kRefer;
  if (version >= 3) rights |= kTruncate;
  if (version >= 5) rights |= kDeviceControl;
  return rights;
}

std::size_t find_attribute_bytes(int version) {
  if (version >= 6) return sizeof(RulesetAttributes);
  return (version >= 4 ? 2 : 1) * sizeof(std::uint64_t);
}

std::uint64_t find_granted(FileAccess access) {
  switch (access) {
    case FileAccess::kRead:
      return kReadFile | kReadFolder;
    case FileAccess::kReadAndRun:
      return kReadFile | kReadFolder | kExecute;
    case FileAccess::kWrite:
      return (kAllOfVersion1 | kRefer | kTruncate) & ~kExecute;
  }
  return 0;
}

Error landlock_error(const std::string& step) {
  return Error{ErrorCode::kWorkerFailed, step + ": " + describe_errno(errno), "Landlock"};
}

Result<void> add_grant(int ruleset, const FileGrant& grant, std::uint64_t handled) {
  const DescriptorHandle place(::open(grant.path, O_PATH | O_CLOEXEC));
  if (place.value() < 0) return {};
  struct stat facts {};
  if (::fstat(place.value(), &facts) != 0) return landlock_error(grant.path);
  PathRule rule{find_granted(grant.access) & handled, place.value()};
  if (!S_ISDIR(facts.st_mode)) rule.allowed &= kForFilesOnly;
  if (::syscall(SYS_landlock_add_rule, ruleset, kPathRule, &rule, 0) != 0) return landlock_error(grant.path);
  return {};
}

}  // namespace

int find_landlock_version() {
  const long version = ::syscall(SYS_landlock_create_ruleset, nullptr, 0, kAskVersion);
  return version > 0 ? static_cast<int>(version) : 0;
}

Result<void> restrict_to(std::span<const FileGrant> grants) {
  const int version = find_landlock_version();
  if (version == 0) {
    return Error{ErrorCode::kUnsupported,
                 "the kernel does not offer it (Linux 5.13 or later, with lsm=landlock)", "Landlock"};
  }
  RulesetAttributes attributes;
  attributes.handled_files = find_file_rights(version);
  if (version >= 4) attributes.handled_network = kBindAndConnect;
  if (version >= 6) attributes.scoped = kSocketsAndSignals;
  const long made = ::syscall(SYS_landlock_create_ruleset, &attributes, find_attribute_bytes(version), 0);
  if (made < 0) return landlock_error("ruleset");
  const DescriptorHandle ruleset(static_cast<int>(made));
  for (const FileGrant& grant : grants)
    VP_TRY(add_grant(ruleset.value(), grant, attributes.handled_files));
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return landlock_error("no_new_privs");
  if (::syscall(SYS_landlock_restrict_self, ruleset.value(), 0) != 0) return landlock_error("restrict");
  return {};
}

}  // namespace vp::ingest
