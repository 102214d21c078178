#include "tests/eval/search_scores.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace vp::eval {
namespace {

double gain(int grade) {
  return std::exp2(grade) - 1;
}

double discounted(const std::vector<int>& grades, std::size_t depth) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(depth, grades.size()); ++i)
    sum += gain(grades[i]) / std::log2(static_cast<double>(i) + 2);
  return sum;
}

}  // namespace

double ndcg_at(const std::map<PassageIndex, int>& grades, const std::vector<PassageIndex>& ranking,
               std::size_t depth) {
  std::vector<int> best;
  for (const auto& [passage, grade] : grades)
    best.push_back(grade);
  std::sort(best.begin(), best.end(), std::greater<>());
  std::vector<int> found;
  for (const PassageIndex passage : ranking) {
    const auto grade = grades.find(passage);
    found.push_back(grade == grades.end() ? 0 : grade->second);
  }
  const double ideal = discounted(best, depth);
  return ideal == 0 ? 0 : discounted(found, depth) / ideal;
}

double recall_of(const std::map<PassageIndex, int>& grades, const std::vector<PassageIndex>& ranking,
                 int least_grade) {
  std::size_t wanted = 0;
  std::size_t found = 0;
  for (const auto& [passage, grade] : grades) {
    if (grade < least_grade) continue;
    ++wanted;
    found += std::find(ranking.begin(), ranking.end(), passage) != ranking.end() ? 1U : 0U;
  }
  // More than can be shown: those that can be shown count.
  wanted = std::min(wanted, kSearchDepth);
  return wanted == 0 ? 1 : static_cast<double>(found) / static_cast<double>(wanted);
}

QueryScore score_answer(const GoldQuery& query, const SearchAnswer& answer) {
  constexpr std::size_t kShown = 10;
  return {ndcg_at(query.grades, answer.ranking, kShown),
          recall_of(query.grades, answer.ranking, 2),
          recall_of(query.grades, answer.ranking, 1),
          !answer.ranking.empty(),
          !answer.failure.empty(),
          answer.cpu_ms};
}

MeanScore mean_of(const std::vector<QueryScore>& scores) {
  MeanScore mean;
  std::vector<double> times;
  for (const QueryScore& score : scores) {
    ++mean.queries;
    mean.without_hits += score.has_hits ? 0U : 1U;
    mean.failed += score.has_failed ? 1U : 0U;
    mean.ndcg += score.ndcg;
    mean.recall += score.recall;
    mean.any_recall += score.any_recall;
    times.push_back(score.cpu_ms);
  }
  if (scores.empty()) return mean;
  const auto count = static_cast<double>(scores.size());
  mean.ndcg /= count;
  mean.recall /= count;
  mean.any_recall /= count;
  std::sort(times.begin(), times.end());
  mean.median_ms = times.at(times.size() / 2);
  return mean;
}

SearchComparison compare_search(const SearchCollection& collection, const SearchGold& gold) {
  SearchComparison comparison;
  PlainSearch plain(collection);
  for (const GoldQuery& query : gold.queries) {
    comparison.program_answers.push_back(ask_program(collection, query));
    comparison.plain_answers.push_back(plain.ask(query));
    comparison.program.push_back(score_answer(query, comparison.program_answers.back()));
    comparison.plain.push_back(score_answer(query, comparison.plain_answers.back()));
  }
  return comparison;
}

MeanScore mean_of_half(const SearchGold& gold, const std::vector<QueryScore>& scores, bool is_development) {
  std::vector<QueryScore> half;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (gold.queries[i].is_development == is_development) half.push_back(scores[i]);
  }
  return mean_of(half);
}

}  // namespace vp::eval
