#include <filesystem>
#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/finding_scope.h"
#include "apps/cli/plain_text.h"
#include "apps/cli/view_output.h"
#include "apps/pipeline/analysis_tools.h"
#include "index/contradictions.h"

namespace vp::apps {
namespace {

struct ContradictionOptions {
  CellOptions cell;
  bool json = false;
};

Json to_json(const std::vector<index::Voice>& voices) {
  Json list = Json::array();
  for (const index::Voice& voice : voices) {
    Json object;
    object["speaker"] = voice.speaker;
    object["says"] = voice.says;
    object["quote"] = voice.citation.quote;
    if (!voice.path.empty()) {
      object["document"] = to_string(voice.citation.document);
      object["path"] = voice.path;
      object["page"] = voice.citation.page.number();
      object["rects"] = vp::apps::to_json(voice.citation.rects);
      object["passage"] = voice.citation.passage;
      object["span"] = {voice.citation.span.begin, voice.citation.span.end};
    }
    list.push_back(object);
  }
  return list;
}

void write_voices(std::ostream& out, const std::vector<index::Voice>& voices) {
  for (const index::Voice& voice : voices) {
    const std::string who = (voice.speaker.empty() ? "(role not named)" : voice.speaker) + ": " + voice.says;
    out << "    " << who << '\n';
    if (voice.citation.quote.empty()) continue;
    const std::string quote = voice.path.empty()
                                  ? "\"" + voice.citation.quote + "\""
                                  : to_quote(voice.path, voice.citation.page, voice.citation.quote);
    out << wrap(quote, "      ") << '\n';
  }
}

Result<void> run_contradictions(Context& context, const ContradictionOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const index::FindingFilter filter, resolve_filter(dossier, options.cell));
  VP_ASSIGN(const std::unique_ptr<AnalysisTools> tools, AnalysisTools::load(dossier));
  VP_ASSIGN(const std::vector<index::Contradiction> found,
            index::find_contradictions(dossier, tools->judge(), filter));
  for (const index::Contradiction& contradiction : found) {
    if (options.json) {
      Json object;
      object["contradiction"] = to_string(contradiction.kind);
      add_cell(object, contradiction.cell);
      object["finding"] = contradiction.finding == 0 ? Json() : Json(contradiction.finding);
      object["one"] = to_json(contradiction.one);
      object["other"] = to_json(contradiction.other);
      write_line(context.out, object);
      continue;
    }
    context.out << to_text(contradiction.cell) << ": " << to_string(contradiction.kind);
    if (contradiction.finding != 0) context.out << ", finding " << contradiction.finding;
    context.out << '\n';
    write_voices(context.out, contradiction.one);
    context.out << "  against\n";
    write_voices(context.out, contradiction.other);
    context.out << '\n';
  }
  if (found.empty()) {
    context.err << "nothing contradicts, as far as can be told by words\n";
    context.status = ExitStatus::kNothingFound;
  }
  return {};
}

}  // namespace

void add_contradictions_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<ContradictionOptions>();
  CLI::App* const command = app.add_subcommand(
      "contradictions",
      "Where two say opposite things: municipality and partners, for and against, verdict and words");
  add_cell_options(*command, options->cell);
  command->add_flag("--json", options->json, "One JSON object a contradiction");
  command->footer(
      "What a sentence says is a suggestion by its words: look at the quotes.\n\n"
      "Example:\n  vindplaats contradictions --municipality Oostbrenk --indicator A2.2");
  command->callback([options, &context] {
    if (const Result<void> done = run_contradictions(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
