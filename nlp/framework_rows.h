// framework_rows.h - reads one table of a TOML file strictly: every key asked for, none left over.
// Errors: the first thing wrong is kept in the shared RowErrors, with file and line; later reads then give
// empty values, so that a row is read without a test after every key.
// Lifetime: a row views its TOML table, which must stay.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "core/error.h"

namespace vp::nlp {

/// The first error met in a file.
class RowErrors {
 public:
  explicit RowErrors(std::string_view file_name) : file_name_(file_name) {}

  /// Keeps the error when it is the first. `node` tells the line.
  void add(const toml::node& node, std::string what);
  [[nodiscard]] const std::optional<Error>& first() const { return first_; }

 private:
  std::string file_name_;
  std::optional<Error> first_;
};

class FrameworkRow {
 public:
  /// `kind` names the row in messages ("indicator").
  FrameworkRow(const toml::table& table, std::string_view kind, RowErrors& errors)
      : table_(table), kind_(kind), errors_(errors) {}

  /// A text that must be there and not be empty.
  std::string text(std::string_view key);
  /// A text that may be missing; empty then.
  std::string optional_text(std::string_view key);
  /// A list of texts, none of them empty; an empty list when the key is missing.
  std::vector<std::string> optional_texts(std::string_view key);
  /// A list of texts with at least one.
  std::vector<std::string> texts(std::string_view key);
  /// A whole number that must be there.
  std::int64_t number(std::string_view key);
  /// The tables of a list ([[key]] or inline ones); empty when missing.
  std::vector<FrameworkRow> rows(std::string_view key);
  /// The texts of a table that may be missing, by key, in order of the file.
  std::vector<std::pair<std::string, std::string>> optional_named_texts(std::string_view key);

  /// Adds an error for the first key that was never asked for. Call it last.
  void expect_no_other_keys();
  /// Adds an error at this row, or at the value of one of its keys.
  void fail(std::string what) { errors_.add(table_, std::move(what)); }
  void fail_at(std::string_view key, std::string what);
  void fail_at(std::string_view key, std::size_t place_in_list, std::string what);

 private:
  const toml::node* find(std::string_view key);
  const toml::node* find_required(std::string_view key);
  std::string text_of(const toml::node& node, std::string_view key);

  const toml::table& table_;
  std::string_view kind_;
  RowErrors& errors_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace vp::nlp
