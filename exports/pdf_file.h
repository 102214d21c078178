// pdf_file.h - a PDF taken apart by qpdf, under names of our own; qpdf's types stay in pdf_file.cc.
// Errors: std::exception, as qpdf itself tells of them; PdfEncrypted for what needs a password. pdf_annotator.cc catches
//   them in one place. This header and its source are C++17, without core/: clang cannot read qpdf 11's headers as C++20
//   (a vector of the class that is being defined).
// Threads: one. Units: user space of the page.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vp::exports {

struct PdfEncrypted : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What a page says of itself or inherits.
struct PdfPageBoxes {
  std::array<double, 4> media{0, 0, 612, 792};  ///< corners in any order
  std::array<double, 4> crop{0, 0, 612, 792};   ///< the media box when there is none
  long long rotation_degrees = 0;
};

/// An annotation in the syntax of PDF, with what needs an object or an encoding of its own beside it.
struct PdfAnnotation {
  std::string dictionary;                                  ///< "<< /Type /Annot ... >>"
  std::vector<std::pair<std::string, std::string>> texts;  ///< key, UTF-8
  std::string appearance_dictionary, appearance_content;   ///< of the form that shows it
};

class PdfFile {
 public:
  /// `bytes` must outlive it.
  PdfFile(std::string_view bytes, const std::string& name, const std::string& password = "");
  PdfFile(const PdfFile&) = delete;
  PdfFile& operator=(const PdfFile&) = delete;
  ~PdfFile();

  [[nodiscard]] bool is_encrypted() const;
  /// A signature field that is filled in, or a signature that certifies the document; an empty field does not count.
  [[nodiscard]] bool is_signed() const;
  [[nodiscard]] std::size_t page_count() const;
  [[nodiscard]] PdfPageBoxes boxes_of(std::size_t page) const;
  /// Behind those that the page has.
  void add_annotation(std::size_t page, const PdfAnnotation& annotation);
  /// The same file and annotations, the same bytes.
  [[nodiscard]] std::string to_bytes() const;
  /// The same without encryption.
  [[nodiscard]] std::string to_plain_bytes() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vp::exports
