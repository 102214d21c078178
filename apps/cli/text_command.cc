#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/plain_text.h"
#include "apps/cli/scope.h"

namespace vp::apps {
namespace {

struct TextOptions {
  std::string document;
  std::uint32_t page = 0;  // 1-based; 0: all
  bool json = false;
};

void write_json(std::ostream& out, const index::DocumentRecord& record, const Passage& passage) {
  const TextSpan whole{0, static_cast<std::uint32_t>(passage.text.size())};
  Json object;
  add_source(object, record.id, choose_source(record, {}));
  add_citation(object, make_citation(record.id, passage, whole, whole), record);
  object["passage"] = passage.ordinal;
  object["kind"] = to_string(passage.kind);
  object["text"] = passage.text;
  object["sentences"] = Json::array();
  for (const TextSpan sentence : passage.sentences)
    object["sentences"].push_back({sentence.begin, sentence.end});
  object["words"] = Json::array();
  for (const PassageWord& word : passage.words) {
    object["words"].push_back({{"span", {word.span.begin, word.span.end}},
                               {"page", word.page.number()},
                               {"rect", to_json({word.box})[0]}});
  }
  object["indicators"] = Json::array();
  for (const Mention& mention : passage.mentions) {
    if (object["indicators"].empty() || object["indicators"].back() != mention.indicator) {
      object["indicators"].push_back(mention.indicator);
    }
  }
  object["boilerplate"] = passage.boilerplate;
  write_line(out, object);
}

void write_text(std::ostream& out, const Passage& passage, std::uint32_t& current_page) {
  const std::uint32_t page = passage.words.empty() ? current_page : passage.words.front().page.number();
  if (page != current_page) {
    out << (current_page == 0 ? "" : "\n") << "--- page " << page << " ---\n";
    current_page = page;
  }
  if (is_page_furniture(passage.kind)) {
    out << '[' << to_string(passage.kind) << ": " << passage.text << "]\n";
  } else {
    out << (passage.kind == BlockKind::kHeading ? "# " : "") << passage.text << "\n\n";
  }
}

Result<void> run_text(Context& context, const TextOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const DocumentId id, resolve_document(dossier, options.document));
  VP_ASSIGN(const index::DocumentRecord record, dossier.engine().load_document(id));
  if (options.page > record.page_count) {
    return Error{ErrorCode::kInvalidArgument,
                 "the document has " + std::to_string(record.page_count) + " pages, there is no page " +
                     std::to_string(options.page),
                 ""};
  }
  std::optional<PageIndex> page;
  if (options.page > 0) page = PageIndex{options.page - 1};
  VP_ASSIGN(const std::vector<Passage> passages, dossier.engine().load_passages(id, page));
  std::uint32_t current_page = 0;
  for (const Passage& passage : passages) {
    options.json ? write_json(context.out, record, passage) : write_text(context.out, passage, current_page);
  }
  for (const index::PageRecord& candidate : record.pages) {
    const bool is_meant = !page || candidate.index == *page;
    if (!is_meant || candidate.verdict == PageVerdict::kOk) continue;
    context.err << "note: page " << candidate.index.number() << " is " << to_string(candidate.verdict) << ": "
                << candidate.reason << '\n';
  }
  if (passages.empty()) context.status = ExitStatus::kNothingFound;
  return {};
}

}  // namespace

void add_text_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* const command =
      app.add_subcommand("text", "The text of a document as it was read, in order of reading");
  command->add_option("DOCUMENT", options->document, "First digits of its hash, or (the end of) its path")
      ->required();
  command->add_option("--page", options->page, "Only this page (1 is the first)")
      ->check(CLI::Range(1U, 10'000'000U))
      ->type_name("N");
  command->add_flag("--json", options->json, "One JSON object a passage, with every word's rectangle");
  command->footer("Examples:\n  vindplaats text beleidsplan.pdf --page 3\n  vindplaats text 3fa9c2 --json");
  command->callback([options, &context] {
    if (const Result<void> done = run_text(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
