// change_stamp.h - who makes a change, and when: what every entry of the log says.
#pragma once

#include <string>

#include "core/result.h"

namespace vp::index {

struct ChangeStamp {
  std::string who;
  std::string now_utc;  ///< ISO 8601
};

/// kInvalidArgument unless both are said.
inline Result<void> check_stamp(const ChangeStamp& stamp) {
  if (!stamp.who.empty() && !stamp.now_utc.empty()) return {};
  return Error{ErrorCode::kInvalidArgument, "a change needs who makes it and when", ""};
}

}  // namespace vp::index
