#include <cstdlib>
#include <exception>
#include <iostream>
#include <new>
#include <string>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include "apps/cli/command_line.h"

int main(int argc, char** argv) {
  using vp::apps::ExitStatus;
  std::ios::sync_with_stdio(false);
  vp::apps::Context context{std::cout, std::cerr, "", false, false, ExitStatus::kDone};
  const bool wants_plain = std::getenv("NO_COLOR") != nullptr;
  context.is_out_terminal = !wants_plain && ::isatty(STDOUT_FILENO) == 1;
  context.is_err_terminal = ::isatty(STDERR_FILENO) == 1;
  try {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    vp::apps::run_command_line(arguments, context);
  } catch (const std::bad_alloc&) {
    std::cerr << "vindplaats: out of memory\n";
    context.status = ExitStatus::kDossierUnusable;
  } catch (const std::exception& exception) {
    std::cerr << "vindplaats: internal error: " << exception.what() << '\n';
    context.status = ExitStatus::kDossierUnusable;
  }
  std::cout.flush();
  // Data that did not reach the file or pipe is no success.
  if (!std::cout && context.status == ExitStatus::kDone) {
    std::cerr << "vindplaats: standard output cannot be written\n";
    context.status = ExitStatus::kDossierUnusable;
  }
  return static_cast<int>(context.status);
}
