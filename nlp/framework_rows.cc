#include "nlp/framework_rows.h"

#include <algorithm>
#include <utility>

namespace vp::nlp {
namespace {

std::string quoted(std::string_view key) {
  return "'" + std::string(key) + "'";
}

}  // namespace

void RowErrors::add(const toml::node& node, std::string what) {
  if (first_) return;
  first_ = Error{ErrorCode::kMalformed, std::move(what),
                 file_name_ + ":" + std::to_string(node.source().begin.line)};
}

const toml::node* FrameworkRow::find(std::string_view key) {
  asked_.emplace(key);
  return table_.get(key);
}

const toml::node* FrameworkRow::find_required(std::string_view key) {
  const toml::node* node = find(key);
  if (node == nullptr) fail(std::string(kind_) + " has no " + quoted(key));
  return node;
}

std::string FrameworkRow::text_of(const toml::node& node, std::string_view key) {
  const auto text = node.value_exact<std::string>();
  if (!text) {
    errors_.add(node, quoted(key) + " should be a text");
  } else if (text->empty()) {
    errors_.add(node, quoted(key) + " is empty");
  }
  return text.value_or(std::string{});
}

std::string FrameworkRow::text(std::string_view key) {
  const toml::node* node = find_required(key);
  return node == nullptr ? std::string{} : text_of(*node, key);
}

std::string FrameworkRow::optional_text(std::string_view key) {
  const toml::node* node = find(key);
  return node == nullptr ? std::string{} : text_of(*node, key);
}

std::vector<std::string> FrameworkRow::optional_texts(std::string_view key) {
  std::vector<std::string> texts;
  const toml::node* node = find(key);
  if (node == nullptr) return texts;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    errors_.add(*node, quoted(key) + " should be a list of texts");
    return texts;
  }
  for (const toml::node& item : *list)
    texts.push_back(text_of(item, key));
  return texts;
}

std::vector<std::string> FrameworkRow::texts(std::string_view key) {
  if (find_required(key) == nullptr) return {};
  std::vector<std::string> texts = optional_texts(key);
  if (texts.empty()) fail_at(key, quoted(key) + " of " + std::string(kind_) + " is an empty list");
  return texts;
}

std::int64_t FrameworkRow::number(std::string_view key) {
  const toml::node* node = find_required(key);
  if (node == nullptr) return 0;
  const auto number = node->value_exact<std::int64_t>();
  if (!number) errors_.add(*node, quoted(key) + " should be a whole number");
  return number.value_or(0);
}

std::vector<FrameworkRow> FrameworkRow::rows(std::string_view key) {
  std::vector<FrameworkRow> rows;
  const toml::node* node = find(key);
  if (node == nullptr) return rows;
  const toml::array* list = node->as_array();
  if (list == nullptr) {
    errors_.add(*node, quoted(key) + " should be a list of tables");
    return rows;
  }
  for (const toml::node& item : *list) {
    if (const toml::table* table = item.as_table()) {
      rows.emplace_back(*table, key, errors_);
    } else {
      errors_.add(item, quoted(key) + " should hold tables only");
    }
  }
  return rows;
}

std::vector<std::pair<std::string, std::string>> FrameworkRow::optional_named_texts(std::string_view key) {
  std::vector<std::pair<std::string, std::string>> texts;
  const toml::node* node = find(key);
  if (node == nullptr) return texts;
  const toml::table* table = node->as_table();
  if (table == nullptr) {
    errors_.add(*node, quoted(key) + " should be a table");
    return texts;
  }
  for (const auto& [name, value] : *table) {
    texts.emplace_back(std::string(name.str()), text_of(value, name.str()));
  }
  return texts;
}

void FrameworkRow::expect_no_other_keys() {
  // toml++ sorts keys by name; the file's order is what its author expects the first error to follow.
  const toml::node* first = nullptr;
  std::string_view first_key;
  for (const auto& [key, value] : table_) {
    if (asked_.contains(key.str())) continue;
    if (first == nullptr || value.source().begin < first->source().begin) {
      first = &value;
      first_key = key.str();
    }
  }
  if (first != nullptr) errors_.add(*first, std::string(kind_) + " has an unknown key " + quoted(first_key));
}

void FrameworkRow::fail_at(std::string_view key, std::string what) {
  const toml::node* node = table_.get(key);
  errors_.add(node == nullptr ? static_cast<const toml::node&>(table_) : *node, std::move(what));
}

void FrameworkRow::fail_at(std::string_view key, std::size_t place_in_list, std::string what) {
  const toml::node* node = table_.get(key);
  const toml::array* list = node == nullptr ? nullptr : node->as_array();
  const toml::node* item = list == nullptr ? nullptr : list->get(place_in_list);
  if (item == nullptr) return fail_at(key, std::move(what));
  errors_.add(*item, std::move(what));
}

}  // namespace vp::nlp
