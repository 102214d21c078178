#include <memory>
#include <ostream>

#include "apps/cli/author.h"
#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"

namespace vp::apps {
namespace {

struct MemberOptions {
  std::string name, role, author;
  bool json = false;
};

Result<void> list_members(Context& context, const MemberOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(index::MemberStore store, dossier.members());
  VP_ASSIGN(const std::vector<index::Member> members, store.list());
  for (const index::Member& member : members) {
    if (options.json) {
      write_line(context.out, {{"name", member.name}, {"role", std::string(to_string(member.role))}});
    } else {
      context.out << to_string(member.role) << "  " << member.name << '\n';
    }
  }
  if (members.empty()) {
    context.err << "no roles were given: whoever may log in as the owner of the dossier does everything\n";
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

Result<void> set_member(Context& context, const MemberOptions& options) {
  const auto role = index::parse_member_role(options.role);
  if (!role) {
    return Error{ErrorCode::kInvalidArgument,
                 "role '" + options.role + "' is not one of lezer, inspecteur, beheerder", ""};
  }
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kJudge));
  VP_ASSIGN(index::MemberStore store, dossier.members());
  return store.set(options.name, *role, {choose_author(options.author, "members"), now_utc()});
}

Result<void> remove_member(Context& context, const MemberOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kJudge));
  VP_ASSIGN(index::MemberStore store, dossier.members());
  return store.remove(options.name, {choose_author(options.author, "members"), now_utc()});
}

Result<void> set_gateway(Context& context, const MemberOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kJudge));
  VP_ASSIGN(index::MemberStore store, dossier.members());
  return store.set_gateway(options.name);
}

using Run = Result<void> (*)(Context&, const MemberOptions&);

CLI::App* add_part(CLI::App& parent, Context& context, const std::shared_ptr<MemberOptions>& options,
                   const char* name, const char* help, Run run) {
  CLI::App* const command = parent.add_subcommand(name, help);
  command->callback([options, &context, run] {
    if (const Result<void> done = run(context, *options); !done) report(context, done.error());
  });
  return command;
}

}  // namespace

void add_members_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<MemberOptions>();
  CLI::App* const command =
      app.add_subcommand("members", "Who may read, judge and administer a dossier on a server");
  command->require_subcommand(1);
  CLI::App* const list =
      add_part(*command, context, options, "list", "The members with their roles", list_members);
  list->add_flag("--json", options->json, "One JSON object a member");
  CLI::App* const set = add_part(*command, context, options, "set",
                                 "Give somebody a role, in the place of another", set_member);
  set->add_option("NAME", options->name, "As the proxy or the server knows the person")->required();
  set->add_option("--role", options->role, "lezer, inspecteur or beheerder")->required()->type_name("ROLE");
  CLI::App* const remove = add_part(*command, context, options, "remove",
                                    "Take the role away; what was written stays", remove_member);
  remove->add_option("NAME", options->name, "Of the member")->required();
  CLI::App* const gateway =
      add_part(*command, context, options, "gateway",
               "Let a login of the server, that of a web application, act as any member", set_gateway);
  gateway->add_option("LOGIN", options->name, "Of the server; it is trusted to name the right person")
      ->required();
  command->footer(
      "The server keeps to the roles, whatever program asks: a lezer reads; an inspecteur also judges, in "
      "the\n"
      "own name only; a beheerder also hands in, keeps the framework and may write for others. Nobody "
      "changes\n"
      "or removes what stands in the log. Roles are given by the owner of the dossier on the server, who "
      "needs\n"
      "CREATEROLE there. A member who uses the command line needs a login of the same name.\n\n"
      "Examples:\n"
      "  vindplaats -C toezicht members set j.jansen --role inspecteur\n"
      "  vindplaats -C toezicht members gateway vindplaats_web");
}

}  // namespace vp::apps
