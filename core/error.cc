#include "core/error.h"

namespace vp {

std::string_view to_string(ErrorCode code) {
  switch (code) {
    case ErrorCode::kInvalidArgument:
      return "invalid argument";
    case ErrorCode::kNotFound:
      return "not found";
    case ErrorCode::kMalformed:
      return "malformed";
    case ErrorCode::kIo:
      return "io";
    case ErrorCode::kEncrypted:
      return "encrypted";
    case ErrorCode::kDamaged:
      return "damaged";
    case ErrorCode::kUnsupported:
      return "unsupported";
    case ErrorCode::kTooBig:
      return "too big";
    case ErrorCode::kTimedOut:
      return "timed out";
    case ErrorCode::kWorkerFailed:
      return "worker failed";
    case ErrorCode::kDatabase:
      return "database";
    case ErrorCode::kBusy:
      return "busy";
    case ErrorCode::kDiskFull:
      return "disk full";
    case ErrorCode::kVersionMismatch:
      return "version mismatch";
    case ErrorCode::kInterrupted:
      return "interrupted";
    case ErrorCode::kConflict:
      return "conflict";
    case ErrorCode::kForbidden:
      return "forbidden";
  }
  return "unknown";
}

std::string to_string(const Error& error) {
  return error.where.empty() ? error.what : error.where + ": " + error.what;
}

}  // namespace vp
