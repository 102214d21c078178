// finding_judging.h - what people do to a finding beside writing it: confirm, reject, undo, comment. Each is one
// transaction, and one or more entries of the log; none takes an entry back.
// Errors: as FindingStore; kInvalidArgument names the rule that stands in the way.
// Threads: one thread; open a dossier each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/result.h"
#include "index/change_stamp.h"
#include "index/database.h"
#include "index/finding_store.h"

namespace vp::index {

enum class CommentKind : std::uint8_t {
  kRemark,     ///< opmerking
  kRejection,  ///< afwijzing
};
/// "opmerking" / "afwijzing".
std::string_view to_string(CommentKind kind);

struct FindingComment {
  std::int64_t id = 0;
  std::int64_t finding = 0;
  std::uint32_t revision = 0;  ///< of the finding, when it was said
  CommentKind kind = CommentKind::kRemark;
  std::string text, at, who;
  bool operator==(const FindingComment&) const = default;
};

/// What an undo did, for people: "verdict: voldoet -> onbekend", "evidence 7 linked again".
using UndoneChanges = std::vector<std::string>;

class FindingJudging {
 public:
  explicit FindingJudging(Database& database) : database_(&database), store_(database) {}

  /// As FindingStore::change, by a person: the finding is a person's from then on, and one that was confirmed is a
  /// draft again unless `finding` says otherwise by another state. An empty comment is none.
  Result<std::uint32_t> revise(Finding finding, std::string_view comment, const ChangeStamp& stamp);
  /// concept -> vastgesteld, made from `revision`. kInvalidArgument without a text, or without a place or a
  /// recorded search; kConflict when it is vastgesteld or vervallen already.
  Result<std::uint32_t> confirm(std::int64_t finding, std::uint32_t revision, std::string_view comment,
                                const ChangeStamp& stamp);
  /// -> vervallen, made from `revision`: its cells are free again. kInvalidArgument without a comment.
  Result<std::uint32_t> reject(std::int64_t finding, std::uint32_t revision, std::string_view comment,
                               const ChangeStamp& stamp);
  /// Takes back the last entry of the finding or of its links, by a new entry that says the opposite; so undoing
  /// twice does it again. A new finding is withdrawn.
  Result<UndoneChanges> undo(std::int64_t finding, const ChangeStamp& stamp);
  /// Puts back what the finding said in `revision`, by a new entry; its links stay. kNotFound.
  Result<UndoneChanges> undo_to(std::int64_t finding, std::uint32_t revision, const ChangeStamp& stamp);

  /// Ascending by id.
  Result<std::vector<FindingComment>> comments_of(std::int64_t finding);

 private:
  Result<std::uint32_t> change_state(std::int64_t finding, std::uint32_t revision, FindingState state,
                                     std::string_view comment, CommentKind kind, const ChangeStamp& stamp);
  Result<void> add_comment(const FindingComment& comment, const ChangeStamp& stamp);
  Result<UndoneChanges> put_back(const Finding& current, Finding content, const ChangeStamp& stamp);
  Result<UndoneChanges> undo_link(std::int64_t evidence, std::int64_t finding, const ChangeStamp& stamp);

  Database* database_;
  FindingStore store_;
};

}  // namespace vp::index
