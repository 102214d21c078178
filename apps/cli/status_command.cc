#include <map>
#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/plain_text.h"
#include "apps/pipeline/file_status.h"

namespace vp::apps {
namespace {

void write_json(std::ostream& out, const FileStatus& status) {
  const SubmissionLabels& labels = status.submission.labels;
  Json object;
  object["document"] = status.submission.document ? to_string(*status.submission.document) : "";
  object["path"] = status.submission.path;
  object["municipality"] = labels.municipality;
  object["approach"] = labels.approach;
  object["submitter"] = labels.submitter;
  object["role"] = labels.role;
  object["received_date"] = labels.received_date;
  object["evidence_date"] = labels.evidence_date;
  object["round"] = labels.round;
  object["state"] = status.state;
  object["reason"] = status.reason;
  object["pages"] = status.pages;
  object["pages_unread"] = status.unread;
  object["pages_poor"] = status.poor;
  object["page_reasons"] = Json::array();
  for (const auto& [reason, pages] : status.reasons) {
    object["page_reasons"].push_back({{"reason", reason}, {"pages", pages}});
  }
  write_line(out, object);
}

void write_text(std::ostream& out, const FileStatus& status) {
  std::string state = status.state;
  state.resize(std::max<std::size_t>(state.size(), 12), ' ');
  std::string pages = status.pages == 0 ? "-" : std::to_string(status.pages) + " p.";
  pages.insert(0, pages.size() < 8 ? 8 - pages.size() : 0, ' ');
  out << state << ' ' << pages << "  " << status.submission.path;
  const std::string speaker = to_speaker(status.submission.labels);
  if (!speaker.empty()) out << "  (" << speaker << ')';
  out << '\n';
  if (!status.reason.empty()) out << "                       " << status.reason << '\n';
  for (const auto& [reason, numbers] : status.reasons) {
    out << "                       p. " << to_ranges(numbers) << ": " << reason << '\n';
  }
}

void write_summary(std::ostream& out, const std::vector<FileStatus>& all) {
  std::map<std::string, std::uint64_t> states;
  std::uint64_t pages = 0;
  std::uint64_t unread = 0;
  for (const FileStatus& status : all) {
    ++states[status.state];
    if (status.submission.own_state == DocumentState::kDuplicate) continue;
    pages += status.pages;
    unread += status.unread.size();
  }
  out << '\n' << all.size() << (all.size() == 1 ? " file:" : " files:");
  bool is_first = true;
  for (const auto& [state, count] : states) {
    out << (is_first ? " " : ", ") << count << ' ' << state;
    is_first = false;
  }
  out << "; " << pages << " pages, " << unread << " unread\n";
}

Result<void> run_status(Context& context, bool json) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  std::vector<FileStatus> all;
  for (const Submission& submission : submissions) {
    VP_ASSIGN(FileStatus status, load_file_status(dossier, submission));
    json ? write_json(context.out, status) : write_text(context.out, status);
    all.push_back(std::move(status));
  }
  if (all.empty()) {
    context.err << "nothing was submitted yet; see 'vindplaats ingest --help'\n";
    context.status = ExitStatus::kNothingFound;
  } else if (!json) {
    write_summary(context.out, all);
  }
  return {};
}

}  // namespace

void add_status_command(CLI::App& app, Context& context) {
  auto json = std::make_shared<bool>(false);
  CLI::App* const command =
      app.add_subcommand("status", "Every submitted file with its state and the reason");
  command->add_flag("--json", *json, "One JSON object a file");
  command->footer(
      "States: ok, repaired, partly read, encrypted, damaged, no text, too big, timed out, unsupported,\n"
      "duplicate, waiting. A page that is 'unread' was not read: it is never to be taken for 'no "
      "evidence'.\n\n"
      "Examples:\n  vindplaats status\n  vindplaats -C toezicht status --json | grep '\"no text\"'");
  command->callback([json, &context] {
    if (const Result<void> done = run_status(context, *json); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
