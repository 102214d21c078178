// annotation_names.h - the names in our Web Annotations that the W3C vocabulary does not have, for writing and reading.
// They stand under the prefix "vp" of the context: a program that does not know them can leave them aside.
#pragma once

#include <cstdint>
#include <string>

namespace vp::exports {

inline constexpr const char* kAnnotationContext = "http://www.w3.org/ns/anno.jsonld";
inline constexpr const char* kVocabulary = "urn:vindplaats:vocabulary#";
inline constexpr std::uint32_t kAnnotationFormat = 1;

/// RFC 8118 (and 3778 before it): page=, viewrect=.
inline constexpr const char* kPdfFragments = "http://tools.ietf.org/rfc/rfc8118";

inline constexpr const char* kDocumentUrn = "urn:sha256:";
inline constexpr const char* kFindingType = "vp:Finding";
/// All lines of the quote: "vp:places": [{"page": from 1, "rects": [[x0, y0, x1, y1], ...]}, ...], in points from the top
/// left of the page as a reader sees it.
inline constexpr const char* kRectanglesType = "vp:RectanglesSelector";
/// Bytes of UTF-8 in the texts "vp:first" to "vp:last" of a reading by "vp:extractor", and their hash.
inline constexpr const char* kReadingType = "vp:ReadingSelector";

}  // namespace vp::exports
