// related_words.h - words that a question may mean beside the one it uses, as the same thing done, doing it or the
// one who does: "weigeren" and "weigering", "evalueren" and "evaluatie", "zelfredzaam" and "zelfredzaamheid". Stems
// are left apart (stemmer.h): these count for less than the word itself.
// Units: folded tokens (folding.h). Threads: pure. Source: the Dutch rules of derivation; the word list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "nlp/folded_words.h"

namespace vp::nlp {

/// Words of the list that are derived from the stem, or that it is derived from; without the stem itself, in a fixed
/// order. Empty for short stems, and for what is not of these patterns.
std::vector<std::string> find_related_words(std::string_view stem, const FoldedWords& words);

}  // namespace vp::nlp
