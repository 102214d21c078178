#include "ingest/line_stack.h"

#include <algorithm>

#include "ingest/line_strips.h"

namespace vp::ingest {
namespace {

// Shares of the usual font size of the region.
constexpr float kMiddlingGutter = 1.4F;  // of a gutter that a few lines leave free; kNarrowGutter is for many
constexpr std::size_t kManyLines = 4;
constexpr float kProseWidth = 9.0F;  // lines of running text are at least this wide on average
constexpr float kSameStackBaseline = 0.3F;
constexpr float kMaxNoteGap = 1.6F;      // within a side note
constexpr float kTallGap = 1.8F;         // of the font size, at least, between two tables
constexpr float kTallerThanRows = 2.0F;  // of the usual space between lines
constexpr float kClearOfPitch = 1.25F;   // of the usual distance between lines
constexpr float kRowPitch = 1.45F;       // baselines further apart than this begin a new row of a table

struct Group {
  std::vector<Strip> strips;
  Occupancy taken;
  bool has_gutters = false;
  std::vector<Stretch> gutters;  // those that hold for good
};

std::size_t column_of(const LayoutItem& item, const std::vector<Stretch>& gutters) {
  std::size_t column = 0;
  while (column < gutters.size() && (item.u0 + item.u1) / 2 > gutters[column].begin)
    ++column;
  return column;
}

bool is_one_sided(const Strip& strip, const std::vector<Stretch>& gutters) {
  const std::size_t first = column_of(strip.items.front(), gutters);
  return std::all_of(strip.items.begin(), strip.items.end(),
                     [&](const LayoutItem& item) { return column_of(item, gutters) == first; });
}

// Do strips [first, last), all in one column, hold running text that is as wide as that column is beside them? Then the
// column goes on there, where the other one has ended or has not begun.
bool fills_its_column(const Group& group, std::size_t first, std::size_t last, float size) {
  constexpr std::size_t kFewLines = 2;
  const std::size_t column = column_of(group.strips[first].items.front(), group.gutters);
  float u0 = 0;
  float u1 = 0;
  bool is_known = false;
  for (std::size_t i = 0; i < group.strips.size(); ++i) {
    if (i >= first && i < last) continue;
    for (const LayoutItem& item : group.strips[i].items) {
      if (column_of(item, group.gutters) != column) continue;
      u0 = is_known ? std::min(u0, item.u0) : item.u0;
      u1 = is_known ? std::max(u1, item.u1) : item.u1;
      is_known = true;
    }
  }
  if (!is_known || u1 - u0 < kProseWidth * size) return false;
  std::size_t full = 0;
  for (std::size_t i = first; i < last; ++i) {
    float right = u0;
    for (const LayoutItem& item : group.strips[i].items) {
      if (item.u0 < u0 - size || item.u1 > u1 + size) return false;
      right = std::max(right, item.u1);
    }
    full += right > u1 - 0.1F * (u1 - u0) ? 1 : 0;
  }
  return full >= kFewLines;
}

// Lines below or above columns that only happen to be short (a heading, a last line) are no part of them.
void release_outer_strips(Group& group, Group& before, Group& after, float size) {
  const auto gap = [&](std::size_t i) { return group.strips[i].top - group.strips[i - 1].bottom; };
  std::size_t end = group.strips.size();
  while (end > 1 && is_one_sided(group.strips[end - 1], group.gutters))
    --end;
  for (std::size_t i = end; i < group.strips.size(); ++i) {
    if (gap(i) <= 1.6F * size) continue;
    if (fills_its_column(group, i, group.strips.size(), size)) break;
    after.strips.insert(after.strips.begin(), group.strips.begin() + static_cast<std::ptrdiff_t>(i),
                        group.strips.end());
    group.strips.resize(i);
    break;
  }
  std::size_t begin = 0;
  while (begin + 1 < group.strips.size() && is_one_sided(group.strips[begin], group.gutters))
    ++begin;
  for (std::size_t i = begin; i > 0; --i) {
    if (gap(i) <= 1.6F * size) continue;
    if (fills_its_column(group, 0, i, size)) break;
    for (std::size_t k = 0; k < i; ++k)
      before.strips.push_back(std::move(group.strips[k]));
    group.strips.erase(group.strips.begin(), group.strips.begin() + static_cast<std::ptrdiff_t>(i));
    break;
  }
}

// Which of the free stretches are gutters: the fewer lines stand on both sides, the wider it must be.
std::vector<Stretch> lasting_gutters(const Group& group, float size) {
  std::vector<Stretch> gutters = group.taken.find_gutters(kNarrowGutter * size);
  std::erase_if(gutters, [&](const Stretch& gutter) {
    std::size_t left = 0;
    std::size_t right = 0;
    bool beside_table = false;
    for (const Strip& strip : group.strips) {
      for (const LayoutItem& item : strip.items) {
        ++((item.u0 + item.u1) / 2 < gutter.begin ? left : right);
        beside_table = beside_table || item.kind == LayoutItem::kTable;
      }
    }
    const std::size_t lines = std::min(left, right);
    if (beside_table) return false;
    if (lines < 2) return true;
    return lines < kManyLines && gutter.length() < kMiddlingGutter * size;
  });
  return gutters;
}

// The first lines of a side note may stand alone at the height of a gap in the text beside it: strips at the end
// of what came before move over when they lie in a column other than the first, close above its next line.
void pull_note_heads(Group& before, Group& group, float size) {
  const std::vector<Stretch> gutters = group.taken.find_gutters(kNarrowGutter * size);
  while (before.strips.size() > 1) {
    const Strip& head = before.strips.back();
    Occupancy merged = group.taken;
    merged.add(head.taken);
    const std::size_t column = column_of(head.items.front(), gutters);
    if (column == 0 || !is_one_sided(head, gutters) ||
        merged.find_gutters(kNarrowGutter * size).size() < gutters.size()) {
      return;
    }
    const std::vector<LayoutItem>& below = group.strips.front().items;
    const bool goes_on = std::any_of(below.begin(), below.end(), [&](const LayoutItem& item) {
      return item.kind == LayoutItem::kSegment && column_of(item, gutters) == column &&
             item.v - head.bottom <= kMaxNoteGap * std::max(item.size_pt, head.items.front().size_pt);
    });
    if (!goes_on) return;
    group.taken = std::move(merged);
    group.strips.insert(group.strips.begin(), std::move(before.strips.back()));
    before.strips.pop_back();
  }
}

std::vector<Group> sweep(std::vector<Strip> strips, float size) {
  const float narrow = kNarrowGutter * size;
  std::vector<Group> groups;
  for (Strip& strip : strips) {
    const bool strip_has_gutters = !strip.taken.find_gutters(narrow).empty();
    bool fits = false;
    if (!groups.empty()) {
      Occupancy merged = groups.back().taken;
      merged.add(strip.taken);
      const bool keeps_gutters = !merged.find_gutters(narrow).empty();
      fits = groups.back().has_gutters ? keeps_gutters : !strip_has_gutters && !keeps_gutters;
      // Short lines one below the other are one column, whatever their indents.
      if (!groups.back().has_gutters && !strip_has_gutters) fits = true;
    }
    if (!fits) groups.emplace_back();
    Group& group = groups.back();
    group.taken.add(strip.taken);
    group.has_gutters = fits ? group.has_gutters : strip_has_gutters;
    group.strips.push_back(std::move(strip));
    if (!fits && strip_has_gutters && groups.size() > 1 && !groups[groups.size() - 2].has_gutters) {
      pull_note_heads(groups[groups.size() - 2], group, size);
    }
  }
  return groups;
}

struct ColumnShape {
  std::size_t lines = 0;
  float width_sum = 0;
  float u0 = 0, u1 = 0;
  bool has_table = false;
  [[nodiscard]] bool is_prose(float size) const {
    if (has_table) return true;
    if (lines < 3) return false;
    const float mean = width_sum / static_cast<float>(lines);
    return mean >= kProseWidth * size && mean >= 0.55F * (u1 - u0);
  }
};

std::vector<ColumnShape> shapes_of(const Group& group) {
  std::vector<ColumnShape> shapes(group.gutters.size() + 1);
  for (const Strip& strip : group.strips) {
    for (const LayoutItem& item : strip.items) {
      ColumnShape& shape = shapes[column_of(item, group.gutters)];
      shape.u0 = shape.lines == 0 ? item.u0 : std::min(shape.u0, item.u0);
      shape.u1 = shape.lines == 0 ? item.u1 : std::max(shape.u1, item.u1);
      ++shape.lines;
      shape.width_sum += item.u1 - item.u0;
      shape.has_table = shape.has_table || item.kind == LayoutItem::kTable;
    }
  }
  return shapes;
}

// Share of the strips with text in several columns in which all of it stands on one baseline.
float aligned_share(const Group& group, float size) {
  std::size_t several = 0;
  std::size_t aligned = 0;
  for (const Strip& strip : group.strips) {
    if (is_one_sided(strip, group.gutters)) continue;
    ++several;
    const auto [low, high] = std::minmax_element(strip.items.begin(), strip.items.end(),
                                                 [](const auto& a, const auto& b) { return a.v < b.v; });
    if (high->v - low->v <= kSameStackBaseline * size) ++aligned;
  }
  return several == 0 ? 0 : static_cast<float>(aligned) / static_cast<float>(several);
}

// The usual distance between a line and the next one of its column; 0 when no column has two. Of three columns and more
// the lower quarter tells it: short cells have more distances between rows than within. Text is set in two.
float usual_pitch(const Group& group) {
  std::vector<float> last_bottom(group.gutters.size() + 1, -1.0e9F);
  std::vector<float> pitches;
  for (const Strip& strip : group.strips) {
    for (const LayoutItem& item : strip.items) {
      float& last = last_bottom[column_of(item, group.gutters)];
      if (last > -1.0e8F && item.bottom > last) pitches.push_back(item.bottom - last);
      last = item.bottom;
    }
  }
  if (pitches.empty()) return 0;
  const std::size_t part = group.gutters.size() > 1 ? 4 : 2;
  const auto usual = pitches.begin() + static_cast<std::ptrdiff_t>(pitches.size() / part);
  std::nth_element(pitches.begin(), usual, pitches.end());
  return *usual;
}

// For each strip whether all its columns stand clear of what is above them in the same column.
std::vector<bool> row_starts(const Group& group, float row_pitch) {
  std::vector<float> last_bottom(group.gutters.size() + 1, -1.0e9F);
  std::vector<bool> starts(group.strips.size(), true);
  for (std::size_t i = 0; i < group.strips.size(); ++i) {
    float gap = 1.0e9F;
    for (const LayoutItem& item : group.strips[i].items) {
      float& last = last_bottom[column_of(item, group.gutters)];
      if (last > -1.0e8F) gap = std::min(gap, item.bottom - last);
      last = item.bottom;
    }
    if (gap > 1.0e8F && i > 0) gap = group.strips[i].bottom - group.strips[i - 1].bottom;
    starts[i] = i == 0 || gap > row_pitch;
  }
  return starts;
}

std::size_t count_rows(const Group& group, float row_pitch) {
  const std::vector<bool> starts = row_starts(group, row_pitch);
  return static_cast<std::size_t>(std::count(starts.begin(), starts.end(), true));
}

// Rows, those of them that hold text in more than one column, and the last of these, counted from 1.
struct RowShare {
  std::size_t rows = 0;
  std::size_t shared = 0;
  std::size_t last_shared = 0;
};

RowShare count_shared_rows(const Group& group, float row_pitch) {
  RowShare share;
  std::vector<bool> seen(group.gutters.size() + 1, false);
  const auto close_row = [&] {
    ++share.rows;
    if (std::count(seen.begin(), seen.end(), true) > 1) {
      ++share.shared;
      share.last_shared = share.rows;
    }
    seen.assign(seen.size(), false);
  };
  const std::vector<bool> starts = row_starts(group, row_pitch);
  for (std::size_t i = 0; i < group.strips.size(); ++i) {
    if (i > 0 && starts[i]) close_row();
    for (const LayoutItem& item : group.strips[i].items)
      seen[column_of(item, group.gutters)] = true;
  }
  close_row();
  return share;
}

// A table's rows begin together: where a line in one column stands clear of the line above it, all columns
// break. Side notes and columns of text begin their paragraphs where they please. Share of such beginnings
// that all columns agree on; 1 when nothing stands clear.
float agreed_share(const Group& group, float row_pitch) {
  std::vector<float> last_bottom(group.gutters.size() + 1, -1.0e9F);
  const std::vector<bool> starts = row_starts(group, row_pitch);
  std::size_t begun = 0;
  std::size_t agreed = 0;
  for (std::size_t i = 0; i < group.strips.size(); ++i) {
    const Strip& strip = group.strips[i];
    for (const LayoutItem& item : strip.items) {
      float& last = last_bottom[column_of(item, group.gutters)];
      if (last > -1.0e8F && item.bottom - last > row_pitch) {
        ++begun;
        agreed += starts[i] ? 1 : 0;
      }
      last = item.bottom;
    }
  }
  return begun == 0 ? 1 : static_cast<float>(agreed) / static_cast<float>(begun);
}

bool is_table(const Group& group, float size) {
  const std::vector<ColumnShape> shapes = shapes_of(group);
  const auto prose = std::count_if(shapes.begin(), shapes.end(),
                                   [&](const ColumnShape& shape) { return shape.is_prose(size); });
  if (aligned_share(group, size) < 0.7F) return false;
  if (prose == 0) return true;
  if (prose == 1) {
    // A note stands beside the first paragraphs of running text, a table's labels down all of it; how many
    // paragraphs a cell has says nothing.
    const RowShare share = count_shared_rows(group, kRowPitch * size);
    return agreed_share(group, kRowPitch * size) >= 0.75F && share.shared >= 2 &&
           share.last_shared * 2 >= share.rows;
  }
  // Widely leaded columns of text must not pass for rows of one line: a row stands clear of the usual pitch.
  const float row_pitch = std::max(kRowPitch * size, kClearOfPitch * usual_pitch(group));
  if (agreed_share(group, row_pitch) < 0.75F) return false;
  const std::size_t rows = count_rows(group, row_pitch);
  // Columns of text on a common line grid are aligned too, but only a table breaks in all of them again and
  // again.
  std::size_t longest = 0;
  for (const ColumnShape& shape : shapes)
    longest = std::max(longest, shape.lines);
  return rows >= 3 && longest <= 8 * rows;
}

Group group_of(std::vector<Strip>::const_iterator first, std::vector<Strip>::const_iterator last) {
  Group group;
  group.strips.assign(first, last);
  for (const Strip& strip : group.strips)
    group.taken.add(strip.taken);
  return group;
}

// A line right above or below a table may be short enough to leave one of its gutters free and stand across the
// others. It is no part of it: without such lines there are more gutters.
void release_crossing_strips(Group& group, Group& before, Group& after, float size) {
  constexpr std::size_t kMostStrips = 2;
  constexpr std::size_t kLeastLeft = 3;
  constexpr float kLeastGap = 0.8F;  // of the font size
  const auto is_line = [](const Strip& strip) { return strip.items.size() == 1; };
  std::size_t gutters = lasting_gutters(group, size).size();
  std::size_t first = 0;
  std::size_t last = group.strips.size();
  const auto gap = [&](std::size_t i) { return group.strips[i].top - group.strips[i - 1].bottom; };
  const auto count_between = [&](std::size_t from, std::size_t to) {
    const auto begin = group.strips.cbegin();
    return lasting_gutters(
               group_of(begin + static_cast<std::ptrdiff_t>(from), begin + static_cast<std::ptrdiff_t>(to)),
               size)
        .size();
  };
  for (std::size_t k = 1; k <= kMostStrips && last >= kLeastLeft + k && is_line(group.strips[last - k]);
       ++k) {
    if (gap(last - k) < kLeastGap * size) continue;
    const std::size_t found = count_between(0, last - k);
    if (found <= gutters) continue;
    gutters = found;
    last -= k;
    break;
  }
  for (std::size_t k = 1; k <= kMostStrips && last >= kLeastLeft + k && is_line(group.strips[k - 1]); ++k) {
    if (gap(k) < kLeastGap * size) continue;
    const std::size_t found = count_between(k, last);
    if (found <= gutters) continue;
    first = k;
    break;
  }
  const auto begin = group.strips.cbegin();
  before = group_of(begin, begin + static_cast<std::ptrdiff_t>(first));
  after = group_of(begin + static_cast<std::ptrdiff_t>(last), group.strips.cend());
  if (first == 0 && last == group.strips.size()) return;
  Group kept =
      group_of(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last));
  kept.has_gutters = true;
  group = std::move(kept);
}

void settle(Group& group, std::vector<Group>& out, float size) {
  Group before;
  Group after;
  if (group.has_gutters) release_crossing_strips(group, before, after, size);
  group.gutters = group.has_gutters ? lasting_gutters(group, size) : std::vector<Stretch>{};
  group.has_gutters = !group.gutters.empty();
  if (group.has_gutters) release_outer_strips(group, before, after, size);
  for (Group* part : {&before, &group, &after}) {
    if (part->strips.empty()) continue;
    if (!part->has_gutters && !out.empty() && !out.back().has_gutters) {
      for (Strip& strip : part->strips)
        out.back().strips.push_back(std::move(strip));
    } else {
      out.push_back(std::move(*part));
    }
  }
}

}  // namespace

std::vector<LineStack> cut_into_stacks(std::vector<LayoutItem> items, const RulingGrid&) {
  const float size = usual_size(items);
  std::vector<Group> settled;
  for (Group& group : sweep(cut_into_strips(std::move(items)), size))
    settle(group, settled, size);
  std::vector<LineStack> stacks;
  for (Group& group : settled) {
    LineStack stack;
    stack.gutters = group.gutters;
    stack.is_table = group.has_gutters && is_table(group, size);
    for (Strip& strip : group.strips) {
      for (LayoutItem& item : strip.items)
        stack.items.push_back(item);
    }
    stacks.push_back(std::move(stack));
  }
  return stacks;
}

namespace {

// Rows whose cells have several lines may be set far apart: gaps that come again and again, nearly alike, part rows
// and not tables. Up to which gap that is so; 0 for none.
float row_gap_of(const std::vector<float>& gaps, float tall) {
  constexpr std::size_t kLeastGaps = 3;
  constexpr float kAlike = 1.35F;
  std::vector<float> large;
  for (const float gap : gaps) {
    if (gap > tall) large.push_back(gap);
  }
  if (large.size() < kLeastGaps) return 0;
  const auto middle = large.begin() + static_cast<std::ptrdiff_t>(large.size() / 2);
  std::nth_element(large.begin(), middle, large.end());
  const float usual = *middle;
  const auto alike = static_cast<std::size_t>(std::count_if(
      large.begin(), large.end(), [&](float gap) { return gap < kAlike * usual && usual < kAlike * gap; }));
  return alike >= kLeastGaps && alike * 3 >= large.size() * 2 ? kAlike * usual : 0;
}

}  // namespace

std::vector<LineStack> cut_at_tall_gaps(const LineStack& stack) {
  const float size = usual_size(stack.items);
  const std::vector<Strip> strips = cut_into_strips(stack.items);
  std::vector<float> gaps;
  for (std::size_t i = 1; i < strips.size(); ++i)
    gaps.push_back(strips[i].top - strips[i - 1].bottom);
  if (gaps.empty()) return {stack};
  std::vector<float> sorted = gaps;
  const auto middle = sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2);
  std::nth_element(sorted.begin(), middle, sorted.end());
  const float limit =
      std::max({kTallGap * size, kTallerThanRows * *middle, row_gap_of(gaps, kTallGap * size)});
  std::vector<LineStack> parts;
  for (std::size_t i = 0; i < strips.size(); ++i) {
    if (i == 0 || gaps[i - 1] > limit) parts.push_back({{}, stack.gutters, stack.is_table});
    parts.back().items.insert(parts.back().items.end(), strips[i].items.begin(), strips[i].items.end());
  }
  return parts;
}

std::vector<std::vector<LayoutItem>> split_at(const std::vector<LayoutItem>& items,
                                              const std::vector<Stretch>& gutters) {
  std::vector<std::vector<LayoutItem>> columns(gutters.size() + 1);
  for (const LayoutItem& item : items)
    columns[column_of(item, gutters)].push_back(item);
  return columns;
}

std::vector<std::vector<LayoutItem>> split_to_rows(const LineStack& table, const RulingGrid& grid) {
  const float size = usual_size(table.items);
  const std::vector<Strip> strips = cut_into_strips(table.items);
  std::size_t gaps = 0;
  const auto parted = [&](std::size_t i) {
    return strips[i].bottom - strips[i - 1].bottom > kRowPitch * size ||
           grid.has_level_between(strips[i - 1].bottom, strips[i].top + 0.3F * size, table.items.front().u0,
                                  table.items.back().u1);
  };
  for (std::size_t i = 1; i < strips.size(); ++i)
    gaps += parted(i) ? 1 : 0;
  // Where rows are set apart by space, a line without that space goes on with the row above it.
  const bool rows_are_spaced = gaps * 4 >= strips.size();
  std::vector<std::vector<LayoutItem>> rows;
  for (std::size_t i = 0; i < strips.size(); ++i) {
    const bool begins = i == 0 || parted(i) || (!rows_are_spaced && !is_one_sided(strips[i], table.gutters));
    if (begins) rows.emplace_back();
    rows.back().insert(rows.back().end(), strips[i].items.begin(), strips[i].items.end());
  }
  return rows;
}

}  // namespace vp::ingest
