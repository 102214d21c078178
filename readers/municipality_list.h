// municipality_list.h - finds the list of municipalities with their approaches: a table "Gemeente | Aanpak", or
// lines "Hengelo: GRIP-aanpak" under a heading that speaks of municipalities.
#pragma once

#include <vector>

#include "readers/national_report.h"

#include "core/document.h"
#include "nlp/word_list.h"

namespace vp::readers {

/// In order of print; a municipality that is named again gets further approaches. Empty when there is no list.
std::vector<ReportedMunicipality> read_municipality_list(const Document& document,
                                                         const nlp::WordList& words);

}  // namespace vp::readers
