// commands.h - one function a command: it adds the command to the parser; the parser calls it back when it
// was meant. Each command prints data on context.out and messages on context.err, and sets context.status.
#pragma once

#include <CLI/CLI.hpp>

#include "apps/cli/context.h"

namespace vp::apps {

void add_init_command(CLI::App& app, Context& context);
void add_ingest_command(CLI::App& app, Context& context);
void add_ocr_command(CLI::App& app, Context& context);
void add_status_command(CLI::App& app, Context& context);
void add_text_command(CLI::App& app, Context& context);
void add_search_command(CLI::App& app, Context& context);
void add_explain_command(CLI::App& app, Context& context);
void add_batch_command(CLI::App& app, Context& context);
void add_query_command(CLI::App& app, Context& context);
void add_evidence_command(CLI::App& app, Context& context);
void add_findings_command(CLI::App& app, Context& context);
void add_national_command(CLI::App& app, Context& context);
void add_privacy_command(CLI::App& app, Context& context);
void add_report_command(CLI::App& app, Context& context);
void add_export_command(CLI::App& app, Context& context);
void add_import_command(CLI::App& app, Context& context);
void add_check_command(CLI::App& app, Context& context);
void add_reindex_command(CLI::App& app, Context& context);
void add_reanchor_command(CLI::App& app, Context& context);
void add_matrix_command(CLI::App& app, Context& context);
void add_coverage_command(CLI::App& app, Context& context);
void add_contradictions_command(CLI::App& app, Context& context);
void add_review_command(CLI::App& app, Context& context);
void add_compare_command(CLI::App& app, Context& context);
void add_members_command(CLI::App& app, Context& context);
void add_move_command(CLI::App& app, Context& context);
void add_serve_command(CLI::App& app, Context& context);
void add_completion_command(CLI::App& app, Context& context);

}  // namespace vp::apps
