#include "ingest/system_call_filter.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>

#include <fcntl.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "ingest/worker_channel.h"

namespace vp::ingest {
namespace {

struct ReleaseFilter {
  void operator()(void* context) const noexcept { seccomp_release(context); }
};
using Context = std::unique_ptr<void, ReleaseFilter>;

Error filter_error(const std::string& step, int number) {
  return Error{ErrorCode::kWorkerFailed, step + ": " + describe_errno(number), "seccomp"};
}

// Calls that reach nothing but the process itself and what it has open.
constexpr std::array kHarmless{
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(fadvise64),  // fontconfig, where a font is not in the file
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
    SCMP_SYS(getcwd),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(getrandom),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(getrlimit),
    SCMP_SYS(getrusage),
    SCMP_SYS(uname),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getcpu),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(restart_syscall),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(membarrier),
    SCMP_SYS(rseq),
};

/// Calls that are answered with an error, since libraries ask and go on without.
struct Refusal {
  int call;
  int error;
};
constexpr std::array kRefused{
    Refusal{SCMP_SYS(clone3), ENOSYS},  // the C library tries clone then, which ends the process
    Refusal{SCMP_SYS(ioctl), ENOTTY},
    Refusal{SCMP_SYS(sched_setaffinity), EPERM},
};

constexpr scmp_datum_t kOpenForMore =
    O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);

/// What an argument of a call must be. (The library's own macros for this are C.)
constexpr scmp_arg_cmp is_equal(unsigned argument, scmp_datum_t value) {
  return {argument, SCMP_CMP_EQ, value, 0};
}
constexpr scmp_arg_cmp has_none_of(unsigned argument, scmp_datum_t bits) {
  return {argument, SCMP_CMP_MASKED_EQ, bits, 0};
}

int allow_if(scmp_filter_ctx context, int call, std::initializer_list<scmp_arg_cmp> conditions) {
  return seccomp_rule_add_array(context, SCMP_ACT_ALLOW, call, static_cast<unsigned>(conditions.size()),
                                conditions.begin());
}

int add_rules(scmp_filter_ctx context) {
  int failed = 0;
  for (const int call : kHarmless)
    failed |= seccomp_rule_add(context, SCMP_ACT_ALLOW, call, 0);
  for (const Refusal& refusal : kRefused)
    failed |=
        seccomp_rule_add(context, SCMP_ACT_ERRNO(static_cast<std::uint32_t>(refusal.error)), refusal.call, 0);
  failed |= allow_if(context, SCMP_SYS(openat), {has_none_of(2, kOpenForMore)});
  for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mprotect)})
    failed |= allow_if(context, call, {has_none_of(2, PROT_EXEC)});
  for (const scmp_datum_t command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC})
    failed |= allow_if(context, SCMP_SYS(fcntl), {is_equal(1, command)});
  // Limits may be asked for, of this process, and not set.
  failed |= allow_if(context, SCMP_SYS(prlimit64), {is_equal(0, 0), is_equal(2, 0)});
  // abort(); that it goes to this process is seen to by the second filter.
  failed |= allow_if(context, SCMP_SYS(tgkill), {is_equal(2, SIGABRT)});
  return failed;
}

/// The filter as the kernel takes it.
Result<std::vector<sock_filter>> export_program(scmp_filter_ctx context) {
  const DescriptorHandle file(::memfd_create("filter", MFD_CLOEXEC));
  if (file.value() < 0) return filter_error("memory file", errno);
  if (const int failed = seccomp_export_bpf(context, file.value()); failed != 0)
    return filter_error("export", -failed);
  struct stat facts {};
  if (::fstat(file.value(), &facts) != 0) return filter_error("export", errno);
  std::vector<sock_filter> program(static_cast<std::size_t>(facts.st_size) / sizeof(sock_filter));
  const std::size_t bytes = program.size() * sizeof(sock_filter);
  if (::pread(file.value(), program.data(), bytes, 0) != static_cast<ssize_t>(bytes))
    return filter_error("export", errno);
  return program;
}

Result<void> load_program(sock_filter* first, std::size_t count) {
  const sock_fprog program{static_cast<unsigned short>(count), first};
  if (::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0) return {};
  if (errno == ENOSYS || errno == EINVAL)
    return Error{ErrorCode::kUnsupported, "the kernel does not offer it (CONFIG_SECCOMP_FILTER)", "seccomp"};
  return filter_error("load", errno);
}

/// Signals go to this process only: its number is not known when the main filter is built.
Result<void> bind_signals() {
  constexpr auto kLowWord = [](std::size_t field) { return static_cast<std::uint32_t>(field); };
  std::array<sock_filter, 6> program{{
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kLowWord(offsetof(seccomp_data, nr))),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_tgkill, 0, 3),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, kLowWord(offsetof(seccomp_data, args))),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, static_cast<std::uint32_t>(::getpid()), 1, 0),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  }};
  return load_program(program.data(), program.size());
}

}  // namespace

Result<SystemCallFilter> SystemCallFilter::build() {
  const Context context(seccomp_init(SCMP_ACT_KILL_PROCESS));
  if (context == nullptr) return filter_error("start", ENOMEM);
  if (add_rules(context.get()) != 0) return filter_error("rules", EINVAL);
  SystemCallFilter filter;
  VP_ASSIGN(filter.program_, export_program(context.get()));
  return filter;
}

Result<void> SystemCallFilter::enter() const {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return filter_error("no_new_privs", errno);
  VP_TRY(bind_signals());  // first, since the main filter takes the call away that loads another
  return load_program(const_cast<sock_filter*>(program_.data()), program_.size());
}

}  // namespace vp::ingest
