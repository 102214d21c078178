#include <algorithm>
#include <map>
#include <memory>
#include <ostream>

#include "apps/cli/commands.h"
#include "apps/cli/json_lines.h"
#include "apps/cli/plain_text.h"
#include "apps/cli/polarity_output.h"
#include "apps/cli/scope_options.h"
#include "apps/pipeline/scope.h"

namespace vp::apps {
namespace {

struct EvidenceOptions {
  ScopeOptions scope;
  bool only_strong = false;
  bool with_titles = false;
  bool json = false;
};

/// A sentence that mentions an indicator, with every mention of it there.
struct TaggedSentence {
  DocumentId document;
  std::uint32_t passage = 0;
  TextSpan sentence;
  std::string indicator;
  std::vector<Mention> mentions;
};

/// find_mentions ascends by path and place; sentences are put in the framework's order of indicators first.
std::vector<TaggedSentence> to_sentences(const std::vector<index::MentionHit>& hits,
                                         const nlp::Framework& framework) {
  std::map<std::string, std::size_t, std::less<>> order;
  for (std::size_t i = 0; i < framework.indicators.size(); ++i)
    order[framework.indicators[i].id] = i;
  std::vector<TaggedSentence> sentences;
  std::map<std::tuple<DocumentId, std::uint32_t, TextSpan, std::string>, std::size_t> places;
  for (const index::MentionHit& hit : hits) {
    const auto key = std::make_tuple(hit.document, hit.passage, hit.mention.sentence, hit.mention.indicator);
    const auto [place, is_new] = places.try_emplace(key, sentences.size());
    if (is_new) {
      sentences.push_back({hit.document, hit.passage, hit.mention.sentence, hit.mention.indicator, {}});
    }
    sentences[place->second].mentions.push_back(hit.mention);
  }
  std::stable_sort(sentences.begin(), sentences.end(),
                   [&order](const TaggedSentence& a, const TaggedSentence& b) {
                     return order[a.indicator] < order[b.indicator];
                   });
  return sentences;
}

MentionStrength strength_of(const TaggedSentence& sentence) {
  const bool is_strong =
      std::any_of(sentence.mentions.begin(), sentence.mentions.end(),
                  [](const Mention& mention) { return mention.strength == MentionStrength::kStrong; });
  return is_strong ? MentionStrength::kStrong : MentionStrength::kWeak;
}

/// A heading, a question, a label, an announcement: speaks of the indicator and says nothing about it.
bool is_title(const TaggedSentence& sentence) {
  const std::vector<PolaritySuggestion> suggestions = merge_suggestions(sentence.mentions);
  return !suggestions.empty() && overall_polarity(suggestions) == Polarity::kUnknown;
}

/// Takes out what is no evidence; what is left out is counted, so that nobody takes the list for whole.
void drop_titles(Context& context, std::vector<TaggedSentence>& sentences) {
  const std::size_t dropped = std::erase_if(sentences, is_title);
  if (dropped == 0) return;
  context.err << "note: " << dropped
              << (dropped == 1 ? " heading, question or label is" : " headings, questions and labels are")
              << " left out, which say nothing themselves; --titles shows them\n";
}

void write_json(std::ostream& out, const index::DocumentRecord& record, const index::DocumentSource& source,
                const TaggedSentence& sentence, const Passage& passage, const Citation& citation) {
  Json object;
  object["indicator"] = sentence.indicator;
  add_source(object, record.id, source);
  object["submitter"] = source.labels.submitter;
  add_citation(object, citation, record);
  object["strength"] = to_string(strength_of(sentence));
  add_polarity(object, merge_suggestions(sentence.mentions), passage.text, source.labels);
  object["mentions"] = Json::array();
  for (const Mention& mention : sentence.mentions) {
    Json places = Json::array();
    for (const PagePlace& place : place_of(passage, mention.span)) {
      places.push_back({{"page", place.page.number()}, {"rects", to_json(place.rects)}});
    }
    object["mentions"].push_back({{"text", std::string(mention.span.in(passage.text))},
                                  {"strength", to_string(mention.strength)},
                                  {"pattern", mention.pattern},
                                  {"places", places}});
  }
  object["title"] = is_title(sentence);
  object["boilerplate"] = passage.boilerplate;
  object["passage"] = passage.ordinal;
  object["span"] = {citation.span.begin, citation.span.end};
  write_line(out, object);
}

void write_evidence_text(Context& context, const index::DocumentRecord& record,
                         const index::DocumentSource& source, const TaggedSentence& sentence,
                         const Passage& passage, const Citation& citation) {
  std::ostream& out = context.out;
  std::vector<TextSpan> inside;
  std::string terms;
  for (const Mention& mention : sentence.mentions) {
    inside.push_back({mention.span.begin - citation.span.begin, mention.span.end - citation.span.begin});
    terms += (terms.empty() ? "" : ", ") + ("'" + std::string(mention.span.in(passage.text)) + "'");
  }
  const std::size_t whole = citation.quote.size();
  out << wrap("\"" + make_snippet(citation.quote, inside, whole, context.is_out_terminal) + "\"", "  ")
      << '\n';
  out << "      " << to_place(source, record, citation) << ' ' << to_text(citation.rects) << '\n';
  const std::string speaker = to_speaker(source.labels);
  out << "      " << speaker << (speaker.empty() ? "" : "; ") << to_string(strength_of(sentence)) << ": "
      << terms << (passage.boilerplate ? "; wording that many documents share" : "") << '\n';
  const std::string polarity = to_text(merge_suggestions(sentence.mentions), passage.text);
  if (!polarity.empty()) out << wrap(polarity, "      ") << '\n';
  out << '\n';
}

void write_heading(std::ostream& out, const nlp::Framework& framework, const std::string& id,
                   std::size_t count) {
  const nlp::Indicator* const indicator = framework.find_indicator(id);
  out << id << "  " << (indicator != nullptr ? indicator->text : "") << "  (" << count
      << (count == 1 ? " sentence" : " sentences") << ")\n\n";
}

Result<void> write_sentences(Context& context, index::Dossier& dossier, const index::Filters& filters,
                             const std::vector<TaggedSentence>& sentences, bool json) {
  std::map<std::string, std::size_t, std::less<>> counts;
  for (const TaggedSentence& sentence : sentences)
    ++counts[sentence.indicator];
  std::map<DocumentId, index::DocumentRecord> records;
  std::string current;
  for (const TaggedSentence& sentence : sentences) {
    if (!records.contains(sentence.document)) {
      VP_ASSIGN(records[sentence.document], dossier.engine().load_document(sentence.document));
    }
    const index::DocumentRecord& record = records[sentence.document];
    VP_ASSIGN(const Passage passage, dossier.engine().load_passage(sentence.document, sentence.passage));
    const index::DocumentSource& source = choose_source(record, filters);
    const Citation citation =
        make_citation(sentence.document, passage, sentence.sentence, sentence.mentions.front().span);
    if (json) {
      write_json(context.out, record, source, sentence, passage, citation);
      continue;
    }
    if (sentence.indicator != current) {
      current = sentence.indicator;
      write_heading(context.out, dossier.framework(), current, counts[current]);
    }
    write_evidence_text(context, record, source, sentence, passage, citation);
  }
  return {};
}

Result<void> run_evidence(Context& context, const EvidenceOptions& options) {
  VP_ASSIGN(index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
  VP_ASSIGN(const index::Filters filters, resolve_scope(dossier, options.scope));
  VP_ASSIGN(std::vector<index::MentionHit> hits, dossier.engine().find_mentions(filters));
  if (options.only_strong) {
    std::erase_if(
        hits, [](const index::MentionHit& hit) { return hit.mention.strength != MentionStrength::kStrong; });
  }
  std::vector<TaggedSentence> sentences = to_sentences(hits, dossier.framework());
  if (!options.with_titles && filters.polarity != Polarity::kUnknown) drop_titles(context, sentences);
  VP_TRY(write_sentences(context, dossier, filters, sentences, options.json));
  if (sentences.empty()) {
    context.err << "no sentence mentions this in what could be read\n";
    context.status = ExitStatus::kNothingFound;
  }
  VP_ASSIGN(const UnreadPages unread, count_unread(dossier, filters));
  if (const std::string note = to_note(unread); !note.empty()) context.err << note << '\n';
  return {};
}

}  // namespace

void add_evidence_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<EvidenceOptions>();
  CLI::App* const command = app.add_subcommand(
      "evidence", "Sentences that speak of an indicator, each with document, page, rectangle and quote");
  add_scope_options(*command, options->scope);
  command->add_flag("--strong", options->only_strong,
                    "Only what tags by itself (sterk), without the weak hints");
  command->add_flag("--titles", options->with_titles,
                    "Also headings, questions and labels, which say nothing themselves");
  command->add_flag("--json", options->json, "One JSON object a sentence and indicator");
  command->footer(
      "What is found is a suggestion for the inspector, never a verdict. Pages that could not be read are "
      "named\n"
      "on standard error: nothing found there does not mean that nothing is there.\n\n"
      "Examples:\n"
      "  vindplaats evidence --indicator A2.2\n"
      "  vindplaats evidence --indicator nazorg-vervolg --municipality Oostmeer --role netwerkpartner\n"
      "  vindplaats evidence --theme Samenwerking --json");
  command->callback([options, &context] {
    if (const Result<void> done = run_evidence(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
