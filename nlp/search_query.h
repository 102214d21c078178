// search_query.h - a question as an engine answers it: a tree that says which passages match, over concepts that
// say what counts for how much. A concept is one thing that was asked for with all its ways of standing in a text:
// the word, its inflections, the parts of a compound near each other, other spellings. No engine's syntax in it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/polarity.h"
#include "core/text_span.h"
#include "nlp/query.h"

namespace vp::nlp {

/// Terms that follow one another; the last may be the beginning of a word.
struct TermPhrase {
  std::vector<std::string> terms;  ///< as SearchAnalyzer gives them: surfaces, stems
  bool is_prefix = false;
  bool operator==(const TermPhrase&) const = default;
};

enum class WayKind : std::uint8_t {
  kPhrase,     ///< one phrase; of one term: a word
  kNear,       ///< two or more phrases in any order, at most `distance` words between neighbours
  kIndicator,  ///< the passage mentions the indicator `indicator`
  kSource,     ///< the passage's document was handed in for `source`
};

/// Whose documents are meant; empty fields do not count.
struct SourceName {
  std::string municipality, approach;
  bool operator==(const SourceName&) const = default;
};

/// One way in which a concept stands in a text.
struct ConceptWay {
  WayKind kind = WayKind::kPhrase;
  std::vector<TermPhrase> phrases;
  std::uint32_t distance = 0;
  std::string indicator;
  /// kIndicator: only mentions that suggest one of these polarities, and that one of these says; empty: any.
  std::vector<Polarity> polarities;
  std::vector<SpeakerRole> speakers;
  SourceName source;
  double weight = 1;  ///< of one place, against one place of the word itself
  bool is_related =
      false;  ///< another word, derived alike; not a form or the parts of the one that was asked for
  bool operator==(const ConceptWay&) const = default;
  /// Alone it brings no passage in; it counts where something else that was asked for stands.
  [[nodiscard]] bool only_scores() const { return kind == WayKind::kSource; }
};

struct Concept {
  std::vector<ConceptWay> ways;       ///< any of them; one or more
  bool is_scored = true;              ///< false: stands under a NOT only
  bool reaches_below_titles = false;  ///< a heading or question with it speaks for the passages below
  bool is_added = false;              ///< not asked for in words: an indicator that the words point to
  double weight = 1;                  ///< of the whole concept in the score
  std::string label;  ///< tells concepts apart and orders them: scores do not depend on word order
  TextSpan span;      ///< in the query string
  bool operator==(const Concept&) const = default;
};

enum class MatchKind : std::uint8_t {
  kConcept,  ///< `concept_id`
  kAll,      ///< every child
  kAny,      ///< a child
  kWithout,  ///< children[0] and not children[1]
  kEvery,    ///< every passage: a question of filters only
};

struct MatchNode {
  MatchKind kind = MatchKind::kEvery;
  std::uint32_t concept_id = 0;  ///< place in SearchQuery::concepts
  std::vector<MatchNode> children;
  bool operator==(const MatchNode&) const = default;
};

struct SearchQuery {
  MatchNode match;
  std::vector<Concept> concepts;      ///< without doubles (by label)
  bool is_open = false;               ///< words only: what is about them may match without holding one
  std::vector<std::string> left_out;  ///< words that say too little to look for: "de", "van"
  bool operator==(const SearchQuery&) const = default;
};

/// Words that are looked for as they are derived alike ("weigering" for "weigeren"), each once, in the order of the
/// concepts; stems, as the index has them.
std::vector<std::string> list_related(const SearchQuery& query);
/// Notions of the field (field_notions.h) that are looked for in all their wordings, by name, in the same order.
std::vector<std::string> list_notions(const SearchQuery& query);
/// Without both.
void remove_related(SearchQuery& query);

/// As people read it: nazorg; "plan van aanpak"; macht near doorzetting; notion nazorg; documents of Oostbrenk.
std::string to_string(const ConceptWay& way);

/// For tests and explanations: (ANY nazorg (ALL gezin "plan van aanpak")), with the labels of the concepts.
std::string to_string(const SearchQuery& query);

}  // namespace vp::nlp
