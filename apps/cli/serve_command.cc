#include <memory>
#include <ostream>

#include "cmake/build_config.h"
#include <malloc.h>

#include "apps/cli/author.h"
#include "apps/cli/commands.h"
#include "apps/cli/stop_signal.h"
#include "apps/pipeline/analysis_tools.h"
#include "apps/pipeline/reading_limits.h"
#include "apps/web/http_server.h"
#include "apps/web/web_app.h"

namespace vp::apps {
namespace {

struct ServeOptions {
  std::uint16_t port = 0;
  std::string socket;
  std::string author;
  unsigned threads = 4;
};

Result<void> run_serve(Context& context, const ServeOptions& options) {
  VP_ASSIGN(const std::filesystem::path folder, locate_dossier(context));
  {
    // What would keep every page from answering is better said here.
    VP_ASSIGN(const index::Dossier checked, open_dossier(context, index::OpenMode::kJudge));
  }
  // Each thread would get an arena of memory of its own, and each arena keep what its largest answer took.
  constexpr int kArenas = 2;
  static_cast<void>(::mallopt(M_ARENA_MAX, kArenas));
  // Before there are threads: the readers' server is forked.
  VP_ASSIGN(const std::unique_ptr<ingest::WorkerPool> readers,
            ingest::WorkerPool::start(reader_limits(context)));
  ingest::WorkerLimits patient_limits = reader_limits(context);
  raise_limits(patient_limits, web::kPatience);
  VP_ASSIGN(const std::unique_ptr<ingest::WorkerPool> patient_readers,
            ingest::WorkerPool::start(patient_limits));
  // Behind the fork: a database is not carried into another process.
  std::shared_ptr<const AnalysisTools> tools;
  {
    VP_ASSIGN(const index::Dossier dossier, open_dossier(context, index::OpenMode::kRead));
    VP_ASSIGN(tools, AnalysisTools::load(dossier));
  }
  web::WebAppOptions app_options{std::filesystem::absolute(folder),
                                 choose_author(options.author, "inspecteur"), VP_VERSION};
  app_options.readers = readers.get();
  app_options.patient_readers = patient_readers.get();
  app_options.limits = reader_limits(context);
  app_options.tools = std::move(tools);
  web::WebApp app(app_options);
  web::HttpServerOptions server_options;
  server_options.port = options.port;
  server_options.socket_file = options.socket;
  server_options.threads = options.threads;
  VP_ASSIGN(const std::unique_ptr<web::HttpServer> server, web::HttpServer::start(server_options, app));
  app.guard().set_port(server->port());
  if (options.socket.empty()) {
    context.out << "http://127.0.0.1:" << server->port() << app.guard().start_path() << std::endl;
    context.err << "open this address in a browser on this machine; it works once. Ctrl-C stops.\n";
  } else {
    context.err << "listening on " << options.socket << " for a proxy that names the user in X-Remote-User\n";
  }
  const StopSignal stop;
  server->run(stop.flag());
  return {};
}

}  // namespace

void add_serve_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<ServeOptions>();
  CLI::App* const command =
      app.add_subcommand("serve", "The application in a browser: search, read, judge, report");
  command->add_option("--port", options->port, "Port on 127.0.0.1; any that is free when left out")
      ->type_name("N");
  command
      ->add_option("--socket", options->socket,
                   "A Unix socket instead, for a proxy that does TLS and login and passes the\n"
                   "user's name in X-Remote-User (docs/server)")
      ->type_name("FILE");
  command->add_option("--threads", options->threads, "Answers at once")
      ->check(CLI::Range(1U, 64U))
      ->type_name("N");
  add_author_option(*command, options->author);
  // The dossier may be named behind the command too: the address is often asked for by a full line.
  command->add_option("--dossier", context.dossier_option, "Dossier to use")->type_name("DIR");
  command->footer(
      "Prints one address, which works once and on this machine only; the browser it is opened in is let in\n"
      "until the program stops.\n\n"
      "Examples:\n"
      "  vindplaats serve --dossier toezicht-2014\n"
      "  vindplaats -C toezicht-2014 serve --socket /run/vindplaats/web.sock");
  command->callback([options, &context] {
    if (const Result<void> done = run_serve(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
