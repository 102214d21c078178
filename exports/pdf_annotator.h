// pdf_annotator.h - writes highlights with notes into a copy of a PDF, each with an appearance of its own, so that every
// viewer shows it alike.
// Promise: the same PDF and notes give the same bytes; what was in the PDF stays, its annotations too.
// Errors: kEncrypted; kUnsupported for a signed PDF (its signature would no longer hold); kDamaged when it cannot be
//   taken apart; kNotFound for a page that it does not have; kTooBig.
// Units: points in rotated crop-box space. Source: ISO 32000-1, 12.5.6.10 (text markup annotations); libqpdf.
// A submitted file is parsed here: call it in a confined process (apps/pipeline/annotated_copy.h).
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/geometry.h"
#include "core/page_index.h"
#include "core/result.h"

namespace vp::exports {

/// Red, green, blue, 0 to 1.
using NoteColor = std::array<double, 3>;

/// A highlighted place and what is said there.
struct PageNote {
  PageIndex page;
  std::vector<RectPt> rects;  ///< a line of text each; at least one
  std::string name;           ///< the annotation's own in its document (/NM)
  std::string author, text;   ///< UTF-8
  std::string changed_at;     ///< ISO 8601 in UTC; empty: not said
  NoteColor color{};
};

/// The copy. `name` stands in errors.
Result<std::string> annotate_pdf(std::string_view original, std::span<const PageNote> notes,
                                 const std::string& name);

/// "D:20140601090000Z" of "2014-06-01T09:00:00Z"; empty for what is no such time.
std::string to_pdf_date(std::string_view iso);

}  // namespace vp::exports
