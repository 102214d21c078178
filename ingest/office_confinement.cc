#include "ingest/office_confinement.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ingest/worker_channel.h"

namespace vp::ingest {
namespace {

Error office_error(const char* step) {
  return Error{ErrorCode::kWorkerFailed, std::string(step) + ": " + describe_errno(errno),
               "office confinement"};
}

constexpr std::uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
constexpr std::uint64_t kRunning = kReading | LANDLOCK_ACCESS_FS_EXECUTE;
// All that version 1 of Landlock knows; asked of any kernel that has it.
constexpr std::uint64_t kEverything =
    kRunning | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
    LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |
    LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
    LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
constexpr std::uint64_t kOwnFolder =
    kEverything &
    ~(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_BLOCK);

struct AllowedPath {
  const char* path;
  std::uint64_t access;
};
// In /tmp: the socket by which a second start of LibreOffice would find the first; it does not go on without one.
constexpr std::array kSystemPaths = {
    AllowedPath{"/tmp", LANDLOCK_ACCESS_FS_MAKE_SOCK},

    AllowedPath{"/usr", kRunning},
    AllowedPath{"/lib", kRunning},
    AllowedPath{"/lib64", kRunning},
    AllowedPath{"/bin", kRunning},
    AllowedPath{"/opt", kRunning},
    AllowedPath{"/etc/fonts", kReading},
    AllowedPath{"/etc/libreoffice", kReading},
    AllowedPath{"/etc/ld.so.cache", LANDLOCK_ACCESS_FS_READ_FILE},
    AllowedPath{"/etc/alternatives", kReading},
    AllowedPath{"/etc/localtime", LANDLOCK_ACCESS_FS_READ_FILE},
    AllowedPath{"/var/lib/libreoffice", kReading},
    AllowedPath{"/var/spool/libreoffice", kReading},
    AllowedPath{"/var/cache/fontconfig", kReading},
    AllowedPath{"/proc", kReading},
    AllowedPath{"/sys/devices/system/cpu", kReading},
    AllowedPath{"/dev/null", LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE},
    AllowedPath{"/dev/urandom", LANDLOCK_ACCESS_FS_READ_FILE},
    AllowedPath{"/dev/random", LANDLOCK_ACCESS_FS_READ_FILE}};

/// A path that is not there needs no rule.
Result<void> allow(int ruleset, const AllowedPath& allowed) {
  const DescriptorHandle place(::open(allowed.path, O_PATH | O_CLOEXEC));
  if (place.value() < 0) return {};
  const landlock_path_beneath_attr rule{allowed.access, place.value()};
  if (::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0)
    return office_error(allowed.path);
  return {};
}

Result<void> limit_files(const std::string& program_folder, const std::string& folder) {
  const landlock_ruleset_attr attributes{kEverything};
  const DescriptorHandle ruleset(
      static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0)));
  if (ruleset.value() < 0) return office_error("Landlock");
  for (const AllowedPath& allowed : kSystemPaths)
    VP_TRY(allow(ruleset.value(), allowed));
  VP_TRY(allow(ruleset.value(), {program_folder.c_str(), kRunning}));
  VP_TRY(allow(ruleset.value(), {folder.c_str(), kOwnFolder}));
  if (::syscall(SYS_landlock_restrict_self, ruleset.value(), 0) != 0) return office_error("Landlock");
  return {};
}

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
#endif

/// socket() for anything but local sockets is refused; calls of another architecture end the process, as they have
/// other numbers.
Result<void> deny_network() {
  constexpr auto kNumber = static_cast<std::uint32_t>(offsetof(seccomp_data, nr));
  constexpr auto kArch = static_cast<std::uint32_t>(offsetof(seccomp_data, arch));
  constexpr auto kDomain = static_cast<std::uint32_t>(offsetof(seccomp_data, args));
  constexpr std::uint32_t kX32Bit = 0x40000000U;
  std::array rules = {
      sock_filter(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kArch)),
      sock_filter(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, kArchitecture, 1, 0)),
      sock_filter(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)),
      sock_filter(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kNumber)),
      sock_filter(BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, kX32Bit, 5, 0)),
      sock_filter(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ptrace, 4, 0)),
      sock_filter(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 2)),
      sock_filter(BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kDomain)),
      sock_filter(BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 0, 1)),
      sock_filter(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)),
      sock_filter(BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EACCES)),
  };
  const sock_fprog program{static_cast<unsigned short>(rules.size()), rules.data()};
  if (::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) return office_error("seccomp");
  return {};
}

Result<void> limit_resource(__rlimit_resource resource, rlim_t value, const char* name) {
  rlimit current{};
  if (::getrlimit(resource, &current) != 0) return office_error(name);
  const rlim_t lowered = std::min(value, current.rlim_max);
  const rlimit wanted{lowered, lowered};
  if (::setrlimit(resource, &wanted) != 0) return office_error(name);
  return {};
}

}  // namespace

Result<void> enter_office_confinement(const std::string& program_folder, const std::string& folder,
                                      const OfficeLimits& limits) {
  VP_TRY(limit_resource(RLIMIT_CPU, static_cast<rlim_t>((limits.cpu_time.count() + 999) / 1000), "CPU time"));
  VP_TRY(limit_resource(RLIMIT_AS, limits.memory_bytes, "memory"));
  VP_TRY(limit_resource(RLIMIT_FSIZE, limits.file_bytes, "file size"));
  VP_TRY(limit_resource(RLIMIT_CORE, 0, "core files"));
  VP_TRY(limit_resource(RLIMIT_NOFILE, 512, "descriptors"));
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return office_error("no_new_privs");
  VP_TRY(limit_files(program_folder, folder));
  return deny_network();
}

}  // namespace vp::ingest
