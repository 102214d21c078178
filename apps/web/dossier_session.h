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

/// Every place that findings stand on; made anew when the log has grown.
struct LinkedPlaces {
  index::FindingMatrix matrix;
  std::map<index::PassageRef, std::vector<PassageLink>> by_passage;
  std::vector<index::PassageRef> passages;  ///< ascending
};

class DossierSession {
 public:
  /// `shelf`: where sessions of the same files share what they keep in memory of the index.
  static Result<std::unique_ptr<DossierSession>> open(const std::filesystem::path& folder,
                                                      std::shared_ptr<index::ViewShelf> shelf);

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
  explicit DossierSession(index::Dossier dossier) : dossier_(std::move(dossier)) {}
  index::Dossier dossier_;
  std::unique_ptr<apps::SearchRunner> searcher_;
  std::unique_ptr<LinkedPlaces> linked_;
  /// What was made of one state of the stores, for one question.
  template <class Value>
  struct Kept {
    std::string key;
    Value value;
  };
  /// Keeps what make() gives until something changes or another question comes.
  template <class Value, class Make>
  Result<const Value*> keep(std::optional<Kept<Value>>& kept, const std::string& question, Make make);
  std::optional<Kept<apps::UnreadList>> unread_;
  std::optional<Kept<std::vector<index::Gap>>> gaps_;
  std::optional<Kept<std::vector<index::Contradiction>>> contradictions_;
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
  std::shared_ptr<index::ViewShelf> shelf_;
  std::vector<std::pair<std::string, std::unique_ptr<DossierSession>>> free_;
};

}  // namespace vp::web
