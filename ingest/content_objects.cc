// Forms, images and marked content of ContentMachine.
#include <algorithm>
#include <memory>

#include <GfxState.h>
#include <OptionalContent.h>
#include <UTF.h>

#include "ingest/content_inline_image.h"
#include "ingest/content_machine.h"

namespace vp::ingest {
namespace {

struct FreeUnicode {
  void operator()(Unicode* text) const noexcept { gfree(text); }
};

RectPt unit_square_box(const ContentMatrix& matrix) {
  const double xs[4] = {matrix[4], matrix[4] + matrix[0], matrix[4] + matrix[2],
                        matrix[4] + matrix[0] + matrix[2]};
  const double ys[4] = {matrix[5], matrix[5] + matrix[1], matrix[5] + matrix[3],
                        matrix[5] + matrix[1] + matrix[3]};
  const auto [left, right] = std::minmax_element(std::begin(xs), std::end(xs));
  const auto [top, bottom] = std::minmax_element(std::begin(ys), std::end(ys));
  return {static_cast<float>(*left), static_cast<float>(*top), static_cast<float>(*right),
          static_cast<float>(*bottom)};
}

}  // namespace

void ContentMachine::emit_image() {
  if (is_hidden()) return;
  if (const auto visible = to_visible(unit_square_box(state_.ctm), state_.clip)) events_.on_image(*visible);
}

bool ContentMachine::draw_object(Operands args) {
  if (is_hidden()) return true;
  if (path_.has_current_point()) return fail(FallbackReason::kState);
  const Object entry = resources().find(ContentResources::kXObject, scanner_->text(args[0]));
  if (!entry.isRef()) return fail(FallbackReason::kXObject);
  ContentXObject& object = caches_.xobjects.load(entry.getRef());
  switch (object.kind) {
    case ContentXObject::Kind::kImage:
      emit_image();
      return true;
    case ContentXObject::Kind::kForm:
      return draw_form(*object.form);
    case ContentXObject::Kind::kUnproven:
      break;
  }
  return fail(FallbackReason::kXObject);
}

bool ContentMachine::draw_form(ContentForm& form) {
  if (form.is_being_drawn) return true;  // a form within itself shows nothing more
  if (form_depth_ >= kMaxFormDepth) return fail(FallbackReason::kTooMuch);
  if (caches_.layers != nullptr && !form.optional_content.isNull() &&
      !caches_.layers->optContentIsVisible(&form.optional_content)) {
    return true;
  }
  form.is_being_drawn = true;
  const bool done = run_form(form);
  form.is_being_drawn = false;
  return done;
}

bool ContentMachine::run_form(ContentForm& form) {
  // The form goes by its own scanner: the one outside still holds what follows.
  OperatorScanner scanner;
  OperatorScanner* const outer_scanner = std::exchange(scanner_, &scanner);
  ContentResources* const outer_resources = std::exchange(resources_, &form.resources);
  const ContentState outer_state = state_;
  const ContentTextPosition outer_position = text_position_;
  const std::size_t outer_guard = std::exchange(saved_states_guard_, saved_states_.size());
  form.resources.set_outer(outer_resources);
  state_.ctm = concatenate(form.matrix, state_.ctm);
  if (form.is_transparency_group) state_.fill_opacity = 1;
  path_.clear();
  clip_to(form.box);
  ++form_depth_;
  const bool done = run_stream(form.content) &&
                    (saved_states_.size() == saved_states_guard_ || fail(FallbackReason::kState)) &&
                    (!scanner.has_leftover() || fail(FallbackReason::kSyntax));
  --form_depth_;
  path_.clear();
  form.resources.set_outer(nullptr);  // what is outside now may be gone when the form is drawn again
  saved_states_guard_ = outer_guard;
  text_position_ = outer_position;
  state_ = outer_state;
  resources_ = outer_resources;
  scanner_ = outer_scanner;
  return done;
}

// A form shows within its own box.
void ContentMachine::clip_to(const std::array<double, 4>& box) {
  ContentPath path;
  path.move_to({box[0], box[1]});
  path.line_to({box[2], box[1]}, state_.ctm);
  path.line_to({box[2], box[3]}, state_.ctm);
  path.line_to({box[0], box[3]}, state_.ctm);
  path.close(state_.ctm);
  state_.clip = path.painted().clipped_by(state_.clip);
}

bool ContentMachine::draw_inline_image(Operands) {
  if (path_.has_current_point()) return fail(FallbackReason::kState);
  const std::optional<std::size_t> length =
      inline_image_length(scanner_->rest(), resources(), caches_.colors);
  if (!length) return fail(FallbackReason::kInlineImage);
  scanner_->skip(*length);
  emit_image();
  return true;
}

bool ContentMachine::begin_marked_content(Operands args) {
  // "OC" without properties says nothing that could be resolved.
  if (caches_.layers != nullptr && scanner_->text(args[0]).starts_with("OC")) {
    return fail(FallbackReason::kMarkedContent);
  }
  if (marks_.size() >= kMaxSavedStates) return fail(FallbackReason::kTooMuch);
  marks_.push_back(MarkKind::kOther);
  return true;
}

bool ContentMachine::begin_marked_content_with_properties(Operands args) {
  if (marks_.size() >= kMaxSavedStates) return fail(FallbackReason::kTooMuch);
  const std::string_view tag = scanner_->text(args[0]);
  if (tag.starts_with("OC") && caches_.layers != nullptr) return begin_optional_content(args[1]);
  if (tag == "Span") return begin_span(args[1]);
  marks_.push_back(MarkKind::kOther);
  return true;
}

bool ContentMachine::begin_optional_content(const Operand& properties) {
  if (properties.kind != OperandKind::kName) return fail(FallbackReason::kMarkedContent);
  const Object entry = resources().find(ContentResources::kProperties, scanner_->text(properties));
  if (entry.isNull()) return fail(FallbackReason::kMarkedContent);
  const bool visible = caches_.layers->optContentIsVisible(&entry);
  marks_.push_back(visible ? MarkKind::kOther : MarkKind::kHidden);
  if (!visible) ++hidden_depth_;
  return true;
}

bool ContentMachine::begin_span(const Operand& properties) {
  const bool named = properties.kind == OperandKind::kName;
  const std::string_view source = scanner_->text(properties);
  Object dictionary;
  if (named) {
    dictionary = resources().find(ContentResources::kProperties, source).fetch(&caches_.xref);
  } else if (source.find("ActualText") != std::string_view::npos) {
    dictionary = parse_content_dictionary(source, caches_.xref);
    if (!dictionary.isDict()) return fail(FallbackReason::kMarkedContent);
  }
  const Object text = dictionary.isDict() ? dictionary.dictLookup("ActualText") : Object(objNull);
  if (!text.isString()) {
    marks_.push_back(MarkKind::kOther);
    return true;
  }
  // Whether a named dictionary may replace text is a matter of Poppler's version.
  if (named) return fail(FallbackReason::kMarkedContent);
  Unicode* characters = nullptr;
  const int length = TextStringToUCS4(text.getString()->toStr(), &characters);
  const std::unique_ptr<Unicode, FreeUnicode> owner(characters);
  events_.begin_actual_text({characters, static_cast<std::size_t>(std::max(length, 0))});
  marks_.push_back(MarkKind::kActualText);
  return true;
}

bool ContentMachine::end_marked_content(Operands) {
  if (marks_.empty()) return fail(FallbackReason::kMarkedContent);
  const MarkKind kind = marks_.back();
  marks_.pop_back();
  if (kind == MarkKind::kActualText) events_.end_actual_text();
  if (kind == MarkKind::kHidden) --hidden_depth_;
  return true;
}

}  // namespace vp::ingest
