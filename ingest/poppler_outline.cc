#include "ingest/poppler_outline.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include <Catalog.h>
#include <Link.h>
#include <Page.h>
#include <XRef.h>

#include "ingest/frame_checks.h"
#include "ingest/frame_reader.h"
#include "ingest/poppler_document.h"

namespace vp::ingest {
namespace {

/// A name tree of an honest file is two or three deep.
constexpr int kMaxNameTreeDepth = 16;

struct Place {
  PageIndex page;
  float top_pt = 0;
};

/// From destinations to pages. What every lookup needs is gathered at the first.
class PlaceFinder {
 public:
  PlaceFinder(PDFDoc& pdf, std::uint32_t page_count) : pdf_(pdf), page_count_(page_count) {}

  /// Where an entry of the outline leads: its /Dest, or the /D of an action that goes to a place in this file.
  std::optional<Place> find_of(const Object& item) {
    const Object direct = item.dictLookup("Dest");
    if (!direct.isNull()) return find(direct);
    const Object action = item.dictLookup("A");
    if (!action.isDict() || !action.dictLookup("S").isName("GoTo")) return {};
    return find(action.dictLookup("D"));
  }
  [[nodiscard]] bool has_too_many_names() const { return named_.size() >= kMaxNamedPlaces; }

 private:
  std::optional<Place> find(const Object& destination) {
    if (destination.isArray()) return to_place(destination);
    std::string name;
    if (destination.isName()) name = destination.getName();
    if (destination.isString()) name = destination.getString()->toStr();
    if (name.empty()) return {};
    load_names();
    const auto named = named_.find(name);
    if (named == named_.end()) return {};
    // Either the place itself or a dictionary around it.
    if (named->second.isDict()) return to_place(named->second.dictLookup("D"));
    return to_place(named->second);
  }

  std::optional<Place> to_place(const Object& destination) {
    if (!destination.isArray()) return {};
    const LinkDest place(destination.getArray());
    if (!place.isOk()) return {};
    const std::optional<std::uint32_t> page =
        place.isPageRef() ? find_page(place.getPageRef()) : std::optional(to_page(place.getPageNum()));
    if (!page || *page >= page_count_) return {};
    return Place{PageIndex{*page}, find_top(place, *page)};
  }

  static std::uint32_t to_page(int number) { return static_cast<std::uint32_t>(number - 1); }

  std::optional<std::uint32_t> find_page(Ref wanted) {
    if (pages_.empty()) {
      for (std::uint32_t page = 0; page < page_count_ && page < kMaxPages; ++page) {
        const Ref* const ref = pdf_.getCatalog()->getPageRef(static_cast<int>(page) + 1);
        if (ref == nullptr) break;  // the tree of pages goes no further
        pages_.emplace(ref->num, page);
      }
    }
    const auto found = pages_.find(wanted.num);
    if (found == pages_.end()) return {};
    return found->second;
  }

  /// On a turned page "top" runs along another side; then the page is all that is said.
  float find_top(const LinkDest& place, std::uint32_t number) {
    const bool names_top = place.getKind() == destFitH || place.getKind() == destFitBH ||
                           place.getKind() == destFitR ||
                           (place.getKind() == destXYZ && place.getChangeTop());
    ::Page* const page = names_top ? pdf_.getPage(static_cast<int>(number) + 1) : nullptr;
    if (page == nullptr || !page->isOk() || page->getRotate() % 360 != 0) return 0;
    const double top = page->getCropBox()->y2 - place.getTop();
    if (!(top > 0)) return 0;  // above the page, or no number
    return static_cast<float>(std::min(top, page->getCropHeight()));
  }

  void load_names() {
    if (std::exchange(has_names_, true)) return;
    const Object catalog = pdf_.getXRef()->getCatalog();
    if (!catalog.isDict()) return;
    const Object old_names = catalog.dictLookup("Dests");
    if (old_names.isDict()) {
      for (int i = 0; i < old_names.dictGetLength() && !has_too_many_names(); ++i)
        named_.try_emplace(old_names.dictGetKey(i), old_names.dictGetVal(i));
    }
    const Object names = catalog.dictLookup("Names");
    if (names.isDict()) load_names(names.dictLookup("Dests"), 0);
  }

  void load_names(const Object& node, int depth) {
    if (!node.isDict() || depth > kMaxNameTreeDepth) return;
    const Object pairs = node.dictLookup("Names");
    for (int i = 0; pairs.isArray() && i + 1 < pairs.arrayGetLength() && !has_too_many_names(); i += 2) {
      const Object key = pairs.arrayGet(i);
      if (key.isString()) named_.try_emplace(key.getString()->toStr(), pairs.arrayGet(i + 1));
    }
    const Object kids = node.dictLookup("Kids");
    for (int i = 0; kids.isArray() && i < kids.arrayGetLength() && !has_too_many_names(); ++i) {
      const Object& kid = kids.arrayGetNF(i);
      if (!kid.isRef() || !seen_nodes_.insert(kid.getRefNum()).second) continue;
      load_names(kids.arrayGet(i), depth + 1);
    }
  }

  PDFDoc& pdf_;
  std::uint32_t page_count_;
  std::unordered_map<int, std::uint32_t> pages_;  // by object number
  std::map<std::string, Object> named_;
  std::set<int> seen_nodes_;
  bool has_names_ = false;
};

/// White space to one space, none at the ends.
std::string to_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_space = c == ' ' || (c >= '\t' && c <= '\r');
    if (!is_space) {
      line += c;
    } else if (!line.empty() && line.back() != ' ') {
      line += ' ';
    }
  }
  if (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

class OutlineWalk {
 public:
  OutlineWalk(PDFDoc& pdf, std::uint32_t page_count) : pdf_(pdf), places_(pdf, page_count) {}

  Outline read() {
    const Object catalog = pdf_.getXRef()->getCatalog();
    if (!catalog.isDict()) return {};
    const Object root = catalog.dictLookup("Outlines");
    if (!root.isDict()) return {};
    read_list(root, 0, 1);
    outline_.reason = describe_losses();
    return std::move(outline_);
  }

 private:
  /// What lies below `parent`. `depth` counts entries above, `level` those of them that are kept.
  void read_list(const Object& parent, int depth, std::uint8_t level) {
    const Object* next = &parent.dictLookupNF("First");
    Object item;
    while (next->isRef()) {
      if (depth >= kMaxBookmarkLevel) {
        ++too_deep_;
        return;
      }
      if (seen_.size() >= kMaxBookmarks) {
        is_cut_ = true;
        return;
      }
      if (!seen_.insert(next->getRefNum()).second) {
        is_circular_ = true;
        return;
      }
      item = pdf_.getXRef()->fetch(next->getRef());
      if (!item.isDict()) {
        is_broken_ = true;
        return;
      }
      read_item(item, depth, level);
      next = &item.dictLookupNF("Next");
    }
  }

  void read_item(const Object& item, int depth, std::uint8_t level) {
    std::string title = make_title(item);
    if (title.empty()) {
      ++untitled_;
      read_list(item, depth + 1, level);
      return;
    }
    const std::size_t own = outline_.bookmarks.size();
    const std::optional<Place> place = places_.find_of(item);
    outline_.bookmarks.push_back(
        {std::move(title), place ? place->page : PageIndex{}, level, place ? place->top_pt : 0});
    read_list(item, depth + 1, static_cast<std::uint8_t>(level + 1));
    if (place) return;
    if (outline_.bookmarks.size() == own + 1) {
      outline_.bookmarks.pop_back();
      ++without_page_;
      return;
    }
    const Bookmark& first_below = outline_.bookmarks[own + 1];
    outline_.bookmarks[own].page = first_below.page;
    outline_.bookmarks[own].top_pt = first_below.top_pt;
  }

  std::string make_title(const Object& item) {
    const Object value = item.dictLookup("Title");
    if (!value.isString()) return "";
    std::string title = to_one_line(to_utf8(value.getString()->toStr()));
    if (title.size() <= kMaxBookmarkTitleBytes) return title;
    ++long_titles_;
    return to_one_line(to_valid_utf8(title, kMaxBookmarkTitleBytes));
  }

  [[nodiscard]] std::string describe_losses() const {
    std::string reason;
    const auto say = [&reason](const std::string& what) { reason += (reason.empty() ? "" : "; ") + what; };
    const auto count = [&say](std::size_t number, const char* what) {
      if (number > 0) say(std::to_string(number) + what);
    };
    if (is_cut_) say("more than " + std::to_string(kMaxBookmarks) + " bookmarks, the rest is left out");
    if (is_circular_) say("the list of bookmarks leads back to itself, what follows there is left out");
    if (is_broken_) say("the list of bookmarks is damaged, what follows there is left out");
    if (too_deep_ > 0)
      count(too_deep_, (" lists of bookmarks lie deeper than " + std::to_string(kMaxBookmarkLevel) +
                        " levels and are left out")
                           .c_str());
    count(without_page_, " bookmarks lead to no page of the file and are left out");
    count(untitled_, " bookmarks without a title are left out");
    if (long_titles_ > 0)
      count(long_titles_,
            (" titles longer than " + std::to_string(kMaxBookmarkTitleBytes) + " bytes are cut").c_str());
    if (places_.has_too_many_names())
      say("more than " + std::to_string(kMaxNamedPlaces) + " named places, the rest is not looked through");
    return reason;
  }

  PDFDoc& pdf_;
  PlaceFinder places_;
  Outline outline_;
  std::set<int> seen_;  // object numbers of entries
  std::size_t too_deep_ = 0;
  std::size_t without_page_ = 0;
  std::size_t untitled_ = 0;
  std::size_t long_titles_ = 0;
  bool is_cut_ = false;
  bool is_circular_ = false;
  bool is_broken_ = false;
};

}  // namespace

Outline read_outline(PDFDoc& pdf, std::uint32_t page_count) {
  return OutlineWalk(pdf, page_count).read();
}

}  // namespace vp::ingest
