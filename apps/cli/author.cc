#include "apps/cli/author.h"

#include <cstdlib>

#include <pwd.h>
#include <unistd.h>

namespace vp::apps {

std::string choose_author(const std::string& given, const std::string& otherwise) {
  if (!given.empty()) return given;
  for (const char* const variable : {"VINDPLAATS_AUTHOR", "LOGNAME", "USER"}) {
    if (const char* const value = std::getenv(variable); value != nullptr && *value != '\0') return value;
  }
  if (const passwd* const user = ::getpwuid(::geteuid()); user != nullptr) return user->pw_name;
  return otherwise;
}

void add_author_option(CLI::App& command, std::string& author) {
  command
      .add_option("--author", author, "Who is named in the log; else VINDPLAATS_AUTHOR, or the login name")
      ->type_name("NAME");
}

}  // namespace vp::apps
