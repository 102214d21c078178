#include "tests/fault/script_file.h"

#include <cstdlib>

#include <sys/mman.h>
#include <unistd.h>

namespace vp::ingest {

DescriptorHandle make_file(std::string_view bytes) {
  DescriptorHandle file(::memfd_create("submitted", MFD_CLOEXEC));
  const bool is_written = file.value() >= 0 && ::write(file.value(), bytes.data(), bytes.size()) ==
                                                   static_cast<ssize_t>(bytes.size());
  if (!is_written) std::abort();
  return file;
}

}  // namespace vp::ingest
