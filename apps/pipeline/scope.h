// scope.h - turns what a user names (an indicator, a municipality, a document) into what the stores know.
// Errors: kInvalidArgument with the nearest known name; kNotFound and kInvalidArgument (several fit) for
// documents.
#pragma once

#include <string>

#include "core/result.h"
#include "index/dossier.h"
#include "index/engine.h"

namespace vp::apps {

/// The filters of search and evidence as typed; empty: not given.
struct ScopeOptions {
  std::string municipality, approach, role, indicator, theme, polarity, speaker, document;
  index::FieldFilters fields;  ///< resolved already: chosen from lists, several values of one as alternatives
  bool with_boilerplate = false;  ///< page heads and footers too, and wording that is left out otherwise
};

/// Checks every name against the dossier. An indicator may be given by id ("A2.2") or short name
/// ("doorzettingsmacht"), a theme by id or name, a municipality or approach by name or alias.
Result<index::Filters> resolve_scope(index::Dossier& dossier, const ScopeOptions& options);

/// A document by the first digits of its hash (4 or more), by a submitted path, or by the end of one.
Result<DocumentId> resolve_document(index::Dossier& dossier, const std::string& name);

/// The source that a filtered view names the document by: the first that passes the filters.
const index::DocumentSource& choose_source(const index::DocumentRecord& record,
                                           const index::Filters& filters);

/// True when one of the document's sources has all labels that the filters ask for.
bool is_in_scope(const DocumentId& id, const std::vector<index::DocumentSource>& sources,
                 const index::Filters& filters);

/// Pages in scope that could not be read, and documents without any page read: what "nothing found" does not
/// cover.
struct UnreadPages {
  std::uint64_t pages = 0;
  std::uint64_t documents = 0;  ///< with at least one unread page, or not read at all
  std::uint64_t unindexed = 0;  ///< submitted but not (yet) in the index
};
Result<UnreadPages> count_unread(index::Dossier& dossier, const index::Filters& filters);

/// All of which count_unread() counts what is in scope; for who asks again and again.
struct UnreadList {
  struct Waiting {
    DocumentId document;  ///< zeros where nothing could be kept of the file
    std::vector<index::DocumentSource> sources;
  };
  std::vector<index::UnreadDocument> documents;  ///< in the index
  std::vector<Waiting> waiting;                  ///< submitted and not in the index
};
Result<UnreadList> load_unread(index::Dossier& dossier);
UnreadPages count_unread(const UnreadList& unread, const index::Filters& filters);

/// One line for people: "note: 12 pages in 2 documents in this scope could not be read ..."; empty when all
/// were read.
std::string to_note(const UnreadPages& unread);

}  // namespace vp::apps
