// fidelity.cc - compares our reading of the PDFs in a folder with pdftotext's, document by document.
// Usage: vp_fidelity [--missing N] [--differential] PATH...   (folders are searched for *.pdf)
// Output: one line a document, worst first: F; the same against pdftotext -raw, and on the pages without a
// table or a list of contents (they have no one order, and ours is row by row); recall, precision, runs, state,
// path. Then medians.
// Exit status 1 when a page breaks a promise (tests/ingest/page_checks.h), or, with --differential, when our own
// interpreter and Poppler's read different things.
#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

#include "ingest/document_structure.h"
#include "ingest/poppler_extractor.h"
#include "tests/eval/five_grams.h"
#include "tests/ingest/page_checks.h"

namespace {

using vp::Document;
using vp::ingest::ContentReader;

struct Options {
  std::size_t missing = 0;
  bool differential = false;
  std::vector<std::string> paths;
};

struct Row {
  vp::eval::Overlap overlap;        // with pdftotext's reading order
  vp::eval::Overlap raw_overlap;    // with the order in which the file draws its text
  vp::eval::Overlap prose_overlap;  // with pdftotext's reading order, on the pages where we see no table
  [[nodiscard]] double best() const { return std::max(overlap.f_measure(), raw_overlap.f_measure()); }
  std::string state;
  std::string path;
  std::string words;
};

struct ClosePipe {
  void operator()(std::FILE* file) const noexcept { pclose(file); }
};

std::string quoted(const std::string& path) {
  std::string result = "'";
  for (const char c : path)
    result += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return result + "'";
}

std::string read_with_pdftotext(const std::string& path, const std::string& mode = "") {
  const std::string command =
      "timeout 60 pdftotext -enc UTF-8 " + mode + " " + quoted(path) + " - 2>/dev/null";
  const std::unique_ptr<std::FILE, ClosePipe> pipe(popen(command.c_str(), "r"));
  std::string text;
  std::array<char, 65536> buffer{};
  while (pipe) {
    const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), pipe.get());
    if (count == 0) break;
    text.append(buffer.data(), count);
  }
  return text;
}

Document read_ourselves(const std::string& path, ContentReader reader) {
  std::ifstream file(path, std::ios::binary);
  const std::vector<char> bytes((std::istreambuf_iterator<char>(file)), {});
  vp::ingest::DocumentCollector collector;
  vp::ingest::make_poppler_extractor(reader)->extract(
      {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()}, collector);
  return collector.take();
}

std::vector<std::string> find_files(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    if (!std::filesystem::is_directory(path)) {
      files.push_back(path);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file() && entry.path().extension() == ".pdf") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--missing" && i + 1 < argc) {
      options.missing = std::strtoul(argv[++i], nullptr, 10);
    } else if (argument == "--differential") {
      options.differential = true;
    } else {
      options.paths.push_back(argument);
    }
  }
  return options;
}

/// Prints what is wrong with a document; true when nothing is.
bool holds_promises(const Document& document, const std::string& path) {
  for (const vp::Page& page : document.pages) {
    const std::string fault = vp::ingest::find_fault(page, document.fonts.size());
    if (fault.empty()) continue;
    std::printf("BROKEN %s page %u: %s\n", path.c_str(), page.index.number(), fault.c_str());
    return false;
  }
  return true;
}

bool reads_the_same(const Document& ours, const std::string& path) {
  const Document poppler = read_ourselves(path, ContentReader::kPopplerOnly);
  for (std::size_t i = 0; i < std::max(ours.pages.size(), poppler.pages.size()); ++i) {
    if (i < ours.pages.size() && i < poppler.pages.size() && ours.pages[i].text == poppler.pages[i].text &&
        ours.pages[i].blocks == poppler.pages[i].blocks) {
      continue;
    }
    std::printf("DIFFERENT %s page %zu\n", path.c_str(), i + 1);
    return false;
  }
  return true;
}

/// pdftotext ends every page with a form feed.
std::vector<std::string> split_to_pages(const std::string& text) {
  std::vector<std::string> pages;
  std::size_t begin = 0;
  for (std::size_t end = text.find('\f'); end != std::string::npos; end = text.find('\f', begin)) {
    pages.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return pages;
}

/// Has a table, or lines of contents with their page numbers.
bool has_rows(const vp::Page& page) {
  return !page.tables.empty() ||
         std::any_of(page.blocks.begin(), page.blocks.end(), [](const vp::Block& block) {
           return block.kind == vp::BlockKind::kContentsEntry || block.kind == vp::BlockKind::kTableCell;
         });
}

vp::eval::Overlap overlap_without_tables(const Document& document, const std::string& text) {
  const std::vector<std::string> theirs = split_to_pages(text);
  if (theirs.size() != document.pages.size()) return {};
  std::string our_words;
  std::string their_words;
  for (std::size_t i = 0; i < theirs.size(); ++i) {
    if (has_rows(document.pages[i])) continue;
    our_words += document.pages[i].text;
    their_words += theirs[i];
  }
  return vp::eval::count_overlap(our_words, their_words);
}

/// Median, and how many lie below 0.9.
std::string summary_of(std::vector<double> shares) {
  if (shares.empty()) return "none";
  std::sort(shares.begin(), shares.end());
  const auto below = std::lower_bound(shares.begin(), shares.end(), 0.9) - shares.begin();
  std::array<char, 64> line{};
  std::snprintf(line.data(), line.size(), "median %.4f, below 0.9: %td", shares[shares.size() / 2], below);
  return line.data();
}

void print_table(std::vector<Row>& rows, const Options& options) {
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    const double fa = a.overlap.f_measure();
    const double fb = b.overlap.f_measure();
    return fa != fb ? fa < fb : a.path < b.path;
  });
  for (const Row& row : rows) {
    const double f = row.overlap.f_measure();
    std::printf("%.4f  raw %.4f  no tables %.4f  recall %.4f  precision %.4f  runs %6zu  %-11s %s\n", f,
                row.raw_overlap.f_measure(), row.prose_overlap.f_measure(), row.overlap.recall(),
                row.overlap.precision(), row.overlap.theirs, row.state.c_str(), row.path.c_str());
    if (options.missing == 0 || f >= 0.98) continue;
    for (const std::string& run :
         vp::eval::find_missing(row.words, read_with_pdftotext(row.path), options.missing)) {
      std::printf("        missing: %s\n", run.c_str());
    }
  }
  std::vector<double> all;
  std::vector<double> best;
  std::vector<double> prose;
  for (const Row& row : rows) {
    all.push_back(row.overlap.f_measure());
    best.push_back(row.best());
    if (row.prose_overlap.theirs > 0) prose.push_back(row.prose_overlap.f_measure());
  }
  std::printf("documents with text %zu, %s\n", rows.size(), summary_of(all).c_str());
  std::printf("better of pdftotext's two orders: %s\n", summary_of(best).c_str());
  std::printf("pages without table or contents, of %zu documents: %s\n", prose.size(),
              summary_of(prose).c_str());
}

}  // namespace

int main(int argc, char** argv) {
  const Options options = parse(argc, argv);
  if (options.paths.empty()) {
    std::fprintf(stderr, "usage: vp_fidelity [--missing N] [--differential] PATH...\n");
    return 2;
  }
  bool is_good = true;
  std::vector<Row> rows;
  for (const std::string& path : find_files(options.paths)) {
    const Document document = read_ourselves(path, ContentReader::kOwnWherePossible);
    is_good = holds_promises(document, path) && is_good;
    if (options.differential) is_good = reads_the_same(document, path) && is_good;
    Row row;
    for (const vp::Page& page : document.pages)
      row.words += page.text;
    const std::string theirs = read_with_pdftotext(path);
    row.overlap = vp::eval::count_overlap(row.words, theirs);
    Document settled = document;  // contents are told over the whole document
    vp::ingest::settle_structure(settled);
    row.prose_overlap = overlap_without_tables(settled, theirs);
    row.raw_overlap = vp::eval::count_overlap(row.words, read_with_pdftotext(path, "-raw"));
    row.state = to_string(document.state);
    row.path = path;
    if (row.overlap.ours + row.overlap.theirs > 0) rows.push_back(std::move(row));
  }
  print_table(rows, options);
  return is_good ? 0 : 1;
}
