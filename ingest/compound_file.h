// compound_file.h - whether an office file in the old form is locked with a password: Word, Excel and PowerPoint before
// 2007 as they are, later ones because locking puts them into such a file. For a confined process, never the main one.
// Errors: none; what is damaged is taken for not locked, and the converter says what is wrong with it.
// Source: [MS-CFB] 2.2-2.6, [MS-OFFCRYPTO] 2.3.4, [MS-DOC] 2.5.2 FibBase, [MS-XLS] 2.4.117 FilePass, [MS-PPT] 2.3.2.
#pragma once

#include <cstdint>
#include <span>

namespace vp::ingest {

/// A password is set. One that Excel itself sets and tries ("VelvetSweatshop") is one too: whether it is needed, only
/// opening the file tells.
bool is_locked_compound_file(std::span<const std::uint8_t> bytes);

}  // namespace vp::ingest
