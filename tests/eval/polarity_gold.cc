#include "tests/eval/polarity_gold.h"

#include <fstream>
#include <stdexcept>

#include "core/polarity.h"
#include "nlp/sentence_splitter.h"

namespace vp::eval {
namespace {

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t at = 0; (at = text.find(separator, from)) != std::string::npos;
       from = at + separator.size())
    parts.push_back(text.substr(from, at - from));
  parts.push_back(text.substr(from));
  return parts;
}

void read_suggestion(const std::string& line, MarkedPassage& marked) {
  const std::size_t space = line.find(' ');
  std::string polarity = line.substr(0, space);
  if (polarity.ends_with('!')) {
    marked.risk = true;
    polarity.pop_back();
  }
  if (!parse_polarity(polarity)) throw std::runtime_error("unknown polarity '" + polarity + "'");
  marked.polarities.push_back(polarity);
  marked.lines.push_back(line);
  if (space == std::string::npos) return;
  for (const std::string& speaker : split(line.substr(space + 1), ", ")) {
    if (!parse_speaker_role(speaker.substr(0, speaker.find(':')))) {
      throw std::runtime_error("unknown speaker '" + speaker + "'");
    }
    marked.speakers.insert(speaker);
  }
}

void read_passage(const std::string& indicator, std::string text, nlp::SentenceSplitter& splitter,
                  Passage& passage) {
  const std::size_t open = text.find('[');
  const std::size_t close = text.find(']');
  if (open == std::string::npos || close == std::string::npos || close < open) {
    throw std::runtime_error("no mention in brackets");
  }
  text.erase(close, 1);
  text.erase(open, 1);
  passage.text = std::move(text);
  passage.sentences = splitter.split(passage.text);
  Mention mention;
  mention.indicator = indicator;
  mention.span = {static_cast<std::uint32_t>(open), static_cast<std::uint32_t>(close - 1)};
  for (const TextSpan sentence : passage.sentences) {
    if (sentence.overlaps(mention.span)) mention.sentence = sentence;
  }
  passage.mentions.push_back(mention);
}

}  // namespace

std::vector<MarkedPassage> read_marked_passages(const std::filesystem::path& file) {
  std::ifstream stream(file);
  std::vector<MarkedPassage> passages;
  nlp::SentenceSplitter splitter;
  std::size_t number = 0;
  for (std::string line; std::getline(stream, line);) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    try {
      const std::vector<std::string> columns = split(line, "\t");
      if (columns.size() != 4) throw std::runtime_error("should have 4 columns");
      MarkedPassage marked;
      marked.genre = columns[1];
      for (const std::string& suggestion : split(columns[2], " | "))
        read_suggestion(suggestion, marked);
      read_passage(columns[0], columns[3], splitter, marked.passage);
      passages.push_back(std::move(marked));
    } catch (const std::runtime_error& error) {
      throw std::runtime_error(file.string() + ":" + std::to_string(number) + ": " + error.what());
    }
  }
  return passages;
}

}  // namespace vp::eval
