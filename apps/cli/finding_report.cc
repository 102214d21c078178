#include "apps/cli/finding_report.h"

#include <algorithm>
#include <filesystem>
#include <ostream>

#include "apps/cli/plain_text.h"
#include "core/member_path.h"
#include "index/cell_search.h"

namespace vp::apps {
namespace {

constexpr std::string_view kIndent = "        ";

std::string name_of(const std::string& path) {
  return std::string(to_shown_name(path));
}

Json to_json(const index::FindingComment& comment) {
  return {{"comment", comment.id}, {"revision", comment.revision}, {"kind", to_string(comment.kind)},
          {"text", comment.text},  {"author", comment.who},        {"changed", comment.at}};
}

Json to_json(const index::UnreadPart& part) {
  Json pages = Json::array();
  for (const PageIndex page : part.pages)
    pages.push_back(page.number());
  return {{"document", part.document ? Json(to_string(*part.document)) : Json()},
          {"path", part.path},
          {"pages", pages},
          {"reason", part.reason}};
}

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

/// What became of the finding's places in later readings and resubmissions.
Result<std::vector<index::AnchorReading>> list_readings(index::Dossier& dossier, std::int64_t finding) {
  const nlp::WordList none = nlp::WordList::from_lines("");
  VP_ASSIGN(std::vector<index::AnchorReading> readings,
            dossier.reanchoring(none).list(index::Reanchoring::Which::kAll));
  std::erase_if(readings, [finding](const index::AnchorReading& reading) {
    return std::find(reading.findings.begin(), reading.findings.end(), finding) == reading.findings.end();
  });
  return readings;
}

Json to_json(const index::AnchorReading& reading) {
  return {{"reading", reading.id},
          {"quote", reading.anchor.quote},
          {"in_document", to_string(reading.document)},
          {"outcome", to_string(reading.outcome)},
          {"page", reading.found ? Json(reading.found->page.number()) : Json()},
          {"decision", reading.is_decision},
          {"reason", reading.reason}};
}

void write_reading(std::ostream& out, const index::AnchorReading& reading, const std::string& path) {
  out << kIndent << "read again in " << name_of(path) << ": " << to_string(reading.outcome);
  if (reading.found) out << ", p. " << reading.found->page.number();
  if (!reading.reason.empty()) out << " (" << reading.reason << ")";
  out << ", reading " << reading.id << '\n';
}

void write_place(std::ostream& out, const Evidence& evidence, const std::string& path) {
  out << kIndent << "evidence " << evidence.id << ", " << to_string(evidence.stance) << ": " << name_of(path)
      << ", p. " << evidence.anchor.page.number() << "  (" << evidence.changed_by << ", "
      << evidence.changed_at << ")\n"
      << wrap("\"" + evidence.anchor.quote + "\"", std::string(kIndent) + "  ") << '\n';
}

}  // namespace

Result<std::string> SourcePaths::path_of(const DocumentId& id) {
  if (const auto known = paths_.find(id); known != paths_.end()) return known->second;
  VP_ASSIGN(const std::vector<index::DocumentSource> sources, dossier_.sources_of(id));
  return paths_[id] = sources.empty() ? "" : sources.front().path;
}

Result<std::vector<ListedSearch>> list_searches(index::Dossier& dossier, const FindingCell& filter) {
  VP_ASSIGN(std::vector<index::RecordedSearch> searches, dossier.recorded_searches().list(filter));
  std::vector<ListedSearch> listed;
  if (searches.empty()) return listed;
  VP_ASSIGN(const std::vector<Submission> submissions, dossier.list_submissions());
  // Without an index nothing is covered, and that is what is said.
  const index::IndexVersions versions = dossier.index_versions().value_or(index::IndexVersions());
  for (index::RecordedSearch& search : searches) {
    std::vector<std::string> stale =
        find_staleness(search, {index::list_cell_documents(submissions, search.cell), versions});
    listed.push_back({std::move(search), std::move(stale)});
  }
  return listed;
}

Json to_json(const ListedSearch& listed) {
  const index::RecordedSearch& search = listed.search;
  Json object;
  object["search"] = search.id;
  object["municipality"] = search.cell.municipality;
  object["approach"] = search.cell.approach;
  object["round"] = search.cell.round;
  object["indicator"] = search.cell.indicator;
  object["hits"] = search.hits;
  object["queries"] = search.queries;
  object["patterns"] = search.patterns;
  object["documents"] = Json::array();
  for (const DocumentId& id : search.documents)
    object["documents"].push_back(to_string(id));
  object["unread"] = Json::array();
  for (const index::UnreadPart& part : search.unread)
    object["unread"].push_back(to_json(part));
  object["versions"] = {{"analysis", search.versions.analysis},
                        {"word_list", search.versions.word_list_hash},
                        {"framework", search.versions.framework_hash},
                        {"extractor", search.versions.extractor},
                        {"names", search.versions.names_hash}};
  object["comment"] = search.comment;
  object["author"] = search.changed_by;
  object["changed"] = search.changed_at;
  object["stale"] = listed.stale;
  return object;
}

void write_search(std::ostream& out, const ListedSearch& listed) {
  const index::RecordedSearch& search = listed.search;
  std::string line = "search " + std::to_string(search.id) +
                     ", gezocht, niet gevonden: " + count_of(search.hits, "passage", "passages") + " in " +
                     count_of(search.documents.size(), "document", "documents") + " by " +
                     count_of(search.patterns.size(), "pattern", "patterns") + " and " +
                     count_of(search.queries.size(), "query", "queries") + "  (" + search.changed_by + ", " +
                     search.changed_at + ")";
  out << wrap(line, kIndent) << '\n';
  for (const std::string& query : search.queries)
    out << kIndent << "  query: " << query << '\n';
  for (const index::UnreadPart& part : search.unread) {
    std::vector<std::uint32_t> pages;
    for (const PageIndex page : part.pages)
      pages.push_back(page.number());
    out << kIndent << "  not read: " << name_of(part.path)
        << (pages.empty() ? "" : ", p. " + to_ranges(pages)) << " (" << part.reason << ")\n";
  }
  if (!search.comment.empty()) out << wrap(search.comment, std::string(kIndent) + "  ") << '\n';
  for (const std::string& reason : listed.stale)
    out << kIndent << "  out of date: " << reason << '\n';
}

Result<ListedFinding> to_listed(index::FindingStore& store, SourcePaths& paths, const Finding& finding) {
  ListedFinding listed;
  listed.finding = finding;
  VP_ASSIGN(listed.evidence, store.evidence_of(finding.id));
  for (const Evidence& evidence : listed.evidence) {
    VP_ASSIGN(std::string path, paths.path_of(evidence.anchor.document));
    listed.paths.push_back(std::move(path));
  }
  return listed;
}

Result<void> print_finding(Context& context, index::Dossier& dossier, std::int64_t id, bool json) {
  index::FindingStore store = dossier.findings();
  VP_ASSIGN(const Finding finding, store.load(id));
  SourcePaths paths(dossier);
  VP_ASSIGN(const ListedFinding listed, to_listed(store, paths, finding));
  VP_ASSIGN(const std::vector<index::FindingComment> comments, dossier.judging().comments_of(id));
  std::vector<ListedSearch> searches;
  for (const FindingCell& cell : cells_of(finding)) {
    VP_ASSIGN(std::vector<ListedSearch> own, list_searches(dossier, cell));
    // An empty field of a cell does not filter.
    std::erase_if(own, [&](const ListedSearch& search) { return search.search.cell != cell; });
    std::move(own.begin(), own.end(), std::back_inserter(searches));
  }
  VP_ASSIGN(const std::vector<index::AnchorReading> readings, list_readings(dossier, id));
  if (json) {
    Json object = to_json(listed);
    object["readings"] = Json::array();
    for (const index::AnchorReading& reading : readings)
      object["readings"].push_back(to_json(reading));
    object["comments"] = Json::array();
    for (const index::FindingComment& comment : comments)
      object["comments"].push_back(to_json(comment));
    object["searches"] = Json::array();
    for (const ListedSearch& search : searches)
      object["searches"].push_back(to_json(search));
    write_line(context.out, object);
    return {};
  }
  context.out << "finding " << finding.id << ", revision " << finding.revision << ": " << to_heading(finding)
              << "\n\n";
  write_finding(
      context.out, finding,
      std::string(to_string(finding.state)) + "  (" + finding.changed_by + ", " + finding.changed_at + ")");
  for (std::size_t i = 0; i < listed.evidence.size(); ++i)
    write_place(context.out, listed.evidence[i], listed.paths[i]);
  for (const index::AnchorReading& reading : readings) {
    VP_ASSIGN(const std::string path, paths.path_of(reading.document));
    write_reading(context.out, reading, path);
  }
  for (const ListedSearch& search : searches)
    write_search(context.out, search);
  for (const index::FindingComment& comment : comments) {
    context.out << wrap(std::string(to_string(comment.kind)) + " (" + comment.who + ", " + comment.at +
                            "): " + comment.text,
                        kIndent)
                << '\n';
  }
  return {};
}

}  // namespace vp::apps
