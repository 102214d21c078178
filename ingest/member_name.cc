#include "ingest/member_name.h"

#include <algorithm>

#include "ingest/character_class.h"
#include "ingest/frame_checks.h"
#include "ingest/member_stream.h"

namespace vp::ingest {
namespace {

constexpr std::uint32_t kReplacement = 0xFFFD;

/// Characters that would change what stands around them: on a terminal, or from right to left.
bool is_control(std::uint32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

bool has_upward_step(std::string_view name) {
  for (std::size_t begin = 0; begin <= name.size();) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    if (name.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

bool is_absolute(std::string_view name) {
  const bool has_drive = name.size() > 1 && name[1] == ':' &&
                         ((name[0] >= 'a' && name[0] <= 'z') || (name[0] >= 'A' && name[0] <= 'Z'));
  return name.starts_with('/') || has_drive;
}

}  // namespace

MemberName to_member_name(std::string_view name) {
  MemberName result;
  const std::string valid = to_valid_utf8(name, kMaxMemberNameBytes - 100);  // room for a number behind it
  for (std::size_t at = 0; at < valid.size();) {
    const std::uint32_t c = next_code_point(valid, at);
    if (c == '\\') {
      result.shown += '/';  // as some programs on Windows write it
    } else if (c == 0x203A) {
      result.shown += '>';  // it must not look like a container within
    } else {
      append_utf8(is_control(c) ? kReplacement : c, result.shown);
    }
    if (result.shown.size() > kMaxMemberNameBytes - 50) break;
  }
  if (name.find('\0') != name.npos) result.refusal = "its name has an end within it";
  if (has_upward_step(result.shown)) result.refusal = "its name leads out of the container (..)";
  if (is_absolute(result.shown))
    result.refusal = "its name is an absolute path, which leads out of the container";
  if (result.shown.empty()) result.shown = "zonder naam";
  return result;
}

}  // namespace vp::ingest
