// CPU time of the nlp stage, tagging aside, as a part of pdftotext's on the same files in the same run:
// vp_nlp_bench FOLDER, a folder of PDF files. Needs pdftotext; the text it prints is what is analysed.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>

#include <sys/resource.h>

#include "nlp/page_judgement.h"
#include "nlp/passage_builder.h"
#include "nlp/search_analyzer.h"
#include "nlp/sentence_splitter.h"
#include "nlp/text_repair.h"
#include "nlp/word_list.h"
#include "tests/eval/text_document.h"

namespace {

double cpu_ms(int who) {
  rusage usage{};
  getrusage(who, &usage);
  const auto ms = [](const timeval& time) {
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-3 * static_cast<double>(time.tv_usec);
  };
  return ms(usage.ru_utime) + ms(usage.ru_stime);
}

struct ClosePipe {
  void operator()(FILE* pipe) const noexcept { pclose(pipe); }
};

std::string quoted(const std::string& path) {
  std::string quoted_path = "'";
  for (const char c : path)
    quoted_path += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted_path + "'";
}

std::string run_pdftotext(const std::filesystem::path& file) {
  const std::string command = "timeout 20 pdftotext -enc UTF-8 " + quoted(file.string()) + " - 2>/dev/null";
  const std::unique_ptr<FILE, ClosePipe> pipe(popen(command.c_str(), "r"));
  std::string text;
  char buffer[1 << 16];
  while (const std::size_t size = pipe == nullptr ? 0 : fread(buffer, 1, sizeof buffer, pipe.get()))
    text.append(buffer, size);
  return text;
}

/// Least CPU time of three runs.
double measure(const std::function<void()>& work) {
  double least = 1e12;
  for (int run = 0; run < 3; ++run) {
    const double before = cpu_ms(RUSAGE_SELF);
    work();
    least = std::min(least, cpu_ms(RUSAGE_SELF) - before);
  }
  return least;
}

bool count_token(void* count, std::string_view /*token*/, vp::TextSpan /*span*/) {
  ++*static_cast<std::size_t*>(count);
  return true;
}

bool count_term(void* count, std::string_view /*term*/, vp::nlp::TermKind /*kind*/, vp::TextSpan /*span*/) {
  ++*static_cast<std::size_t*>(count);
  return true;
}

/// Tokens, and the terms that the index would hold.
void print_terms(const std::vector<std::string>& texts, const vp::nlp::WordList& words, double megabytes) {
  const double fold_ms = measure([&] { static_cast<void>(vp::nlp::FoldedWords(words)); });
  const vp::nlp::FoldedWords folded(words);
  std::size_t tokens = 0;
  const double token_ms = measure([&] {
    tokens = 0;
    for (const std::string& text : texts)
      vp::nlp::for_each_token(text, count_token, &tokens);
  });
  std::size_t terms = 0;
  const double term_ms = measure([&] {
    terms = 0;
    vp::nlp::SearchAnalyzer analyzer(folded);  // with nothing remembered, as for a first document
    for (const std::string& text : texts)
      analyzer.for_each_index_term(text, count_term, &terms);
  });
  std::printf("tokens alone    %8.1f ms  %.0f MB/s\n", token_ms, 1e3 * megabytes / token_ms);
  std::printf("search terms    %8.1f ms  %.0f MB/s  %.2f terms a token; word list folded in %.1f ms\n",
              term_ms, 1e3 * megabytes / term_ms, static_cast<double>(terms) / static_cast<double>(tokens),
              fold_ms);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: vp_nlp_bench FOLDER\n";
    return 2;
  }
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    if (entry.path().extension() == ".pdf") texts.push_back(run_pdftotext(entry.path()));
  }
  const double base_ms = cpu_ms(RUSAGE_CHILDREN);
  const double load_ms =
      measure([] { static_cast<void>(vp::nlp::WordList::load(vp::nlp::default_word_list_path())); });
  const auto loaded = vp::nlp::WordList::load(vp::nlp::default_word_list_path());
  if (!loaded) {
    std::cerr << to_string(loaded.error()) << '\n';
    return 2;
  }
  const vp::nlp::WordList& words = *loaded;
  std::vector<vp::Document> documents;
  double pages = 0;
  double megabytes = 0;
  for (const std::string& text : texts) {
    documents.push_back(vp::eval::make_text_document(text));
    pages += static_cast<double>(documents.back().pages.size());
    megabytes += 1e-6 * static_cast<double>(text.size());
  }
  std::size_t sink = 0;
  const double repair_ms = measure([&] {
    for (const std::string& text : texts) {
      std::string repaired;
      vp::nlp::append_repaired(text, words, repaired);
      sink += repaired.size();
    }
  });
  const double build_ms = measure([&] {
    for (const vp::Document& document : documents)
      sink += build_passages(document, words).size();
  });
  const double judge_ms = measure([&] {
    for (const vp::Document& document : documents) {
      for (const vp::Page& page : document.pages)
        sink += count_page_text(page, words).known_words;
    }
  });
  std::printf("pages %.0f, text %.2f MB, word list loaded in %.1f ms\n", pages, megabytes, load_ms);
  std::printf("pdftotext       %8.1f ms  %.3f ms/page\n", base_ms, base_ms / pages);
  std::printf("repair alone    %8.1f ms  %.0f MB/s\n", repair_ms, 1e3 * megabytes / repair_ms);
  std::printf("passages        %8.1f ms  %.3f ms/page  %.2f %% of pdftotext\n", build_ms, build_ms / pages,
              100 * build_ms / base_ms);
  std::printf("judging pages   %8.1f ms  %.3f ms/page  %.2f %% of pdftotext\n", judge_ms, judge_ms / pages,
              100 * judge_ms / base_ms);
  print_terms(texts, words, megabytes);
  return sink == 0 ? 1 : 0;
}
