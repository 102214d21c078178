// member_name.h - the name of a file in a container: fit to be shown, or refused. No member is ever written to disk
// under its own name; a name that tries to lead elsewhere still shows that the container was not made in good faith.
#pragma once

#include <string>
#include <string_view>

namespace vp::ingest {

struct MemberName {
  std::string
      shown;  ///< valid UTF-8, '/' between folders, no control characters, not empty, at most kMaxMemberNameBytes
  std::string refusal;  ///< why the member is not taken in; empty when it is
};

/// `name` as it stands in the container: any bytes.
MemberName to_member_name(std::string_view name);

}  // namespace vp::ingest
