#include <algorithm>
#include <filesystem>
#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/document_layout.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/page_svg.h"
#include "apps/cli/plain_text.h"
#include "apps/cli/text_json.h"
#include "apps/pipeline/original_reading.h"
#include "apps/pipeline/scope.h"
#include "apps/pipeline/text_recognition.h"
#include "core/converted_form.h"
#include "core/member_path.h"
#include "index/atomic_file.h"
#include "ingest/extractor.h"

namespace vp::apps {
namespace {

struct TextOptions {
  std::string document;
  std::uint32_t page = 0;  // 1-based; 0: all
  std::uint32_t svg = 0;   // 1-based; 0: no drawing
  std::string output;
  bool json = false;
};

/// A document as the index keeps it.
struct IndexedDocument {
  index::DocumentRecord record;
  std::vector<Passage> passages;  // all, in order of reading
};

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

Result<Document> read_again(const Context& context, index::Dossier& dossier,
                            const index::DocumentRecord& record) {
  VP_ASSIGN(const auto pool, ingest::WorkerPool::start(reader_limits(context)));
  VP_ASSIGN(const nlp::WordList words, nlp::WordList::load(nlp::default_word_list_path()));
  return read_as_indexed(*pool, readable_path(dossier, record.id), record, dossier.recognition_cache(),
                         words);
}

Result<void> check_page(const index::DocumentRecord& record, std::uint32_t number) {
  if (number <= record.page_count) return {};
  return Error{ErrorCode::kInvalidArgument,
               "the document has " + std::to_string(record.page_count) + " pages, there is no page " +
                   std::to_string(number),
               ""};
}

/// Passages that the page holds words of; all when none is given.
std::vector<Passage> passages_on(const std::vector<Passage>& passages, std::optional<PageIndex> page) {
  if (!page) return passages;
  std::vector<Passage> found;
  for (const Passage& passage : passages) {
    const bool is_there = std::any_of(passage.words.begin(), passage.words.end(),
                                      [&page](const PassageWord& word) { return word.page == *page; });
    if (is_there) found.push_back(passage);
  }
  return found;
}

/// Passages and tables. When the original cannot be read again, the passages alone, and why.
void write_json(Context& context, index::Dossier& dossier, const IndexedDocument& indexed,
                std::optional<PageIndex> page) {
  const Result<Document> document = read_again(context, dossier, indexed.record);
  if (!document) {
    context.err << "vindplaats: tables and blocks are not shown: " << to_string(document.error()) << '\n';
    context.status = ExitStatus::kSomeFailed;
  }
  const std::string reader = ingest::make_poppler_extractor()->version();
  if (document && without_converter(indexed.record.extractor_version) != reader) {
    context.err << "note: the index was made with " << indexed.record.extractor_version
                << ", tables are read with " << reader << "; 'vindplaats reindex' brings them together\n";
  }
  std::optional<DocumentLayout> layout;
  if (document) layout.emplace(*document, indexed.passages);
  for (const Passage& passage : passages_on(indexed.passages, page))
    write_line(context.out, to_json(indexed.record, passage, layout ? &*layout : nullptr));
  if (!layout) return;
  for (std::size_t i = 0; i < layout->tables().size(); ++i) {
    if (page && layout->tables()[i].page->index != *page) continue;
    write_line(context.out, to_json(indexed.record, *layout, static_cast<std::uint32_t>(i)));
  }
}

std::vector<MentionMark> mentions_on(const std::vector<Passage>& passages, PageIndex page) {
  std::vector<MentionMark> marks;
  for (const Passage& passage : passages) {
    for (const Mention& mention : passage.mentions) {
      for (const PagePlace& place : place_of(passage, mention.span)) {
        if (place.page != page) continue;
        for (const RectPt& rect : place.rects)
          marks.push_back({rect, mention.indicator + " " + std::string(to_string(mention.strength))});
      }
    }
  }
  return marks;
}

Result<void> write_svg(Context& context, index::Dossier& dossier, const IndexedDocument& indexed,
                       const TextOptions& options) {
  VP_ASSIGN(Document document, read_again(context, dossier, indexed.record));
  const PageIndex wanted{options.svg - 1};
  const auto found = std::find_if(document.pages.begin(), document.pages.end(),
                                  [&wanted](const Page& page) { return page.index == wanted; });
  if (found == document.pages.end()) {
    return Error{ErrorCode::kNotFound,
                 "page " + std::to_string(options.svg) + " could not be read" +
                     (document.reason.empty() ? "" : ": " + document.reason),
                 ""};
  }
  for (const index::PageRecord& page : indexed.record.pages) {
    if (page.index != wanted) continue;
    found->verdict = page.verdict;
    found->reason = page.reason;
  }
  const std::string heading = std::string(to_shown_name(choose_source(indexed.record, {}).path));
  const std::string svg = draw_page(*found, mentions_on(indexed.passages, wanted), heading);
  if (!options.output.empty()) return index::write_file_atomically(options.output, svg);
  context.out << svg;
  return {};
}

void write_notes(Context& context, const index::DocumentRecord& record, std::optional<PageIndex> page) {
  for (const index::PageRecord& candidate : record.pages) {
    const bool is_meant = !page || candidate.index == *page;
    if (!is_meant || candidate.verdict == PageVerdict::kOk) continue;
    context.err << "note: page " << candidate.index.number() << " is " << to_string(candidate.verdict) << ": "
                << candidate.reason << '\n';
  }
}

Result<void> run_text(Context& context, const TextOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const DocumentId id, resolve_document(dossier, options.document));
  IndexedDocument indexed;
  VP_ASSIGN(indexed.record, dossier.engine().load_document(id));
  VP_TRY(check_page(indexed.record, std::max(options.page, options.svg)));
  VP_ASSIGN(indexed.passages, dossier.engine().load_passages(id, std::nullopt));
  if (options.svg > 0) return write_svg(context, dossier, indexed, options);
  std::optional<PageIndex> page;
  if (options.page > 0) page = PageIndex{options.page - 1};
  const std::vector<Passage> shown = passages_on(indexed.passages, page);
  if (options.json) {
    write_json(context, dossier, indexed, page);
  } else {
    std::uint32_t current_page = 0;
    for (const Passage& passage : shown)
      write_text(context.out, passage, current_page);
  }
  write_notes(context, indexed.record, page);
  if (shown.empty() && context.status == ExitStatus::kDone) context.status = ExitStatus::kNothingFound;
  return {};
}

}  // namespace

void add_text_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<TextOptions>();
  CLI::App* const command =
      app.add_subcommand("text", "The text of a document as it was read, in order of reading");
  command->add_option("DOCUMENT", options->document, "First digits of its hash, or (the end of) its path")
      ->required();
  CLI::Option* const page = command->add_option("--page", options->page, "Only this page (1 is the first)")
                                ->check(CLI::Range(1U, 10'000'000U))
                                ->type_name("N");
  CLI::Option* const json = command->add_flag(
      "--json", options->json, "One JSON object a passage, with every word's rectangle, and one a table");
  CLI::Option* const svg =
      command->add_option("--svg", options->svg, "Draw how this page was read, as one SVG")
          ->check(CLI::Range(1U, 10'000'000U))
          ->type_name("N")
          ->excludes(page)
          ->excludes(json);
  command->add_option("--output", options->output, "Where the drawing goes; else standard output")
      ->type_name("FILE")
      ->needs(svg);
  command->footer(
      "Tables and drawings come from reading the kept original again.\n\n"
      "Examples:\n  vindplaats text beleidsplan.pdf --page 3\n  vindplaats text 3fa9c2 --json\n"
      "  vindplaats text beleidsplan.pdf --svg 3 --output page3.svg");
  command->callback([options, &context] {
    if (const Result<void> done = run_text(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
