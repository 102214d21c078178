#include "exports/annotation_reader.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "exports/annotation_names.h"
#include "exports/json_cursor.h"

namespace vp::exports {
namespace {

using Json = JsonCursor::Json;

Result<DocumentId> parse_urn(const JsonCursor& cursor) {
  VP_ASSIGN(const std::string urn, cursor.text());
  const std::string_view prefix = kDocumentUrn;
  if (urn.starts_with(prefix)) {
    if (const auto id = parse_document_id(std::string_view(urn).substr(prefix.size()))) return *id;
  }
  return cursor.error("should be urn:sha256: and 64 hexadecimal digits");
}

/// The selector of that type; an annotation has each at most once.
Result<JsonCursor> find_selector(const JsonCursor& selectors, const char* type) {
  VP_ASSIGN(const std::vector<JsonCursor> all, selectors.items());
  std::optional<JsonCursor> found;
  for (const JsonCursor& one : all) {
    VP_ASSIGN(const std::string own, one.text_of("type"));
    if (own != type) continue;
    if (found) return one.error(std::string("is a second ") + type);
    found = one;
  }
  if (found) return *found;
  return selectors.error(std::string("has no ") + type);
}

Result<PagePlace> parse_place(const JsonCursor& cursor) {
  PagePlace place;
  VP_ASSIGN(const std::uint32_t page, cursor.number_of("page", 1));
  place.page = {page - 1};
  VP_ASSIGN(const JsonCursor list, cursor.member("rects"));
  VP_ASSIGN(const std::vector<JsonCursor> rects, list.items());
  for (const JsonCursor& rect : rects) {
    VP_ASSIGN(const std::vector<JsonCursor> numbers, rect.items());
    if (numbers.size() != 4) return rect.error("should be four numbers");
    std::array<float, 4> corners{};
    for (std::size_t i = 0; i < corners.size(); ++i) {
      VP_ASSIGN(corners.at(i), numbers.at(i).real());
    }
    if (corners[2] < corners[0] || corners[3] < corners[1])
      return rect.error("should be left, top, right, bottom");
    place.rects.push_back({corners[0], corners[1], corners[2], corners[3]});
  }
  return place;
}

Result<void> parse_places(const JsonCursor& selector, Anchor& anchor) {
  VP_ASSIGN(const JsonCursor list, selector.member("vp:places"));
  VP_ASSIGN(const std::vector<JsonCursor> places, list.items());
  if (places.empty()) return list.error("names no page");
  for (const JsonCursor& cursor : places) {
    VP_ASSIGN(PagePlace place, parse_place(cursor));
    if (&cursor == &places.front()) {
      anchor.page = place.page;
      anchor.rects = std::move(place.rects);
    } else {
      const PageIndex before = anchor.continues.empty() ? anchor.page : anchor.continues.back().page;
      if (place.page <= before) return cursor.error("should be a later page than the one before");
      anchor.continues.push_back(std::move(place));
    }
  }
  return {};
}

Result<AnchorPosition> parse_position(const JsonCursor& selector) {
  AnchorPosition position;
  VP_ASSIGN(const std::string text, selector.text_of("vp:text"));
  if (text != to_string(AnchorText::kPassages) && text != to_string(AnchorText::kPage))
    return selector.error("vp:text should be passages or page");
  position.text = text == to_string(AnchorText::kPage) ? AnchorText::kPage : AnchorText::kPassages;
  VP_ASSIGN(position.first, selector.number_of("vp:first"));
  VP_ASSIGN(position.last, selector.number_of("vp:last", position.first));
  VP_ASSIGN(position.span.begin, selector.number_of("vp:begin"));
  VP_ASSIGN(position.span.end, selector.number_of("vp:end", position.span.begin));
  VP_ASSIGN(const std::string hash, selector.text_of("vp:hash"));
  const auto read = std::from_chars(hash.data(), hash.data() + hash.size(), position.text_hash, 16);
  if (read.ec != std::errc() || read.ptr != hash.data() + hash.size() || hash.size() != 16)
    return selector.error("vp:hash should be 16 hexadecimal digits");
  return position;
}

Result<bool> is_marked_redacted(const JsonCursor& cursor) {
  const auto mark = cursor.find("vp:redacted");
  if (!mark) return false;
  return mark->truth();
}

Result<ReadPlace> parse_target(const JsonCursor& annotation) {
  ReadPlace read;
  Anchor& anchor = read.anchor;
  VP_ASSIGN(const JsonCursor target, annotation.member("target"));
  read.where = target.place();
  VP_ASSIGN(const JsonCursor source, target.member("source"));
  VP_ASSIGN(const JsonCursor id, source.member("id"));
  VP_ASSIGN(anchor.document, parse_urn(id));
  VP_ASSIGN(const JsonCursor selectors, target.member("selector"));
  VP_ASSIGN(const JsonCursor quote, find_selector(selectors, "TextQuoteSelector"));
  VP_ASSIGN(anchor.quote, quote.text_of("exact"));
  VP_ASSIGN(anchor.prefix, quote.text_of("prefix"));
  VP_ASSIGN(anchor.suffix, quote.text_of("suffix"));
  if (anchor.quote.empty()) return quote.error("quotes nothing");
  VP_ASSIGN(read.is_redacted, is_marked_redacted(quote));
  VP_ASSIGN(const JsonCursor rectangles, find_selector(selectors, kRectanglesType));
  VP_TRY(parse_places(rectangles, anchor));
  VP_ASSIGN(const JsonCursor reading, find_selector(selectors, kReadingType));
  VP_ASSIGN(anchor.extractor, reading.text_of("vp:extractor"));
  VP_ASSIGN(anchor.position, parse_position(reading));
  if (!read.is_redacted && anchor.position.span.size() != anchor.quote.size())
    return reading.error("is not as long as the quote");
  return read;
}

Result<PrintedRow> parse_printed(const JsonCursor& cursor) {
  PrintedRow row;
  VP_ASSIGN(const JsonCursor document, cursor.member("document"));
  VP_ASSIGN(row.document, parse_urn(document));
  VP_ASSIGN(row.group, cursor.number_of("group"));
  VP_ASSIGN(const JsonCursor indicators, cursor.member("indicators"));
  VP_ASSIGN(row.indicators, indicators.texts());
  VP_ASSIGN(row.marks, cursor.text_of("marks"));
  VP_ASSIGN(const JsonCursor one_to_one, cursor.member("oneToOne"));
  VP_ASSIGN(row.one_to_one, one_to_one.truth());
  VP_ASSIGN(row.match, cursor.text_of("match"));
  return row;
}

/// The value that a name stands for, or what it should be.
template <class Value>
Result<Value> to_value(const JsonCursor& body, const char* name,
                       std::optional<Value> (*parse)(std::string_view)) {
  VP_ASSIGN(const JsonCursor member, body.member(name));
  VP_ASSIGN(const std::string text, member.text());
  if (const auto value = parse(text)) return *value;
  return member.error("'" + text + "' is not known here");
}

std::optional<FindingOrigin> parse_origin(std::string_view name) {
  for (const FindingOrigin origin : {FindingOrigin::kPerson, FindingOrigin::kFactsheet}) {
    if (name == to_string(origin)) return origin;
  }
  return std::nullopt;
}

Result<void> parse_content(const JsonCursor& body, Finding& finding) {
  VP_ASSIGN(finding.municipality, body.text_of("vp:municipality"));
  VP_ASSIGN(finding.approach, body.text_of("vp:approach"));
  VP_ASSIGN(finding.round, body.text_of("vp:round"));
  VP_ASSIGN(const JsonCursor indicators, body.member("vp:indicators"));
  VP_ASSIGN(finding.indicators, indicators.texts());
  const std::set<std::string> distinct(finding.indicators.begin(), finding.indicators.end());
  if (distinct.empty() || distinct.size() != finding.indicators.size())
    return indicators.error("should name one or more indicators, each once");
  if (finding.municipality.empty()) return body.error("names no municipality");
  VP_ASSIGN(finding.verdict, to_value(body, "vp:verdict", parse_verdict));
  VP_ASSIGN(finding.text, body.text_of("vp:text"));
  if (const auto note = body.find("vp:note")) {
    VP_ASSIGN(finding.note, note->text());
  }
  VP_ASSIGN(finding.state, to_value(body, "vp:state", parse_finding_state));
  if (finding.state == FindingState::kWithdrawn) return body.error("a withdrawn finding is not taken over");
  VP_ASSIGN(finding.origin, to_value(body, "vp:origin", parse_origin));
  if (const auto printed = body.find("vp:printed")) {
    VP_ASSIGN(finding.printed, parse_printed(*printed));
  }
  VP_ASSIGN(finding.changed_by, body.text_of("vp:author"));
  VP_ASSIGN(finding.changed_at, body.text_of("vp:changed"));
  return {};
}

Result<JsonCursor> find_finding_body(const JsonCursor& annotation) {
  VP_ASSIGN(const JsonCursor body, annotation.member("body"));
  VP_ASSIGN(const std::vector<JsonCursor> bodies, body.items());
  for (const JsonCursor& one : bodies) {
    VP_ASSIGN(const std::string type, one.text_of("type"));
    if (type == kFindingType) return one;
  }
  return body.error(std::string("has no ") + kFindingType +
                    ": this annotation was not written by vindplaats");
}

Result<void> add_annotation(const JsonCursor& annotation, std::map<std::string, std::size_t>& known,
                            ReadAnnotations& read) {
  VP_ASSIGN(const JsonCursor body, find_finding_body(annotation));
  ReadFinding finding;
  finding.where = body.place();
  VP_ASSIGN(finding.id, body.text_of("id"));
  VP_TRY(parse_content(body, finding.finding));
  VP_ASSIGN(finding.is_redacted, is_marked_redacted(body));
  VP_ASSIGN(ReadPlace place, parse_target(annotation));
  VP_ASSIGN(place.stance, to_value(body, "vp:stance", parse_evidence_stance));
  const auto [entry, is_new] = known.try_emplace(finding.id, read.findings.size());
  if (is_new) read.findings.push_back(finding);
  ReadFinding& first = read.findings.at(entry->second);
  if (first.finding != finding.finding || first.is_redacted != finding.is_redacted)
    return body.error("says something else of " + finding.id + " than " + first.where);
  first.places.push_back(std::move(place));
  return {};
}

}  // namespace

Result<ReadAnnotations> parse_annotations(std::string_view json, const std::string& name) {
  constexpr std::size_t kMostBytes = std::size_t{256} << 20U;
  if (json.size() > kMostBytes) return Error{ErrorCode::kTooBig, "has more than 256 MiB", name};
  VP_ASSIGN(const Json parsed, parse_json(json, name));
  const JsonCursor root(parsed, name, "");
  VP_ASSIGN(const std::string type, root.text_of("type"));
  if (type != "AnnotationCollection") return root.error("should be an AnnotationCollection");
  VP_TRY(root.check_format("vp:format", kAnnotationFormat));
  ReadAnnotations read;
  VP_ASSIGN(read.framework, root.text_of("vp:framework"));
  VP_ASSIGN(read.framework_version, root.text_of("vp:frameworkVersion"));
  VP_ASSIGN(const JsonCursor page, root.member("first"));
  VP_ASSIGN(const JsonCursor list, page.member("items"));
  VP_ASSIGN(const std::vector<JsonCursor> items, list.items());
  VP_ASSIGN(const std::uint32_t total, root.number_of("total"));
  if (total != items.size())
    return root.error("announces " + std::to_string(total) + " annotations, and has " +
                      std::to_string(items.size()));
  std::map<std::string, std::size_t> known;
  for (const JsonCursor& annotation : items)
    VP_TRY(add_annotation(annotation, known, read));
  return read;
}

}  // namespace vp::exports
