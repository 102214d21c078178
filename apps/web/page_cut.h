// page_cut.h - a part of a page around a place, for beside a list.
// Errors: those of the engine; nothing for a document that is not in the index.
#pragma once

#include <string>
#include <vector>

#include "apps/web/page_context.h"
#include "apps/web/view.h"

namespace vp::web {

/// The rectangles of a place (points, of one page) marked, at most `height_pt` of the page around them. The picture is
/// drawn when the browser asks for it, so that a list of many is there at once. `label` is read out.
Result<SafeHtml> draw_page_cut(PageContext& context, const DocumentId& document, PageIndex page,
                               const std::vector<RectPt>& rects, float height_pt, const std::string& label);

}  // namespace vp::web
