// Paths and colours of ContentMachine.
#include <algorithm>
#include <cmath>

#include "ingest/content_machine.h"

namespace vp::ingest {
namespace {

ContentPoint point_at(ContentMachine::Operands args, std::size_t index) {
  return {args[index].number, args[index + 1].number};
}

}  // namespace

bool ContentMachine::move_to(Operands args) {
  path_.move_to(point_at(args, 0));
  text_position_.is_torn = true;
  return true;
}

bool ContentMachine::line_to(Operands args) {
  if (!path_.has_current_point()) return fail(FallbackReason::kState);
  path_.line_to(point_at(args, 0), state_.ctm);
  text_position_.is_torn = true;
  return true;
}

bool ContentMachine::curve_to(Operands args) {
  if (!path_.has_current_point()) return fail(FallbackReason::kState);
  path_.curve_to(point_at(args, 0), point_at(args, 2), point_at(args, 4), state_.ctm);
  text_position_.is_torn = true;
  return true;
}

bool ContentMachine::curve_from_current(Operands args) {
  // Text that was placed since then has moved what Poppler 22.12 takes for the current point.
  if (!path_.has_current_point() || !text_position_.is_torn) return fail(FallbackReason::kState);
  path_.curve_to(path_.current(), point_at(args, 0), point_at(args, 2), state_.ctm);
  text_position_.is_torn = true;
  return true;
}

bool ContentMachine::curve_to_end(Operands args) {
  if (!path_.has_current_point()) return fail(FallbackReason::kState);
  path_.curve_to(point_at(args, 0), point_at(args, 2), point_at(args, 2), state_.ctm);
  text_position_.is_torn = true;
  return true;
}

bool ContentMachine::rectangle(Operands args) {
  const ContentPoint corner = point_at(args, 0);
  const double right = corner.x + args[2].number;
  const double top = corner.y + args[3].number;
  path_.move_to(corner);
  text_position_.is_torn = true;
  path_.line_to({right, corner.y}, state_.ctm);
  path_.line_to({right, top}, state_.ctm);
  path_.line_to({corner.x, top}, state_.ctm);
  path_.close(state_.ctm);
  return true;
}

bool ContentMachine::close_path(Operands) {
  if (!path_.has_current_point()) return fail(FallbackReason::kState);
  path_.close(state_.ctm);
  text_position_.is_torn = true;
  return true;
}

bool ContentMachine::end_path(Operands) {
  finish_path();
  return true;
}

bool ContentMachine::clip_path(Operands) {
  is_clip_pending_ = true;
  return true;
}

// What is painted after this shows only within the path, if it clips: told by its bounding box, as Poppler does.
void ContentMachine::finish_path() {
  if (is_clip_pending_ && path_.has_segments()) state_.clip = path_.painted().clipped_by(state_.clip);
  is_clip_pending_ = false;
  path_.clear();
}

// A pattern or a shading has no one colour: where it lies is all that is told.
void ContentMachine::emit_fill() {
  if (is_hidden()) return;
  if (state_.fill.space->is_pattern()) {
    path_.painted().emit_other(state_.clip, events_);
  } else {
    path_.painted().emit_filled(state_.fill.rgb, state_.clip, events_);
  }
}

void ContentMachine::emit_stroke() {
  if (is_hidden()) return;
  if (state_.stroke.space->is_pattern()) return path_.painted().emit_other(state_.clip, events_);
  const double x = state_.ctm[0] + state_.ctm[2];
  const double y = state_.ctm[1] + state_.ctm[3];
  const double width = state_.line_width * std::sqrt(0.5 * (x * x + y * y));
  path_.painted().emit_stroked(static_cast<float>(width), state_.stroke.rgb, state_.clip, events_);
}

// Without a current point there is nothing to paint, and a clip waits for the next path.
bool ContentMachine::stroke_path(Operands) {
  if (!path_.has_current_point()) return true;
  if (path_.has_segments()) emit_stroke();
  finish_path();
  return true;
}

bool ContentMachine::close_and_stroke_path(Operands args) {
  return (!path_.has_segments() || close_path(args)) && stroke_path(args);
}

bool ContentMachine::fill_path(Operands) {
  if (!path_.has_current_point()) return true;
  if (path_.has_segments()) emit_fill();
  finish_path();
  return true;
}

bool ContentMachine::fill_and_stroke_path(Operands) {
  if (!path_.has_current_point()) return true;
  if (path_.has_segments()) {
    emit_fill();
    emit_stroke();
  }
  finish_path();
  return true;
}

bool ContentMachine::close_fill_and_stroke_path(Operands args) {
  return (!path_.has_segments() || close_path(args)) && fill_and_stroke_path(args);
}

bool ContentMachine::set_device_color(ContentPaint& paint, ContentColorSpace& device,
                                      std::string_view default_name, Operands args) {
  ContentColorSpace* const space = caches_.colors.find_device(device, default_name, resources());
  if (space == nullptr) return fail(FallbackReason::kColor);
  paint.space = space;
  return set_color(paint, args);
}

bool ContentMachine::set_fill_gray(Operands args) {
  return set_device_color(state_.fill, caches_.colors.gray(), "DefaultGray", args);
}

bool ContentMachine::set_stroke_gray(Operands args) {
  return set_device_color(state_.stroke, caches_.colors.gray(), "DefaultGray", args);
}

bool ContentMachine::set_fill_rgb(Operands args) {
  return set_device_color(state_.fill, caches_.colors.rgb(), "DefaultRGB", args);
}

bool ContentMachine::set_stroke_rgb(Operands args) {
  return set_device_color(state_.stroke, caches_.colors.rgb(), "DefaultRGB", args);
}

bool ContentMachine::set_fill_cmyk(Operands args) {
  return set_device_color(state_.fill, caches_.colors.cmyk(), "DefaultCMYK", args);
}

bool ContentMachine::set_stroke_cmyk(Operands args) {
  return set_device_color(state_.stroke, caches_.colors.cmyk(), "DefaultCMYK", args);
}

bool ContentMachine::set_space(ContentPaint& paint, Operands args) {
  ContentColorSpace* const space = caches_.colors.find(scanner_->text(args[0]), resources());
  if (space == nullptr) return fail(FallbackReason::kColor);
  paint = {space, space->default_rgb()};
  return true;
}

bool ContentMachine::set_fill_space(Operands args) {
  return set_space(state_.fill, args);
}

bool ContentMachine::set_stroke_space(Operands args) {
  return set_space(state_.stroke, args);
}

bool ContentMachine::set_color(ContentPaint& paint, Operands args) {
  if (paint.space->is_pattern()) return true;
  if (args.size() != paint.space->component_count()) return fail(FallbackReason::kColor);
  std::array<double, OperatorScanner::kMaxOperands> components{};
  for (std::size_t i = 0; i < args.size(); ++i) {
    constexpr double kBound = 10'000;  // what Poppler's fixed-point colours hold
    if (!args[i].is_number() || std::fabs(args[i].number) > kBound) return fail(FallbackReason::kColor);
    components.at(i) = args[i].number;
  }
  paint.rgb = paint.space->to_rgb(std::span<const double>(components).first(args.size()));
  return true;
}

bool ContentMachine::set_fill_color(Operands args) {
  return set_color(state_.fill, args);
}

bool ContentMachine::set_stroke_color(Operands args) {
  return set_color(state_.stroke, args);
}

}  // namespace vp::ingest
