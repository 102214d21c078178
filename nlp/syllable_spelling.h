// syllable_spelling.h - how a Dutch stem is written before an ending that begins with a vowel, and back: "gezin"
// - "gezinn(en)", "schaal" - "schal(en)", "brief" - "briev(en)", "huis" - "huiz(en)".
// Units: folded text (a-z). Threads: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vp::nlp {

bool is_vowel(char c);

/// Number of runs of vowels.
std::size_t count_vowel_runs(std::string_view word);

/// What a stem may look like before -e, -en or -er: doubled consonant, one vowel letter for two, v for f, z for s, and
/// as it is where the last syllable is unstressed ("regel"). Likeliest first; empty for an empty stem.
std::vector<std::string> to_open_forms(std::string_view stem);

/// The stems that may stand behind `open`, a word without its -e or -en. Likeliest first.
std::vector<std::string> to_closed_forms(std::string_view open);

}  // namespace vp::nlp
