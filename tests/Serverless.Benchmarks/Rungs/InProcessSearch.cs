using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Training;
using Serverless.Spaces;

namespace Serverless.Benchmarks.Rungs;

/// <summary>A search as the platform runs it, by the same rules, one candidate after the other in this process.</summary>
sealed class InProcessSearch(SearchRequest request, KeptTrainings trainings, CandidateTrainer trainer)
{
    readonly RungLadder _ladder = RungLadder.Of(request);
    readonly SearchSpace _space = SearchSpaces.Find(request.Space.Name)!; // the request was checked
    readonly ImageShape _shape = DatasetDescription.Find(request.Dataset.Name)!.Shape;
    readonly List<RungEntry> _pool = [];
    readonly List<SearchStep> _steps = [];
    readonly List<SearchStep> _whole = []; // of this generation, in the order in which it is merged
    double _seconds;
    int _epochs;

    internal SearchCost Run()
    {
        var algorithm = SearchAlgorithms.Create(request.Algorithm, _space, request.Seed, null);
        var ledger = new BudgetLedger { Limits = request.Budgets with { WallClockSeconds = null }, EpochsPerTraining = request.Training.Epochs };
        FrontDocument? front = null;
        while (ledger.Exhausted(null, default) is null)
        {
            var proposals = algorithm.Ask(Math.Min(request.Algorithm.CandidatesPerGeneration, ledger.EvaluationsLeft ?? int.MaxValue));
            if (proposals.Count == 0)
            {
                break;
            }

            var generation = ledger.GenerationsSpent;
            var evaluations = proposals.Select(proposal => Begin(proposal, generation)).ToList();
            var feasible = evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Queued).ToList();
            (ledger, var granted) = ledger.Reserve(generation, feasible.Count, _ladder);
            var ended = Climb([.. feasible.Take(granted)], proposals).ToDictionary(evaluation => evaluation.Candidate);
            var set = new EvaluationSet
            {
                Generation = generation,
                Evaluations = [.. evaluations.Select(evaluation => ended.GetValueOrDefault(evaluation.Candidate, evaluation))],
            };
            algorithm.Tell([.. set.Evaluations.Select(Observe)]);
            (front, var history) = FrontMerge.Merge("in-process", front, request.Objectives, set);
            _steps.AddRange(_whole.Zip(history, (step, entry) => step with { Hypervolume = entry.Hypervolume }));
            _whole.Clear();
            ledger = ledger.Settle(generation, new GenerationUsage
            {
                TrainingsSpent = ended.Values.Count(evaluation => evaluation.Cost.Epochs > 0),
                Evaluations = set.Evaluations.Count,
                Epochs = ended.Values.Sum(evaluation => evaluation.Cost.Epochs),
            });
        }

        return new SearchCost(
            ledger.TrainingsSpent, _steps.Count, ledger.EpochsSpent, _seconds, front?.Hypervolume ?? 0, front?.Members.Count ?? 0, _steps);
    }

    Evaluation Begin(ProposedCandidate proposal, int generation)
    {
        var architecture = _space.TryParse(proposal.Architecture, out var parsed, out var error)
            ? parsed
            : throw new InvalidOperationException(error);
        var metrics = _space.Cost(architecture, request.Space, _shape).ToMetrics();
        var isFeasible = request.Constraints.All(constraint => constraint.Violation(metrics[constraint.Metric]) == 0);
        return new Evaluation
        {
            Candidate = proposal.Id,
            Architecture = proposal.Architecture,
            Generation = generation,
            Fidelity = Fidelity.FullName,
            Status = isFeasible ? EvaluationStatus.Queued : EvaluationStatus.Infeasible,
            Metrics = metrics,
            Recipe = RecipeHash.Of(request),
        };
    }

    /// <summary>Trains candidates rung by rung, each time those that are promoted.</summary>
    List<Evaluation> Climb(List<Evaluation> candidates, IReadOnlyList<ProposedCandidate> proposals)
    {
        var reached = new List<RungEntry>();
        var ended = new List<Evaluation>();
        for (var rung = 1; candidates.Count > 0; rung++)
        {
            candidates = [.. candidates.Select(candidate => Train(candidate, proposals.First(proposal => proposal.Id == candidate.Candidate), rung))];
            if (rung == _ladder.Count)
            {
                ended.AddRange(candidates);
                break;
            }

            var objectives = RungObjectives.At(request, _ladder, rung);
            candidates = [.. candidates.Where(candidate => HasAll(candidate, objectives))];
            RungEntry[] entries = [.. candidates.Select(candidate => new RungEntry(candidate.Candidate, rung, ValuesOf(candidate, objectives)))];
            var decisions = PromotionRule.Decide(_ladder, rung, objectives, [.. _pool.Where(entry => entry.Rung == rung)], entries);
            reached.AddRange(entries);
            var promoted = decisions.Where(decision => decision.IsPromoted).Select(decision => decision.Candidate).ToHashSet();
            ended.AddRange(candidates.Where(candidate => !promoted.Contains(candidate.Candidate)));
            candidates = [.. candidates.Where(candidate => promoted.Contains(candidate.Candidate))];
        }

        _pool.AddRange(reached);
        return ended;
    }

    Evaluation Train(Evaluation evaluation, ProposedCandidate proposal, int rung)
    {
        var trained = trainings.Train(trainer, request, proposal, rung);
        _seconds += trained.Seconds;
        _epochs += _ladder.EpochsAddedBy(rung);
        if (rung == _ladder.Count)
        {
            _whole.Add(new SearchStep(_epochs, _seconds, Hypervolume: 0));
        }

        var metrics = new Dictionary<string, double>(evaluation.Metrics);
        foreach (var (name, value) in trained.Metrics)
        {
            metrics[name] = value;
        }

        foreach (var objective in request.Objectives.Where(objective => objective.Metric == Metric.LatencyMs.Name))
        {
            metrics[objective.Name] = trainings.LatencyOf(request, proposal);
        }

        return evaluation with
        {
            Status = rung == _ladder.Count ? EvaluationStatus.Completed : EvaluationStatus.EarlyStopped,
            Metrics = metrics,
            Cost = evaluation.Cost with { Epochs = evaluation.Cost.Epochs + _ladder.EpochsAddedBy(rung) },
        };
    }

    static bool HasAll(Evaluation evaluation, IReadOnlyList<Objective> objectives) =>
        objectives.All(objective => evaluation.Metrics.ContainsKey(objective.Name));

    static Dictionary<string, double> ValuesOf(Evaluation evaluation, IReadOnlyList<Objective> objectives) =>
        objectives.ToDictionary(objective => objective.Name, objective => evaluation.Metrics[objective.Name]);

    Observation Observe(Evaluation evaluation) => evaluation.Status switch
    {
        EvaluationStatus.Completed or EvaluationStatus.EarlyStopped when HasAll(evaluation, request.Objectives) => new(
            evaluation.Candidate, ObservationStatus.Evaluated, ObjectiveValues.Minimised(evaluation, request.Objectives), Violation: 0),
        EvaluationStatus.Infeasible => new(
            evaluation.Candidate,
            ObservationStatus.Infeasible,
            [],
            request.Constraints.Sum(constraint => constraint.Violation(evaluation.Metrics[constraint.Metric]))),
        _ => new(evaluation.Candidate, ObservationStatus.Failed, [], Violation: 0),
    };
}
