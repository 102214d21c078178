#include "index/contradictions.h"

#include <algorithm>
#include <map>
#include <optional>

#include "nlp/sentence_splitter.h"

namespace vp::index {
namespace {

bool says_yes(Polarity polarity) {
  return polarity == Polarity::kPresent;
}
bool says_no(Polarity polarity) {
  return polarity == Polarity::kAbsent || polarity == Polarity::kLimited || polarity == Polarity::kDivided;
}

/// Voices on one cell, by who speaks and what they say.
struct HeardCell {
  std::vector<Voice> municipality_yes, municipality_no, partner_yes, partner_no;
};

/// The role that speaks: named in the text, else that of who handed the document in.
struct SpeakingRole {
  bool is_municipality = false;
  bool is_partner = false;
  std::string name;
};

std::vector<SpeakingRole> roles_of(const PolaritySuggestion& suggestion, const std::string& submitter_role) {
  std::vector<SpeakingRole> roles;
  for (const Speaker& speaker : suggestion.speakers) {
    roles.push_back({speaker.role == SpeakerRole::kMunicipality, speaker.role == SpeakerRole::kPartner,
                     to_string(speaker)});
  }
  if (roles.empty())
    roles.push_back({submitter_role == "gemeente", submitter_role == "netwerkpartner", submitter_role});
  return roles;
}

class ContradictionFinder {
 public:
  ContradictionFinder(Dossier& dossier, const nlp::PolarityJudge& judge, const FindingFilter& filter)
      : dossier_(dossier), judge_(judge), filter_(filter) {}

  Result<std::vector<Contradiction>> find() {
    VP_ASSIGN(const FindingMatrix matrix, dossier_.load_matrix(filter_, MatrixColumns::kJudged));
    VP_TRY(hear_speakers(matrix));
    for (const MatrixColumn& column : matrix.columns) {
      for (const MatrixFinding& held : column.findings) {
        look_at_stances(held);
        look_at_words(held);
      }
    }
    std::stable_sort(found_.begin(), found_.end(), [](const Contradiction& a, const Contradiction& b) {
      return std::tie(a.kind, a.cell) < std::tie(b.kind, b.cell);
    });
    return std::move(found_);
  }

 private:
  Result<void> hear_speakers(const FindingMatrix& matrix) {
    Filters filters;
    filters.municipality = filter_.municipality;
    filters.approach = filter_.approach;
    filters.indicator = filter_.indicator;
    VP_ASSIGN(const std::vector<MentionHit> hits, dossier_.engine().find_mentions(filters));
    for (const MentionHit& hit : hits) {
      VP_TRY(for_each_voice(hit, [this](const SaidOf& said) {
        said_[said.cell] |= said.bits();
        return Result<void>();
      }));
    }
    // Passages are unpacked only for cells of which opposite things are said.
    for (const MentionHit& hit : hits)
      VP_TRY(hear(hit));
    for (auto& [cell, heard] : heard_) {
      std::int64_t finding = 0;
      for (const MatrixColumn& column : matrix.columns) {
        if (column.municipality != cell.municipality || column.approach != cell.approach) continue;
        const MatrixFinding* const held = FindingMatrix::find(column, cell.indicator);
        if (held != nullptr && (cell.round.empty() || cell.round == column.round)) finding = held->finding.id;
      }
      if (!heard.municipality_yes.empty() && !heard.partner_no.empty()) {
        found_.push_back(
            {ContradictionKind::kSpeakers, cell, finding, heard.municipality_yes, heard.partner_no});
      }
      if (!heard.municipality_no.empty() && !heard.partner_yes.empty()) {
        found_.push_back(
            {ContradictionKind::kSpeakers, cell, finding, heard.municipality_no, heard.partner_yes});
      }
    }
    return {};
  }

  /// What one role says of a cell in one sentence.
  struct SaidOf {
    const FindingCell& cell;
    const DocumentSource& source;
    const SpeakingRole& role;
    Polarity polarity = Polarity::kUnknown;

    [[nodiscard]] bool is(bool by_municipality, bool yes) const {
      return (by_municipality ? role.is_municipality : role.is_partner) &&
             (yes ? says_yes(polarity) : says_no(polarity));
    }
    [[nodiscard]] unsigned bits() const {
      return (is(true, true) ? 1U : 0U) | (is(true, false) ? 2U : 0U) | (is(false, true) ? 4U : 0U) |
             (is(false, false) ? 8U : 0U);
    }
  };
  static bool are_opposite(unsigned bits) { return (bits & 9U) == 9U || (bits & 6U) == 6U; }

  /// Calls visit(said) for each role that speaks in the mention, for each source of its document that counts.
  template <class Visit>
  Result<void> for_each_voice(const MentionHit& hit, Visit visit) {
    if (hit.mention.suggestions.empty()) return {};
    if (!sources_of_ || *sources_of_ != hit.document) {  // hits come document by document
      VP_ASSIGN(sources_, dossier_.sources_of(hit.document));
      sources_of_ = hit.document;
    }
    for (const DocumentSource& source : sources_) {
      const SubmissionLabels& labels = source.labels;
      if (!filter_.municipality.empty() && labels.municipality != filter_.municipality) continue;
      if (!filter_.approach.empty() && labels.approach != filter_.approach) continue;
      if (!filter_.round.empty() && labels.round != filter_.round) continue;
      const FindingCell cell{labels.municipality, labels.approach, labels.round, hit.mention.indicator};
      for (const PolaritySuggestion& suggestion : hit.mention.suggestions) {
        for (const SpeakingRole& role : roles_of(suggestion, labels.role))
          VP_TRY(visit(SaidOf{cell, source, role, suggestion.polarity}));
      }
    }
    return {};
  }

  Result<void> hear(const MentionHit& hit) {
    const Mention& mention = hit.mention;
    std::optional<Passage> passage;
    return for_each_voice(hit, [&](const SaidOf& said) -> Result<void> {
      if (said.bits() == 0 || !are_opposite(said_[said.cell])) return {};
      if (!passage) {
        VP_ASSIGN(passage, dossier_.engine().load_passage(hit.document, hit.passage));
      }
      if (passage->boilerplate) return {};
      HeardCell& cell = heard_[said.cell];
      const Voice voice{said.role.name, std::string(to_string(said.polarity)),
                        make_citation(hit.document, *passage, mention.sentence, mention.span),
                        said.source.path};
      if (said.is(true, true)) add(cell.municipality_yes, voice);
      if (said.is(true, false)) add(cell.municipality_no, voice);
      if (said.is(false, true)) add(cell.partner_yes, voice);
      if (said.is(false, false)) add(cell.partner_no, voice);
      return {};
    });
  }

  /// A sentence that mentions the indicator twice speaks once.
  static void add(std::vector<Voice>& voices, const Voice& voice) {
    const bool is_known = std::any_of(voices.begin(), voices.end(), [&](const Voice& known) {
      return known.speaker == voice.speaker && known.says == voice.says && known.path == voice.path &&
             known.citation.passage == voice.citation.passage && known.citation.span == voice.citation.span;
    });
    if (!is_known) voices.push_back(voice);
  }

  void look_at_stances(const MatrixFinding& held) {
    std::vector<Voice> in_favour;
    std::vector<Voice> against;
    for (const MatrixPlace& place : held.places) {
      const Evidence& evidence = place.evidence;
      if (evidence.stance != EvidenceStance::kFor && evidence.stance != EvidenceStance::kAgainst) continue;
      const Anchor& anchor = evidence.anchor;
      const Citation citation{anchor.document,      anchor.page,           anchor.rects,    anchor.quote,
                              anchor.position.span, anchor.position.first, anchor.continues};
      (evidence.stance == EvidenceStance::kFor ? in_favour : against)
          .push_back({place.source.labels.role, std::string(to_string(evidence.stance)), citation,
                      place.source.path});
    }
    if (in_favour.empty() || against.empty()) return;
    found_.push_back(
        {ContradictionKind::kStances, cells_of(held.finding).front(), held.finding.id, in_favour, against});
  }

  /// The finding's words by themselves, against its verdict.
  void look_at_words(const MatrixFinding& held) {
    const Finding& finding = held.finding;
    if (finding.text.empty() || finding.verdict == Verdict::kUnknown) return;
    const std::vector<TextSpan> sentences = nlp::SentenceSplitter().split(finding.text);
    const auto voices = judge_.judge_text(finding.text, sentences, finding.indicators.front());
    // The first sentence of a finding carries the verdict; what follows explains and limits.
    if (voices.empty() || voices.front().empty()) return;
    const Polarity said = overall_polarity(voices.front());
    const bool is_against =
        finding.verdict == Verdict::kMet ? said == Polarity::kAbsent : said == Polarity::kPresent;
    if (!is_against) return;
    Voice verdict{"bevinding", std::string(to_string(finding.verdict)), {}, ""};
    Voice words{"bevinding", std::string(to_string(said)), {}, ""};
    words.citation.quote = std::string(sentences.front().in(finding.text));
    found_.push_back(
        {ContradictionKind::kVerdict, cells_of(finding).front(), finding.id, {verdict}, {words}});
  }

  Dossier& dossier_;
  const nlp::PolarityJudge& judge_;
  const FindingFilter& filter_;
  std::optional<DocumentId> sources_of_;  // whose sources_ are
  std::vector<DocumentSource> sources_;
  std::map<FindingCell, unsigned> said_;  // SaidOf::bits() of all that is said of a cell
  std::map<FindingCell, HeardCell> heard_;
  std::vector<Contradiction> found_;
};

}  // namespace

std::string_view to_string(ContradictionKind kind) {
  switch (kind) {
    case ContradictionKind::kSpeakers:
      return "speakers";
    case ContradictionKind::kStances:
      return "stances";
    case ContradictionKind::kVerdict:
      break;
  }
  return "verdict";
}

Result<std::vector<Contradiction>> find_contradictions(Dossier& dossier, const nlp::PolarityJudge& judge,
                                                       const FindingFilter& filter) {
  return ContradictionFinder(dossier, judge, filter).find();
}

}  // namespace vp::index
