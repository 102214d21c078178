#include "ingest/content_machine.h"

#include <algorithm>

#include <Dict.h>
#include <Object.h>

#include "ingest/content_operators.h"

namespace vp::ingest {
namespace {

bool has_kind(const Operand& operand, char kind) {
  switch (kind) {
    case 'n':
      return operand.is_number();
    case 'i':
      return operand.kind == OperandKind::kInteger;
    case 'N':
      return operand.kind == OperandKind::kName;
    case 's':
      return operand.kind == OperandKind::kString;
    case 'a':
      return operand.kind == OperandKind::kArray;
    case 'p':
      return operand.kind == OperandKind::kName || operand.kind == OperandKind::kDictionary;
    case 'c':
      return operand.is_number() || operand.kind == OperandKind::kName;
    default:
      return false;
  }
}

/// The operands that an operator takes, the last ones where there are more; false where they do not fit.
bool fit_operands(std::string_view signature, ContentMachine::Operands& operands) {
  if (signature == "*") {
    return std::all_of(operands.begin(), operands.end(),
                       [](const Operand& operand) { return has_kind(operand, 'c'); });
  }
  if (operands.size() < signature.size()) return false;
  operands = operands.last(signature.size());
  for (std::size_t i = 0; i < signature.size(); ++i) {
    if (!has_kind(operands[i], signature[i])) return false;
  }
  return true;
}

/// Whether drawing the group of a soft mask could show text: masks are not read otherwise.
bool may_show_text(const Object& soft_mask) {
  const Object group = soft_mask.dictLookup("G");
  if (!group.isStream()) return false;
  const Object resources = group.streamGetDict()->lookup("Resources");
  if (!resources.isDict()) return true;
  if (!resources.dictLookup("Font").isNull()) return true;
  const Object objects = resources.dictLookup("XObject");
  if (!objects.isDict()) return false;
  for (int i = 0; i < objects.dictGetLength(); ++i) {
    const Object object = objects.dictGetVal(i);
    if (!object.isStream() || !object.streamGetDict()->lookup("Subtype").isName("Image")) return true;
  }
  return false;
}

}  // namespace

ContentMachine::ContentMachine(ContentCaches& caches, ContentEvents& events)
    : caches_(caches), events_(events) {
  state_.fill = {&caches.colors.gray(), caches.colors.gray().default_rgb()};
  state_.stroke = state_.fill;
}

bool ContentMachine::fail(FallbackReason reason) {
  if (reason_ == FallbackReason::kNone) reason_ = reason;
  return false;
}

bool ContentMachine::run_page(std::span<const std::string> streams, ContentResources& resources,
                              const ContentMatrix& ctm) {
  resources_ = &resources;
  state_.ctm = ctm;
  for (const std::string& stream : streams) {
    if (!run_stream(stream)) return false;
  }
  return scanner_->has_leftover() ? fail(FallbackReason::kSyntax) : true;
}

bool ContentMachine::run_stream(std::string_view content) {
  scanner_->start(content);
  for (;;) {
    switch (scanner_->next()) {
      case ScanStep::kEnd:
        return true;
      case ScanStep::kUnproven:
        return fail(FallbackReason::kSyntax);
      case ScanStep::kOperator:
        if (!execute()) return fail(FallbackReason::kOperator);
    }
  }
}

bool ContentMachine::execute() {
  if (++operator_count_ > kMaxOperators || events_.size() > kMaxEvents) return fail(FallbackReason::kTooMuch);
  const ContentOperator* const known = find_content_operator(scanner_->code());
  if (known == nullptr)
    return scanner_->code() == operator_code("sh") ? fail(FallbackReason::kShading) : false;
  Operands operands = scanner_->operands();
  return fit_operands(known->signature, operands) && (this->*known->handler)(operands);
}

bool ContentMachine::no_effect(Operands) {
  return true;
}

bool ContentMachine::save_state(Operands) {
  if (saved_states_.size() >= kMaxSavedStates) return fail(FallbackReason::kTooMuch);
  saved_states_.push_back(state_);
  return true;
}

bool ContentMachine::restore_state(Operands) {
  if (saved_states_.size() <= saved_states_guard_ || path_.has_current_point())
    return fail(FallbackReason::kState);
  state_ = saved_states_.back();
  saved_states_.pop_back();
  return true;
}

bool ContentMachine::concatenate_matrix(Operands args) {
  if (path_.has_current_point()) return fail(FallbackReason::kState);
  const ContentMatrix matrix = {args[0].number, args[1].number, args[2].number,
                                args[3].number, args[4].number, args[5].number};
  state_.ctm = concatenate(matrix, state_.ctm);
  return true;
}

bool ContentMachine::set_line_width(Operands args) {
  state_.line_width = args[0].number;
  return true;
}

bool ContentMachine::set_graphics_state(Operands args) {
  const Object entry = resources().find(ContentResources::kGraphicsState, scanner_->text(args[0]));
  if (!entry.isRef()) return apply_graphics_state(entry);
  return apply_graphics_state(entry.fetch(&caches_.xref));
}

bool ContentMachine::apply_graphics_state(const Object& dictionary) {
  if (!dictionary.isDict()) return fail(FallbackReason::kGraphicsState);
  const Object line_width = dictionary.dictLookup("LW");
  if (line_width.isNum()) state_.line_width = line_width.getNum();
  const Object opacity = dictionary.dictLookup("ca");
  if (opacity.isNum()) state_.fill_opacity = std::clamp(opacity.getNum(), 0.0, 1.0);
  if (!dictionary.dictLookup("Font").isNull()) return fail(FallbackReason::kGraphicsState);
  const Object mask = dictionary.dictLookup("SMask");
  if (mask.isDict() && may_show_text(mask)) return fail(FallbackReason::kGraphicsState);
  return true;
}

}  // namespace vp::ingest
