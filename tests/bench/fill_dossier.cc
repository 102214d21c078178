// Fills the index of a dossier with generated passages, for load tests: they are there for searching, have no originals
// and are no submissions.
//
// usage: vp_fill_dossier DOSSIER PASSAGES
#include <cstdio>
#include <cstdlib>

#include "index/dossier.h"
#include "tests/bench/measuring.h"
#include "tests/bench/passage_generator.h"

int main(int count, char** arguments) {
  using namespace vp;
  constexpr std::size_t kPassagesPerDocument = 320;
  constexpr std::uint64_t kDocumentsPerBatch = 16;
  const std::uint64_t passages = count == 3 ? std::strtoull(arguments[2], nullptr, 10) : 0;
  if (passages == 0) {
    std::fprintf(stderr, "usage: vp_fill_dossier DOSSIER PASSAGES\n");
    return 2;
  }
  index::Dossier dossier = bench::must(index::Dossier::open(arguments[1], index::OpenMode::kWrite));
  const bench::PassageGenerator generator(7, kPassagesPerDocument);
  index::Engine& engine = dossier.engine();
  std::uint64_t done = 0;
  for (std::uint64_t number = 0; done < passages;) {
    bench::must(engine.begin_batch());
    for (std::uint64_t i = 0; i < kDocumentsPerBatch && done < passages; ++i) {
      const bench::GeneratedDocument one = generator.make(number++);
      bench::must(engine.replace_document(one.record, one.passages));
      done += one.passages.size();
    }
    bench::must(engine.commit_batch());
  }
  bench::must(engine.optimize());
  std::printf("%llu passages\n", static_cast<unsigned long long>(done));
  return 0;
}
