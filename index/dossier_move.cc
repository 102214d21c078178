#include "index/dossier_move.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <vector>

#include "index/atomic_file.h"
#include "index/dossier.h"
#include "index/dossier_lock.h"
#include "index/dossier_settings.h"
#include "index/judgement_database.h"
#include "index/migrations.h"
#include "index/postgres_driver.h"

namespace vp::index {
namespace {

namespace fs = std::filesystem;

enum class Kind : std::uint8_t { kText, kBytes, kNumber };
struct Column {
  std::string name;
  Kind kind = Kind::kText;
};
struct Table {
  std::string name;
  std::string order;  ///< makes the order of rows the same in both
  std::vector<Column> columns;
  bool is_numbered = true;  ///< by last_number, on a server
};

/// A table of both stores, with its columns: # behind a number, * behind bytes.
struct TableLine {
  const char* name;
  const char* order;
  const char* columns;
};

/// A row comes after those that it refers to.
constexpr TableLine kTables[] = {
    {"log", "id", "id# at who what subject before after"},
    {"submission", "id",
     "id# path document* municipality approach submitter role received_date evidence_date round own_state "
     "reason "
     "is_superseded# recorded_at recorded_by"},
    {"finding", "id",
     "id# revision# municipality approach round indicators verdict text note state origin printed_document* "
     "printed_group# printed_indicators printed_marks printed_one_to_one# printed_match created_at "
     "created_by "
     "changed_at changed_by"},
    {"finding_cell", "municipality, approach, round, indicator",
     "municipality approach round indicator finding#"},
    {"anchor", "id",
     "id# document* places quote prefix suffix text_kind first_text# last_text# span_begin# span_end# "
     "text_hash "
     "extractor"},
    {"evidence", "id", "id# finding# anchor# stance is_removed# changed_at changed_by"},
    {"saved_query", "name", "name query is_removed# changed_at changed_by"},
    {"comment", "id", "id# finding# revision# kind text at who"},
    {"recorded_search", "id",
     "id# municipality approach round indicator queries patterns documents unread hits# analysis "
     "word_list_hash "
     "framework_hash extractor names_hash comment is_removed# changed_at changed_by"},
    {"anchor_reading", "id",
     "id# anchor# document* extractor outcome found# candidates reason is_decision# at who"},
    {"review", "id",
     "id# municipality approach round indicator kind verdict first finding# revision# comment at who"},
    {"privacy_decision", "id", "id# scope text decision reason changed_at changed_by"},
};

Table to_table(const TableLine& line) {
  Table table{line.name, line.order, {}, std::string_view(line.order) == "id"};
  std::istringstream words(line.columns);
  for (std::string word; words >> word;) {
    Kind kind = Kind::kText;
    if (word.back() == '#') kind = Kind::kNumber;
    if (word.back() == '*') kind = Kind::kBytes;
    if (kind != Kind::kText) word.pop_back();
    table.columns.push_back({std::move(word), kind});
  }
  return table;
}

const std::vector<Table>& tables() {
  static const std::vector<Table> kMade = [] {
    std::vector<Table> made;
    std::ranges::transform(kTables, std::back_inserter(made), to_table);
    return made;
  }();
  return kMade;
}

bool is_server(const Database& database) {
  return database.handle() == nullptr;
}

std::string list_columns(const Table& table, bool as_parameters) {
  std::string list;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    list += i == 0 ? "" : ", ";
    list += as_parameters ? "?" + std::to_string(i + 1) : table.columns[i].name;
  }
  return list;
}

Result<Statement> select_rows(Database& database, const Table& table) {
  return database.prepare("SELECT " + list_columns(table, false) + " FROM " + table.name + " ORDER BY " +
                          table.order);
}

Result<std::uint64_t> copy_table(Database& from, Database& to, const Table& table) {
  VP_ASSIGN(Statement rows, select_rows(from, table));
  VP_ASSIGN(Statement insert, to.prepare("INSERT INTO " + table.name + " (" + list_columns(table, false) +
                                         ") VALUES (" + list_columns(table, true) + ")"));
  for (std::uint64_t count = 0;; ++count) {
    VP_ASSIGN(const bool has_row, rows.step());
    if (!has_row) return count;
    for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
      if (rows.is_null(i)) {
        insert.bind_null(i + 1);
        continue;
      }
      switch (table.columns[static_cast<std::size_t>(i)].kind) {
        case Kind::kText:
          insert.bind(i + 1, rows.column_text(i));
          break;
        case Kind::kBytes:
          insert.bind(i + 1, rows.column_blob(i));
          break;
        case Kind::kNumber:
          insert.bind(i + 1, rows.column_integer(i));
          break;
      }
    }
    VP_TRY(insert.run());
  }
}

bool is_same_row(const Statement& a, const Statement& b, const Table& table) {
  for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
    if (a.is_null(i) != b.is_null(i)) return false;
    if (a.is_null(i)) continue;
    const bool is_number = table.columns[static_cast<std::size_t>(i)].kind == Kind::kNumber;
    if (is_number ? a.column_integer(i) != b.column_integer(i) : a.column_text(i) != b.column_text(i))
      return false;
  }
  return true;
}

Result<void> compare_table(Database& from, Database& to, const Table& table) {
  VP_ASSIGN(Statement old_rows, select_rows(from, table));
  VP_ASSIGN(Statement new_rows, select_rows(to, table));
  for (std::uint64_t number = 1;; ++number) {
    VP_ASSIGN(const bool has_old, old_rows.step());
    VP_ASSIGN(const bool has_new, new_rows.step());
    if (!has_old && !has_new) return {};
    if (has_old == has_new && is_same_row(old_rows, new_rows, table)) continue;
    return Error{ErrorCode::kDatabase,
                 "row " + std::to_string(number) + " of " + table.name +
                     " came out otherwise; the dossier stays where it was",
                 to.where()};
  }
}

/// The triggers that would tell each copied row as a change, to be put back.
Result<std::vector<std::string>> take_triggers_off(Database& database) {
  std::vector<std::string> put_back;
  std::string script;
  if (is_server(database)) {
    for (const Table& table : tables()) {
      script += "ALTER TABLE " + table.name + " DISABLE TRIGGER USER; ";
      put_back.push_back("ALTER TABLE " + table.name + " ENABLE TRIGGER USER");
    }
  } else {
    VP_ASSIGN(Statement rows, database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"));
    while (true) {
      VP_ASSIGN(const bool has_row, rows.step());
      if (!has_row) break;
      script += "DROP TRIGGER " + std::string(rows.column_text(0)) + "; ";
      put_back.emplace_back(rows.column_text(1));
    }
  }
  VP_TRY(database.execute(script.c_str()));
  return put_back;
}

/// Everything of `from`, in which a transaction is open, into `to`, which is new.
Result<DossierMove> copy_judgements(Database& from, Database& to) {
  DossierMove move;
  VP_ASSIGN(Transaction transaction, Transaction::begin(to, Transaction::Kind::kWrite));
  VP_ASSIGN(const std::vector<std::string> put_back, take_triggers_off(to));
  for (const Table& table : tables()) {
    VP_ASSIGN(const std::uint64_t rows, copy_table(from, to, table));
    move.rows += rows;
    if (table.name == "log") move.log_entries = rows;
    if (!is_server(to) || !table.is_numbered) continue;
    const std::string number = "INSERT INTO last_number SELECT '" + table.name + "', max(id) FROM " +
                               table.name + " HAVING count(*) > 0";
    VP_TRY(to.execute(number.c_str()));
  }
  for (const std::string& sql : put_back)
    VP_TRY(to.execute(sql.c_str()));
  VP_TRY(transaction.commit());
  for (const Table& table : tables())
    VP_TRY(compare_table(from, to, table));
  return move;
}

/// A name beside `file` that nothing has.
fs::path find_free_name(const fs::path& file) {
  fs::path name = file;
  name += ".moved";
  std::error_code failure;
  for (int i = 2; fs::exists(name, failure); ++i)
    name = file.string() + ".moved" + std::to_string(i);
  return name;
}

void remove_files(const fs::path& database) {
  std::error_code ignored;
  for (const char* const suffix : {"", "-wal", "-shm"})
    fs::remove(database.string() + suffix, ignored);
}

Result<void> write_settings(const fs::path& folder, const DossierSettings& settings) {
  return write_file_atomically(folder / "dossier.toml", to_toml(settings));
}

Result<std::string> load_file(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
  if (!stream.is_open() || stream.bad()) return Error{ErrorCode::kIo, "cannot be read", file.string()};
  return text;
}

Result<DossierMove> move_to_server(const fs::path& folder, const DossierSettings& now,
                                   const std::string& store) {
  VP_TRY(check_store_url(store));
  DossierSettings then = now;
  then.store = store;
  then.format_version = kDossierFormatVersion;
  VP_ASSIGN(const std::string framework_text, load_file(folder / "framework.toml"));
  VP_ASSIGN(const nlp::Framework framework,
            nlp::load_framework(folder / "framework.toml", nlp::PatternCheck::kDoneBefore));
  VP_TRY(make_store(then, framework.content_hash, framework_text));
  const Result<DossierMove> moved = [&]() -> Result<DossierMove> {
    VP_ASSIGN(Database from, open_judgements(folder, now, OpenMode::kJudge));
    VP_ASSIGN(Database to, open_judgements(folder, then, OpenMode::kJudge));
    VP_ASSIGN(Transaction still, Transaction::begin(from, Transaction::Kind::kWrite));
    VP_ASSIGN(DossierMove move, copy_judgements(from, to));
    // Who waited to write finds the door closed, not a file that nobody reads any more.
    VP_TRY(
        from.execute("CREATE TRIGGER dossier_is_moved BEFORE INSERT ON log BEGIN "
                     "SELECT RAISE(ABORT, 'this dossier was moved to a server: open it again'); END"));
    VP_TRY(write_settings(folder, then));
    VP_TRY(still.commit());
    return move;
  }();
  if (!moved) {
    (void)drop_postgres_schema({store, to_judgements_schema_name(now.id)});
    (void)drop_postgres_schema({store, to_schema_name(now.id)});
    return moved.error();
  }
  DossierMove move = *moved;
  const fs::path kept = find_free_name(folder / "judgements.db");
  std::error_code failure;
  fs::rename(folder / "judgements.db", kept, failure);
  move.kept_as = failure ? (folder / "judgements.db").string() : kept.string();
  remove_files(folder / "index.db");
  return move;
}

/// Gives the schema another name, in which nothing can be changed any more.
std::string make_rename(const std::string& schema, const std::string& name) {
  std::string script = "ALTER SCHEMA " + schema + " RENAME TO " + name;
  for (const Table& table : tables()) {
    script.append("; CREATE TRIGGER dossier_is_moved BEFORE INSERT OR UPDATE OR DELETE ON ");
    script.append(name).append(".").append(table.name);
    script.append(" FOR EACH STATEMENT EXECUTE FUNCTION ").append(name);
    script.append(".refuse_change('this dossier was moved to a folder: open it again')");
  }
  return script;
}

Result<std::string> find_free_schema(Database& database, const std::string& begin) {
  std::string name = begin;
  for (int i = 2;; ++i) {
    std::string asked = "SELECT count(*) FROM pg_namespace WHERE nspname = '";
    asked.append(name).append("'");
    VP_ASSIGN(const std::int64_t is_there, database.query_integer(asked.c_str()));
    if (is_there == 0) return name;
    name = begin;
    name.append(std::to_string(i));
  }
}

Result<std::string> set_schema_aside(Database& database, const std::string& schema) {
  VP_ASSIGN(std::string name, find_free_schema(database, schema + "_moved"));
  VP_TRY(database.execute(make_rename(schema, name).c_str()));
  return name;
}

Result<DossierMove> move_to_folder(const fs::path& folder, const DossierSettings& now) {
  DossierSettings then = now;
  then.store.clear();
  then.format_version = kFirstDossierFormatVersion;
  const fs::path file = folder / "judgements.db";
  std::error_code failure;
  // Of a move that was broken off before dossier.toml named it.
  if (fs::exists(file, failure)) fs::rename(file, find_free_name(file), failure);
  if (failure) return Error{ErrorCode::kIo, "cannot be set aside: " + failure.message(), file.string()};
  VP_ASSIGN(Database from, open_judgements(folder, now, OpenMode::kJudge));
  VP_ASSIGN(Transaction still, Transaction::begin(from, Transaction::Kind::kWrite));
  Result<DossierMove> moved = [&]() -> Result<DossierMove> {
    VP_ASSIGN(Database to, open_judgements(folder, then, OpenMode::kWrite));
    return copy_judgements(from, to);
  }();
  const auto finish = [&](DossierMove& move) -> Result<void> {
    const std::string schema = to_judgements_schema_name(now.id);
    VP_ASSIGN(const std::string name, set_schema_aside(from, schema));
    move.kept_as = from.where() + ", now " + name;
    VP_TRY(write_settings(folder, then));
    return still.commit();
  };
  if (moved) {
    if (const Result<void> finished = finish(*moved); !finished) moved = finished.error();
  }
  if (!moved) {
    remove_files(file);
    return moved;
  }
  remove_files(folder / "index.db");
  (void)drop_postgres_schema({now.store, to_schema_name(now.id)});
  return moved;
}

}  // namespace

Result<DossierMove> move_dossier(const fs::path& folder, const std::string& store) {
  VP_ASSIGN(const DossierLock lock, DossierLock::take(folder));
  VP_ASSIGN(const std::string text, load_file(folder / "dossier.toml"));
  VP_ASSIGN(const DossierSettings now, parse_settings(text, (folder / "dossier.toml").string()));
  if (!now.store.empty() && !now.keeps_judgements_in_store()) {
    return Error{ErrorCode::kUnsupported,
                 "has its index on a server and its judgements in the folder; take the line 'store' out of "
                 "dossier.toml, set format_version to 1, run 'vindplaats reindex', and move it then",
                 folder.string()};
  }
  if (now.store.empty() == store.empty()) {
    return Error{ErrorCode::kInvalidArgument,
                 store.empty() ? "stands in its folder already"
                               : "stands on a server already: move it to its folder first",
                 folder.string()};
  }
  return store.empty() ? move_to_folder(folder, now) : move_to_server(folder, now, store);
}

}  // namespace vp::index
