// shared_answers.h - what costs much to find out of a dossier and is asked for page after page, found out once for all
// sessions that see the same state.
// Threads: any; while one finds an answer out, others who want the same wait for it.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.h"

namespace vp::web {

template <class Value>
class SharedAnswers {
 public:
  /// The answer to `question` in the state that `mark` names; `make()` -> Result<Value> when nobody asked it yet. What was
  /// found out of another state is forgotten.
  template <class Make>
  Result<std::shared_ptr<const Value>> find_or_make(std::string_view mark, const std::string& question,
                                                    Make make) {
    const std::shared_ptr<Answer> answer = find_answer(mark, question);
    const std::scoped_lock lock(answer->mutex);
    if (!answer->value) {
      VP_ASSIGN(Value value, make());
      answer->value = std::make_shared<const Value>(std::move(value));
    }
    return answer->value;
  }

 private:
  static constexpr std::size_t kMostQuestions = 32;
  struct Answer {
    std::mutex mutex;  // guards value
    std::shared_ptr<const Value> value;
  };

  std::shared_ptr<Answer> find_answer(std::string_view mark, const std::string& question) {
    const std::scoped_lock lock(mutex_);
    if (mark_ != mark || (answers_.size() >= kMostQuestions && !answers_.contains(question))) {
      answers_.clear();
      mark_ = mark;
    }
    std::shared_ptr<Answer>& answer = answers_[question];
    if (!answer) answer = std::make_shared<Answer>();
    return answer;
  }

  std::mutex mutex_;  // guards what follows
  std::string mark_;
  std::map<std::string, std::shared_ptr<Answer>> answers_;
};

}  // namespace vp::web
