// The one file that knows the mustache library.
#include "apps/web/template_set.h"

#include <kainjow/mustache.hpp>

#include "apps/web/embedded.h"
#include "apps/web/texts.h"

namespace vp::web {
namespace {

namespace ms = kainjow::mustache;
constexpr int kMostNested = 8;

ms::data to_data(const View& view);

ms::data to_data(const View::Value& value) {
  if (const bool* const is_on = std::get_if<bool>(&value)) return ms::data(*is_on);
  if (const auto* const html = std::get_if<SafeHtml>(&value))
    return html->markup().empty() ? ms::data(false) : ms::data(html->markup());
  if (const auto* const text = std::get_if<std::string>(&value))
    return text->empty() ? ms::data(false) : ms::data(*text);
  ms::data list{ms::data::type::list};
  for (const View& item : std::get<View::Views>(value))
    list << to_data(item);
  return list;
}

ms::data to_data(const View& view) {
  ms::data object{ms::data::type::object};
  for (const auto& [key, value] : view.values())
    object.set(key, to_data(value));
  return object;
}

/// Looks names up, and remembers what was asked for.
class StrictContext : public ms::context<std::string> {
 public:
  StrictContext(const ms::data* data, std::string prefix, std::set<std::string>& filled)
      : ms::context<std::string>(data), prefix_(std::move(prefix)), filled_(filled) {}

  const ms::data* get(const std::string& name) const override {
    const ms::data* found = nullptr;
    if (name.starts_with("t.")) {
      auto& text = texts_[name];
      const auto known = texts().find(std::string_view(name).substr(2));
      if (!text && known) text = std::make_unique<ms::data>(*known);
      found = text.get();
    } else {
      found = ms::context<std::string>::get(name);
    }
    if (found == nullptr) {
      missing_ = name;
    } else {
      filled_.insert(prefix_ + name);
    }
    return found;
  }
  [[nodiscard]] const std::string& missing() const { return missing_; }

 private:
  std::string prefix_;
  std::set<std::string>& filled_;
  mutable std::string missing_;
  mutable std::map<std::string, std::unique_ptr<ms::data>> texts_;
};

/// Puts templates in the place of {{> name}}.
Result<std::string> include_parts(const std::map<std::string, std::string>& sources, const std::string& name,
                                  int depth) {
  const auto found = sources.find(name);
  if (found == sources.end() || depth > kMostNested)
    return Error{ErrorCode::kMalformed, "no template of this name, or one inside itself", name};
  std::string whole;
  std::string_view rest = found->second;
  while (true) {
    const std::size_t begin = rest.find("{{>");
    whole += rest.substr(0, begin);
    if (begin == std::string_view::npos) return whole;
    const std::size_t end = rest.find("}}", begin);
    if (end == std::string_view::npos) return Error{ErrorCode::kMalformed, "a tag that does not end", name};
    std::string part(rest.substr(begin + 3, end - begin - 3));
    std::erase(part, ' ');
    VP_ASSIGN(const std::string text, include_parts(sources, part, depth + 1));
    whole += text;
    rest.remove_prefix(end + 2);
  }
}

/// Names in the tags of a template's own source, without partials.
std::vector<std::string> names_in(std::string_view source) {
  std::vector<std::string> names;
  for (std::size_t begin = source.find("{{"); begin != std::string_view::npos;
       begin = source.find("{{", begin)) {
    const std::size_t end = source.find("}}", begin);
    std::string name(source.substr(begin + 2, end - begin - 2));
    begin = end;
    if (name.starts_with('/') || name.starts_with('!') || name.starts_with('>')) continue;
    std::erase_if(
        name, [](char c) { return c == ' ' || c == '{' || c == '}' || c == '#' || c == '^' || c == '&'; });
    if (name != ".") names.push_back(std::move(name));
  }
  return names;
}

/// {{{name}}} and {{&name}} are for keys that only SafeHtml can have.
Result<void> check_raw(std::string_view source, const std::string& name) {
  for (const std::string_view opening : {"{{{", "{{&"}) {
    for (std::size_t at = source.find(opening); at != std::string_view::npos;
         at = source.find(opening, at + 1)) {
      const std::size_t end = source.find('}', at);
      if (!source.substr(at, end - at).ends_with("_html"))
        return Error{ErrorCode::kMalformed, "raw output of a text", name};
    }
  }
  return {};
}

}  // namespace

struct TemplateSet::Impl {
  std::map<std::string, ms::mustache> pages;
  std::map<std::string, std::vector<std::string>> names;
  std::set<std::string> filled;
};

TemplateSet::TemplateSet(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
TemplateSet::TemplateSet(TemplateSet&&) noexcept = default;
TemplateSet& TemplateSet::operator=(TemplateSet&&) noexcept = default;
TemplateSet::~TemplateSet() = default;

Result<TemplateSet> TemplateSet::load() {
  std::map<std::string, std::string> sources;
  for (const EmbeddedFile& file : embedded_templates())
    sources.emplace(file.name.substr(0, file.name.find('.')), file.content);
  return parse(sources);
}

Result<TemplateSet> TemplateSet::parse(const std::map<std::string, std::string>& sources) {
  auto impl = std::make_unique<Impl>();
  for (const auto& [name, source] : sources) {
    VP_TRY(check_raw(source, name));
    VP_ASSIGN(const std::string whole, include_parts(sources, name, 0));
    ms::mustache page{whole};
    if (!page.is_valid()) return Error{ErrorCode::kMalformed, page.error_message(), name};
    page.set_custom_escape([](const std::string& text) { return escape_html(text); });
    impl->pages.emplace(name, std::move(page));
    impl->names.emplace(name, names_in(whole));
  }
  return TemplateSet(std::move(impl));
}

Result<std::string> TemplateSet::render(const std::string& name, const View& view) {
  const auto page = impl_->pages.find(name);
  if (page == impl_->pages.end()) return Error{ErrorCode::kMalformed, "no template of this name", name};
  const ms::data data = to_data(view);
  StrictContext context(&data, name + ": ", impl_->filled);
  std::string html = page->second.render(context);
  if (!context.missing().empty())
    return Error{ErrorCode::kMalformed, "the view has no '" + context.missing() + "'", name};
  return html;
}

std::vector<std::string> TemplateSet::list_tags() const {
  std::vector<std::string> tags;
  for (const auto& [page, names] : impl_->names) {
    for (const std::string& name : names)
      tags.emplace_back(page).append(": ").append(name);
  }
  return tags;
}

const std::set<std::string>& TemplateSet::filled_tags() const {
  return impl_->filled;
}

}  // namespace vp::web
