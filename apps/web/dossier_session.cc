#include "apps/web/dossier_session.h"

#include <algorithm>

#include <sys/stat.h>

#include "nlp/search_analyzer.h"

namespace vp::web {

Result<std::unique_ptr<DossierSession>> DossierSession::open(const std::filesystem::path& folder,
                                                             std::shared_ptr<SessionShelf> shelf) {
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kJudge));
  dossier.share_views(shelf->views);
  VP_ASSIGN(const index::IndexVersions versions, dossier.index_versions());
  const bool is_other =
      !versions.analysis.empty() && (versions.analysis != nlp::search_analysis_version() ||
                                     versions.framework_hash != dossier.framework().content_hash);
  if (is_other) {
    return Error{ErrorCode::kVersionMismatch,
                 "the index was made with another text analysis or framework; run 'vindplaats reindex'",
                 folder.string()};
  }
  return std::unique_ptr<DossierSession>(new DossierSession(std::move(dossier), std::move(shelf)));
}

Result<apps::SearchRunner*> DossierSession::searcher() {
  if (!searcher_) {
    VP_ASSIGN(apps::SearchRunner runner, apps::SearchRunner::create(dossier_));
    searcher_ = std::make_unique<apps::SearchRunner>(std::move(runner));
  }
  return searcher_.get();
}

namespace {

Result<LinkedPlaces> load_linked(index::Dossier& dossier) {
  LinkedPlaces places;
  VP_ASSIGN(places.matrix, dossier.load_matrix({}, index::MatrixColumns::kSubmitted));
  for (const index::MatrixColumn& column : places.matrix.columns) {
    for (const index::MatrixFinding& held : column.findings) {
      for (const index::MatrixPlace& place : held.places) {
        const Anchor& anchor = place.evidence.anchor;
        if (anchor.position.text != AnchorText::kPassages) continue;
        for (std::uint32_t i = anchor.position.first; i <= anchor.position.last; ++i)
          places.by_passage[{anchor.document, i}].push_back({held.finding.id, place.evidence.id});
      }
    }
  }
  for (const auto& [passage, links] : places.by_passage)
    places.passages.push_back(passage);
  return places;
}

}  // namespace

template <class Value, class Make>
Result<const Value*> DossierSession::hold(SharedAnswers<Value>& answers, const std::string& question,
                                          std::shared_ptr<const Value>& held, Make make) {
  // Read before the answer is found out: what changes meanwhile gives another mark.
  VP_ASSIGN(const std::string mark, dossier_.state_mark());
  VP_ASSIGN(held, answers.find_or_make(mark, question, make));
  return held.get();
}

Result<const LinkedPlaces*> DossierSession::linked() {
  // Of what people wrote only, and so good for as long as the log is.
  VP_ASSIGN(const std::int64_t position, dossier_.findings().last_entry());
  VP_ASSIGN(linked_, shelf_->linked.find_or_make(std::to_string(position), "",
                                                 [this] { return load_linked(dossier_); }));
  return linked_.get();
}

Result<const apps::UnreadList*> DossierSession::unread() {
  return hold(shelf_->unread, "", unread_, [this] { return apps::load_unread(dossier_); });
}

Result<const std::vector<index::Gap>*> DossierSession::gaps(const std::string& municipality) {
  index::FindingFilter filter;
  filter.municipality = municipality;
  return hold(shelf_->gaps, municipality, gaps_, [&] { return index::find_gaps(dossier_, filter); });
}

Result<const std::vector<index::Contradiction>*> DossierSession::contradictions(
    const nlp::PolarityJudge& judge, const std::string& municipality) {
  index::FindingFilter filter;
  filter.municipality = municipality;
  return hold(shelf_->contradictions, municipality, contradictions_,
              [&] { return index::find_contradictions(dossier_, judge, filter); });
}

SessionPool::Lease::~Lease() {
  if (!session_) return;
  session_->dossier().rest();
  const std::scoped_lock lock(pool_->mutex_);
  pool_->free_.emplace_back(std::move(stamp_), std::move(session_));
}

std::string SessionPool::make_stamp() const {
  std::string stamp;
  for (const char* const name : {"dossier.toml", "framework.toml", "index.db"}) {
    struct stat found {};
    if (::stat((folder_ / name).c_str(), &found) != 0) continue;
    stamp += std::to_string(found.st_ino) + "/";
    // index.db is written all the time; that its readers see.
    if (std::string_view(name) != "index.db")
      stamp += std::to_string(found.st_mtim.tv_sec) + "." + std::to_string(found.st_mtim.tv_nsec) + "/";
  }
  return stamp;
}

Result<SessionPool::Lease> SessionPool::lease() {
  std::string stamp = make_stamp();
  std::unique_ptr<DossierSession> session;
  std::shared_ptr<SessionShelf> shelf;
  {
    const std::scoped_lock lock(mutex_);
    std::erase_if(free_, [&stamp](const auto& kept) { return kept.first != stamp; });
    if (stamp_ != stamp || !shelf_) {
      shelf_ = std::make_shared<SessionShelf>();
      stamp_ = stamp;
    }
    shelf = shelf_;
    if (!free_.empty()) {
      session = std::move(free_.back().second);
      free_.pop_back();
    }
  }
  if (!session) {
    VP_ASSIGN(session, DossierSession::open(folder_, std::move(shelf)));
  }
  return Lease(*this, std::move(session), std::move(stamp));
}

}  // namespace vp::web
