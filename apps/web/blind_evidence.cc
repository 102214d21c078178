#include "apps/web/blind_evidence.h"

#include <algorithm>
#include <tuple>

#include "apps/pipeline/hit_citation.h"

namespace vp::web {
namespace {

constexpr std::string_view kInspectorate = "inspectie";

/// The source for the cell's approach, else for its municipality, else the first.
const index::DocumentSource* choose(const std::vector<index::DocumentSource>& sources,
                                    const FindingCell& cell) {
  const index::DocumentSource* best = sources.empty() ? nullptr : &sources.front();
  for (const index::DocumentSource& source : sources) {
    if (source.labels.municipality != cell.municipality) continue;
    if (source.labels.approach == cell.approach) return &source;
    if (best->labels.municipality != cell.municipality) best = &source;
  }
  return best;
}

class EvidenceGatherer {
 public:
  EvidenceGatherer(PageContext& context, const FindingCell& cell) : context_(context), cell_(cell) {}

  Result<BlindEvidence> gather() {
    VP_TRY(add_linked());
    VP_TRY(add_sentences());
    std::ranges::stable_sort(found_.passages, [](const BlindPassage& a, const BlindPassage& b) {
      return std::tie(a.path, a.citation.page, a.citation.passage, a.citation.span.begin) <
             std::tie(b.path, b.citation.page, b.citation.passage, b.citation.span.begin);
    });
    return std::move(found_);
  }

 private:
  Result<void> add_linked() {
    index::FindingStore store = context_.dossier().findings();
    VP_ASSIGN(const std::optional<Finding> held, store.find(cell_));
    if (!held) return {};
    VP_ASSIGN(const std::vector<Evidence> evidence, store.evidence_of(held->id));
    for (const Evidence& one : evidence) {
      // Where the finding was published, its verdict stands in the words.
      if (one.stance == EvidenceStance::kSource) continue;
      const Anchor& anchor = one.anchor;
      const bool is_place =
          anchor.position.text == AnchorText::kPassages && anchor.position.first == anchor.position.last;
      VP_TRY(add({anchor.document, anchor.page, anchor.rects, anchor.quote, anchor.position.span,
                  anchor.position.first, anchor.continues},
                 is_place));
    }
    return {};
  }

  Result<void> add_sentences() {
    index::Engine& engine = context_.dossier().engine();
    index::Filters filters;
    filters.municipality = cell_.municipality;
    filters.approach = cell_.approach;
    filters.indicator = cell_.indicator;
    VP_ASSIGN(const std::vector<index::MentionHit> hits, engine.find_mentions(filters));
    for (const index::MentionHit& hit : hits) {
      VP_ASSIGN(const Passage passage, engine.load_passage(hit.document, hit.passage));
      if (passage.boilerplate) continue;
      VP_TRY(add(make_citation(hit.document, passage, hit.mention.sentence, hit.mention.span), true));
    }
    return {};
  }

  Result<void> add(Citation citation, bool is_place) {
    const bool is_known = std::ranges::any_of(found_.passages, [&](const BlindPassage& known) {
      const Citation& other = known.citation;
      return other.document == citation.document && other.page == citation.page &&
             (other.quote == citation.quote ||
              (is_place && known.is_place && other.passage == citation.passage &&
               other.span.overlaps(citation.span)));
    });
    if (is_known) return {};
    VP_ASSIGN(const std::vector<index::DocumentSource> sources,
              context_.dossier().sources_of(citation.document));
    const index::DocumentSource* const source = choose(sources, cell_);
    if (source != nullptr && source->labels.role == kInspectorate) {
      ++found_.left_out;
      return {};
    }
    found_.passages.push_back({std::move(citation), source == nullptr ? std::string() : source->path,
                               source == nullptr ? std::string() : source->labels.role, is_place});
    return {};
  }

  PageContext& context_;
  const FindingCell& cell_;
  BlindEvidence found_;
};

}  // namespace

Result<BlindEvidence> load_blind_evidence(PageContext& context, const FindingCell& cell) {
  return EvidenceGatherer(context, cell).gather();
}

}  // namespace vp::web
