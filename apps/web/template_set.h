// template_set.h - the pages' templates (mustache), compiled in, and how they are filled.
// A name that the view does not have is an error, not an empty place; {{{raw}}} takes SafeHtml only; {{t.KEY}} is a text
// of the table (texts.h). {{> name}} puts another template in its place.
// Errors: kMalformed naming template and key: a bug, which the tests find. Threads: one thread.
// Source: the mustache manual; kainjow's library stays in template_set.cc.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "apps/web/view.h"
#include "core/result.h"

namespace vp::web {

class TemplateSet {
 public:
  /// The templates that are compiled in.
  static Result<TemplateSet> load();
  /// For tests. Names and sources.
  static Result<TemplateSet> parse(const std::map<std::string, std::string>& sources);
  TemplateSet(TemplateSet&&) noexcept;
  TemplateSet& operator=(TemplateSet&&) noexcept;
  ~TemplateSet();

  Result<std::string> render(const std::string& name, const View& view);

  /// Every "template: tag" that stands in a template.
  [[nodiscard]] std::vector<std::string> list_tags() const;
  /// Those that were filled since; for a test that sees to it that all are.
  [[nodiscard]] const std::set<std::string>& filled_tags() const;

 private:
  struct Impl;
  explicit TemplateSet(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace vp::web
