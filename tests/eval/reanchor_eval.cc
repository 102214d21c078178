// Prints what became of linked places in changed resubmissions, a row a kind of change. No arguments.
#include <cstdio>

#include "tests/eval/reanchor_cases.h"

int main() {
  std::fputs(vp::eval::describe(vp::eval::run_reanchor_trials()).c_str(), stdout);
  return 0;
}
