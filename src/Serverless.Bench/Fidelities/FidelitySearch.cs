using Serverless.Algorithms;
using Serverless.Bench.Running;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Bench.Fidelities;

/// <summary>Searches a problem with the engine of the platform, and counts the epochs of every training that it looks up.</summary>
static class FidelitySearch
{
    /// <summary>Runs until the given number of epochs is used up, or nothing is left to propose.</summary>
    /// <remarks>The trainings of a table are independent: a longer one starts from nothing, and all of its epochs count.</remarks>
    /// <exception cref="BenchException">The algorithm cannot search the table.</exception>
    public static IReadOnlyList<FidelityStep> Run(FidelityProblem problem, AlgorithmChoice choice, double limit, int seed, CancellationToken cancellation)
    {
        var request = RequestOf(problem, choice, seed);
        var isWhole = FidelityPlan.IsWhole(choice);
        var steps = new List<FidelityStep>();
        var epochs = 0.0;
        try
        {
            var evaluator = new TableEvaluator(request, problem.Problem.Table);
            var algorithm = SearchAlgorithms.Create(choice.Specification, problem.Problem.Space, seed, state: null, ProblemDefinitions.Of(evaluator));
            var run = new SearchRun(
                evaluator,
                (started, candidate, rung, before) =>
                {
                    epochs += isWhole ? problem.Epochs[^1] : problem.Epochs[rung - 1];
                    var isLast = isWhole || rung == problem.Epochs.Count;
                    steps.Add(new FidelityStep(epochs, isLast ? problem.Problem.Table.RowOf(candidate.Architecture) ?? -1 : -1));
                    return evaluator.LookUp(started with { Rungs = before?.Rungs }, candidate.Architecture);
                },
                algorithm: new LimitedAlgorithm(algorithm, () => epochs >= limit));
            run.Run(cancellation);
        }
        catch (Exception unsuited) when (unsuited is ArgumentException or TableException)
        {
            throw new BenchException($"{choice.Label} on {problem.Problem.Name}: {unsuited.Message}");
        }

        return steps;
    }

    static SearchRequest RequestOf(FidelityProblem problem, AlgorithmChoice choice, int seed) => new()
    {
        Space = problem.Problem.Space.DefaultSkeleton,
        Dataset = new DatasetSpecification { Name = problem.Problem.Table.Description.Name },
        Evaluator = new EvaluatorSpecification { Kind = EvaluatorKind.Table, Table = problem.Problem.Table.Description.Name },
        Objectives = [.. problem.Problem.Metrics.Select(metric => metric.ToObjective())],
        Algorithm = choice.Specification,
        Training = FidelityPlan.IsWhole(choice) ? new TrainingRecipe() : new TrainingRecipe { Epochs = problem.Epochs[^1], Rungs = problem.Epochs },
        Promotion = choice.Terms.Halving > 0 ? new PromotionSpecification { ReductionFactor = choice.Terms.Halving } : null,
        Budgets = new() { Generations = int.MaxValue },
        Seed = seed,
    };

    /// <summary>An algorithm that proposes nothing more once a limit is reached.</summary>
    sealed class LimitedAlgorithm(ISearchAlgorithm algorithm, Func<bool> isReached) : ISearchAlgorithm
    {
        public IReadOnlyList<Fidelity> Fidelities => algorithm.Fidelities;

        public AlgorithmState State => algorithm.State;

        public IReadOnlyList<ProposedCandidate> Ask(int count) => isReached() ? [] : algorithm.Ask(count);

        public void Tell(IReadOnlyList<Observation> observations) => algorithm.Tell(observations);

        public void Drop(IReadOnlyList<CandidateId> candidates, bool mayReturn) => algorithm.Drop(candidates, mayReturn);
    }
}

/// <summary>A training that was looked up.</summary>
/// <param name="Epochs">The epochs of all trainings up to and including this one.</param>
/// <param name="Row">The row of the architecture; −1 after a shorter training, and if the table does not have the architecture.</param>
readonly record struct FidelityStep(double Epochs, int Row);
