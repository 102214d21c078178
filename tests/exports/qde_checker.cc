#include "tests/exports/qde_checker.h"

#include <regex>
#include <stdexcept>

namespace vp::exports {
namespace {

class XmlParser {
 public:
  explicit XmlParser(const std::string& xml) : xml_(xml) {}

  XmlElement parse() {
    if (xml_.starts_with("<?xml")) at_ = xml_.find("?>") + 2;
    skip_space();
    XmlElement root = parse_element();
    skip_space();
    if (at_ != xml_.size()) fail("text behind the end");
    return root;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error("byte " + std::to_string(at_) + ": " + what);
  }
  [[nodiscard]] bool is_at(const std::string& words) const {
    return xml_.compare(at_, words.size(), words) == 0;
  }
  void expect(const std::string& words) {
    if (!is_at(words)) fail("expected " + words);
    at_ += words.size();
  }
  void skip_space() {
    while (at_ < xml_.size() && (xml_[at_] == ' ' || xml_[at_] == '\n'))
      ++at_;
  }
  std::string parse_name() {
    const std::size_t begin = at_;
    while (at_ < xml_.size() && std::isalnum(static_cast<unsigned char>(xml_[at_])) != 0)
      ++at_;
    if (at_ == begin) fail("expected a name");
    return xml_.substr(begin, at_ - begin);
  }
  std::string parse_text(char end) {
    static const std::map<std::string, std::string> kEntities = {
        {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"#39", "'"}, {"#10", "\n"}};
    std::string text;
    for (; at_ < xml_.size() && xml_[at_] != end; ++at_) {
      if (xml_[at_] == '<') fail("< within text");
      if (xml_[at_] != '&') {
        text += xml_[at_];
        continue;
      }
      const std::size_t stop = xml_.find(';', at_);
      text += kEntities.at(xml_.substr(at_ + 1, stop - at_ - 1));
      at_ = stop;
    }
    return text;
  }
  XmlElement parse_element() {
    expect("<");
    XmlElement element;
    element.name = parse_name();
    for (skip_space(); !is_at(">") && !is_at("/>"); skip_space()) {
      const std::string name = parse_name();
      expect("=\"");
      if (!element.attributes.emplace(name, parse_text('"')).second)
        fail("attribute " + name + " stands twice");
      expect("\"");
    }
    if (is_at("/>")) {
      expect("/>");
      return element;
    }
    expect(">");
    while (true) {
      element.text += parse_text('<');
      if (is_at("</")) break;
      element.children.push_back(parse_element());
    }
    expect("</" + element.name + ">");
    return element;
  }

  const std::string& xml_;
  std::size_t at_ = 0;
};

/// How often a child may stand.
enum class Times { kOnce, kMaybe, kAny, kSome };

struct Rule {
  std::vector<std::pair<std::string, Times>> children;  ///< in this order
  std::map<std::string, std::string> required;          ///< attribute -> type
  std::map<std::string, std::string> optional;
  bool has_text = false;
};

const std::map<std::string, std::string> kStamps = {{"creatingUser", "user"},
                                                    {"creationDateTime", "time"},
                                                    {"modifyingUser", "user"},
                                                    {"modifiedDateTime", "time"}};

std::map<std::string, std::string> with_stamps(std::map<std::string, std::string> more) {
  more.insert(kStamps.begin(), kStamps.end());
  return more;
}

const std::map<std::string, Rule>& rules() {
  const Rule text_source = {
      {{"Description", Times::kMaybe},
       {"PlainTextContent", Times::kMaybe},
       {"PlainTextSelection", Times::kAny},
       {"Coding", Times::kAny},
       {"NoteRef", Times::kAny},
       {"VariableValue", Times::kAny}},
      {{"guid", "guid"}},
      with_stamps({{"name", "text"}, {"richTextPath", "path"}, {"plainTextPath", "path"}})};
  const Rule text = {{}, {}, {}, true};
  static const std::map<std::string, Rule> kRules = {
      {"Project",
       {{{"Users", Times::kMaybe},
         {"CodeBook", Times::kMaybe},
         {"Variables", Times::kMaybe},
         {"Cases", Times::kMaybe},
         {"Sources", Times::kMaybe},
         {"Notes", Times::kMaybe},
         {"Links", Times::kMaybe},
         {"Sets", Times::kMaybe},
         {"Graphs", Times::kMaybe},
         {"Description", Times::kMaybe},
         {"NoteRef", Times::kAny}},
        {{"name", "text"}, {"xmlns", "text"}},
        {{"origin", "text"},
         {"creatingUserGUID", "user"},
         {"creationDateTime", "time"},
         {"modifyingUserGUID", "user"},
         {"modifiedDateTime", "time"},
         {"basePath", "text"}}}},
      {"Users", {{{"User", Times::kSome}}, {}, {}}},
      {"User", {{}, {{"guid", "guid"}}, {{"name", "text"}, {"id", "text"}}}},
      {"CodeBook", {{{"Codes", Times::kOnce}}, {}, {}}},
      {"Codes", {{{"Code", Times::kSome}}, {}, {}}},
      {"Code",
       {{{"Description", Times::kMaybe}, {"NoteRef", Times::kAny}, {"Code", Times::kAny}},
        {{"guid", "guid"}, {"name", "text"}, {"isCodable", "truth"}},
        {{"color", "color"}}}},
      {"Cases", {{{"Case", Times::kSome}}, {}, {}}},
      {"Case",
       {{{"Description", Times::kMaybe},
         {"CodeRef", Times::kAny},
         {"VariableValue", Times::kAny},
         {"SourceRef", Times::kAny},
         {"SelectionRef", Times::kAny}},
        {{"guid", "guid"}},
        {{"name", "text"}}}},
      {"Sources", {{{"PDFSource", Times::kSome}}, {}, {}}},
      {"PDFSource",
       {{{"Description", Times::kMaybe},
         {"PDFSelection", Times::kAny},
         {"Representation", Times::kMaybe},
         {"Coding", Times::kAny},
         {"NoteRef", Times::kAny},
         {"VariableValue", Times::kAny}},
        {{"guid", "guid"}},
        with_stamps({{"name", "text"}, {"path", "path"}, {"currentPath", "text"}})}},
      {"PDFSelection",
       {{{"Description", Times::kMaybe},
         {"Representation", Times::kMaybe},
         {"Coding", Times::kAny},
         {"NoteRef", Times::kAny}},
        {{"guid", "guid"},
         {"page", "integer"},
         {"firstX", "integer"},
         {"firstY", "integer"},
         {"secondX", "integer"},
         {"secondY", "integer"}},
        with_stamps({{"name", "text"}})}},
      {"Coding",
       {{{"CodeRef", Times::kOnce}, {"NoteRef", Times::kAny}},
        {{"guid", "guid"}},
        {{"creatingUser", "user"}, {"creationDateTime", "time"}}}},
      {"Notes", {{{"Note", Times::kSome}}, {}, {}}},
      {"Note", text_source},
      {"Representation", text_source},
      {"CodeRef", {{}, {{"targetGUID", "to Code"}}, {}}},
      {"NoteRef", {{}, {{"targetGUID", "to Note"}}, {}}},
      {"SelectionRef", {{}, {{"targetGUID", "to PDFSelection"}}, {}}},
      {"SourceRef", {{}, {{"targetGUID", "to PDFSource"}}, {}}},
      {"Description", text},
      {"PlainTextContent", text},
  };
  return kRules;
}

class QdeChecker {
 public:
  QdeChecker(const XmlElement& project, const std::set<std::string>& files) : files_(files) {
    if (project.name != "Project") faults_.push_back("the root is " + project.name);
    collect(project);
    check(project, "");
  }
  [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }

 private:
  void collect(const XmlElement& element) {
    if (const auto guid = element.attributes.find("guid"); guid != element.attributes.end()) {
      if (!kinds_.emplace(guid->second, element.name).second)
        faults_.push_back(guid->second + " stands twice");
    }
    for (const XmlElement& child : element.children)
      collect(child);
  }

  void check(const XmlElement& element, const std::string& parent) {
    const std::string where = parent + "/" + element.name;
    const auto rule = rules().find(element.name);
    if (rule == rules().end()) {
      faults_.push_back(where + " is not known");
      return;
    }
    check_children(element, rule->second, where);
    check_attributes(element, rule->second, where);
    if (!rule->second.has_text && element.text.find_first_not_of(" \n") != std::string::npos)
      faults_.push_back(where + " holds text");
    for (const XmlElement& child : element.children)
      check(child, where);
  }

  void check_children(const XmlElement& element, const Rule& rule, const std::string& where) {
    std::size_t at = 0;
    for (const auto& [name, times] : rule.children) {
      std::size_t count = 0;
      for (; at < element.children.size() && element.children[at].name == name; ++at)
        ++count;
      const bool is_too_few = (times == Times::kOnce || times == Times::kSome) && count == 0;
      const bool is_too_many = (times == Times::kOnce || times == Times::kMaybe) && count > 1;
      if (is_too_few || is_too_many) faults_.push_back(where + " has " + std::to_string(count) + " " + name);
    }
    if (at < element.children.size())
      faults_.push_back(where + ": " + element.children[at].name + " may not stand there");
  }

  void check_attributes(const XmlElement& element, const Rule& rule, const std::string& where) {
    for (const auto& [name, type] : rule.required) {
      if (!element.attributes.contains(name)) faults_.push_back(where + " has no " + name);
    }
    for (const auto& [name, value] : element.attributes) {
      const auto required = rule.required.find(name);
      const auto optional = rule.optional.find(name);
      if (required == rule.required.end() && optional == rule.optional.end()) {
        faults_.push_back(where + " may not have " + name);
        continue;
      }
      const std::string& type = required == rule.required.end() ? optional->second : required->second;
      if (!is_of(type, value)) faults_.push_back(where + "/@" + name + " '" + value + "' is no " + type);
    }
  }

  bool is_of(const std::string& type, const std::string& value) const {
    static const std::map<std::string, std::regex> kForms = {
        {"guid", std::regex("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")},
        {"integer", std::regex("-?[0-9]+")},
        {"truth", std::regex("true|false")},
        {"color", std::regex("#([A-Fa-f0-9]{6}|[A-Fa-f0-9]{3})")},
        {"time", std::regex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")}};
    if (const auto form = kForms.find(type); form != kForms.end())
      return std::regex_match(value, form->second);
    if (type == "user") return kind_of(value) == "User";
    if (type.starts_with("to ")) return kind_of(value) == type.substr(3);
    constexpr std::string_view kInternal = "internal://";
    if (type == "path")
      return value.starts_with(kInternal) && files_.contains("sources/" + value.substr(kInternal.size()));
    return true;
  }

  [[nodiscard]] std::string kind_of(const std::string& guid) const {
    const auto kind = kinds_.find(guid);
    return kind == kinds_.end() ? "" : kind->second;
  }

  const std::set<std::string>& files_;
  std::map<std::string, std::string> kinds_;
  std::vector<std::string> faults_;
};

}  // namespace

XmlElement parse_xml(const std::string& xml) {
  return XmlParser(xml).parse();
}

std::vector<std::string> check_qde(const XmlElement& project, const std::set<std::string>& files) {
  return QdeChecker(project, files).faults();
}

}  // namespace vp::exports
