#include "reports/office_conversion.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "reports/fixed_dates.h"

namespace vp::reports {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kTimeLimit{180};

/// A folder that goes with its object.
class TemporaryFolder {
 public:
  static Result<TemporaryFolder> create() {
    std::string pattern = (fs::temp_directory_path() / "vindplaats_office_XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
      return Error{ErrorCode::kIo, std::string("no temporary folder: ") + std::strerror(errno), pattern};
    return TemporaryFolder(pattern);
  }
  TemporaryFolder(TemporaryFolder&& other) noexcept : path_(std::move(other.path_)) { other.path_.clear(); }
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  [[nodiscard]] const fs::path& path() const { return path_; }

 private:
  explicit TemporaryFolder(fs::path path) : path_(std::move(path)) {}
  fs::path path_;
};

fs::path find_office() {
  const char* const path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "/usr/bin" : path);
  for (std::string folder; std::getline(folders, folder, ':');) {
    fs::path candidate = fs::path(folder) / "soffice";
    if (!folder.empty() && ::access(candidate.c_str(), X_OK) == 0) return candidate;
  }
  return {};
}

/// PDF with bookmarks, structure for screen readers, and the title in the window.
constexpr const char* kPdfFilter =
    "pdf:writer_pdf_Export:{\"UseTaggedPDF\":{\"type\":\"boolean\",\"value\":\"true\"},"
    "\"PDFUACompliance\":{\"type\":\"boolean\",\"value\":\"true\"},"
    "\"ExportBookmarks\":{\"type\":\"boolean\",\"value\":\"true\"},"
    "\"DisplayPDFDocumentTitle\":{\"type\":\"boolean\",\"value\":\"true\"}}";

std::vector<std::string> to_arguments(const fs::path& office, const fs::path& folder, OfficeFormat format) {
  return {office.string(),
          "-env:UserInstallation=file://" + (folder / "profile").string(),
          "--headless",
          "--norestore",
          "--nologo",
          "--nodefault",
          "--nolockcheck",
          "--convert-to",
          format == OfficeFormat::kPdf ? kPdfFilter : "docx:MS Word 2007 XML",
          "--outdir",
          (folder / "out").string(),
          (folder / "report.odt").string()};
}

/// Runs in a process group of its own, without our standard streams.
Result<pid_t> start(const std::vector<std::string>& arguments) {
  std::vector<std::string> copies = arguments;
  std::vector<char*> pointers;
  pointers.reserve(copies.size() + 1);
  for (std::string& copy : copies)
    pointers.push_back(copy.data());
  pointers.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  posix_spawnattr_setpgroup(&attributes, 0);
  pid_t process = 0;
  const int failed =
      ::posix_spawn(&process, pointers.front(), &actions, &attributes, pointers.data(), environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) return Error{ErrorCode::kWorkerFailed, std::strerror(failed), arguments.front()};
  return process;
}

/// Waits for the end, or ends the whole group when the time is over.
Result<void> wait_for(pid_t process) {
  const auto end = std::chrono::steady_clock::now() + kTimeLimit;
  while (true) {
    int status = 0;
    const pid_t ended = ::waitpid(process, &status, WNOHANG);
    if (ended == process) {
      if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
      return Error{ErrorCode::kWorkerFailed, "LibreOffice ended without success", "soffice"};
    }
    if (ended < 0 && errno != EINTR) return Error{ErrorCode::kWorkerFailed, std::strerror(errno), "soffice"};
    if (std::chrono::steady_clock::now() > end) {
      ::kill(-process, SIGKILL);
      (void)::waitpid(process, &status, 0);
      return Error{ErrorCode::kTimedOut,
                   "LibreOffice was stopped after " + std::to_string(kTimeLimit.count()) + " s", "soffice"};
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

Result<std::string> read_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Error{ErrorCode::kWorkerFailed, "LibreOffice wrote no file", "soffice"};
  std::ostringstream content;
  content << stream.rdbuf();
  return content.str();
}

}  // namespace

bool has_office() {
  return !find_office().empty();
}

Result<std::string> convert_odt(const std::string& odt, OfficeFormat format) {
  const fs::path office = find_office();
  if (office.empty()) {
    return Error{
        ErrorCode::kUnsupported,
        "DOCX and PDF are made by LibreOffice, which is not installed (apt-get install libreoffice-writer); "
        "choose a name that ends in .odt or .html, or install it",
        ""};
  }
  VP_ASSIGN(const TemporaryFolder folder, TemporaryFolder::create());
  {
    std::ofstream stream(folder.path() / "report.odt", std::ios::binary);
    stream << odt;
    if (!stream.flush())
      return Error{ErrorCode::kIo, "cannot write the ODT to convert", folder.path().string()};
  }
  VP_ASSIGN(const pid_t process, start(to_arguments(office, folder.path(), format)));
  VP_TRY(wait_for(process));
  VP_ASSIGN(std::string bytes,
            read_file(folder.path() / "out" / (format == OfficeFormat::kPdf ? "report.pdf" : "report.docx")));
  return format == OfficeFormat::kPdf ? fix_pdf_dates(std::move(bytes)) : fix_docx_dates(bytes);
}

}  // namespace vp::reports
