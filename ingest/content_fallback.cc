#include "ingest/content_fallback.h"

namespace vp::ingest {

std::string_view to_string(FallbackReason reason) {
  switch (reason) {
    case FallbackReason::kNone:
      return "none";
    case FallbackReason::kSyntax:
      return "syntax";
    case FallbackReason::kOperator:
      return "operator";
    case FallbackReason::kState:
      return "state";
    case FallbackReason::kFont:
      return "font";
    case FallbackReason::kColor:
      return "color";
    case FallbackReason::kPatternText:
      return "pattern text";
    case FallbackReason::kShading:
      return "shading";
    case FallbackReason::kGraphicsState:
      return "graphics state";
    case FallbackReason::kXObject:
      return "xobject";
    case FallbackReason::kInlineImage:
      return "inline image";
    case FallbackReason::kMarkedContent:
      return "marked content";
    case FallbackReason::kContents:
      return "contents";
    case FallbackReason::kTooMuch:
      return "too much";
    case FallbackReason::kCount:
      break;
  }
  return "";
}

}  // namespace vp::ingest
