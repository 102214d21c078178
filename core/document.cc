#include "core/document.h"

namespace vp {

std::string_view to_string(BlockKind kind) {
  switch (kind) {
    case BlockKind::kParagraph:
      return "paragraph";
    case BlockKind::kHeading:
      return "heading";
    case BlockKind::kListItem:
      return "list item";
    case BlockKind::kTableCell:
      return "table cell";
    case BlockKind::kHeader:
      return "header";
    case BlockKind::kFooter:
      return "footer";
    case BlockKind::kPageNumber:
      return "page number";
    case BlockKind::kFootnote:
      return "footnote";
    case BlockKind::kCaption:
      return "caption";
    case BlockKind::kContentsEntry:
      return "contents entry";
  }
  return "unknown";
}

std::string_view to_string(TableEvidence evidence) {
  switch (evidence) {
    case TableEvidence::kRuled:
      return "ruled";
    case TableEvidence::kPartial:
      return "partial";
    case TableEvidence::kAligned:
      return "aligned";
  }
  return "unknown";
}

std::string_view to_string(PageVerdict verdict) {
  switch (verdict) {
    case PageVerdict::kOk:
      return "ok";
    case PageVerdict::kOcr:
      return "ocr";
    case PageVerdict::kPoor:
      return "poor";
    case PageVerdict::kUnread:
      return "unread";
  }
  return "unknown";
}

std::string_view to_string(DocumentState state) {
  switch (state) {
    case DocumentState::kOk:
      return "ok";
    case DocumentState::kRepaired:
      return "repaired";
    case DocumentState::kPartlyRead:
      return "partly read";
    case DocumentState::kEncrypted:
      return "encrypted";
    case DocumentState::kDamaged:
      return "damaged";
    case DocumentState::kNoText:
      return "no text";
    case DocumentState::kTooBig:
      return "too big";
    case DocumentState::kTimedOut:
      return "timed out";
    case DocumentState::kUnsupported:
      return "unsupported";
    case DocumentState::kDuplicate:
      return "duplicate";
    case DocumentState::kUnpacked:
      return "unpacked";
  }
  return "unknown";
}

}  // namespace vp
