#include "apps/web/published_cache.h"

#include <algorithm>

namespace vp::web {
namespace {

constexpr std::size_t kMostKept = 8;

void add(std::string& key, std::string_view part) {
  key += std::to_string(part.size()) + ":";
  key += part;
}

void add(std::string& key, const std::vector<index::NamedThing>& things) {
  for (const index::NamedThing& thing : things) {
    add(key, thing.name);
    for (const std::string& alias : thing.aliases)
      add(key, alias);
  }
  key += ';';
}

/// All that reading depends on: originals never change, so their hashes stand for them.
Result<std::string> make_key(index::Dossier& dossier, std::span<const DocumentId> factsheets) {
  std::string key = dossier.framework().content_hash + ";";
  add(key, dossier.settings().municipalities);
  add(key, dossier.settings().approaches);
  add(key, dossier.settings().organisations);
  for (const DocumentId& id : factsheets) {
    add(key, to_string(id));
    VP_ASSIGN(const std::vector<index::DocumentSource> sources, dossier.sources_of(id));
    for (const index::DocumentSource& source : sources) {
      const SubmissionLabels& labels = source.labels;
      for (const std::string& part : {source.path, labels.municipality, labels.approach, labels.submitter,
                                      labels.role, labels.received_date, labels.evidence_date, labels.round})
        add(key, part);
    }
  }
  return key;
}

}  // namespace

Result<std::vector<reports::PublishedApproach>> PublishedCache::load(index::Dossier& dossier,
                                                                     std::span<const DocumentId> factsheets) {
  VP_ASSIGN(std::string key, make_key(dossier, factsheets));
  {
    const std::scoped_lock lock(mutex_);
    const auto known = std::ranges::find(kept_, key, &Kept::key);
    if (known != kept_.end()) {
      kept_.splice(kept_.begin(), kept_, known);
      return known->approaches;
    }
  }
  VP_ASSIGN(std::vector<reports::PublishedApproach> approaches,
            apps::read_published_context(dossier, factsheets, readers_));
  const std::scoped_lock lock(mutex_);
  kept_.push_front({std::move(key), approaches});
  if (kept_.size() > kMostKept) kept_.pop_back();
  return approaches;
}

}  // namespace vp::web
