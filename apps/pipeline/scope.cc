#include "apps/pipeline/scope.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "apps/pipeline/manifest.h"
#include "apps/pipeline/suggestion.h"
#include "core/edit_distance.h"

namespace vp::apps {
namespace {

bool is_same_name(std::string_view a, std::string_view b) {
  return edit_distance(a, b) == 0;
}

Result<std::string> resolve_name(const std::string& typed, const std::vector<index::NamedThing>& things,
                                 std::string_view kind) {
  if (typed.empty()) return std::string();
  std::vector<std::string> known;
  for (const index::NamedThing& thing : things) {
    if (is_same_name(thing.name, typed)) return thing.name;
    for (const std::string& alias : thing.aliases) {
      if (is_same_name(alias, typed)) return thing.name;
    }
    known.push_back(thing.name);
  }
  return Error{ErrorCode::kInvalidArgument,
               "no " + std::string(kind) + " '" + typed + "' in this dossier" + to_suggestion(typed, known),
               ""};
}

Result<std::string> resolve_indicator(const nlp::Framework& framework, const std::string& typed) {
  if (typed.empty()) return std::string();
  std::vector<std::string> known;
  for (const nlp::Indicator& indicator : framework.indicators) {
    if (is_same_name(indicator.id, typed) || is_same_name(indicator.short_name, typed)) return indicator.id;
    known.push_back(indicator.id);
    known.push_back(indicator.short_name);
  }
  return Error{ErrorCode::kInvalidArgument,
               "no indicator '" + typed + "' in the framework" + to_suggestion(typed, known), ""};
}

Result<std::string> resolve_theme(const nlp::Framework& framework, const std::string& typed) {
  if (typed.empty()) return std::string();
  std::vector<std::string> known;
  for (const nlp::Theme& theme : framework.themes) {
    if (is_same_name(theme.id, typed) || is_same_name(theme.name, typed)) return theme.id;
    known.push_back(theme.name);
  }
  return Error{ErrorCode::kInvalidArgument,
               "no theme '" + typed + "' in the framework" + to_suggestion(typed, known), ""};
}

Result<std::optional<Polarity>> resolve_polarity(const std::string& typed) {
  if (typed.empty()) return std::optional<Polarity>();
  if (typed == "norm") return std::optional(Polarity::kNorm);
  if (const auto polarity = parse_polarity(typed)) return polarity;
  return Error{ErrorCode::kInvalidArgument,
               "polarity '" + typed +
                   "' is not one of aanwezig, afwezig, verdeeld, beperkt, norm-of-voornemen, onbekend",
               ""};
}

Result<std::optional<SpeakerRole>> resolve_speaker(const std::string& typed) {
  if (typed.empty()) return std::optional<SpeakerRole>();
  if (const auto speaker = parse_speaker_role(typed)) return speaker;
  return Error{ErrorCode::kInvalidArgument,
               "speaker '" + typed + "' is not one of gemeente, netwerkpartner, ondervraagden, inspectie",
               ""};
}

bool is_hash_prefix(const std::string& name) {
  return name.size() >= 4 && name.size() <= 64 &&
         std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isxdigit(c) != 0; });
}

/// "b/c.pdf" ends "a/b/c.pdf", but "c.pdf" does not end "a/bc.pdf".
bool is_path_end(const std::string& path, const std::string& end) {
  return path.ends_with(end) && (path.size() == end.size() || path[path.size() - end.size() - 1] == '/');
}

}  // namespace

Result<DocumentId> resolve_document(index::Dossier& dossier, const std::string& name) {
  if (is_hash_prefix(name)) {
    std::string lower = name;
    for (char& c : lower)
      c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    VP_ASSIGN(const std::vector<DocumentId> found, dossier.engine().find_documents(lower));
    if (found.size() == 1) return found.front();
    if (found.size() > 1) {
      return Error{ErrorCode::kInvalidArgument,
                   "'" + name + "' begins the hash of " + std::to_string(found.size()) +
                       " documents, give more digits",
                   ""};
    }
  }
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  const std::string absolute = std::filesystem::absolute(name).lexically_normal().string();
  std::set<DocumentId> fitting;
  std::vector<std::string> names;
  for (const Submission& submission : submissions) {
    if (!submission.document) continue;
    names.push_back(std::filesystem::path(submission.path).filename().string());
    if (submission.path == absolute) return *submission.document;
    if (is_path_end(submission.path, name)) fitting.insert(*submission.document);
  }
  if (fitting.size() == 1) return *fitting.begin();
  if (fitting.size() > 1) {
    return Error{ErrorCode::kInvalidArgument,
                 "'" + name + "' names " + std::to_string(fitting.size()) +
                     " documents, give more of the path or the hash",
                 ""};
  }
  return Error{ErrorCode::kNotFound,
               "no document '" + name + "' in this dossier" + to_suggestion(name, names), ""};
}

Result<index::Filters> resolve_scope(index::Dossier& dossier, const ScopeOptions& options) {
  index::Filters filters;
  filters.fields = options.fields;
  const index::DossierSettings& settings = dossier.settings();
  VP_ASSIGN(filters.municipality,
            resolve_name(options.municipality, settings.municipalities, "municipality"));
  VP_ASSIGN(filters.approach, resolve_name(options.approach, settings.approaches, "approach"));
  VP_ASSIGN(filters.indicator, resolve_indicator(dossier.framework(), options.indicator));
  VP_ASSIGN(filters.theme, resolve_theme(dossier.framework(), options.theme));
  if (!is_known_role(options.role)) {
    return Error{ErrorCode::kInvalidArgument,
                 "role '" + options.role + "' is not one of gemeente, netwerkpartner, inspectie", ""};
  }
  filters.role = options.role;
  VP_ASSIGN(filters.polarity, resolve_polarity(options.polarity));
  VP_ASSIGN(filters.speaker, resolve_speaker(options.speaker));
  if (!options.document.empty()) {
    VP_ASSIGN(filters.document, resolve_document(dossier, options.document));
  }
  filters.with_page_furniture = options.with_boilerplate;
  filters.with_boilerplate = options.with_boilerplate;
  return filters;
}

namespace {

bool has_labels(const index::DocumentSource& source, const index::Filters& filters) {
  const auto fits = [](const std::string& wanted, const std::string& value) {
    return wanted.empty() || wanted == value;
  };
  return fits(filters.municipality, source.labels.municipality) &&
         fits(filters.approach, source.labels.approach) && fits(filters.role, source.labels.role) &&
         filters.fields.accepts_labels(source.labels);
}

}  // namespace

const index::DocumentSource& choose_source(const index::DocumentRecord& record,
                                           const index::Filters& filters) {
  static const index::DocumentSource kNone;
  for (const index::DocumentSource& source : record.sources) {
    if (has_labels(source, filters)) return source;
  }
  return record.sources.empty() ? kNone : record.sources.front();
}

bool is_in_scope(const DocumentId& id, const std::vector<index::DocumentSource>& sources,
                 const index::Filters& filters) {
  if (filters.document && *filters.document != id) return false;
  if (!filters.fields.document.accepts(id)) return false;
  return std::any_of(sources.begin(), sources.end(),
                     [&filters](const index::DocumentSource& source) { return has_labels(source, filters); });
}

Result<UnreadList> load_unread(index::Dossier& dossier) {
  UnreadList unread;
  VP_ASSIGN(unread.documents, dossier.engine().list_unread());
  VP_ASSIGN(const std::vector<DocumentId> indexed, dossier.engine().list_documents());
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  for (const Submission& submission : submissions) {
    const bool is_indexed =
        submission.document && std::binary_search(indexed.begin(), indexed.end(), *submission.document);
    if (is_indexed) continue;
    unread.waiting.push_back(
        {submission.document.value_or(DocumentId{}), {{submission.path, submission.labels}}});
  }
  return unread;
}

UnreadPages count_unread(const UnreadList& unread, const index::Filters& filters) {
  UnreadPages counted;
  for (const index::UnreadDocument& document : unread.documents) {
    if (!is_in_scope(document.id, document.sources, filters)) continue;
    counted.pages += document.pages;
    ++counted.documents;
  }
  for (const UnreadList::Waiting& waiting : unread.waiting)
    counted.unindexed += is_in_scope(waiting.document, waiting.sources, filters) ? 1 : 0;
  return counted;
}

Result<UnreadPages> count_unread(index::Dossier& dossier, const index::Filters& filters) {
  VP_ASSIGN(const UnreadList unread, load_unread(dossier));
  return count_unread(unread, filters);
}

std::string to_note(const UnreadPages& unread) {
  if (unread.documents == 0 && unread.unindexed == 0) return "";
  std::string note = "note: in this scope ";
  if (unread.documents > 0) {
    note += std::to_string(unread.documents) + (unread.documents == 1 ? " document was" : " documents were") +
            " not or only partly read (" + std::to_string(unread.pages) +
            (unread.pages == 1 ? " page" : " pages") + " unread)";
  }
  if (unread.unindexed > 0) {
    note += std::string(unread.documents > 0 ? " and " : "") + std::to_string(unread.unindexed) +
            (unread.unindexed == 1 ? " submitted file is" : " submitted files are") + " not in the index";
  }
  return note + ": what they hold is not in this answer; see 'vindplaats status'";
}

}  // namespace vp::apps
