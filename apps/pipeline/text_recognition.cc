#include "apps/pipeline/text_recognition.h"

#include <algorithm>
#include <cstdlib>
#include <system_error>
#include <utility>
#include <vector>

#include "cmake/build_config.h"
#include <fcntl.h>
#include <unistd.h>

#include "apps/pipeline/original_reading.h"
#include "core/converted_form.h"
#include "ingest/document_structure.h"
#include "ingest/recognized_layout.h"

namespace vp::apps {
namespace {

namespace fs = std::filesystem;

/// Scans have 200 to 300; drawn finer, their letters are no sharper, and reading them takes twice as long.
constexpr double kDotsPerInch = 200;
constexpr const char* kProgram = "vindplaats-ocr";

fs::path own_folder() {
  std::error_code failure;
  const fs::path program = fs::read_symlink("/proc/self/exe", failure);
  return failure ? fs::path() : program.parent_path();
}

Result<std::string> find_program(const std::string& given) {
  std::vector<fs::path> places;
  const char* const named = std::getenv("VINDPLAATS_OCR");
  if (!given.empty()) {
    places.emplace_back(given);
  } else if (named != nullptr && *named != '\0') {
    places.emplace_back(named);  // "none" is no file: nothing is recognised
  } else {
    places = {own_folder() / kProgram, own_folder().parent_path() / "ocr" / kProgram,
              fs::path(VP_INSTALLED_PROGRAM_DIR) / kProgram, fs::path(VP_BUILT_PROGRAM_DIR) / kProgram};
  }
  for (const fs::path& place : places) {
    std::error_code failure;
    if (fs::is_regular_file(place, failure)) return place.string();
  }
  return Error{ErrorCode::kNotFound, "the program that recognises text is missing", kProgram};
}

Result<PageReading> to_failure(const Error& error) {
  switch (error.code) {
    case ErrorCode::kTimedOut:
      return PageReading{{}, "took too long"};
    case ErrorCode::kTooBig:
      return PageReading{{}, "takes more memory than it may"};
    case ErrorCode::kDiskFull:
      return error;
    default:
      return PageReading{{}, "failed"};
  }
}

struct DrawnPage {
  ingest::PagePicture picture;
  std::string name;  // of what is recognised in it
};

Result<DrawnPage> draw(ingest::WorkerPool& pool, int file_descriptor, PageIndex page,
                       std::string_view reader) {
  DrawnPage drawn;
  VP_ASSIGN(drawn.picture,
            pool.draw_page(file_descriptor, {page, kDotsPerInch, ingest::PictureColours::kGray}));
  drawn.name = index::RecognitionCache::name_of(drawn.picture.pixels, drawn.picture.width_px,
                                                drawn.picture.dots_per_inch, reader);
  return drawn;
}

std::optional<ingest::RecognizedPage> find_kept(const index::RecognitionCache& cache,
                                                const DrawnPage& drawn) {
  const auto kept = cache.find(drawn.name);
  if (!kept) return {};
  auto page = ingest::parse_recognition(*kept, drawn.picture);
  if (!page) return {};
  return std::move(*page);
}

class OpenFile {
 public:
  explicit OpenFile(const fs::path& path) : descriptor_(::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  [[nodiscard]] int value() const { return descriptor_; }

 private:
  int descriptor_;
};

}  // namespace

Result<TextRecognition> TextRecognition::open(const RecognitionSettings& settings,
                                              index::RecognitionCache cache) {
  VP_ASSIGN(std::string program, find_program(settings.program));
  VP_ASSIGN(std::string version, ingest::find_recognizer_version(program));
  return TextRecognition(std::move(program), settings.limits, std::move(cache), std::move(version));
}

Result<PageReading> TextRecognition::read(ingest::WorkerPool& pool, int file_descriptor,
                                          PageIndex page) const {
  const auto drawn = draw(pool, file_descriptor, page, version_);
  if (!drawn) return to_failure(drawn.error());
  if (auto kept = find_kept(cache_, *drawn)) return PageReading{std::move(kept), ""};
  const auto answer = ingest::ask_recognition(program_, drawn->picture, limits_);
  if (!answer) return to_failure(answer.error());
  auto recognized = ingest::parse_recognition(*answer, drawn->picture);
  if (!recognized) return to_failure(recognized.error());
  VP_TRY(cache_.put(drawn->name, *answer));
  return PageReading{std::move(*recognized), ""};
}

void put_reading(const PageReading& reading, const nlp::WordList& words, std::string_view native_reason,
                 Document& document, Page& page) {
  if (!reading.page) {
    page.reason = native_reason;
    page.reason.append(page.reason.empty() ? "" : "; ")
        .append(kRecognitionFailedReason)
        .append(" ")
        .append(reading.failure);
    if (page.verdict == PageVerdict::kOk)
      page.verdict = page.words.empty() ? PageVerdict::kUnread : PageVerdict::kPoor;
    return;
  }
  Page laid = ingest::lay_out_recognized(page, *reading.page);
  nlp::judge_recognized(laid, reading.page->mean_confidence, reading.page->has_ink, native_reason, words);
  if (!is_recognized(laid.reason)) {
    page.verdict = laid.verdict;
    page.reason = laid.reason;
    return;
  }
  const auto font = std::find(document.fonts.begin(), document.fonts.end(), ingest::kRecognizedFont);
  const auto number = static_cast<std::uint16_t>(font - document.fonts.begin());
  if (font == document.fonts.end()) document.fonts.emplace_back(ingest::kRecognizedFont);
  for (Word& word : laid.words)
    word.font = number;
  page = std::move(laid);
}

Result<Document> read_as_indexed(ingest::WorkerPool& pool, const fs::path& original,
                                 const index::DocumentRecord& record, const index::RecognitionCache& cache,
                                 const nlp::WordList& words) {
  const std::string_view reader = find_recognizer(record.extractor_version);
  if (reader.empty()) return read_original(pool, original);
  VP_ASSIGN(Document document, extract_original(pool, original));
  const OpenFile file(original);
  for (const index::PageRecord& known : record.pages) {
    if (!is_recognized(known.reason)) continue;
    const auto page = std::find_if(document.pages.begin(), document.pages.end(),
                                   [&known](const Page& one) { return one.index == known.index; });
    if (page == document.pages.end()) continue;
    const auto drawn = draw(pool, file.value(), known.index, reader);
    if (!drawn) continue;
    if (auto kept = find_kept(cache, *drawn)) put_reading({std::move(kept), ""}, words, "", document, *page);
  }
  ingest::settle_structure(document);
  return document;
}

}  // namespace vp::apps
