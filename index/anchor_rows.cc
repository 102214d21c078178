#include "index/anchor_rows.h"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

namespace vp::index {
namespace {

using Json = nlohmann::ordered_json;

Error make_malformed(std::string what) {
  return Error{ErrorCode::kMalformed, std::move(what), "judgements.db"};
}

/// Text from a PDF may hold what is no UTF-8; JSON cannot.
std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json to_json(PageIndex page, const std::vector<RectPt>& rects) {
  Json list = Json::array();
  for (const RectPt& rect : rects)
    list.push_back({rect.x0, rect.y0, rect.x1, rect.y1});
  return {{"page", page.number()}, {"rects", std::move(list)}};
}

std::string to_places(const Anchor& anchor) {
  Json places = Json::array();
  places.push_back(to_json(anchor.page, anchor.rects));
  for (const PagePlace& place : anchor.continues)
    places.push_back(to_json(place.page, place.rects));
  return dump(places);
}

bool is_rect(const Json& rect) {
  return rect.is_array() && rect.size() == 4 &&
         std::all_of(rect.begin(), rect.end(), [](const Json& number) { return number.is_number(); });
}

Result<PagePlace> to_place(const Json& json) {
  const bool is_place = json.is_object() && json.contains("page") && json["page"].is_number_unsigned() &&
                        json["page"] > 0 && json.contains("rects") && json["rects"].is_array();
  if (!is_place) return make_malformed("a place of an anchor has no page or no rectangles");
  PagePlace place{{json["page"].get<std::uint32_t>() - 1}, {}};
  for (const Json& rect : json["rects"]) {
    if (!is_rect(rect)) return make_malformed("a rectangle of an anchor is not four numbers");
    place.rects.push_back(
        {rect[0].get<float>(), rect[1].get<float>(), rect[2].get<float>(), rect[3].get<float>()});
  }
  return place;
}

Result<void> parse_places(std::string_view text, Anchor& anchor) {
  const Json places = Json::parse(text, nullptr, false);
  if (!places.is_array() || places.empty()) return make_malformed("an anchor has no place");
  for (std::size_t i = 0; i < places.size(); ++i) {
    VP_ASSIGN(PagePlace place, to_place(places[i]));
    if (i == 0) {
      anchor.page = place.page;
      anchor.rects = std::move(place.rects);
    } else {
      anchor.continues.push_back(std::move(place));
    }
  }
  return {};
}

std::string to_hex(std::uint64_t number) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex(16, '0');
  for (std::size_t i = 0; i < hex.size(); ++i)
    hex[i] = kDigits[(number >> (60 - 4 * i)) & 15U];
  return hex;
}

void bind_position(Statement& statement, int parameter, const AnchorPosition& position) {
  statement.bind(parameter, to_string(position.text))
      .bind(parameter + 1, std::int64_t{position.first})
      .bind(parameter + 2, std::int64_t{position.last})
      .bind(parameter + 3, std::int64_t{position.span.begin})
      .bind(parameter + 4, std::int64_t{position.span.end});
}

}  // namespace

Result<std::int64_t> insert_anchor(Database& database, const Anchor& anchor) {
  const std::string places = to_places(anchor);
  const std::string hash = to_hex(anchor.position.text_hash);
  {
    VP_ASSIGN(
        const StatementLease known,
        database.cached("SELECT id FROM anchor WHERE document = ?1 AND extractor = ?2 AND text_kind = ?3 "
                        "AND first_text = ?4 AND last_text = ?5 AND span_begin = ?6 AND span_end = ?7 AND "
                        "text_hash = ?8 AND places = ?9"));
    known->bind(1, Blob(anchor.document.bytes)).bind(2, anchor.extractor).bind(8, hash).bind(9, places);
    bind_position(*known, 3, anchor.position);
    VP_ASSIGN(const bool is_known, known->step());
    if (is_known) return known->column_integer(0);
  }
  VP_ASSIGN(
      const StatementLease insert,
      database.cached("INSERT INTO anchor (document, places, quote, prefix, suffix, text_kind, first_text, "
                      "last_text, span_begin, span_end, text_hash, extractor) "
                      "VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12) RETURNING id"));
  insert->bind(1, Blob(anchor.document.bytes)).bind(2, places).bind(3, anchor.quote);
  insert->bind(4, anchor.prefix).bind(5, anchor.suffix).bind(11, hash).bind(12, anchor.extractor);
  bind_position(*insert, 6, anchor.position);
  VP_TRY(insert->step());
  const std::int64_t id = insert->column_integer(0);
  VP_TRY(insert->run());
  return id;
}

Result<Anchor> to_anchor(const Statement& row, int column) {
  Anchor anchor;
  const Blob document = row.column_blob(column);
  std::copy_n(document.begin(), std::min(document.size(), anchor.document.bytes.size()),
              anchor.document.bytes.begin());
  VP_TRY(parse_places(row.column_text(column + 1), anchor));
  anchor.quote = row.column_text(column + 2);
  anchor.prefix = row.column_text(column + 3);
  anchor.suffix = row.column_text(column + 4);
  AnchorPosition& position = anchor.position;
  position.text = row.column_text(column + 5) == "page" ? AnchorText::kPage : AnchorText::kPassages;
  position.first = static_cast<std::uint32_t>(row.column_integer(column + 6));
  position.last = static_cast<std::uint32_t>(row.column_integer(column + 7));
  position.span = {static_cast<std::uint32_t>(row.column_integer(column + 8)),
                   static_cast<std::uint32_t>(row.column_integer(column + 9))};
  const std::string_view hash = row.column_text(column + 10);
  const auto read = std::from_chars(hash.data(), hash.data() + hash.size(), position.text_hash, 16);
  if (read.ec != std::errc() || hash.size() != 16)
    return make_malformed("the text hash of an anchor is none");
  anchor.extractor = row.column_text(column + 11);
  return anchor;
}

std::string to_json_list(const std::vector<std::string>& texts) {
  return dump(Json(texts));
}

Result<std::vector<std::string>> parse_json_list(std::string_view json) {
  const Json list = Json::parse(json, nullptr, false);
  const bool is_list = list.is_array() && std::all_of(list.begin(), list.end(),
                                                      [](const Json& text) { return text.is_string(); });
  if (!is_list) return make_malformed("a list of texts is none");
  return list.get<std::vector<std::string>>();
}

}  // namespace vp::index
