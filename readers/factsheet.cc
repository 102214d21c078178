#include "readers/factsheet.h"

namespace vp::readers {
namespace {

struct NoteWords {
  std::string_view name, dutch;
};

/// By ReadingNoteKind.
constexpr NoteWords kNoteWords[] = {
    {"unread page", "de bladzijde kon niet worden gelezen"},
    {"unknown row", "een rij waarvan de indicator niet in het toetsingskader staat"},
    {"ambiguous row", "een rij waarvan de indicator op twee indicatoren van het toetsingskader lijkt"},
    {"missing indicator", "geen rij gevonden"},
    {"repeated indicator", "meer dan één rij gevonden"},
    {"no mark", "geen leesbaar teken naast de indicator"},
    {"unreadable mark", "een teken dat niet te lezen is (een tekening of een onbekend letterteken)"},
    {"mark without row", "een teken zonder indicator ernaast"},
    {"undecided mark",
     "verschillende tekens bij een groep indicatoren, niet te zeggen welk teken bij welke hoort"},
    {"divided by words",
     "de bevindingen van een groep zijn op inhoud aan de indicatoren toegewezen; controleer dit"},
    {"empty finding", "geen bevinding gevonden"},
    {"other theme", "de rij staat onder de kop van een ander thema dan in het toetsingskader"},
    {"no municipality", "geen gemeente gevonden, of meer dan één"},
};

const NoteWords& words_of(ReadingNoteKind kind) {
  return kNoteWords[static_cast<std::size_t>(kind)];
}

}  // namespace

std::string_view to_string(RowMatch match) {
  switch (match) {
    case RowMatch::kOwnRow:
      return "own row";
    case RowMatch::kByPlace:
      return "by place";
    case RowMatch::kByOrder:
      return "by order";
    case RowMatch::kShared:
      return "shared";
    case RowMatch::kByWords:
      break;
  }
  return "by words";
}

std::string_view to_string(ConclusionKind kind) {
  return kind == ConclusionKind::kGood ? "goed" : "beter";
}

std::string_view to_string(ReadingNoteKind kind) {
  return words_of(kind).name;
}

std::string_view to_string(MunicipalitySource source) {
  switch (source) {
    case MunicipalitySource::kTitle:
      return "title";
    case MunicipalitySource::kFooter:
      return "footer";
    case MunicipalitySource::kHeading:
      return "heading";
    case MunicipalitySource::kText:
      return "text";
    case MunicipalitySource::kMetadata:
      return "metadata";
    case MunicipalitySource::kNone:
      break;
  }
  return "none";
}

std::string describe(const ReadingNote& note) {
  std::string text;
  if (note.page) text += "Bladzijde " + std::to_string(note.page->number());
  if (!note.approach.empty()) text += (text.empty() ? "Aanpak " : ", aanpak ") + note.approach;
  for (std::size_t i = 0; i < note.indicators.size(); ++i)
    text += (i > 0 || !text.empty() ? ", " : "") + note.indicators[i];
  if (!text.empty()) text += ": ";
  text += words_of(note.kind).dutch;
  if (!note.quote.empty()) text += ": “" + note.quote + "”";
  return text + ".";
}

}  // namespace vp::readers
