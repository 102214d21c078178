// lexicon_rows.h - reads the tables in nlp/lexicon: comments, one heading row, rows of cells parted by tabs.
// Errors: kMalformed, naming the file and the line. Lifetime: cells are views of the given text.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace vp::nlp {

struct LexiconRow {
  std::size_t line = 0;  ///< from 1
  std::vector<std::string_view> cells;
};

/// The rows below the heading, each with as many cells as `heading`, none empty. Lines that begin with # are
/// comments. `name` is the file as errors call it.
Result<std::vector<LexiconRow>> parse_lexicon_rows(std::string_view tsv, std::string_view heading,
                                                   std::string_view name);

/// kMalformed at a line of such a file.
Error make_lexicon_error(std::string_view name, std::size_t line, std::string what);

}  // namespace vp::nlp
