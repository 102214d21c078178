// author.h - who is named in the log.
#pragma once

#include <string>

#include <CLI/CLI.hpp>

namespace vp::apps {

/// As given, else VINDPLAATS_AUTHOR, else the login name, else `otherwise`.
std::string choose_author(const std::string& given, const std::string& otherwise);

/// Adds --author.
void add_author_option(CLI::App& command, std::string& author);

}  // namespace vp::apps
