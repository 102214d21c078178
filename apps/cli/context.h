// context.h - what every command of the command line shares: streams, the dossier option, the exit status.
// Errors: commands turn an Error into a line on stderr and an exit status by the one table here.
#pragma once

#include <filesystem>
#include <iosfwd>
#include <string>

#include "core/result.h"
#include "index/dossier.h"
#include "ingest/worker_pool.h"

namespace vp::apps {

enum class ExitStatus : int {
  kDone = 0,
  kNothingFound = 1,
  kWrongUse = 2,
  kSomeFailed = 3,
  kDossierUnusable = 4,
  kInterrupted = 130,
};

struct Context {
  std::ostream& out;           ///< data, nothing else
  std::ostream& err;           ///< messages and progress
  std::string dossier_option;  ///< -C, empty when not given
  bool is_out_terminal = false;
  bool is_err_terminal = false;
  ExitStatus status = ExitStatus::kDone;
  bool is_sandboxed = true;  ///< false with --no-sandbox
};

/// The exit status that an error ends a command with.
ExitStatus to_exit_status(ErrorCode code);

/// Prints "vindplaats: ..." with the error on context.err and sets the status.
void report(Context& context, const Error& error);

/// The dossier meant by -C, VINDPLAATS_DOSSIER or the working folder and those above it.
Result<std::filesystem::path> locate_dossier(const Context& context);

/// Opens it; for reading also checks that its index was made by this version of the analysis.
Result<index::Dossier> open_dossier(const Context& context, index::OpenMode mode);

/// What one file may cost the commands that read it, in the sandbox unless the user chose otherwise.
ingest::WorkerLimits reader_limits(const Context& context);

/// The current time as ISO 8601 in UTC, for logs; no stage below reads the clock.
std::string now_utc();

}  // namespace vp::apps
