// dossier_session.h - what one request needs of the dossier: its stores, a searcher, and what is linked where. Sessions
// are kept and lent out, one to a thread at a time; one that has become old is opened anew.
// Errors: of Dossier::open; kVersionMismatch when the index was made by another version.
// Threads: the pool may be used by several; a session is for one.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "apps/pipeline/hit_citation.h"
#include "apps/pipeline/scope.h"
#include "apps/pipeline/search_run.h"
#include "apps/web/shared_answers.h"
#include "core/result.h"
#include "index/contradictions.h"
#include "index/coverage.h"
#include "index/dossier.h"

namespace vp::web {

/// A link as a page shows it beside a passage.
struct PassageLink {
  std::int64_t finding = 0;
  std::int64_t evidence = 0;
  bool operator==(const PassageLink&) const = default;
};

/// Every place that findings stand on.
struct LinkedPlaces {
  index::FindingMatrix matrix;
  std::map<index::PassageRef, std::vector<PassageLink>> by_passage;
  std::vector<index::PassageRef> passages;  ///< ascending
};

/// What sessions of the same files share.
struct SessionShelf {
  std::shared_ptr<index::ViewShelf> views = std::make_shared<index::ViewShelf>();
  SharedAnswers<LinkedPlaces> linked;
  SharedAnswers<apps::UnreadList> unread;
  SharedAnswers<std::vector<index::Gap>> gaps;
  SharedAnswers<std::vector<index::Contradiction>> contradictions;
};

class DossierSession {
 public:
  static Result<std::unique_ptr<DossierSession>> open(const std::filesystem::path& folder,
                                                      std::shared_ptr<SessionShelf> shelf);

  index::Dossier& dossier() { return dossier_; }
  Result<apps::SearchRunner*> searcher();
  /// With a column for everything that was handed in. Valid until the next call.
  Result<const LinkedPlaces*> linked();
  /// What could not be read, and what waits. Valid until the next call.
  Result<const apps::UnreadList*> unread();
  /// index::find_gaps() and index::find_contradictions() of a municipality, empty: of all. Both look at everything that was
  /// handed in and judged, and are asked for page after page. Valid until the next call.
  Result<const std::vector<index::Gap>*> gaps(const std::string& municipality);
  Result<const std::vector<index::Contradiction>*> contradictions(const nlp::PolarityJudge& judge,
                                                                  const std::string& municipality);

 private:
  DossierSession(index::Dossier dossier, std::shared_ptr<SessionShelf> shelf)
      : dossier_(std::move(dossier)), shelf_(std::move(shelf)) {}
  /// The shared answer of the present state, held for this session.
  template <class Value, class Make>
  Result<const Value*> hold(SharedAnswers<Value>& answers, const std::string& question,
                            std::shared_ptr<const Value>& held, Make make);

  index::Dossier dossier_;
  std::shared_ptr<SessionShelf> shelf_;
  std::unique_ptr<apps::SearchRunner> searcher_;
  std::shared_ptr<const LinkedPlaces> linked_;
  std::shared_ptr<const apps::UnreadList> unread_;
  std::shared_ptr<const std::vector<index::Gap>> gaps_;
  std::shared_ptr<const std::vector<index::Contradiction>> contradictions_;
};

class SessionPool {
 public:
  explicit SessionPool(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// A session of one's own until the lease ends.
  class Lease {
   public:
    Lease(SessionPool& pool, std::unique_ptr<DossierSession> session, std::string stamp)
        : pool_(&pool), session_(std::move(session)), stamp_(std::move(stamp)) {}
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();
    DossierSession& operator*() { return *session_; }
    DossierSession* operator->() { return session_.get(); }

   private:
    SessionPool* pool_;
    std::unique_ptr<DossierSession> session_;
    std::string stamp_;
  };
  Result<Lease> lease();
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

 private:
  /// Tells whether dossier.toml or the index file is another than it was: names and stores are read at opening.
  [[nodiscard]] std::string make_stamp() const;

  std::filesystem::path folder_;
  std::mutex mutex_;   // guards what follows
  std::string stamp_;  ///< of the files that the shelf is of
  std::shared_ptr<SessionShelf> shelf_;
  std::vector<std::pair<std::string, std::unique_ptr<DossierSession>>> free_;
};

}  // namespace vp::web
