using Serverless.Algorithms;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Core.Tests.Engine;

/// <summary>Asynchronous searches whose training results are computed by a formula.</summary>
static class AsynchronousSamples
{
    /// <summary>A device whose latencies are the logarithms of multiply-accumulates.</summary>
    public const string Board = "board";

    public static readonly SearchRequest Request = new()
    {
        Space = new() { Name = "nasbench201", Channels = 4, CellsPerStage = 1 },
        Dataset = new() { Name = "fashion-mnist", TrainingImages = 100, ValidationImages = 100 },
        Objectives = [new() { Metric = Metric.Accuracy.Name, Goal = Goal.Maximise }, new() { Metric = Metric.Macs.Name, Goal = Goal.Minimise }],
        Algorithm = new AlgorithmSpecification { Name = "nsga2", PopulationSize = 8 }.Completed(),
        Training = new() { Epochs = 9 },
        Budgets = new() { Trainings = 40 },
        Mode = SearchMode.Asynchronous,
        Parallelism = 6,
        Seed = 3,
    };

    public static readonly SearchRequest WithRungs = Request with
    {
        Training = new() { Epochs = 9, Rungs = [1, 3, 9] },
        Promotion = new() { ReductionFactor = 3 },
    };

    /// <summary>A search by any algorithm; one that searches by zero-cost proxies begins at rung 0.</summary>
    public static SearchRequest WithRungsFor(AlgorithmSpecification algorithm) => WithRungs with
    {
        Algorithm = algorithm,
        Training = WithRungs.Training with { Rungs = algorithm.ZeroCostMetrics.Count > 0 ? [0, 1, 3, 9] : [1, 3, 9] },

        // Few of them are trained at all.
        Budgets = algorithm.ZeroCostMetrics.Count > 0 ? new() { Evaluations = 24 } : new() { Trainings = 24 },
    };

    /// <summary>The search in the variant that promotes.</summary>
    public static SearchRequest Promoting(SearchRequest request) =>
        request with { Promotion = request.Promotion! with { Variant = HalvingVariant.Promotion } };

    public static AsynchronousRun Begin(SearchRequest request) => new(new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>()), new Trainings(request).Evaluate);

    /// <summary>The search in generations.</summary>
    public static SearchRun BeginSynchronous(SearchRequest request) =>
        new(new TrainingEvaluator(request with { Mode = null, Parallelism = null }, new Dictionary<string, DeviceDefinition>()), new Trainings(request).Evaluate);

    /// <summary>One that is under way ends, or two.</summary>
    public static Arrive AtRandom(long seed)
    {
        var random = RandomStream.For(seed, 0, 0);
        return open => random.NextInt(3) == 0 && open.Count > 1 ? [open[^1].Arrival, open[0].Arrival] : [open[random.NextInt(open.Count)].Arrival];
    }

    /// <summary>Accuracy grows with the weights and with epochs, and differs from candidate to candidate.</summary>
    sealed class Trainings(SearchRequest request)
    {
        readonly RungLadder _ladder = RungLadder.Of(request);

        public Evaluation Evaluate(Evaluation started, Candidate candidate, int rung, Evaluation? before)
        {
            var evaluation = started with { Cost = new EvaluationCost { TrainingSeconds = 1, TrainedOn = "cpu" } };
            if (_ladder.IsZeroCost(rung))
            {
                foreach (var (place, objective) in RungObjectives.RequiredAt(request, _ladder, rung).Index().Where(objective => !evaluation.Metrics.ContainsKey(objective.Item.Name)))
                {
                    evaluation = Outcomes.AddMetric(evaluation, objective.Name, candidate.Proposed.Id.Value[^(place + 1)], provenance: null);
                }

                evaluation = RungOutcomes.Join(evaluation with { Cost = new EvaluationCost { TrainingSeconds = 1 } }, before, _ladder, rung, request);
                return RungOutcomes.Note(evaluation with { Status = EvaluationStatus.Completed }, isCached: false, _ladder, rung);
            }

            var luck = (candidate.Proposed.Id.Value[^1] % 8) / 2.0;
            var accuracy = 60 + (3 * Math.Log(1 + started.Metrics[Metric.Parameters.Name])) + luck - (10.0 / _ladder.EpochsOf(rung));
            var latency = Math.Log(started.Metrics[Metric.Macs.Name]);
            if (request.Constraints.Any(constraint => constraint.Device == Board && constraint.Violation(latency) > 0))
            {
                return Outcomes.Limit(Outcomes.AddMetric(started, $"latencyMs@{Board}", latency, "measured"), request);
            }

            evaluation = Outcomes.AddMetric(evaluation, Metric.Accuracy.Name, accuracy, provenance: null);
            evaluation = RungOutcomes.Join(evaluation, before, _ladder, rung, request);
            return RungOutcomes.Note(Outcomes.Conclude(Outcomes.Limit(evaluation, request), RungObjectives.RequiredAt(request, _ladder, rung)), isCached: false, _ladder, rung);
        }
    }
}
