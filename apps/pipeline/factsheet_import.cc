#include "apps/pipeline/factsheet_import.h"

#include <algorithm>
#include <exception>
#include <future>
#include <map>
#include <memory>
#include <thread>

#include "readers/factsheet_reader.h"

#include "apps/pipeline/known_names.h"
#include "apps/pipeline/original_reading.h"
#include "apps/pipeline/passage_finder.h"
#include "apps/pipeline/text_recognition.h"
#include "nlp/passage_builder.h"

namespace vp::apps {
namespace {

/// What a worker thread makes of a document.
struct ReadFactsheet {
  bool is_factsheet = false;
  std::uint32_t pages = 0;  ///< as the file declares
  std::uint32_t pages_unread = 0;
  readers::Factsheet sheet;
  std::vector<std::vector<Anchor>> anchors;  ///< by printed finding, in order of print
};

/// What stands for a finding: its text and note; where there is neither its mark, or else the indicator.
std::vector<readers::PlacedText> quoted_texts(const readers::PrintedFinding& printed) {
  std::vector<readers::PlacedText> texts;
  if (!printed.text.empty()) texts.push_back(printed.text);
  if (printed.note && !printed.note->empty()) texts.push_back(*printed.note);
  if (texts.empty()) texts.push_back(printed.mark.empty() ? printed.indicator_text : printed.mark);
  return texts;
}

std::vector<Anchor> make_anchors(const DocumentId& id, const std::string& extractor,
                                 const std::vector<Passage>& passages, const PassageFinder& finder,
                                 const readers::PrintedFinding& printed) {
  std::vector<Anchor> anchors;
  std::vector<PassageWord> words;
  for (const readers::PlacedText& text : quoted_texts(printed))
    words.insert(words.end(), text.words.begin(), text.words.end());
  for (const PassageRange& range : finder.find(words))
    anchors.push_back(make_anchor(id, extractor, passages, range));
  return anchors;
}

std::uint32_t count_unread(const Document& document) {
  const auto read = std::count_if(document.pages.begin(), document.pages.end(),
                                  [](const Page& page) { return page.verdict != PageVerdict::kUnread; });
  return document.page_count - std::min(document.page_count, static_cast<std::uint32_t>(read));
}

/// What is the same for all documents of a run. Threads: const and shareable.
class FactsheetSource {
 public:
  /// `records`: of the documents that will be asked for, as far as the index has them.
  FactsheetSource(const index::Dossier& dossier, ingest::WorkerPool& pool, const AnalysisTools& tools,
                  std::map<DocumentId, index::DocumentRecord> records)
      : dossier_(dossier),
        pool_(pool),
        tools_(tools),
        records_(std::move(records)),
        cache_(dossier.recognition_cache()),
        reader_(dossier.framework(), tools.tagger(), tools.words()) {}

  [[nodiscard]] Result<ReadFactsheet> read(const DocumentId& id) const {
    const auto record = records_.find(id);
    if (record == records_.end())
      return Error{ErrorCode::kNotFound, "the index does not have the document", to_string(id)};
    VP_ASSIGN(Document document,
              read_as_indexed(pool_, readable_path(dossier_, id), record->second, cache_, tools_.words()));
    if (document.pages.empty()) {
      return Error{ErrorCode::kDamaged, std::string(to_string(document.state)) + ": " + document.reason, ""};
    }
    tools_.analyzer().judge(document);
    ReadFactsheet read;
    read.pages = document.page_count;
    read.pages_unread = count_unread(document);
    Result<readers::Factsheet> sheet = reader_.read(document);
    if (!sheet && sheet.error().code == ErrorCode::kUnsupported) return read;  // some other document
    if (!sheet) return std::move(sheet).error();
    read.is_factsheet = true;
    read.sheet = std::move(*sheet);
    const std::vector<Passage> passages = nlp::build_passages(document, tools_.words());
    const PassageFinder finder(passages);
    for (const readers::RowGroup& group : read.sheet.groups) {
      for (const readers::PrintedFinding& printed : group.findings)
        read.anchors.push_back(make_anchors(id, record->second.extractor_version, passages, finder, printed));
    }
    return read;
  }

 private:
  const index::Dossier& dossier_;
  ingest::WorkerPool& pool_;
  const AnalysisTools& tools_;
  const std::map<DocumentId, index::DocumentRecord> records_;
  const index::RecognitionCache cache_;
  readers::FactsheetReader reader_;
};

/// Reads documents in threads of its own; results are taken in order.
class ReadAhead {
 public:
  ReadAhead(const FactsheetSource& source, std::vector<DocumentId> ids, unsigned jobs)
      : source_(source), ids_(std::move(ids)), promises_(ids_.size()) {
    for (std::promise<Result<ReadFactsheet>>& promise : promises_)
      results_.push_back(promise.get_future());
    for (unsigned i = 0; i < std::min<std::size_t>(std::max(1U, jobs), ids_.size()); ++i)
      threads_.emplace_back([this] { run(); });
  }
  ~ReadAhead() { next_ = ids_.size(); }
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;

  /// Waits until the document is read. Each place is taken once.
  Result<ReadFactsheet> take(std::size_t place) { return results_.at(place).get(); }

 private:
  void run() {
    for (std::size_t place = next_++; place < ids_.size(); place = next_++) {
      try {
        promises_[place].set_value(source_.read(ids_[place]));
      } catch (const std::exception& exception) {
        promises_[place].set_value(Error{ErrorCode::kWorkerFailed, exception.what(), "reading"});
      }
    }
  }

  const FactsheetSource& source_;
  const std::vector<DocumentId> ids_;
  std::vector<std::promise<Result<ReadFactsheet>>> promises_;
  std::vector<std::future<Result<ReadFactsheet>>> results_;
  std::atomic<std::size_t> next_ = 0;
  std::vector<std::jthread> threads_;  // last: joined before what they use goes
};

/// The names that a factsheet's findings are stored under.
class NameGiver {
 public:
  NameGiver(const index::DossierSettings& settings, const std::vector<index::DocumentSource>& sources,
            ImportedFactsheet& imported)
      : settings_(settings), imported_(imported) {
    for (const index::DocumentSource& source : sources) {
      if (labels_.municipality.empty()) labels_.municipality = source.labels.municipality;
      if (labels_.approach.empty()) labels_.approach = source.labels.approach;
      if (labels_.round.empty()) labels_.round = source.labels.round;
    }
  }

  /// As printed; what was said at submission where nothing is printed.
  [[nodiscard]] std::string municipality() {
    const std::string& printed = imported_.sheet.municipality;
    if (printed.empty()) return labels_.municipality;
    return known(settings_.municipalities, printed, "municipality");
  }
  [[nodiscard]] std::string approach(std::uint32_t number) {
    const std::string& printed = imported_.sheet.approaches.at(number).name.text;
    if (!printed.empty()) return known(settings_.approaches, printed, "approach");
    // With more than one approach the submission's label cannot tell which is meant.
    return imported_.sheet.approaches.size() == 1 ? labels_.approach : "";
  }
  [[nodiscard]] std::string round() const {
    return labels_.round.empty() ? imported_.sheet.round : labels_.round;
  }

 private:
  std::string known(const std::vector<index::NamedThing>& things, const std::string& printed,
                    std::string_view kind) {
    if (const auto name = find_known_name(things, printed)) return *name;
    const std::string line = "the dossier knows no " + std::string(kind) + " '" + printed +
                             "'; add it to dossier.toml if it is another name of one that it knows";
    std::vector<std::string>& lines = imported_.unknown_names;
    if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(line);
    return printed;
  }

  const index::DossierSettings& settings_;
  ImportedFactsheet& imported_;
  SubmissionLabels labels_;
};

/// Rectangles on the page that the row is named by; where it has none there, on the page of the first.
void set_places(ImportedRow& row, const readers::PrintedFinding& printed) {
  std::map<PageIndex, std::vector<RectPt>> places;
  for (const readers::PlacedText& text : quoted_texts(printed)) {
    for (PagePlace& place : readers::places_of(text)) {
      std::vector<RectPt>& rects = places[place.page];
      rects.insert(rects.end(), place.rects.begin(), place.rects.end());
    }
  }
  row.page = places.empty() || places.contains(printed.page) ? printed.page : places.begin()->first;
  for (auto& [page, rects] : places) {
    if (page == row.page) {
      row.rects = std::move(rects);
    } else {
      row.continues.push_back({page, std::move(rects)});
    }
  }
}

Finding make_finding(const readers::RowGroup& group, const readers::PrintedFinding& printed,
                     const DocumentId& document) {
  Finding finding;
  finding.indicators = {printed.indicator};
  finding.verdict = printed.verdict;
  finding.text = printed.text.text;
  if (printed.note) finding.note = printed.note->text;
  finding.state = FindingState::kConfirmed;
  finding.origin = FindingOrigin::kFactsheet;
  PrintedRow row{document,    group.number,     {},
                 group.marks, group.one_to_one, std::string(to_string(printed.match))};
  for (const readers::PrintedFinding& other : group.findings)
    row.indicators.push_back(other.indicator);
  finding.printed = std::move(row);
  return finding;
}

std::vector<ImportedRow> to_rows(const ImportedFactsheet& imported, NameGiver& names) {
  const std::string municipality = names.municipality();
  std::vector<ImportedRow> rows;
  for (const readers::RowGroup& group : imported.sheet.groups) {
    const std::string approach = names.approach(group.approach);
    for (const readers::PrintedFinding& printed : group.findings) {
      ImportedRow row;
      row.finding = make_finding(group, printed, imported.id);
      row.finding.municipality = municipality;
      row.finding.approach = approach;
      row.finding.round = names.round();
      set_places(row, printed);
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

/// True when the note speaks of this row: its indicator, and its approach as printed.
bool is_about(const readers::ReadingNote& note, const ImportedRow& row, const std::string& approach) {
  const bool is_indicator = std::find(note.indicators.begin(), note.indicators.end(),
                                      row.finding.indicators.front()) != note.indicators.end();
  return is_indicator && (note.approach.empty() || note.approach == approach);
}

void tell_concerns(ImportedFactsheet& imported) {
  std::vector<std::string> approaches;  // as printed, by row
  for (const readers::RowGroup& group : imported.sheet.groups)
    approaches.insert(approaches.end(), group.findings.size(),
                      imported.sheet.approaches.at(group.approach).name.text);
  for (const readers::ReadingNote& note : imported.sheet.notes) {
    bool has_row = false;
    for (std::size_t i = 0; i < imported.rows.size(); ++i) {
      if (!is_about(note, imported.rows[i], approaches[i])) continue;
      imported.rows[i].concerns.push_back(readers::describe(note));
      has_row = true;
    }
    if (!has_row) imported.concerns.push_back(note);
  }
}

Result<void> store(index::Dossier& dossier, const FactsheetImportOptions& options, ReadFactsheet read,
                   const std::vector<index::DocumentSource>& sources, ImportedFactsheet& imported) {
  imported.is_factsheet = read.is_factsheet;
  imported.pages = read.pages;
  imported.pages_unread = read.pages_unread;
  if (!read.is_factsheet) return {};
  imported.sheet = std::move(read.sheet);
  NameGiver names(dossier.settings(), sources, imported);
  imported.rows = to_rows(imported, names);
  tell_concerns(imported);
  std::vector<index::PublishedFinding> published;
  for (std::size_t i = 0; i < imported.rows.size(); ++i)
    published.push_back({imported.rows[i].finding, std::move(read.anchors.at(i))});
  VP_ASSIGN(std::vector<index::ImportedFinding> results,
            dossier.import_findings(published, options.stamp, options.mode));
  for (std::size_t i = 0; i < results.size(); ++i)
    imported.rows[i].result = std::move(results[i]);
  return {};
}

/// The wanted documents in the order in which they were first handed in.
Result<std::vector<DocumentId>> to_submission_order(index::Dossier& dossier,
                                                    std::span<const DocumentId> documents) {
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  std::vector<DocumentId> ordered;
  for (const Submission& submission : submissions) {
    if (!submission.document) continue;
    const bool is_wanted =
        std::find(documents.begin(), documents.end(), *submission.document) != documents.end();
    const bool is_there = std::find(ordered.begin(), ordered.end(), *submission.document) != ordered.end();
    if (is_wanted && !is_there) ordered.push_back(*submission.document);
  }
  return ordered;
}

}  // namespace

Result<void> import_factsheets(index::Dossier& dossier, std::span<const DocumentId> documents,
                               const FactsheetImportOptions& options, const ImportedFactsheetSink& sink) {
  VP_ASSIGN(const std::vector<DocumentId> ids, to_submission_order(dossier, documents));
  ingest::WorkerPool* readers = options.readers;
  std::unique_ptr<ingest::WorkerPool> own;
  if (readers == nullptr) {
    // Before any thread, as the fork server asks.
    VP_ASSIGN(own, ingest::WorkerPool::start(options.limits));
    readers = own.get();
  }
  VP_ASSIGN(const auto tools, AnalysisTools::load(dossier));
  std::map<DocumentId, index::DocumentRecord> records;
  for (const DocumentId& id : ids) {
    Result<index::DocumentRecord> record = dossier.engine().load_document(id);
    if (!record && record.error().code != ErrorCode::kNotFound) return record.error();
    if (record) records.emplace(id, std::move(*record));
  }
  const FactsheetSource source(dossier, *readers, *tools, std::move(records));
  ReadAhead reading(source, ids, options.jobs);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (options.stop != nullptr && options.stop->load()) {
      return Error{ErrorCode::kInterrupted, "stopped as asked; what was stored stays", ""};
    }
    VP_ASSIGN(const std::vector<index::DocumentSource> sources, dossier.sources_of(ids[i]));
    ImportedFactsheet imported;
    imported.id = ids[i];
    if (!sources.empty()) imported.source = sources.front();
    Result<ReadFactsheet> read = reading.take(i);
    if (read) {
      VP_TRY(store(dossier, options, std::move(*read), sources, imported));
    } else {
      imported.failure = read.error();
    }
    sink(imported);
  }
  return {};
}

}  // namespace vp::apps
