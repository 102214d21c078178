#include "apps/cli/place_options.h"

#include <charconv>

#include "apps/pipeline/quote_place.h"
#include "apps/pipeline/scope.h"

namespace vp::apps {
namespace {

/// "34:80", "34,80" or "[34,80]".
Result<TextSpan> parse_span(const std::string& typed) {
  std::string_view rest = typed;
  if (rest.starts_with('[') && rest.ends_with(']')) rest = rest.substr(1, rest.size() - 2);
  TextSpan span;
  const std::size_t middle = rest.find_first_of(":,");
  const auto read = [](std::string_view digits, std::uint32_t& number) {
    while (digits.starts_with(' '))
      digits.remove_prefix(1);
    const auto done = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return done.ec == std::errc() && done.ptr == digits.data() + digits.size();
  };
  if (middle == std::string_view::npos || !read(rest.substr(0, middle), span.begin) ||
      !read(rest.substr(middle + 1), span.end)) {
    return Error{ErrorCode::kInvalidArgument, "span '" + typed + "' is not BEGIN:END", ""};
  }
  return span;
}

}  // namespace

void add_place_options(CLI::App& command, PlaceOptions& options) {
  command.add_option("--document", options.document, "Where it stands: hash or (the end of) a path")
      ->type_name("DOCUMENT");
  command.add_option("--page", options.page, "On this page, counted from 1")
      ->check(CLI::PositiveNumber)
      ->type_name("N");
  command.add_option("--quote", options.quote, "The exact words")->type_name("TEXT");
  command
      .add_option("--passage", options.passage, "Or this passage, as --json of search and evidence names it")
      ->type_name("N");
  command.add_option("--span", options.span, "Of the passage: BEGIN:END, as --json names it")
      ->type_name("B:E");
  command.add_option("--stance", options.stance, "voor (else), tegen or kanttekening")->type_name("STANCE");
}

bool is_given(const PlaceOptions& options) {
  return !options.document.empty() || !options.quote.empty() || options.page || options.passage ||
         !options.span.empty();
}

Result<index::EvidenceLink> resolve_link(index::Dossier& dossier, const PlaceOptions& options) {
  if (options.document.empty())
    return Error{ErrorCode::kInvalidArgument, "which document? give --document", ""};
  index::EvidenceLink link;
  if (!options.stance.empty()) {
    const std::optional<EvidenceStance> stance = parse_evidence_stance(options.stance);
    if (!stance || *stance == EvidenceStance::kSource) {
      return Error{ErrorCode::kInvalidArgument,
                   "stance '" + options.stance + "' is not one of voor, tegen, kanttekening", ""};
    }
    link.stance = *stance;
  }
  PlaceName name;
  name.quote = options.quote;
  if (options.page) name.page = PageIndex{*options.page - 1};
  name.passage = options.passage;
  if (!options.span.empty()) {
    VP_ASSIGN(name.span, parse_span(options.span));
    if (!options.passage) return Error{ErrorCode::kInvalidArgument, "a span needs its --passage", ""};
  }
  VP_ASSIGN(const DocumentId document, resolve_document(dossier, options.document));
  VP_ASSIGN(link.anchor, find_place(dossier, document, name));
  return link;
}

}  // namespace vp::apps
