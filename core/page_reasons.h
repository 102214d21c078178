// page_reasons.h - what Page::reason says where other stages must know it: that a page's picture was looked at by a text
// recogniser, and what came of it. More may follow in the reason, or stand before it.
#pragma once

#include <string_view>

namespace vp {

inline constexpr std::string_view kRecognizedReason = "text recognised from its picture";
inline constexpr std::string_view kNothingRecognizedReason = "no text recognised in its picture";
inline constexpr std::string_view kRecognitionFailedReason = "text recognition of its picture";
inline constexpr std::string_view kBlankReason = "blank page";

/// The page's words are those that were recognised in its picture.
constexpr bool is_recognized(std::string_view reason) {
  return reason.find(kRecognizedReason) != reason.npos;
}

/// Its picture was looked at, with or without success.
constexpr bool was_recognition_tried(std::string_view reason) {
  return is_recognized(reason) || reason.find(kNothingRecognizedReason) != reason.npos ||
         reason.find(kRecognitionFailedReason) != reason.npos;
}

}  // namespace vp
