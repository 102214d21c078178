// member_store.h - who may do what in a dossier whose judgements stand on a server. The server keeps to it by grants and row
// security (schema/postgres_judgements/0002_roles.sql), whatever program asks. Roles are groups on the server; a member is a
// role of the server with the person's name, who may also log in there, or acts through the web application.
// Errors: of the database; kUnsupported for a dossier in a folder; kForbidden, with what the administrator of the server must
// do, when the login may not make roles; kInvalidArgument for a name that cannot be one. Threads: one thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "index/change_stamp.h"
#include "index/database.h"

namespace vp::index {

enum class MemberRole : std::uint8_t {
  kReader,         ///< lezer: reads
  kInspector,      ///< inspecteur: also judges, in the own name
  kAdministrator,  ///< beheerder: also hands in, keeps the framework, gives roles
};

/// "lezer", "inspecteur", "beheerder".
std::string_view to_string(MemberRole role);
std::optional<MemberRole> parse_member_role(std::string_view name);

struct Member {
  std::string name;
  MemberRole role = MemberRole::kReader;
  bool operator==(const Member&) const = default;
};

/// The schemas that rights are given on; their names need no quoting.
struct MemberSchemas {
  std::string judgements, index;
};

/// The group of a role, and that of web applications, which may act as any member and hand in.
std::string group_of(MemberRole role, const MemberSchemas& schemas);
std::string gateway_group(const MemberSchemas& schemas);

class MemberStore {
 public:
  /// Both must outlive it.
  MemberStore(Database& judgements, MemberSchemas schemas)
      : database_(&judgements), schemas_(std::move(schemas)) {}

  /// False: no roles were given yet, and whoever may log in as the owner does everything.
  Result<bool> has_roles();
  /// By name.
  Result<std::vector<Member>> list();
  /// None for who is no member.
  Result<std::optional<MemberRole>> find_role(std::string_view name);
  /// Gives the role, in the place of another one. The first call makes the groups.
  Result<void> set(std::string_view name, MemberRole role, const ChangeStamp& stamp);
  /// Takes the role away; what was written stays. kNotFound when it is no member.
  Result<void> remove(std::string_view name, const ChangeStamp& stamp);
  /// Lets a login of the server act as any member, and hand in: that of a web application, which is trusted to name the
  /// right person.
  Result<void> set_gateway(std::string_view login);
  /// Gives the groups their rights on the index anew: after it was made anew. Nothing where there are no roles.
  Result<void> grant_index();

 private:
  Result<void> make_groups();
  Result<void> log(std::string_view what, std::string_view name, std::optional<MemberRole> before,
                   std::optional<MemberRole> after, const ChangeStamp& stamp);

  Database* database_;
  MemberSchemas schemas_;
};

}  // namespace vp::index
