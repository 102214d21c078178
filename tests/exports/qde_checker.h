// qde_checker.h - holds a project.qde against the structure of the published schema of REFI-QDA projects: which elements
// may stand where, in which order and how often, which attributes they must and may have and of which type, and that
// every name that is pointed at is there, once, and of the right kind.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace vp::exports {

struct XmlElement {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::vector<XmlElement> children;
  std::string text;
};

/// Well-formed XML without comments, CDATA and document types; throws std::runtime_error for anything else.
XmlElement parse_xml(const std::string& xml);

/// One line a fault; empty: the structure is that of the schema. `files`: what stands in the archive.
std::vector<std::string> check_qde(const XmlElement& project, const std::set<std::string>& files);

}  // namespace vp::exports
