#include "ingest/content_operators.h"

#include <array>

#include "ingest/operator_scanner.h"

namespace vp::ingest {

// Inside, as a friend of the machine, so that its handlers need not be public.
struct OperatorTable {
  using M = ContentMachine;
  static constexpr auto kOperators = std::to_array<ContentOperator>({
      {"q", "", &M::save_state},
      {"Q", "", &M::restore_state},
      {"cm", "nnnnnn", &M::concatenate_matrix},
      {"w", "n", &M::set_line_width},
      {"J", "i", &M::no_effect},
      {"j", "i", &M::no_effect},
      {"M", "n", &M::no_effect},
      {"d", "an", &M::no_effect},
      {"ri", "N", &M::no_effect},
      {"i", "n", &M::no_effect},
      {"gs", "N", &M::set_graphics_state},
      {"BT", "", &M::begin_text},
      {"ET", "", &M::no_effect},
      {"Tc", "n", &M::set_char_space},
      {"Tw", "n", &M::set_word_space},
      {"Tz", "n", &M::set_horizontal_scale},
      {"TL", "n", &M::set_leading},
      {"Tf", "Nn", &M::set_font},
      {"Tr", "i", &M::set_render_mode},
      {"Ts", "n", &M::set_rise},
      {"Td", "nn", &M::move_text},
      {"TD", "nn", &M::move_text_set_leading},
      {"Tm", "nnnnnn", &M::set_text_matrix},
      {"T*", "", &M::next_line},
      {"Tj", "s", &M::show_text},
      {"'", "s", &M::next_line_show_text},
      {"\"", "nns", &M::next_line_show_spaced_text},
      {"TJ", "a", &M::show_text_array},
      {"m", "nn", &M::move_to},
      {"l", "nn", &M::line_to},
      {"c", "nnnnnn", &M::curve_to},
      {"v", "nnnn", &M::curve_from_current},
      {"y", "nnnn", &M::curve_to_end},
      {"re", "nnnn", &M::rectangle},
      {"h", "", &M::close_path},
      {"n", "", &M::end_path},
      {"S", "", &M::stroke_path},
      {"s", "", &M::close_and_stroke_path},
      {"f", "", &M::fill_path},
      {"F", "", &M::fill_path},
      {"f*", "", &M::fill_path},
      {"B", "", &M::fill_and_stroke_path},
      {"B*", "", &M::fill_and_stroke_path},
      {"b", "", &M::close_fill_and_stroke_path},
      {"b*", "", &M::close_fill_and_stroke_path},
      {"W", "", &M::clip_path},
      {"W*", "", &M::clip_path},
      {"g", "n", &M::set_fill_gray},
      {"G", "n", &M::set_stroke_gray},
      {"rg", "nnn", &M::set_fill_rgb},
      {"RG", "nnn", &M::set_stroke_rgb},
      {"k", "nnnn", &M::set_fill_cmyk},
      {"K", "nnnn", &M::set_stroke_cmyk},
      {"cs", "N", &M::set_fill_space},
      {"CS", "N", &M::set_stroke_space},
      {"sc", "*", &M::set_fill_color},
      {"scn", "*", &M::set_fill_color},
      {"SC", "*", &M::set_stroke_color},
      {"SCN", "*", &M::set_stroke_color},
      {"Do", "N", &M::draw_object},
      {"BI", "", &M::draw_inline_image},
      {"BMC", "N", &M::begin_marked_content},
      {"BDC", "Np", &M::begin_marked_content_with_properties},
      {"EMC", "", &M::end_marked_content},
      {"MP", "N", &M::no_effect},
      {"DP", "Np", &M::no_effect},
  });

  // Open addressing; the table is less than a third full, so nearly every look-up is one step.
  static constexpr std::size_t kSlots = 256;
  static constexpr std::size_t slot_of(std::uint32_t code) {
    constexpr std::uint32_t kGoldenRatio = 2654435769U;
    return (code * kGoldenRatio) >> 24U;
  }
  struct Slot {
    std::uint32_t code = 0;
    std::uint8_t index = 0;
  };
  static constexpr std::array<Slot, kSlots> make_slots() {
    std::array<Slot, kSlots> slots{};
    for (std::size_t i = 0; i < kOperators.size(); ++i) {
      const std::uint32_t code = operator_code(kOperators.at(i).name);
      std::size_t slot = slot_of(code);
      while (slots.at(slot).code != 0)
        slot = (slot + 1) % kSlots;
      slots.at(slot) = {code, static_cast<std::uint8_t>(i)};
    }
    return slots;
  }
};

const ContentOperator* find_content_operator(std::uint32_t code) {
  static constexpr auto kSlots = OperatorTable::make_slots();
  for (std::size_t slot = OperatorTable::slot_of(code); kSlots.at(slot).code != 0;
       slot = (slot + 1) % OperatorTable::kSlots) {
    if (kSlots.at(slot).code == code) return &OperatorTable::kOperators.at(kSlots.at(slot).index);
  }
  return nullptr;
}

}  // namespace vp::ingest
