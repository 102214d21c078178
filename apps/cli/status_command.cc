#include <map>
#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/ingest_report_file.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/plain_text.h"
#include "reports/file_status.h"

namespace vp::apps {
namespace {

struct StatusOptions {
  bool json = false;
  std::string report;  ///< a file to write instead
};

using reports::FileStatus;

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
  object["bookmarks"] = Json::array();
  for (const Bookmark& bookmark : status.outline.bookmarks) {
    object["bookmarks"].push_back(
        {{"title", bookmark.title}, {"page", bookmark.page.number()}, {"level", bookmark.level}});
  }
  object["bookmarks_reason"] = status.outline.reason;
  write_line(out, object);
}

void write_status_text(std::ostream& out, const FileStatus& status) {
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
  if (!status.outline.reason.empty()) {
    out << "                       bookmarks: " << status.outline.reason << '\n';
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

Result<void> run_status(Context& context, const StatusOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  if (!options.report.empty()) return write_ingest_report(dossier, options.report);
  VP_ASSIGN(const std::vector<FileStatus> all, reports::load_file_statuses(dossier));
  for (const FileStatus& status : all)
    options.json ? write_json(context.out, status) : write_status_text(context.out, status);
  if (all.empty()) {
    context.err << "nothing was submitted yet; see 'vindplaats ingest --help'\n";
    context.status = ExitStatus::kNothingFound;
  } else if (!options.json) {
    write_summary(context.out, all);
  }
  return {};
}

}  // namespace

void add_status_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<StatusOptions>();
  CLI::App* const command =
      app.add_subcommand("status", "Every submitted file with its state and the reason");
  command->add_flag("--json", options->json, "One JSON object a file");
  command
      ->add_option(
          "--report", options->report,
          "Write the report of the ingest, in Dutch, with what to do about each file: .html, .csv or .json")
      ->type_name("FILE");
  command->footer(
      "States: ok, repaired, partly read, encrypted, damaged, no text, too big, timed out, unsupported,\n"
      "duplicate, unpacked, waiting. A page that is 'unread' was not read: it is never to be taken for 'no "
      "evidence'.\n\n"
      "Examples:\n  vindplaats status\n  vindplaats -C toezicht status --json | grep '\"no text\"'\n"
      "  vindplaats status --report inlezen.html");
  command->callback([options, &context] {
    if (const Result<void> done = run_status(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
