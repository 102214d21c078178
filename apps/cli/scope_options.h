// scope_options.h - the filter options that search and evidence share.
#pragma once

#include <CLI/CLI.hpp>

#include "apps/pipeline/scope.h"

namespace vp::apps {

inline void add_scope_options(CLI::App& command, ScopeOptions& options) {
  command.add_option("--municipality", options.municipality, "Only what is about this municipality")
      ->type_name("NAME");
  command.add_option("--approach", options.approach, "Only what is about this approach")->type_name("NAME");
  command.add_option("--indicator", options.indicator, "Only what mentions it: A2.2 or doorzettingsmacht")
      ->type_name("ID");
  command
      .add_option("--theme", options.theme, "Only what mentions an indicator of this theme: A or 'De aanpak'")
      ->type_name("THEME");
  command
      .add_option("--polarity", options.polarity,
                  "Only what seems to say: aanwezig, afwezig, verdeeld, beperkt, norm or onbekend")
      ->type_name("POLARITY");
  command
      .add_option(
          "--speaker", options.speaker,
          "Only what one named in the text says: gemeente, netwerkpartner, ondervraagden or inspectie")
      ->type_name("SPEAKER");
  command.add_option("--role", options.role, "Only from gemeente, netwerkpartner or inspectie")
      ->type_name("ROLE");
  command.add_option("--document", options.document, "Only in this document: hash or (the end of) its path")
      ->type_name("DOCUMENT");
}

}  // namespace vp::apps
