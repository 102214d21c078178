#include "ingest/office_converter.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

#include <fcntl.h>
#include <nettle/md5.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ingest/worker_channel.h"

namespace vp::ingest {
namespace {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

constexpr int kExitUnconfined = 83;

/// Settings of the profile: no macros, no scripts, no links that update, no first-start questions.
constexpr std::string_view kSettings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
)";

/// The program itself: "/usr/bin/soffice" is a link to a script in its folder.
std::string find_program() {
  const char* const chosen = std::getenv("VINDPLAATS_OFFICE");
  if (chosen != nullptr && *chosen != '\0') return ::access(chosen, X_OK) == 0 ? chosen : "";
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "/usr/bin" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    std::error_code failure;
    const fs::path script = fs::canonical(fs::path(folder) / "soffice", failure);
    const fs::path candidate =
        script.parent_path() / "soffice.bin";  // what the script starts, by way of another
    if (!folder.empty() && !failure && ::access(candidate.c_str(), X_OK) == 0) return candidate.string();
  }
  return "";
}

std::string take_version(std::istream& stream, std::string_view key) {
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with(key)) return line.substr(key.size());
  }
  return "";
}

/// From the files beside the program; starting it only to ask costs a second.
std::string find_version(const fs::path& program) {
  std::ifstream version(program.parent_path() / "versionrc");
  std::string build = take_version(version, "buildid=");
  // Of a package the day of its installation says more than its build number, which stays "40(Build:2)" for years.
  std::error_code failure;
  std::uintmax_t size = fs::file_size(program.parent_path() / "libmergedlo.so", failure);
  if (failure) size = fs::file_size(program.parent_path() / "soffice.bin", failure);
  if (!failure) build += "-" + std::to_string(size);
  std::string clean;
  for (const char c : build) {
    const bool is_kept = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.';
    if (is_kept && clean.size() < 60) clean += c;
  }
  return "libreoffice-" + (clean.empty() ? "0" : clean);
}

/// The ending under which the program finds the right filter: the submitted one when it is among those of the kind, else
/// what the kind is mostly.
std::string ending_for(const std::string& name, FileKind kind) {
  std::string ending = fs::path(name).extension().string();
  std::transform(ending.begin(), ending.end(), ending.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  constexpr std::array kKnown = {".doc"sv, ".docx"sv, ".docm"sv, ".dot"sv,  ".dotx"sv, ".odt"sv, ".ott"sv,
                                 ".rtf"sv, ".xls"sv,  ".xlsx"sv, ".xlsm"sv, ".ods"sv,  ".ppt"sv, ".pptx"sv,
                                 ".pps"sv, ".ppsx"sv, ".pptm"sv, ".odp"sv,  ".odg"sv};
  if (std::find(kKnown.begin(), kKnown.end(), ending) != kKnown.end()) return ending;
  switch (kind) {
    case FileKind::kOfficeOpenXml:
      return ".docx";
    case FileKind::kOpenDocument:
      return ".odt";
    case FileKind::kRtf:
      return ".rtf";
    default:
      return ".doc";
  }
}

Result<void> write_settings(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder / "profile" / "user", failure);
  fs::create_directories(folder / "out", failure);
  std::ofstream stream(folder / "profile" / "user" / "registrymodifications.xcu", std::ios::binary);
  stream << kSettings;
  if (!stream.flush())
    return Error{ErrorCode::kIo, "no profile can be written for LibreOffice", folder.string()};
  return {};
}

/// A path as a URL; what a URL cannot hold is escaped.
std::string to_url(const fs::path& path) {
  std::string url = "file://";
  for (const char c : path.string()) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0 || "/-_.~"sv.find(c) != std::string_view::npos) {
      url += c;
    } else {
      constexpr std::string_view kHex = "0123456789ABCDEF";
      url += {'%', kHex[byte >> 4U], kHex[byte & 0xFU]};
    }
  }
  return url;
}

/// Removes the socket that the program leaves in /tmp when it may not remove it itself. Its name holds the MD5 of the
/// profile's URL in UTF-16, in hexadecimal without leading zeros.
void remove_socket(const std::string& profile_url) {
  md5_ctx state;
  nettle_md5_init(&state);
  for (const char c : profile_url) {
    const std::array<std::uint8_t, 2> unit{static_cast<std::uint8_t>(c), 0};
    nettle_md5_update(&state, unit.size(), unit.data());
  }
  std::array<std::uint8_t, MD5_DIGEST_SIZE> digest{};
  nettle_md5_digest(&state, digest.size(), digest.data());
  std::string name = "SingleOfficeIPC_";
  for (const std::uint8_t byte : digest) {
    constexpr std::string_view kHex = "0123456789abcdef";
    if (byte >= 16) name += kHex[byte >> 4U];
    name += kHex[byte & 0xFU];
  }
  ::unlink(("/tmp/OSL_PIPE_" + name).c_str());
  ::unlink(("/tmp/OSL_PIPE_" + std::to_string(::geteuid()) + "_" + name).c_str());
}

struct Start {
  std::vector<std::string> arguments, environment;
  std::string program_folder, folder;
};

Start make_start(const std::string& program, const fs::path& folder, const fs::path& input) {
  Start start;
  start.folder = folder.string();
  start.program_folder = fs::path(program).parent_path().string();
  start.arguments = {program,         "-env:UserInstallation=" + to_url(folder / "profile"),
                     "--headless",    "--norestore",
                     "--nologo",      "--nodefault",
                     "--nolockcheck", "--nofirststartwizard",
                     "--convert-to",  "pdf",
                     "--outdir",      (folder / "out").string(),
                     input.string()};
  start.environment = {"PATH=/usr/bin:/bin",
                       "HOME=" + start.folder,
                       "TMPDIR=" + start.folder,
                       "XDG_CACHE_HOME=" + start.folder,
                       "XDG_CONFIG_HOME=" + start.folder,
                       "LANG=C.UTF-8",
                       "SAL_USE_VCLPLUGIN=svp",
                       "SAL_DISABLE_OPENCL=1"};
  return start;
}

std::vector<char*> to_pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  pointers.reserve(texts.size() + 1);
  for (std::string& text : texts)
    pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

[[noreturn]] void run_program(const Start& start, char* const* arguments, char* const* environment,
                              const OfficeLimits& limits) {
  ::setsid();
  ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
  for (const int signal : {SIGINT, SIGTERM, SIGPIPE, SIGCHLD})
    std::signal(signal, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  const int nowhere = ::open("/dev/null", O_RDWR);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    ::dup2(nowhere, stream);
  constexpr unsigned kAfterStandardStreams = 3;
  ::close_range(kAfterStandardStreams, ~0U, 0);
  if (::chdir(start.folder.c_str()) != 0 ||
      !enter_office_confinement(start.program_folder, start.folder, limits))
    ::_exit(kExitUnconfined);
  ::execve(arguments[0], arguments, environment);
  ::_exit(kExitUnconfined);
}

/// Waits for the end of the program; whatever of its group still lives then is killed. False: the time was over.
bool wait_for(pid_t process, std::chrono::milliseconds time, int& status) {
  const DescriptorHandle handle(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
  const bool has_ended =
      handle.value() >= 0 && wait_until_readable(handle.value(), static_cast<int>(time.count()));
  ::kill(-process, SIGKILL);  // its session: nothing that it started outlives it
  ::kill(process, SIGKILL);
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  return has_ended;
}

constexpr int kMaxStarts = 3;

bool wants_restart(int status) {
  constexpr int kRestart = 81;
  constexpr int kRestartAfterCrash = 79;
  return WIFEXITED(status) && (WEXITSTATUS(status) == kRestart || WEXITSTATUS(status) == kRestartAfterCrash);
}

}  // namespace

bool is_office_file(FileKind kind) {
  return kind == FileKind::kOfficeOpenXml || kind == FileKind::kOpenDocument ||
         kind == FileKind::kOldOffice || kind == FileKind::kRtf;
}

std::optional<OfficeConverter> OfficeConverter::find() {
  const std::string program = find_program();
  if (program.empty()) return {};
  return OfficeConverter(program, find_version(program));
}

Result<fs::path> OfficeConverter::convert(const fs::path& original, const std::string& name, FileKind kind,
                                          const fs::path& given_folder, const OfficeLimits& limits) const {
  const fs::path folder = fs::absolute(given_folder);  // the program runs in another one
  VP_TRY(write_settings(folder));
  const fs::path input = folder / ("stuk" + ending_for(name, kind));
  std::error_code failure;
  fs::copy_file(original, input, failure);
  if (failure)
    return Error{ErrorCode::kIo, "the file cannot be copied for LibreOffice: " + failure.message(), name};
  Start start = make_start(program_, folder, input);
  const std::vector<char*> arguments = to_pointers(start.arguments);
  const std::vector<char*> environment = to_pointers(start.environment);
  int status = 0;
  bool has_ended = true;
  // With a new profile it ends at once and wants to be started again.
  for (int starts = 0; starts < kMaxStarts && has_ended && (starts == 0 || wants_restart(status)); ++starts) {
    const pid_t process = ::fork();
    if (process < 0) return Error{ErrorCode::kWorkerFailed, "fork: " + describe_errno(errno), name};
    if (process == 0) run_program(start, arguments.data(), environment.data(), limits);
    has_ended = wait_for(process, limits.wall_time, status);
    remove_socket(to_url(folder / "profile"));
  }
  if (!has_ended) {
    return Error{ErrorCode::kTimedOut,
                 "LibreOffice was stopped after " + std::to_string(limits.wall_time.count() / 1000) + " s",
                 name};
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == kExitUnconfined)
    return Error{ErrorCode::kWorkerFailed, "LibreOffice cannot be confined on this machine", name};
  const fs::path pdf = folder / "out" / "stuk.pdf";
  if (!fs::exists(pdf, failure)) {
    if (WIFSIGNALED(status)) return Error{ErrorCode::kWorkerFailed, "LibreOffice crashed on it", name};
    return Error{ErrorCode::kUnsupported, "LibreOffice cannot read it", name};
  }
  if (fs::file_size(pdf, failure) >= limits.file_bytes)
    return Error{ErrorCode::kTooBig, "LibreOffice makes too big a PDF of it", name};
  return pdf;
}

}  // namespace vp::ingest
