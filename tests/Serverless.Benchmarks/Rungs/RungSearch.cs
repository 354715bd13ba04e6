using Serverless.Algorithms;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Training;

namespace Serverless.Benchmarks.Rungs;

/// <summary>One search with the engine, whose candidates are trained one after the other in this process.</summary>
sealed class RungSearch(SearchRequest request, StoredTrainings trainings, CandidateTrainer trainer)
{
    readonly RungLadder _ladder = RungLadder.Of(request);
    readonly List<SearchStep> _whole = []; // in the order in which they are merged
    double _seconds;
    int _epochs;

    internal SearchCost Run()
    {
        var withoutClock = request with { Budgets = request.Budgets with { WallClockSeconds = null } };
        var run = new SearchRun(new TrainingEvaluator(withoutClock, new Dictionary<string, Core.Devices.DeviceDefinition>()), Evaluate);
        run.Run();
        SearchStep[] steps = [.. _whole.Zip(run.History, (step, entry) => step with { Hypervolume = entry.Hypervolume })];
        var budget = run.State.Budget;
        return new SearchCost(
            budget.TrainingsSpent, steps.Length, _epochs, _seconds, run.Front?.Hypervolume ?? 0, run.Front?.Members.Count ?? 0, steps);
    }

    Evaluation Evaluate(Evaluation started, Candidate candidate, int rung, Evaluation? before)
    {
        var trained = trainings.Train(trainer, request, candidate.Proposed, rung);
        _seconds += trained.Seconds;
        _epochs += _ladder.EpochsAddedBy(rung);
        if (rung == _ladder.Count)
        {
            _whole.Add(new SearchStep(_epochs, _seconds, Hypervolume: 0));
        }

        var isZeroCost = _ladder.IsZeroCost(rung);
        var evaluation = started with { Cost = new EvaluationCost { TrainingSeconds = trained.Seconds, TrainedOn = isZeroCost ? null : "cpu" } };
        foreach (var (name, value) in trained.Metrics)
        {
            evaluation = Outcomes.AddMetric(evaluation, name, value, isZeroCost ? Fidelity.ZeroCostName : null);
        }

        evaluation = RungOutcomes.Join(evaluation, before, _ladder, rung, request);
        foreach (var objective in request.Objectives.Where(objective => objective.Metric == Metric.LatencyMs.Name))
        {
            evaluation = Outcomes.AddMetric(evaluation, objective.Name, trainings.LatencyOf(request, candidate.Proposed), "measured");
        }

        return RungOutcomes.Note(
            Outcomes.Conclude(evaluation, RungObjectives.RequiredAt(request, _ladder, rung)), isCached: false, _ladder, rung);
    }
}
