// tiny_pdf.cc - the file that interpreter tests put their content streams into.
#include "tests/ingest/interpreter_differential.h"

namespace vp::ingest {
namespace {

std::string stream_object(std::string_view dictionary, std::string_view bytes) {
  return "<<" + std::string(dictionary) + "/Length " + std::to_string(bytes.size()) + ">>stream\n" +
         std::string(bytes) + "\nendstream";
}

constexpr std::string_view kResources =
    "<</Font<</F1 10 0 R/F2 11 0 R/F3 12 0 R/F4 13 0 R>>"
    "/XObject<</Fm1 20 0 R/Fm2 21 0 R/Fm3 22 0 R/Fm4 23 0 R/Im1 24 0 R>>"
    "/ColorSpace<</Cs1[/Separation/Spot/DeviceRGB<</FunctionType 2/Domain[0 1]/C0[1 1 1]/C1[.2 .4 .6]/N 1>>]"
    "/Cs2/Pattern/Cs3[/ICCBased 29 0 R]>>/Pattern<</P1 25 0 R>>"
    "/ExtGState<</G1<</ca 0>>/G2<</LW 5>>/G3<</SMask<</S/Alpha/G 26 0 R>>>>/G4<</SMask<</S/Alpha/G 27 0 "
    "R>>>>>>"
    "/Properties<</OcOn 30 0 R/OcOff 31 0 R/Act<</ActualText(replaced)>>>>>>";

std::vector<std::string> make_objects(std::string_view content) {
  std::vector<std::string> objects(32);
  objects[1] =
      "<</Type/Catalog/Pages 2 0 R/OCProperties<</OCGs[30 0 R 31 0 R]/D<</ON[30 0 R]/OFF[31 0 "
      "R]/Order[]>>>>>>";
  objects[2] = "<</Type/Pages/Kids[3 0 R]/Count 1>>";
  objects[3] =
      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/CropBox[10 20 290 380]/Rotate 90/Contents 4 0 R"
      "/Resources 5 0 R>>";
  objects[4] = stream_object("", content);
  objects[5] = kResources;
  objects[10] = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
  objects[11] =
      "<</Type/Font/Subtype/Type0/BaseFont/Two/Encoding/Identity-H/DescendantFonts[14 0 R]/ToUnicode 16 0 "
      "R>>";
  objects[12] = "<</Type/Font/Subtype/Type0/BaseFont/Down/Encoding/Identity-V/DescendantFonts[14 0 R]>>";
  objects[13] =
      "<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]/FontMatrix[.001 0 0 .001 0 0]/CharProcs<</a 17 0 R>>"
      "/Encoding<</Type/Encoding/Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[1000]>>";
  objects[14] =
      "<</Type/Font/Subtype/CIDFontType2/BaseFont/Two/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
      "/Supplement 0>>/FontDescriptor 15 0 R/DW 600/W[32[250 300 400]65[700 710 720]]>>";
  objects[15] =
      "<</Type/FontDescriptor/FontName/Two/Flags 4/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent "
      "900/Descent -200"
      "/CapHeight 700/StemV 80>>";
  objects[16] = stream_object(
      "",
      "1 begincodespacerange<0000><FFFF>endcodespacerange 2 beginbfchar<0041><0066006C><0042><00E9>endbfchar "
      "1 beginbfrange<0020><0040><0020>endbfrange");
  objects[17] = stream_object("", "1000 0 0 0 750 750 d1 0 0 750 750 re f");
  objects[20] = stream_object(
      "/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Matrix[2 0 0 2 5 7]/Resources<</Font<</F1 10 0 R>>>>",
      "q 1 0 0 rg 0 0 20 20 re f Q BT /F1 9 Tf 3 4 Td (in a form) Tj ET");
  objects[21] = stream_object("/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources 5 0 R",
                              "BT /F1 8 Tf (again) Tj ET /Fm2 Do");
  objects[22] = stream_object("/Type/XObject/Subtype/Form/BBox[0 0 100 100]/OC 31 0 R/Resources 5 0 R",
                              "BT /F1 8 Tf (hidden) Tj ET");
  objects[23] = stream_object("/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Group<</S/Transparency>>",
                              "BT /F1 8 Tf (borrowed font) Tj ET");
  objects[24] = stream_object(
      "/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x");
  objects[25] = stream_object(
      "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 5 5]/XStep 5/YStep 5/Resources<<>>",
      "0 0 2 2 re f");
  objects[26] =
      stream_object("/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Group<</S/Transparency>>/Resources 5 0 R",
                    "BT /F2 8 Tf (mask) Tj ET");
  objects[27] = stream_object(
      "/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Group<</S/Transparency>>/Resources<</XObject<</I 24 0 "
      "R>>>>",
      "0 0 50 50 re f /I Do");
  objects[29] = stream_object("/N 3/Alternate/DeviceRGB", "no profile");
  objects[30] = "<</Type/OCG/Name(shown)>>";
  objects[31] = "<</Type/OCG/Name(hidden)>>";
  return objects;
}

}  // namespace

std::string make_tiny_pdf(std::string_view content) {
  const std::vector<std::string> objects = make_objects(content);
  std::string pdf = "%PDF-1.7\n";
  std::string entries = "0000000000 65535 f \n";
  for (std::size_t number = 1; number < objects.size(); ++number) {
    const std::string offset = std::to_string(pdf.size());
    const bool used = !objects[number].empty();
    entries += used ? std::string(10 - offset.size(), '0') + offset + " 00000 n \n" : "0000000000 00000 f \n";
    if (used) pdf += std::to_string(number) + " 0 obj\n" + objects[number] + "\nendobj\n";
  }
  const std::string start = std::to_string(pdf.size());
  pdf += "xref\n0 " + std::to_string(objects.size()) + "\n" + entries + "trailer<</Size " +
         std::to_string(objects.size()) + "/Root 1 0 R>>\nstartxref\n" + start + "\n%%EOF\n";
  return pdf;
}

}  // namespace vp::ingest
