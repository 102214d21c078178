// search_gold.h - queries as inspectors type them, and how well each passage answers them.
// Format of search_queries.txt, line by line (# begins a comment; white space at the ends does not count):
//   [kind]                    kind of the queries that follow; within a kind the halves alternate
//   ? develop QUERY           a query and its half: develop (to tune on) or test (to measure with)
//   need TEXT                 what the inspector wants to know, by which was graded
//   options ARGUMENTS         more arguments of `vindplaats search`, parted by spaces; _ stands for a space
//   only factsheets           asked only where the published factsheets are at hand
//   GRADE A2.2 KEY=VALUE ..   grade of all evidence for the indicator, of the gold of corpus/ and of factsheets;
//                             several indicators by comma; keys polarity, speaker (values by comma), in (part of
//                             the path), not (part of the path); verdicts of factsheets are polarities: voldoet =
//                             aanwezig, verbeterpunt = afwezig
//   GRADE @PATH: ANCHOR       grade of the one passage in a document with PATH in its path that holds ANCHOR
//   GRADE @@PATH: ANCHOR      of all passages that do; PATH may be empty
//   GRADE #PATH PAGE HASH     of the passage that begins on this page and has this text_hash (government prose)
// Grades: 3 answers it fully, 2 partly or clearly relevant, 1 touches it, 0 not. A later line overrules an
// earlier one for the same evidence or the same passage; of several pieces of evidence in a passage the best
// counts, and a line that names the passage overrules them all. What no line names is 0: template text, the framework's own wording, questions, headings.
// Errors: a line that cannot be read ends the run with a message that names it.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/eval/search_collection.h"

namespace vp::eval {

struct GoldQuery {
  std::string kind, query, need;
  bool is_development = false;
  std::vector<std::string> options;
  std::map<PassageIndex, int> grades;  ///< 1 to 3 only
  [[nodiscard]] std::string name() const;
};

struct SearchGold {
  std::vector<GoldQuery> queries;     ///< those that can be asked of the collection
  std::vector<std::string> warnings;  ///< anchors that hold in no passage, or in several where one was meant
};

std::filesystem::path search_query_file();
SearchGold load_search_gold(const std::filesystem::path& file, const SearchCollection& collection,
                            const std::filesystem::path& shared);

/// Of a passage's folded text, in hexadecimal: names a passage without repeating what it says.
std::string text_hash(const CollectedPassage& passage);

}  // namespace vp::eval
