#include "apps/web/texts.h"

#include <stdexcept>

#include "apps/web/embedded.h"

namespace vp::web {

const reports::Wording& texts() {
  static const reports::Wording kTexts = [] {
    Result<reports::Wording> parsed = reports::Wording::parse(embedded_texts());
    if (!parsed) throw std::logic_error(to_string(parsed.error()));  // the tests read it
    return std::move(*parsed);
  }();
  return kTexts;
}

}  // namespace vp::web
