// texts.h - what the application says in Dutch: texts.tsv, compiled in. Reports have a table of their own.
#pragma once

#include "reports/wording.h"

namespace vp::web {

const reports::Wording& texts();

}  // namespace vp::web
