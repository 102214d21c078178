#include <algorithm>
#include <memory>
#include <ostream>
#include <set>

#include "apps/cli/author.h"
#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/report_scope.h"
#include "apps/pipeline/scope.h"
#include "reports/privacy_review.h"

namespace vp::apps {
namespace {

struct PrivacyOptions {
  std::string municipality, reason, author, document;
  std::vector<std::string> texts;
  std::optional<std::string> round;
  bool is_all = false;
  bool json = false;
};

/// Everything that reports of this scope would publish.
Result<reports::ReportModel> load_texts(index::Dossier& dossier, const PrivacyOptions& options) {
  reports::ReportScope scope;
  scope.kind = reports::ReportKind::kNational;
  scope.round = options.round;
  VP_ASSIGN(scope.municipality, resolve_municipality(dossier, options.municipality));
  return load_with_context(dossier, scope);
}

Result<void> run_list(Context& context, const PrivacyOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const reports::ReportModel model, load_texts(dossier, options));
  for (const reports::OpenHit& hit : model.open_hits) {
    if (options.json) {
      write_line(context.out, {{"kind", hit.kind},
                               {"text", hit.text},
                               {"hint", hit.is_hint},
                               {"scope", hit.scope},
                               {"place", hit.place},
                               {"around", hit.around}});
    } else {
      write_hit(context.out, hit);
    }
  }
  if (model.open_hits.empty()) {
    context.err << "nothing that looks personal is left to decide on\n";
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

/// In which scopes the words stand, or were decided on before.
Result<std::vector<index::DecidedWords>> to_decisions(const reports::ReportModel& model,
                                                      const std::vector<index::DecidedWords>& known,
                                                      const std::string& text, const std::string& only_scope,
                                                      index::PrivacyDecision decision,
                                                      const std::string& reason) {
  std::set<std::string> scopes;
  for (const std::string& scope : reports::find_scopes(model, text))
    scopes.insert(scope);
  for (const index::DecidedWords& words : known) {
    if (words.text == text) scopes.insert(words.scope);
  }
  std::vector<index::DecidedWords> decisions;
  for (const std::string& scope : scopes) {
    if (only_scope.empty() || scope == only_scope)
      decisions.push_back({scope, text, decision, reason, "", ""});
  }
  if (!decisions.empty()) return decisions;
  return Error{ErrorCode::kNotFound, "no quote and no finding holds '" + text + "'", ""};
}

Result<void> run_decide(Context& context, const PrivacyOptions& options, index::PrivacyDecision decision) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kJudge));
  VP_ASSIGN(const reports::ReportModel model, load_texts(dossier, options));
  VP_ASSIGN(const std::vector<index::DecidedWords> known, dossier.privacy().list());
  std::string scope;
  if (!options.document.empty()) {
    VP_ASSIGN(const DocumentId id, resolve_document(dossier, options.document));
    scope = to_string(id);
  }
  std::vector<index::DecidedWords> decisions;
  for (const std::string& text : options.texts) {
    VP_ASSIGN(const std::vector<index::DecidedWords> own,
              to_decisions(model, known, text, scope, decision, options.reason));
    decisions.insert(decisions.end(), own.begin(), own.end());
  }
  for (const reports::OpenHit& hit : model.open_hits) {
    if (options.is_all && !hit.is_hint && (scope.empty() || hit.scope == scope))
      decisions.push_back({hit.scope, hit.text, decision, options.reason, "", ""});
  }
  if (decisions.empty()) return Error{ErrorCode::kInvalidArgument, "name the words, or give --all", ""};
  VP_TRY(
      dossier.privacy().decide(decisions, {choose_author(options.author, "vindplaats privacy"), now_utc()}));
  context.err << decisions.size() << (decisions.size() == 1 ? " decision: " : " decisions: ")
              << to_string(decision) << '\n';
  return {};
}

void add_scope_of(CLI::App& command, PrivacyOptions& options) {
  command.add_option("--municipality", options.municipality, "Only in reports of this municipality")
      ->type_name("NAME");
  command.add_option("--round", options.round, "Only findings of this round")->type_name("ROUND");
}

void add_decision(CLI::App& privacy, Context& context, const std::string& name,
                  index::PrivacyDecision decision, const std::string& description) {
  auto options = std::make_shared<PrivacyOptions>();
  CLI::App* const command = privacy.add_subcommand(name, description);
  command->add_option("TEXT", options->texts, "The words, exactly as they stand there");
  if (decision != index::PrivacyDecision::kLapsed)
    command->add_flag("--all", options->is_all, "Everything that 'privacy list' shows, without the hints");
  command->add_option("--document", options->document, "Only in quotes of this document")
      ->type_name("DOCUMENT");
  command->add_option("--reason", options->reason, "Why; kept in the log")->type_name("TEXT");
  command->add_option("--author", options->author, "Who decides; else VINDPLAATS_AUTHOR or the user's name")
      ->type_name("NAME");
  add_scope_of(*command, *options);
  command->callback([options, decision, &context] {
    if (const Result<void> done = run_decide(context, *options, decision); !done)
      report(context, done.error());
  });
}

}  // namespace

void add_privacy_command(CLI::App& app, Context& context) {
  CLI::App* const command =
      app.add_subcommand("privacy", "Words in quotes and findings that may tell of a person");
  command->require_subcommand(1);
  auto options = std::make_shared<PrivacyOptions>();
  CLI::App* const list = command->add_subcommand("list", "What looks personal and nobody decided on yet");
  add_scope_of(*list, *options);
  list->add_flag("--json", options->json, "One JSON object a line");
  list->callback([options, &context] {
    if (const Result<void> done = run_list(context, *options); !done) report(context, done.error());
  });
  add_decision(*command, context, "omit", index::PrivacyDecision::kOmit,
               "Leave words out of reports; [weggelaten] stands there");
  add_decision(*command, context, "show", index::PrivacyDecision::kShow, "Words that may be published");
  add_decision(*command, context, "reset", index::PrivacyDecision::kLapsed, "Take a decision back");
  command->footer(
      "Looked for: citizen service numbers (eleven-test), bank accounts (mod 97), e-mail addresses, "
      "telephone numbers,\n"
      "postcodes with a house number, dates of birth; initials with a name as a hint. Decisions are kept in "
      "the log.\n\n"
      "Examples:\n"
      "  vindplaats privacy list --municipality Oostbrenk\n"
      "  vindplaats privacy omit '06-12345678' --reason 'nummer van een ouder'");
}

}  // namespace vp::apps
