// content_fallback.h - why a page was left to Poppler's own interpreter.
#pragma once

#include <cstdint>
#include <string_view>

namespace vp::ingest {

enum class FallbackReason : std::uint8_t {
  kNone,
  kSyntax,         ///< not plainly well-formed
  kOperator,       ///< an operator outside the list, or with operands it does not take
  kState,          ///< q and Q that do not match, a path that is torn apart
  kFont,           ///< no such font, or none that Poppler can use
  kColor,          ///< no such colour space, or the wrong number of components
  kPatternText,    ///< text filled with a pattern
  kShading,        ///< the operator sh, whose area is that of the clipping path
  kGraphicsState,  ///< a graphics state dictionary with a font, or a soft mask that may show text
  kXObject,        ///< neither a well-formed form nor an image
  kInlineImage,    ///< an image in the stream whose end is not certain
  kMarkedContent,  ///< optional content or replacement text that cannot be resolved
  kContents,       ///< the page's streams cannot be had
  kTooMuch,        ///< a limit was reached
  kCount,
};

/// "syntax", "operator", "state", ... for counts and logs.
std::string_view to_string(FallbackReason reason);

}  // namespace vp::ingest
