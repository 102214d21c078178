// pattern_literals.h - which pieces of text a pattern cannot do without, told by its spelling alone: far quicker than
// compiling it. For one short text, such as a query, most patterns of a framework are ruled out this way.
// Source: RE2 syntax as pattern_syntax.h admits it. Threads: pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace vp::nlp {

/// Every match of the pattern holds one of these, each three bytes or longer. Empty where the spelling promises
/// nothing, or means something that this reader does not know: then the pattern may match anywhere.
std::vector<std::string> find_needed_literals(std::string_view regex);

/// False only where the pattern cannot match anywhere in the text.
bool may_match(std::string_view regex, std::string_view text);

}  // namespace vp::nlp
