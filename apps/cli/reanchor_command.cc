#include <filesystem>
#include <memory>
#include <ostream>

#include "apps/cli/author.h"
#include "apps/cli/commands.h"
#include "apps/cli/finding_report.h"
#include "apps/cli/plain_text.h"
#include "apps/cli/reanchor_run.h"
#include "apps/pipeline/scope.h"
#include "core/member_path.h"

namespace vp::apps {
namespace {

struct ReanchorOptions {
  std::string from, to, author;
  bool is_all = false;
  std::int64_t reading = 0;
  std::optional<std::size_t> candidate;
  bool is_lost = false;
  bool json = false;
};

index::ChangeStamp make_stamp(const ReanchorOptions& options) {
  return {choose_author(options.author, "reanchor"), now_utc()};
}

Json to_place(const Anchor& anchor) {
  return {{"document", to_string(anchor.document)},
          {"page", anchor.page.number()},
          {"rects", to_json(anchor.rects)},
          {"quote", anchor.quote},
          {"prefix", anchor.prefix},
          {"suffix", anchor.suffix}};
}

Json to_json(const index::AnchorReading& reading, const std::string& path) {
  Json object = to_place(reading.anchor);
  object["reading"] = reading.id;
  object["in_document"] = to_string(reading.document);
  object["path"] = path;
  object["outcome"] = to_string(reading.outcome);
  object["reason"] = reading.reason;
  object["decision"] = reading.is_decision;
  object["found"] = reading.found ? to_place(*reading.found) : Json();
  object["candidates"] = Json::array();
  for (const Anchor& candidate : reading.candidates)
    object["candidates"].push_back(to_place(candidate));
  object["findings"] = reading.findings;
  object["author"] = reading.who;
  object["changed"] = reading.at;
  return object;
}

/// The words with what stands around them, on a few lines.
void write_words(std::ostream& out, const std::string& head, const Anchor& anchor) {
  std::string text = "…" + anchor.prefix + "[" + anchor.quote + "]" + anchor.suffix + "…";
  std::replace(text.begin(), text.end(), '\n', ' ');
  out << "    " << head << ", p. " << anchor.page.number() << ' ' << to_text(anchor.rects) << '\n'
      << wrap(text, "        ") << '\n';
}

void write_reading(std::ostream& out, const index::AnchorReading& reading, const std::string& path) {
  out << "reading " << reading.id << ": " << to_string(reading.outcome);
  if (!reading.reason.empty()) out << " (" << reading.reason << ")";
  out << ", in " << std::string(to_shown_name(path)) << "; finding";
  for (const std::int64_t finding : reading.findings)
    out << ' ' << finding;
  if (reading.is_decision) out << "; decided by " << reading.who;
  out << '\n';
  write_words(out, "was", reading.anchor);
  if (reading.found) write_words(out, "is", *reading.found);
  for (std::size_t i = 0; i < reading.candidates.size() && !reading.found; ++i)
    write_words(out, "candidate " + std::to_string(i + 1), reading.candidates[i]);
  out << '\n';
}

Result<void> propose(Context& context, index::Dossier& dossier, index::Reanchoring& reanchoring) {
  VP_ASSIGN(const std::vector<index::Resubmission> resubmissions, reanchoring.find_resubmissions());
  SourcePaths paths(dossier);
  for (const index::Resubmission& resubmission : resubmissions) {
    if (resubmission.is_looked_into) continue;
    VP_ASSIGN(const std::string from, paths.path_of(resubmission.from));
    context.err << "note: " << std::string(to_shown_name(from))
                << " seems to have been handed in again; to look for its " << resubmission.anchors
                << " linked places there: reanchor --from " << to_string(resubmission.from).substr(0, 8)
                << " --to " << to_string(resubmission.to).substr(0, 8) << '\n';
  }
  return {};
}

Result<void> run_reanchor(Context& context, const ReanchorOptions& options) {
  if (options.from.empty() != options.to.empty())
    return Error{ErrorCode::kInvalidArgument, "--from and --to belong together", ""};
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kJudge));
  VP_ASSIGN(const nlp::WordList words, nlp::WordList::load(nlp::default_word_list_path()));
  index::Reanchoring reanchoring = dossier.reanchoring(words);
  index::ReanchorCounts counts;
  if (options.from.empty()) {
    VP_ASSIGN(counts, reanchoring.run(make_stamp(options)));
  } else {
    VP_ASSIGN(const DocumentId from, resolve_document(dossier, options.from));
    VP_ASSIGN(const DocumentId to, resolve_document(dossier, options.to));
    VP_ASSIGN(counts, reanchoring.run(from, to, make_stamp(options)));
  }
  write_counts(context, counts, options.json);
  return propose(context, dossier, reanchoring);
}

Result<void> run_list(Context& context, const ReanchorOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kRead));
  const nlp::WordList words = nlp::WordList::from_lines("");
  index::Reanchoring reanchoring = dossier.reanchoring(words);
  VP_ASSIGN(
      const std::vector<index::AnchorReading> readings,
      reanchoring.list(options.is_all ? index::Reanchoring::Which::kAll : index::Reanchoring::Which::kOpen));
  SourcePaths paths(dossier);
  for (const index::AnchorReading& reading : readings) {
    VP_ASSIGN(const std::string path, paths.path_of(reading.document));
    options.json ? write_line(context.out, to_json(reading, path))
                 : write_reading(context.out, reading, path);
  }
  if (readings.empty()) {
    context.err << (options.is_all ? "no place was ever looked for again\n" : "nothing waits for a choice\n");
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

Result<void> run_resolve(Context& context, const ReanchorOptions& options) {
  if (options.candidate.has_value() == options.is_lost)
    return Error{ErrorCode::kInvalidArgument, "give either --candidate N or --lost", ""};
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  VP_ASSIGN(index::Dossier dossier, index::Dossier::open(folder, index::OpenMode::kJudge));
  const nlp::WordList words = nlp::WordList::from_lines("");
  VP_TRY(dossier.reanchoring(words).resolve(options.reading, options.candidate.value_or(0),
                                            make_stamp(options)));
  context.err << "recorded; the old place is kept beside it\n";
  return {};
}

}  // namespace

void write_counts(Context& context, const index::ReanchorCounts& counts, bool json) {
  Json object;
  for (const index::AnchorOutcome outcome : {index::AnchorOutcome::kExact, index::AnchorOutcome::kMoved,
                                             index::AnchorOutcome::kAmbiguous, index::AnchorOutcome::kLost})
    object[std::string(to_string(outcome))] = counts.outcomes.at(static_cast<std::size_t>(outcome));
  object["recorded"] = counts.stored;
  if (json) {
    write_line(context.out, object);
  } else {
    context.out << "linked places: " << object["exact"] << " exact, " << object["moved"] << " moved, "
                << object["ambiguous"] << " ambiguous, " << object["lost"] << " lost\n";
  }
  if (object["ambiguous"] != 0 || object["lost"] != 0) {
    context.err << "what is ambiguous or lost waits for a choice: vindplaats reanchor list\n";
    context.status = ExitStatus::kSomeFailed;
  }
}

void add_reanchor_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<ReanchorOptions>();
  CLI::App* const command = app.add_subcommand(
      "reanchor", "Find every linked place again in what the index holds now; nothing is moved unseen");
  command->add_option("--from", options->from, "Look for the places of this document")->type_name("DOCUMENT");
  command->add_option("--to", options->to, "In this one, which was handed in for it")->type_name("DOCUMENT");
  add_author_option(*command, options->author);
  command->add_flag("--json", options->json, "One JSON object");
  command->footer(
      "exact: same words, same place; moved: same words among the same words elsewhere, or read otherwise;\n"
      "ambiguous, lost: waits for a person. Links and their old places stay as they are.\n\n"
      "Examples:\n  vindplaats reanchor\n  vindplaats reanchor --from 3fa2 --to nota_v2.pdf\n"
      "  vindplaats reanchor list\n  vindplaats reanchor resolve 4 --candidate 1");
  command->callback([options, command, &context] {
    if (!command->get_subcommands().empty()) return;
    if (const Result<void> done = run_reanchor(context, *options); !done) report(context, done.error());
  });

  auto listed = std::make_shared<ReanchorOptions>();
  CLI::App* const list =
      command->add_subcommand("list", "What waits for a choice, with the candidates beside it");
  list->add_flag("--all", listed->is_all, "Also what was found, and what was decided");
  list->add_flag("--json", listed->json, "One JSON object a place");
  list->footer("Example:\n  vindplaats reanchor list");
  list->callback([listed, &context] {
    if (const Result<void> done = run_list(context, *listed); !done) report(context, done.error());
  });

  auto resolved = std::make_shared<ReanchorOptions>();
  CLI::App* const resolve =
      command->add_subcommand("resolve", "Choose where a quote stands now, or that it is gone");
  resolve->add_option("READING", resolved->reading, "Number, as list gives it")->required();
  resolve->add_option("--candidate", resolved->candidate, "This candidate, counted from 1")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  resolve->add_flag("--lost", resolved->is_lost, "None of them: the quote is gone");
  add_author_option(*resolve, resolved->author);
  resolve->footer("Example:\n  vindplaats reanchor resolve 4 --candidate 1");
  resolve->callback([resolved, &context] {
    if (const Result<void> done = run_resolve(context, *resolved); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
