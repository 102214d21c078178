#include "index/dossier_settings.h"

#include <algorithm>
#include <array>
#include <set>

#include <toml++/toml.h>

#include "index/postgres_driver.h"

namespace vp::index {
namespace {

struct NamedList {
  std::string_view key;
  std::vector<NamedThing> DossierSettings::*member;
};
constexpr std::array kLists = {NamedList{"municipality", &DossierSettings::municipalities},
                               NamedList{"approach", &DossierSettings::approaches},
                               NamedList{"organisation", &DossierSettings::organisations}};

/// The strict reading of one file: every refusal names its line.
class Reader {
 public:
  explicit Reader(std::string_view file) : file_(file) {}

  [[nodiscard]] Error malformed(const toml::source_region& at, std::string what) const {
    return Error{ErrorCode::kMalformed, std::move(what), file_ + ":" + std::to_string(at.begin.line)};
  }

  Result<void> check_keys(const toml::table& table, std::initializer_list<std::string_view> known) const {
    for (const auto& [key, value] : table) {
      if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
        return malformed(key.source(), "unknown key '" + std::string(key.str()) + "'");
      }
    }
    return {};
  }

  Result<std::string> text(const toml::table& table, std::string_view key) const {
    const toml::node* node = table.get(key);
    if (node == nullptr) return malformed(table.source(), "key '" + std::string(key) + "' is missing");
    const auto* value = node->as_string();
    if (value == nullptr || value->get().empty()) {
      return malformed(node->source(), "'" + std::string(key) + "' must be a text that is not empty");
    }
    return value->get();
  }

  Result<NamedThing> named_thing(const toml::node& node) const {
    const toml::table* table = node.as_table();
    if (table == nullptr) return malformed(node.source(), "expected a table with name and aliases");
    VP_TRY(check_keys(*table, {"name", "aliases"}));
    NamedThing thing;
    VP_ASSIGN(thing.name, text(*table, "name"));
    const toml::node* aliases = table->get("aliases");
    if (aliases == nullptr) return thing;
    if (!aliases->is_array()) return malformed(aliases->source(), "'aliases' must be a list of texts");
    for (const toml::node& alias : *aliases->as_array()) {
      if (!alias.is_string() || alias.as_string()->get().empty()) {
        return malformed(alias.source(), "an alias must be a text that is not empty");
      }
      thing.aliases.push_back(alias.as_string()->get());
    }
    return thing;
  }

  Result<std::vector<NamedThing>> named_things(const toml::node& node) const {
    if (!node.is_array()) return malformed(node.source(), "expected a list of tables, as [[municipality]]");
    std::vector<NamedThing> things;
    std::set<std::string> seen;
    for (const toml::node& entry : *node.as_array()) {
      VP_ASSIGN(NamedThing thing, named_thing(entry));
      if (!seen.insert(thing.name).second) {
        return malformed(entry.source(), "the name '" + thing.name + "' stands twice in the list");
      }
      things.push_back(std::move(thing));
    }
    return things;
  }

  Result<std::uint32_t> format_version(const toml::table& root) const {
    const toml::node* node = root.get("format_version");
    if (node == nullptr) return malformed(root.source(), "key 'format_version' is missing");
    const auto* value = node->as_integer();
    if (value == nullptr || value->get() < 1) {
      return malformed(node->source(), "'format_version' must be a whole number from 1");
    }
    if (value->get() > kDossierFormatVersion) {
      return Error{ErrorCode::kVersionMismatch,
                   "the dossier has format " + std::to_string(value->get()) + ", this program knows up to " +
                       std::to_string(kDossierFormatVersion) + ": use a newer version of the program",
                   file_};
    }
    return static_cast<std::uint32_t>(value->get());
  }

 private:
  std::string file_;
};

/// A TOML basic string.
std::string to_basic_string(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (byte < 0x20 || byte == 0x7F) {
      out += "\\u00";
      out += {kHex[byte >> 4U], kHex[byte & 0xFU]};
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace

Result<DossierSettings> parse_settings(std::string_view toml, std::string_view file) {
  const Reader reader(file);
  toml::table root;
  try {
    root = toml::parse(toml, file);
  } catch (const toml::parse_error& error) {
    return reader.malformed(error.source(), std::string(error.description()));
  }
  DossierSettings settings;
  // First of all: a newer format may have keys that are unknown here.
  VP_ASSIGN(settings.format_version, reader.format_version(root));
  VP_TRY(reader.check_keys(
      root, {"id", "format_version", "framework", "store", "municipality", "approach", "organisation"}));
  VP_ASSIGN(settings.id, reader.text(root, "id"));
  const toml::node* framework = root.get("framework");
  if (framework == nullptr || !framework->is_table()) {
    return reader.malformed(root.source(), "'framework' must be a table with id and version");
  }
  VP_TRY(reader.check_keys(*framework->as_table(), {"id", "version"}));
  VP_ASSIGN(settings.framework_id, reader.text(*framework->as_table(), "id"));
  VP_ASSIGN(settings.framework_version, reader.text(*framework->as_table(), "version"));
  if (root.contains("store")) {
    VP_ASSIGN(settings.store, reader.text(root, "store"));
    if (const auto checked = check_store_url(settings.store); !checked) {
      Error error = reader.malformed(root.get("store")->source(), checked.error().what);
      if (checked.error().code == ErrorCode::kUnsupported) error.code = ErrorCode::kUnsupported;
      return error;
    }
  }
  for (const NamedList& list : kLists) {
    const toml::node* node = root.get(list.key);
    if (node == nullptr) continue;
    VP_ASSIGN(settings.*list.member, reader.named_things(*node));
  }
  return settings;
}

std::string to_toml(const DossierSettings& settings) {
  std::string out =
      "# A dossier of vindplaats. Names and aliases may be edited; the rest is kept by the program.\n";
  out += "id = " + to_basic_string(settings.id) + "\n";
  out += "format_version = " + std::to_string(settings.format_version) + "\n";
  out += "framework = { id = " + to_basic_string(settings.framework_id) +
         ", version = " + to_basic_string(settings.framework_version) + " }\n";
  if (!settings.store.empty()) out += "store = " + to_basic_string(settings.store) + "\n";
  for (const NamedList& list : kLists) {
    std::vector<NamedThing> things = settings.*list.member;
    std::sort(things.begin(), things.end(),
              [](const NamedThing& a, const NamedThing& b) { return a.name < b.name; });
    for (const NamedThing& thing : things) {
      out += "\n[[" + std::string(list.key) + "]]\nname = " + to_basic_string(thing.name) + "\n";
      if (thing.aliases.empty()) continue;
      out += "aliases = [";
      for (const std::string& alias : thing.aliases) {
        if (out.back() != '[') out += ", ";
        out += to_basic_string(alias);
      }
      out += "]\n";
    }
  }
  return out;
}

}  // namespace vp::index
