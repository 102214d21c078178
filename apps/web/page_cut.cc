#include "apps/web/page_cut.h"

#include <algorithm>

#include "apps/web/page_layer.h"

namespace vp::web {

Result<SafeHtml> draw_page_cut(PageContext& context, const DocumentId& document, PageIndex page,
                               const std::vector<RectPt>& rects, float height_pt, const std::string& label) {
  index::Engine& engine = context.dossier().engine();
  const Result<index::DocumentRecord> record = engine.load_document(document);
  if (!record && record.error().code == ErrorCode::kNotFound) return SafeHtml();
  if (!record) return record.error();
  const auto known =
      std::ranges::find_if(record->pages, [page](const auto& one) { return one.index == page; });
  if (known == record->pages.end() || rects.empty()) return SafeHtml();
  VP_ASSIGN(const std::vector<Passage> passages, engine.load_passages(document, page));
  const PageMark mark{MarkKind::kFound, rects, "", "", "", ""};
  LayerOptions options;
  options.picture = context.site.pictures.address_without_drawing(document, page);
  options.cut = choose_cut(*known, rects, height_pt);
  options.label = label;
  options.may_lack_picture = true;
  options.is_selectable = false;
  return draw_page_layer(*known, passages, {&mark, 1}, options);
}

}  // namespace vp::web
