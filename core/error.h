// error.h - what went wrong, where, in words an inspector or a log can use.
// Errors: this is the error. Texts are lower case: what is, what should be, no final stop.
#pragma once

#include <string>
#include <string_view>

namespace vp {

/// Kinds of failure the outside world can cause. Apps turn codes into words and exit statuses from one table.
enum class ErrorCode {
  kInvalidArgument,  ///< a caller's value is outside what is allowed
  kNotFound,         ///< a named thing does not exist
  kMalformed,        ///< a file or message does not follow its format
  kIo,               ///< the operating system refused a read or write
  kEncrypted,        ///< a document needs a password or certificate that we do not have
  kDamaged,          ///< a document is broken beyond reading
  kUnsupported,      ///< a format or feature that is not read
  kTooBig,           ///< a limit on size, memory or output was reached
  kTimedOut,         ///< a limit on time was reached
  kWorkerFailed,     ///< a worker process crashed or broke the protocol
  kDatabase,         ///< the store refused; not one of the cases below
  kBusy,             ///< another process holds the store
  kDiskFull,         ///< no space left; what was committed stays
  kVersionMismatch,  ///< written by another version of the program or analysis
  kInterrupted,      ///< the user asked to stop
  kConflict,         ///< somebody else changed it first, or holds the place; look again and decide
  kForbidden,        ///< the store does not let this person do it
};

/// The code's stable name in lower case, for logs and JSON: "invalid argument", "damaged", ...
std::string_view to_string(ErrorCode code);

/// One failure. `where` names the file, and the row or place in it where that is known.
struct Error {
  ErrorCode code = ErrorCode::kInvalidArgument;
  std::string what;
  std::string where;
  bool operator==(const Error&) const = default;
};

/// "where: what" (or only "what" when the place is unknown).
std::string to_string(const Error& error);

}  // namespace vp
