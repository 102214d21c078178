// The processes behind a worker pool: they come and go with it, survive what hits them, and leave nothing.
#include <array>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <dirent.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ingest/worker_start.h"
#include "tests/fault/script_file.h"
#include "tests/fault/scripted_extractor.h"

namespace vp::ingest {
namespace {

std::unique_ptr<WorkerPool> start_pool(std::chrono::milliseconds wall_time = std::chrono::seconds{20}) {
  WorkerLimits limits;
  limits.wall_time = wall_time;
  auto pool = start_worker_pool(limits, make_scripted_extractor);
  return pool ? std::move(*pool) : nullptr;
}

Result<Document> extract(WorkerPool& pool, std::string_view script) {
  return pool.extract_file(make_file(script).value());
}

std::size_t count_descriptors() {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
    ++count;
  return count;
}

struct ProcessFacts {
  char state = '?';
  pid_t parent = 0;
};

/// From /proc; parent 0 when there is no such process.
ProcessFacts find_process(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/stat");
  std::string line;
  std::getline(file, line);
  ProcessFacts facts;
  if (const auto name_end = line.rfind(')'); name_end != std::string::npos) {
    std::istringstream(line.substr(name_end + 1)) >> facts.state >> facts.parent;
  }
  return facts;
}

std::vector<pid_t> list_children(pid_t parent) {
  std::vector<pid_t> children;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    const std::string name = entry.path().filename();
    if (name.find_first_not_of("0123456789") != std::string::npos) continue;
    const pid_t process = std::stoi(name);
    if (find_process(process).parent == parent) children.push_back(process);
  }
  return children;
}

/// The one child of a process, once it has one.
pid_t await_child(pid_t parent) {
  while (true) {
    if (const auto children = list_children(parent); !children.empty()) return children.front();
    std::this_thread::yield();
  }
}

pid_t find_keeper() {
  return await_child(::getpid());
}

/// Comes back when there is no such process any more.
void await_end(pid_t process) {
  // A zombie has ended too: who adopts it and when it is waited for is not for us to say.
  for (auto facts = find_process(process); facts.parent != 0 && facts.state != 'Z';) {
    std::this_thread::yield();
    facts = find_process(process);
  }
}

TEST(ForkServerTest, LeavesNoProcessAndNoDescriptor) {
  const std::size_t before = count_descriptors();
  std::vector<pid_t> processes;
  {
    auto pool = start_pool(std::chrono::milliseconds{200});
    ASSERT_NE(pool, nullptr);
    processes = {find_keeper(), await_child(find_keeper())};
    const std::size_t at_work = count_descriptors();
    for (const char* script :
         {"good 3", "crash 3 2", "hang 3 2", "exit 3 2", "bad-utf8 3 2", "kill-server 3 2"}) {
      EXPECT_TRUE(extract(*pool, script).has_value());
      EXPECT_EQ(count_descriptors(), at_work) << script;
    }
    EXPECT_TRUE(list_children(processes[1]).empty()) << "a worker outlived its file";
  }
  EXPECT_EQ(count_descriptors(), before);
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
  for (const pid_t process : processes)
    EXPECT_EQ(find_process(process).parent, 0) << process;
}

TEST(ForkServerTest, IsReplacedWhenItDiesIdle) {
  auto pool = start_pool();
  ASSERT_NE(pool, nullptr);
  for (int round = 0; round < 5; ++round) {
    const pid_t server = await_child(find_keeper());
    ::kill(server, SIGKILL);
    const auto document = extract(*pool, "good 3");
    ASSERT_TRUE(document.has_value()) << to_string(document.error());
    EXPECT_EQ(*document, make_good_document(3));
  }
}

TEST(ForkServerTest, IsReplacedWhenItDiesAtWork) {
  auto pool = start_pool(std::chrono::milliseconds{400});
  ASSERT_NE(pool, nullptr);
  Result<Document> document = Document{};
  const pid_t keeper = find_keeper();
  const pid_t server = await_child(keeper);
  std::jthread reading([&] { document = extract(*pool, "hang 3 2"); });
  const pid_t worker = await_child(server);
  ::kill(server, SIGKILL);
  reading.join();
  await_end(worker);
  ASSERT_TRUE(document.has_value()) << to_string(document.error());
  EXPECT_EQ(document->state, DocumentState::kTimedOut) << "it is asked for again, and hangs again";
  EXPECT_EQ(document->pages.size(), 1U);
}

TEST(ForkServerTest, SaysSoWhenItIsGoneForGood) {
  auto pool = start_pool();
  ASSERT_NE(pool, nullptr);
  const pid_t keeper = find_keeper();
  const pid_t server = await_child(keeper);
  ::kill(keeper, SIGKILL);
  await_end(server);  // it dies with its keeper
  const auto document = extract(*pool, "good 3");
  ASSERT_FALSE(document.has_value());
  EXPECT_EQ(document.error().code, ErrorCode::kWorkerFailed);
}

TEST(ForkServerTest, SaysSoWhenThereIsNoExtractor) {
  const auto none = start_worker_pool({}, []() -> std::unique_ptr<Extractor> { return nullptr; });
  ASSERT_FALSE(none.has_value());
  EXPECT_EQ(none.error().code, ErrorCode::kWorkerFailed);
  const auto thrown =
      start_worker_pool({}, []() -> std::unique_ptr<Extractor> { throw std::runtime_error("no fonts"); });
  ASSERT_FALSE(thrown.has_value());
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1) << "a child is left";
}

TEST(ForkServerTest, IsDeafToTheKeyboard) {
  auto pool = start_pool(std::chrono::milliseconds{300});
  ASSERT_NE(pool, nullptr);
  Result<Document> document = Document{};
  const pid_t keeper = find_keeper();
  const pid_t server = await_child(keeper);
  EXPECT_NE(::getpgid(keeper), ::getpgrp());
  EXPECT_EQ(::getpgid(server), ::getpgid(keeper));
  std::jthread reading([&] { document = extract(*pool, "hang 3 2"); });
  const pid_t worker = await_child(server);
  for (const pid_t process : {keeper, server, worker}) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP})
      ::kill(process, signal);
  }
  reading.join();
  ASSERT_TRUE(document.has_value());
  EXPECT_EQ(document->state, DocumentState::kTimedOut) << "the signal, not the time limit, ended it";
  EXPECT_EQ(await_child(keeper), server);
}

TEST(ForkServerTest, GoesWhenTheMainProcessIsKilled) {
  const auto pids = open_pipe();
  ASSERT_TRUE(pids.has_value());
  const pid_t main_process = ::fork();
  if (main_process == 0) {
    auto pool = start_pool();
    std::jthread reading([&] { static_cast<void>(extract(*pool, "hang 3 2")); });
    const pid_t keeper = find_keeper();
    const pid_t server = await_child(keeper);
    const std::array<pid_t, 3> started{keeper, server, await_child(server)};
    if (::write(pids->second.value(), started.data(), sizeof started) != sizeof started) ::_exit(1);
    ::pause();
  }
  std::array<pid_t, 3> started{};
  ASSERT_EQ(::read(pids->first.value(), started.data(), sizeof started), sizeof started);
  ::kill(main_process, SIGKILL);
  ASSERT_EQ(::waitpid(main_process, nullptr, 0), main_process);
  for (const pid_t process : started)
    await_end(process);  // the test's time limit is the assertion
}

TEST(ForkServerTest, GivesTheSameDocumentsToOneThreadAndToFour) {
  auto pool = start_pool();
  ASSERT_NE(pool, nullptr);
  constexpr std::uint32_t kFiles = 80;
  const auto make_script = [](std::uint32_t i) {
    static constexpr std::array<const char*, 4> kFaults{"good", "crash", "bad-utf8", "throw"};
    return std::string(kFaults.at(i % 4)) + " " + std::to_string(i % 11 + 2) + " 2";
  };
  std::vector<Document> alone(kFiles);
  for (std::uint32_t i = 0; i < kFiles; ++i)
    alone[i] = extract(*pool, make_script(i)).value();
  std::vector<Document> together(kFiles);
  std::atomic<std::uint32_t> next{0};
  {
    std::array<std::jthread, 4> threads;
    for (std::jthread& thread : threads) {
      thread = std::jthread([&] {
        for (std::uint32_t i = next++; i < kFiles; i = next++) {
          together[i] = extract(*pool, make_script(i)).value();
        }
      });
    }
  }
  EXPECT_EQ(together, alone);
}

}  // namespace
}  // namespace vp::ingest
