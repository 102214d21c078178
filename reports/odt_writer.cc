#include "reports/odt_writer.h"

#include <array>
#include <vector>

#include "reports/bar_figure.h"
#include "reports/odt_table.h"
#include "reports/odt_text.h"
#include "reports/templates.h"
#include "reports/xml_text.h"
#include "reports/zip_archive.h"

namespace vp::reports {
namespace {

constexpr const char* kNamespaces =
    "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
    "xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" "
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
    "xmlns:svg=\"urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0\" "
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
    "xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" "
    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" office:version=\"1.3\"";

constexpr const char* kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr const char* kMimeType = "application/vnd.oasis.opendocument.text";

class OdtBody {
 public:
  explicit OdtBody(const ReportDocument& document) : document_(document) {}

  void write() {
    body_ += "<text:p text:style-name=\"" +
             std::string(document_.is_landscape ? "Title_Landscape" : "Title_Portrait") + "\">" +
             to_odt_text(document_.title) + "</text:p>\n";
    body_ += "<text:p text:style-name=\"Subtitle\">" + to_odt_text(document_.subtitle) + "</text:p>\n";
    for (const Block& block : document_.blocks)
      std::visit([this](const auto& one) { add(one); }, block);
  }
  [[nodiscard]] std::string to_content() const {
    return std::string(kDeclaration) + "<office:document-content " + kNamespaces +
           ">\n<office:automatic-styles>\n" + styles_ + kOdtTableStyles +
           "</office:automatic-styles>\n<office:body>\n<office:text>\n" + body_ +
           "</office:text>\n</office:body>\n</office:document-content>\n";
  }
  [[nodiscard]] const std::vector<ArchiveFile>& pictures() const { return pictures_; }

 private:
  void add(const Heading& heading) {
    const std::string level = std::to_string(heading.level - 1);  // the title has a style of its own
    body_ += "<text:h text:style-name=\"Heading_20_" + level + "\" text:outline-level=\"" + level + "\">";
    if (!heading.id.empty()) body_ += "<text:bookmark text:name=\"" + heading.id + "\"/>";
    body_ += to_odt_text(heading.text) + "</text:h>\n";
  }
  void add(const Paragraph& paragraph) {
    constexpr std::array<const char*, 4> kStyles = {"Text_20_body", "Lead", "Small", "Notice"};
    body_ += to_odt(paragraph, kStyles.at(static_cast<std::size_t>(paragraph.kind))) + "\n";
  }
  void add(const BulletList& list) {
    body_ += "<text:list text:style-name=\"Bullets\">\n";
    for (const Runs& item : list.items)
      body_ +=
          "<text:list-item>" + to_odt({item, ParagraphKind::kBody}, "List_20_item") + "</text:list-item>\n";
    body_ += "</text:list>\n";
  }
  void add(const Table& table) {
    const std::string name = "Tabel" + std::to_string(++tables_);
    styles_ += to_odt_table_styles(table, name, document_.is_landscape);
    body_ += to_odt(table, name);
  }
  void add(const BarFigure& figure) {
    const std::string name = "figuur-" + std::to_string(pictures_.size() + 1);
    const FigureSize size = measure_figure(figure);
    constexpr std::uint32_t kWidthMm = 170;
    const std::uint32_t height = kWidthMm * 100 * size.height / size.width;  // hundredths of a millimetre
    body_ += "<text:p text:style-name=\"Caption\">" + to_odt_text(figure.title) + "</text:p>\n";
    body_ += "<text:p text:style-name=\"Figure\"><draw:frame draw:name=\"" + name +
             "\" text:anchor-type=\"as-char\" svg:width=\"" + std::to_string(kWidthMm) +
             "mm\" svg:height=\"" + to_millimetres(height) + "\"><draw:image xlink:href=\"Pictures/" + name +
             ".svg\" xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/><svg:title>" +
             escape_xml(figure.title) + "</svg:title><svg:desc>" + escape_xml(figure.alternative) +
             "</svg:desc></draw:frame></text:p>\n";
    pictures_.push_back({"Pictures/" + name + ".svg", to_svg(figure, name), false});
  }

  const ReportDocument& document_;
  std::string styles_, body_;
  std::vector<ArchiveFile> pictures_;
  std::size_t tables_ = 0;
};

/// Without dates: the same document is the same file.
std::string to_meta(const ReportDocument& document) {
  return std::string(kDeclaration) + "<office:document-meta " + kNamespaces + "><office:meta><dc:title>" +
         escape_xml(document.title) + "</dc:title><dc:subject>" + escape_xml(document.description) +
         "</dc:subject><dc:language>nl-NL</dc:language><meta:generator>vindplaats</meta:generator>"
         "</office:meta></office:document-meta>\n";
}

std::string to_manifest(const std::vector<ArchiveFile>& pictures) {
  std::string entries;
  const auto add = [&entries](const std::string& path, const std::string& type) {
    entries +=
        "<manifest:file-entry manifest:full-path=\"" + path + "\" manifest:media-type=\"" + type + "\"/>\n";
  };
  add("/", kMimeType);
  for (const char* const part : {"content.xml", "styles.xml", "meta.xml"})
    add(part, "text/xml");
  for (const ArchiveFile& picture : pictures)
    add(picture.name, "image/svg+xml");
  return std::string(kDeclaration) +
         "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" "
         "manifest:version=\"1.3\">\n" +
         entries + "</manifest:manifest>\n";
}

}  // namespace

Result<std::string> to_odt(const ReportDocument& document) {
  OdtBody body(document);
  body.write();
  std::vector<ArchiveFile> files = {{"mimetype", kMimeType, true},
                                    {"content.xml", body.to_content(), false},
                                    {"styles.xml", std::string(templates::kOdtStyles), false},
                                    {"meta.xml", to_meta(document), false}};
  files.insert(files.end(), body.pictures().begin(), body.pictures().end());
  files.push_back({"META-INF/manifest.xml", to_manifest(body.pictures()), false});
  return to_zip(files);
}

}  // namespace vp::reports
