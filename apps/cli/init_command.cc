#include <memory>
#include <ostream>
#include <random>

#include "apps/cli/commands.h"
#include "apps/pipeline/analysis_tools.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

struct InitOptions {
  std::string folder;
  std::string framework;
  std::string id;
  std::string store;
};

/// 128 random bits as hexadecimal digits: two dossiers never share an id.
std::string make_dossier_id() {
  std::random_device device;
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string id;
  for (int i = 0; i < 32; ++i)
    id += kDigits[device() % 16];
  return id;
}

Result<void> run_init(Context& context, const InitOptions& options) {
  fs::path framework = options.framework;
  if (framework.empty()) {
    VP_ASSIGN(framework, find_data_file("framework/toetsingskader.toml"));
  }
  VP_ASSIGN(const index::Dossier dossier,
            index::Dossier::create(options.folder, framework,
                                   options.id.empty() ? make_dossier_id() : options.id, options.store));
  context.out << "dossier " << dossier.folder().string() << " made, framework " << dossier.framework().name
              << " (" << dossier.framework().indicators.size() << " indicators)\n";
  if (!options.store.empty()) {
    context.err << "index and judgements of this dossier stand on " << options.store
                << "; originals stand in the folder\n";
  }
  return {};
}

}  // namespace

void add_init_command(CLI::App& app, Context& context) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* const command =
      app.add_subcommand("init", "Make a dossier: the folder that holds one inspection");
  command->add_option("DIR", options->folder, "Folder to make; it must be absent or empty")->required();
  command
      ->add_option("--framework", options->framework,
                   "Assessment framework (TOML); the program's own when left out")
      ->type_name("FILE");
  command
      ->add_option("--id", options->id, "Fixed id in place of a random one, for tests that compare dossiers")
      ->type_name("ID");
  command
      ->add_option("--store", options->store,
                   "PostgreSQL database for index and judgements, without a password; files in the folder "
                   "when left out")
      ->type_name("postgresql://HOST/DATABASE");
  command->footer(
      "Examples:\n  vindplaats init toezicht-2013\n  vindplaats init toezicht --framework kader.toml\n"
      "  vindplaats init toezicht --store postgresql://db.example/toezicht\n\n"
      "A password is kept in ~/.pgpass, in a service file (postgresql://?service=NAME) or in PGPASSWORD. The "
      "user\nneeds the right to make a schema in the database, which must be made with ENCODING 'UTF8'. In "
      "the "
      "store stand\nthe index and what people decide, in DIR the originals: both are to be backed up.");
  command->callback([options, &context] {
    if (const Result<void> done = run_init(context, *options); !done) report(context, done.error());
  });
}

}  // namespace vp::apps
