// table_text.h - tables as text, for comparing and for reading failures.
#pragma once

#include <string>

#include "core/document.h"

namespace vp::ingest {

/// A head line "ruled 3x4 head 1" (and "continues"), then one line for each row in which cells begin:
/// "r0c0+1x2 'Thema' | r0c2 '√'". "+1x2" is rows by columns and left out for 1x1; a head cell's place ends in "h",
/// one that goes on from the page before in "~"; blocks are parted by " / ".
std::string to_string(const Table& table, const Page& page);

/// All tables of a page, one after the other.
std::string tables_of(const Page& page);

}  // namespace vp::ingest
