// What a worker that a file has taken over can reach: nothing. Each case does it in a worker, which is told to report success.
#include <cerrno>
#include <csignal>
#include <cstring>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ingest/file_grants.h"
#include "ingest/worker_start.h"
#include "tests/fault/script_file.h"

namespace vp::ingest {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kHasSanitizer = true;  // makes system calls of its own, so that no filter is put on
#else
constexpr bool kHasSanitizer = false;
#endif

/// Gives whether it worked; what it answers when it did not stands in errno.
using Deed = bool (*)();

bool open_for(const char* path, int flags) {
  return ::open(path, flags | O_CLOEXEC, 0600) >= 0;
}

bool map_code() {
  void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return page != MAP_FAILED;
}

bool make_code_of_data() {
  void* page = ::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return ::mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

bool fork_child() {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(0);
  return child > 0;
}

bool run_program() {
  char name[] = "/bin/true";
  char* const arguments[] = {name, nullptr};
  char* const environment[] = {nullptr};
  return ::execve(name, arguments, environment) == 0;
}

struct DeedCase {
  const char* name;
  Deed deed;
  bool is_ended;  ///< by SIGSYS; else it goes on and was refused
};

constexpr DeedCase kDeeds[] = {
    {"read_passwords", [] { return open_for("/etc/passwd", O_RDONLY); }, false},
    {"read_home", [] { return open_for("/root", O_RDONLY | O_DIRECTORY); }, false},
    {"read_own_memory_map", [] { return open_for("/proc/self/maps", O_RDONLY); }, false},
    {"read_parent_memory",
     [] { return open_for(("/proc/" + std::to_string(::getppid()) + "/mem").c_str(), O_RDONLY); }, false},
    {"make_file", [] { return open_for("/tmp/vindplaats-made-by-worker", O_CREAT | O_WRONLY); }, true},
    {"make_unnamed_file", [] { return open_for("/tmp", O_TMPFILE | O_RDWR); }, true},
    {"write_existing_file", [] { return open_for("/dev/null", O_WRONLY); }, true},
    {"remove_file", [] { return ::unlink("/tmp/vindplaats-no-such-file") == 0; }, true},
    {"make_folder", [] { return ::mkdir("/tmp/vindplaats-made-by-worker", 0700) == 0; }, true},
    {"make_link", [] { return ::symlink("/etc", "/tmp/vindplaats-made-by-worker") == 0; }, true},
    {"internet_socket", [] { return ::socket(AF_INET, SOCK_STREAM, 0) >= 0; }, true},
    {"local_socket", [] { return ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0; }, true},
    {"fork", fork_child, true},
    {"run_program", run_program, true},
    {"trace_parent", [] { return ::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr) == 0; }, true},
    {"write_parent_memory",
     [] { return ::syscall(SYS_process_vm_writev, ::getppid(), nullptr, 0, nullptr, 0, 0) >= 0; }, true},
    {"kill_parent", [] { return ::kill(::getppid(), SIGKILL) == 0; }, true},
    {"abort_parent", [] { return ::syscall(SYS_tgkill, ::getppid(), ::getppid(), SIGABRT) == 0; }, true},
    {"code_page", map_code, true},
    {"data_to_code", make_code_of_data, true},
    {"raise_limit",
     [] {
       const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
       return ::setrlimit(RLIMIT_AS, &more) == 0;
     },
     true},
    {"become_root", [] { return ::setuid(0) == 0; }, true},
    {"own_namespace", [] { return ::syscall(SYS_unshare, 0x10000000) == 0; }, true},
    {"change_root", [] { return ::chroot("/tmp") == 0; }, true},
    {"asynchronous_calls", [] { return ::syscall(SYS_io_uring_setup, 1, nullptr) >= 0; }, true},
    {"kernel_program", [] { return ::syscall(SYS_bpf, 0, nullptr, 0) >= 0; }, true},
    {"set_clock", [] { return ::syscall(SYS_settimeofday, nullptr, nullptr) == 0; }, true},
};

class DoingExtractor : public Extractor {
 public:
  void extract(std::span<const std::uint8_t> bytes, DocumentSink& sink) override {
    const std::string_view wanted(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    for (const DeedCase& one : kDeeds) {
      if (wanted != one.name) continue;
      const bool worked = one.deed();
      const std::string said = worked ? "it worked" : std::string("refused: ") + std::strerror(errno);
      sink.on_tail({DocumentState::kDamaged, said, {}, {}, 0});
      return;
    }
    sink.on_tail({DocumentState::kOk, std::string(wanted), {}, {}, 0});
  }
  [[nodiscard]] std::string version() const override { return "doing 1"; }
};

Document extract(WorkerPool& pool, std::string_view deed) {
  const DescriptorHandle file = make_file(deed);
  auto document = pool.extract_file(file.value());
  if (!document) {
    ADD_FAILURE() << to_string(document.error());
    return {};
  }
  return std::move(*document);
}

class SandboxTest : public testing::Test {
 protected:
  void SetUp() override {
    if (kHasSanitizer) GTEST_SKIP() << "sanitizers make system calls of their own";
  }
};

TEST_F(SandboxTest, AWorkerReachesNothingButItsFile) {
  const auto pool = start_worker_pool({}, [] { return std::make_unique<DoingExtractor>(); });
  ASSERT_TRUE(pool.has_value()) << to_string(pool.error());
  for (const DeedCase& one : kDeeds) {
    SCOPED_TRACE(one.name);
    const std::string reason = extract(**pool, one.name).reason;
    if (one.is_ended) {
      EXPECT_EQ(reason,
                "the reader was ended, since it did what reading does not need while opening the file");
    } else {
      EXPECT_THAT(reason, testing::StartsWith("refused: "));
    }
    EXPECT_EQ(extract(**pool, "nothing").reason, "nothing") << "the file after it";
  }
  EXPECT_NE(::access("/tmp/vindplaats-made-by-worker", F_OK), 0);
}

TEST_F(SandboxTest, WithoutItAWorkerIsOnlyLimited) {
  WorkerLimits limits;
  limits.is_sandboxed = false;
  const auto pool = start_worker_pool(limits, [] { return std::make_unique<DoingExtractor>(); });
  ASSERT_TRUE(pool.has_value()) << to_string(pool.error());
  EXPECT_EQ(extract(**pool, "local_socket").reason, "it worked") << "or the cases above show nothing";
}

TEST_F(SandboxTest, GrantsReachOnlyWhatTheyName) {
  const std::string granted = testing::TempDir() + "granted";
  const std::string other = testing::TempDir() + "other";
  ::mkdir(granted.c_str(), 0700);
  ::mkdir(other.c_str(), 0700);
  const pid_t child = ::fork();
  if (child == 0) {
    const FileGrant grants[] = {
        {granted.c_str(), FileAccess::kWrite}, {"/usr", FileAccess::kReadAndRun}, {"/no/such"}};
    if (!restrict_to(grants)) ::_exit(1);
    const bool writes = open_for((granted + "/made").c_str(), O_CREAT | O_WRONLY);
    const bool writes_elsewhere = open_for((other + "/made").c_str(), O_CREAT | O_WRONLY);
    const bool writes_what_it_may_read = open_for("/usr/made", O_CREAT | O_WRONLY);
    const bool lists = open_for("/usr", O_RDONLY | O_DIRECTORY);
    ::_exit(writes && !writes_elsewhere && !writes_what_it_may_read && lists ? 0 : 2);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status));
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace vp::ingest
