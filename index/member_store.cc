#include "index/member_store.h"

#include <algorithm>
#include <array>

namespace vp::index {
namespace {

constexpr std::array kRoles = {MemberRole::kReader, MemberRole::kInspector, MemberRole::kAdministrator};

constexpr std::string_view kSuffixes[] = {"_lees", "_werk", "_beheer"};  // short: PostgreSQL keeps 63 letters

Result<void> check_name(std::string_view name) {
  constexpr std::size_t kMostBytes = 63;
  const bool is_name =
      !name.empty() && name.size() <= kMostBytes && !name.starts_with("pg_") &&
      std::all_of(name.begin(), name.end(), [](unsigned char c) { return c >= 0x20 && c != 0x7F; });
  if (is_name) return {};
  return Error{ErrorCode::kInvalidArgument,
               "a member's name has 1 to 63 bytes, no control characters, and does not begin with pg_",
               std::string(name)};
}

/// As an identifier, or between other quotes as a text.
std::string quoted(std::string_view name, char quote) {
  std::string out(1, quote);
  for (const char c : name) {
    if (c == quote) out += quote;
    out += c;
  }
  return out + quote;
}

std::string identifier(std::string_view name) {
  return quoted(name, '"');
}

Error explain(Error error, const MemberSchemas& schemas) {
  if (error.code == ErrorCode::kForbidden) {
    error.what +=
        "; roles are given by the owner of the dossier's tables with the right to make roles: ask the "
        "administrator of the server for ALTER ROLE ... CREATEROLE (schemas " +
        schemas.judgements + ", " + schemas.index + ")";
  }
  return error;
}

}  // namespace

std::string_view to_string(MemberRole role) {
  switch (role) {
    case MemberRole::kReader:
      return "lezer";
    case MemberRole::kInspector:
      return "inspecteur";
    case MemberRole::kAdministrator:
      break;
  }
  return "beheerder";
}

std::optional<MemberRole> parse_member_role(std::string_view name) {
  const auto found = std::ranges::find(kRoles, name, [](MemberRole role) { return to_string(role); });
  return found == kRoles.end() ? std::nullopt : std::optional(*found);
}

std::string group_of(MemberRole role, const MemberSchemas& schemas) {
  return schemas.judgements + std::string(kSuffixes[static_cast<std::size_t>(role)]);
}

std::string gateway_group(const MemberSchemas& schemas) {
  return schemas.judgements + "_web";
}

Result<bool> MemberStore::has_roles() {
  const std::string sql =
      "SELECT count(*) FROM pg_roles WHERE rolname = '" + group_of(MemberRole::kReader, schemas_) + "'";
  VP_ASSIGN(const std::int64_t found, database_->query_integer(sql.c_str()));
  return found != 0;
}

Result<std::vector<Member>> MemberStore::list() {
  std::vector<Member> members;
  for (const MemberRole role : kRoles) {
    VP_ASSIGN(Statement rows,
              database_->prepare("SELECT CAST(m.rolname AS text) FROM pg_auth_members a "
                                 "JOIN pg_roles m ON m.oid = a.member JOIN pg_roles g ON g.oid = a.roleid "
                                 "WHERE g.rolname = '" +
                                 group_of(role, schemas_) + "' AND m.rolname NOT IN ('" +
                                 group_of(MemberRole::kInspector, schemas_) + "', '" +
                                 group_of(MemberRole::kAdministrator, schemas_) + "')"));
    while (true) {
      VP_ASSIGN(const bool has_row, rows.step());
      if (!has_row) break;
      members.push_back({std::string(rows.column_text(0)), role});
    }
  }
  std::ranges::sort(members, {}, &Member::name);
  return members;
}

Result<std::optional<MemberRole>> MemberStore::find_role(std::string_view name) {
  VP_ASSIGN(const std::vector<Member> members, list());
  const auto found = std::ranges::find(members, name, &Member::name);
  return found == members.end() ? std::optional<MemberRole>() : std::optional(found->role);
}

Result<void> MemberStore::grant_index() {
  VP_ASSIGN(const bool is_wanted, has_roles());
  if (!is_wanted) return {};
  const std::string readers = group_of(MemberRole::kReader, schemas_);
  const std::string writers = group_of(MemberRole::kAdministrator, schemas_) + ", " + gateway_group(schemas_);
  const std::string script = "GRANT USAGE ON SCHEMA " + schemas_.index + " TO " + readers + ", " + writers +
                             "; GRANT SELECT ON ALL TABLES IN SCHEMA " + schemas_.index + " TO " + readers +
                             ", " + writers + "; GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA " +
                             schemas_.index + " TO " + writers;
  return database_->execute(script.c_str());
}

Result<void> MemberStore::make_groups() {
  VP_ASSIGN(const bool is_there, has_roles());
  if (is_there) return {};
  const std::string read = group_of(MemberRole::kReader, schemas_);
  const std::string judge = group_of(MemberRole::kInspector, schemas_);
  const std::string administer = group_of(MemberRole::kAdministrator, schemas_);
  const std::string gateway = gateway_group(schemas_);
  const std::string all = read + ", " + gateway;
  const std::string on_schema = " ON ALL TABLES IN SCHEMA " + schemas_.judgements + " TO ";
  std::string script;
  for (const std::string& group : {read, judge, administer, gateway})
    script += "CREATE ROLE " + group + " NOLOGIN; ";
  script += "GRANT " + read + " TO " + judge + "; GRANT " + judge + " TO " + administer + "; ";
  script += "GRANT USAGE ON SCHEMA " + schemas_.judgements + " TO " + all + "; GRANT SELECT" + on_schema +
            all + "; ";
  script += "GRANT INSERT, UPDATE ON finding, evidence, saved_query, recorded_search, privacy_decision TO " +
            judge + "; GRANT INSERT ON comment, anchor, anchor_reading, review TO " + judge + "; ";
  script += "GRANT INSERT, UPDATE ON submission TO " + administer + ", " + gateway + "; ";
  script += "GRANT INSERT, UPDATE ON framework TO " + administer + "; ";
  script += "GRANT EXECUTE ON FUNCTION next_number(text) TO " + judge + ", " + gateway + "; ";
  return database_->execute(script.c_str());
}

Result<void> MemberStore::set(std::string_view name, MemberRole role, const ChangeStamp& stamp) {
  VP_TRY(check_name(name));
  VP_TRY(check_stamp(stamp));
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  const Result<void> done = [&]() -> Result<void> {
    VP_TRY(make_groups());
    VP_TRY(grant_index());
    VP_ASSIGN(const std::optional<MemberRole> before, find_role(name));
    if (before == role) return {};
    const std::string person = identifier(name);
    const std::string known = "SELECT count(*) FROM pg_roles WHERE rolname = " + quoted(name, '\'');
    VP_ASSIGN(const std::int64_t is_known, database_->query_integer(known.c_str()));
    std::string script = is_known != 0 ? "" : "CREATE ROLE " + person + " NOLOGIN; ";
    if (before) script += "REVOKE " + group_of(*before, schemas_) + " FROM " + person + "; ";
    script += "GRANT " + group_of(role, schemas_) + " TO " + person + "; ";
    script += "GRANT " + person + " TO " + gateway_group(schemas_);
    VP_TRY(database_->execute(script.c_str()));
    return log(before ? "member changed" : "member added", name, before, role, stamp);
  }();
  if (!done) return explain(done.error(), schemas_);
  return transaction.commit();
}

Result<void> MemberStore::remove(std::string_view name, const ChangeStamp& stamp) {
  VP_TRY(check_stamp(stamp));
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  VP_ASSIGN(const std::optional<MemberRole> role, find_role(name));
  if (!role) return Error{ErrorCode::kNotFound, "is no member of this dossier", std::string(name)};
  const Result<void> done = [&]() -> Result<void> {
    const std::string script = "REVOKE " + group_of(*role, schemas_) + " FROM " + identifier(name) +
                               "; REVOKE " + identifier(name) + " FROM " + gateway_group(schemas_);
    VP_TRY(database_->execute(script.c_str()));
    return log("member removed", name, role, std::nullopt, stamp);
  }();
  if (!done) return explain(done.error(), schemas_);
  return transaction.commit();
}

Result<void> MemberStore::set_gateway(std::string_view login) {
  VP_TRY(check_name(login));
  VP_ASSIGN(Transaction transaction, Transaction::begin(*database_, Transaction::Kind::kWrite));
  const Result<void> done = [&]() -> Result<void> {
    VP_TRY(make_groups());
    VP_TRY(grant_index());
    const std::string script = "GRANT " + gateway_group(schemas_) + " TO " + identifier(login);
    return database_->execute(script.c_str());
  }();
  if (!done) return explain(done.error(), schemas_);
  return transaction.commit();
}

Result<void> MemberStore::log(std::string_view what, std::string_view name, std::optional<MemberRole> before,
                              std::optional<MemberRole> after, const ChangeStamp& stamp) {
  VP_ASSIGN(Statement entry, database_->prepare("SELECT log_member(?1, ?2, ?3, ?4, ?5) IS NULL"));
  entry.bind(1, stamp.now_utc).bind(2, what).bind(3, name);
  entry.bind(4, before ? to_string(*before) : std::string_view());
  entry.bind(5, after ? to_string(*after) : std::string_view());
  return entry.run();
}

}  // namespace vp::index
