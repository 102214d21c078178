// bounded_queue.h - hands whole documents from one stage's threads to the next, and makes a fast stage wait
// for a slow one. Threads: any number push and pop. The mutex guards items_ and is_closed_.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace vp::apps {

template <class T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for room. False when the queue was closed: the item is dropped.
  bool push(T item) {
    std::unique_lock lock(mutex_);
    has_room_.wait(lock, [this] { return items_.size() < capacity_ || is_closed_; });
    if (is_closed_) return false;
    items_.push_back(std::move(item));
    has_item_.notify_one();
    return true;
  }

  /// Waits for an item. Empty once the queue is closed and drained.
  std::optional<T> pop() {
    std::unique_lock lock(mutex_);
    has_item_.wait(lock, [this] { return !items_.empty() || is_closed_; });
    return take_front();
  }

  /// As pop, but waits no longer than `wait`. Empty also when nothing came in time: is_drained() tells which.
  std::optional<T> pop_within(std::chrono::milliseconds wait) {
    std::unique_lock lock(mutex_);
    has_item_.wait_for(lock, wait, [this] { return !items_.empty() || is_closed_; });
    return take_front();
  }

  /// Closed, and everything was handed out.
  [[nodiscard]] bool is_drained() const {
    const std::lock_guard lock(mutex_);
    return is_closed_ && items_.empty();
  }

  /// No more items will come; what is in the queue is still handed out.
  void close() {
    const std::lock_guard lock(mutex_);
    is_closed_ = true;
    has_room_.notify_all();
    has_item_.notify_all();
  }

 private:
  /// The caller holds the lock.
  std::optional<T> take_front() {
    if (items_.empty()) return std::nullopt;
    T item = std::move(items_.front());
    items_.pop_front();
    has_room_.notify_one();
    return item;
  }

  std::size_t capacity_;
  mutable std::mutex mutex_;
  std::condition_variable has_room_;
  std::condition_variable has_item_;
  std::deque<T> items_;
  bool is_closed_ = false;
};

}  // namespace vp::apps
