#include "ingest/worker_confinement.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include <fcntl.h>
#include <grp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "ingest/file_grants.h"
#include "ingest/system_call_filter.h"
#include "ingest/worker_channel.h"

namespace vp::ingest {
namespace {

// The sanitizers' shadow memory takes terabytes of address space.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kHasShadowMemory = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kHasShadowMemory = true;
#else
constexpr bool kHasShadowMemory = false;
#endif
#else
constexpr bool kHasShadowMemory = false;
#endif

constexpr rlim_t kStackBytes = 8U << 20U;
constexpr rlim_t kOpenDescriptors = 32;
/// "nobody" on every Linux; owns no file.
constexpr unsigned kNobody = 65534;

/// What Poppler and fontconfig look up while they read and draw: tables for fonts of East Asian scripts, fonts that a file
/// names and does not hold; and what Tesseract does.
constexpr FileGrant kReadable[] = {
    {"/usr/share/poppler"},     {"/usr/share/fonts"},         {"/usr/local/share/fonts"},
    {"/usr/share/ghostscript"}, {"/usr/share/fontconfig"},    {"/etc/fonts"},
    {"/var/cache/fontconfig"},  {"/usr/share/tesseract-ocr"}, {"/dev/urandom"},
};

Error confinement_error(const char* step) {
  return Error{ErrorCode::kWorkerFailed, std::string(step) + ": " + describe_errno(errno), ""};
}

/// Lowers both limits; one that is lower already stays.
Result<void> limit_resource(__rlimit_resource resource, rlim_t soft, rlim_t hard, const char* name) {
  rlimit current{};
  if (::getrlimit(resource, &current) != 0) return confinement_error(name);
  const rlimit lowered{std::min(soft, current.rlim_max), std::min(hard, current.rlim_max)};
  if (::setrlimit(resource, &lowered) != 0) return confinement_error(name);
  return {};
}

/// Address space that the process has before it reads anything: programs, libraries, shared tables.
std::uint64_t find_address_space_bytes() {
  const DescriptorHandle file(::open("/proc/self/statm", O_RDONLY | O_CLOEXEC));
  std::array<char, 32> text{};  // "pages ..."; the last byte stays 0
  if (file.value() < 0 || ::read(file.value(), text.data(), text.size() - 1) <= 0) return 0;
  return std::strtoull(text.data(), nullptr, 10) * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

Result<void> limit_resources(const WorkerLimits& limits) {
  const auto cpu_seconds = static_cast<rlim_t>((limits.cpu_time.count() + 999) / 1000);
  const rlim_t memory = find_address_space_bytes() + limits.memory_bytes;
  if (!kHasShadowMemory) VP_TRY(limit_resource(RLIMIT_AS, memory, memory, "memory"));
  // The first limit gives SIGXCPU, which tells a time limit from other deaths; the second one kills for sure.
  VP_TRY(limit_resource(RLIMIT_CPU, cpu_seconds, cpu_seconds + 1, "CPU time"));
  VP_TRY(limit_resource(RLIMIT_STACK, kStackBytes, kStackBytes, "stack"));
  VP_TRY(limit_resource(RLIMIT_NOFILE, kOpenDescriptors, kOpenDescriptors, "descriptors"));
  VP_TRY(limit_resource(RLIMIT_NPROC, 0, 0, "processes"));
  VP_TRY(limit_resource(RLIMIT_CORE, 0, 0, "core files"));
  VP_TRY(limit_resource(RLIMIT_FSIZE, 0, 0, "file size"));
  return {};
}

/// A kernel that does not know the file, or a container that hides it, changes nothing for the reading.
void volunteer_for_out_of_memory_kill() {
  const DescriptorHandle file(::open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC));
  static constexpr std::string_view kFirst = "1000";
  if (file.value() >= 0 && ::write(file.value(), kFirst.data(), kFirst.size()) < 0) return;
}

/// Root's files are everybody's submissions: a worker of root becomes nobody.
Result<void> stop_being_root() {
  if (::geteuid() != 0) return {};
  if (::setgroups(0, nullptr) != 0) return confinement_error("groups");
  if (::setresgid(kNobody, kNobody, kNobody) != 0) return confinement_error("group");
  if (::setresuid(kNobody, kNobody, kNobody) != 0) return confinement_error("user");
  // The kernel forgets this one when the user changes.
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return confinement_error("death of the parent");
  return {};
}

bool needs_sandbox(const WorkerLimits& limits) {
  return limits.is_sandboxed && !kHasShadowMemory;
}

/// Built by the first process that asks, and inherited by those that it forks.
const Result<SystemCallFilter>& find_filter() {
  static const Result<SystemCallFilter> kFilter = SystemCallFilter::build();
  return kFilter;
}

}  // namespace

Result<void> prepare_confinement(const WorkerLimits& limits) {
  if (!needs_sandbox(limits)) return {};
  if (find_landlock_version() == 0) return restrict_to({});  // for its error
  if (!find_filter()) return find_filter().error();
  return {};
}

Result<void> enter_confinement(const WorkerLimits& limits) {
  volunteer_for_out_of_memory_kill();  // before the process stops being dumpable and /proc/self closes
  const bool is_sandboxed = needs_sandbox(limits);
  if (is_sandboxed && !find_filter())
    return find_filter().error();  // it is built where file sizes are not yet limited
  VP_TRY(limit_resources(limits));
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return confinement_error("no_new_privs");
  if (is_sandboxed) {
    VP_TRY(stop_being_root());
    VP_TRY(restrict_to(kReadable));
  }
  if (::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return confinement_error("dumpable");
  if (is_sandboxed) VP_TRY(find_filter()->enter());
  return {};
}

}  // namespace vp::ingest
