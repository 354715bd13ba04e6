using Serverless.Algorithms;
using Serverless.Bench.External;
using Serverless.Bench.Problems;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;

namespace Serverless.Bench.Running;

/// <summary>Searches a problem with the engine of the platform, where a table takes the place of training.</summary>
public static class ProblemSearch
{
    /// <summary>Runs until the given number of candidates has been evaluated, or the algorithm has none left.</summary>
    /// <remarks>
    /// A candidate that the table does not have, or for which it has no value, fails: it costs an evaluation. A candidate that an algorithm only
    /// screens by zero-cost metrics costs none.
    /// </remarks>
    /// <param name="problem">The problem to search.</param>
    /// <param name="specification">The algorithm that proposes candidates.</param>
    /// <param name="evaluations">The number of evaluations in the budget.</param>
    /// <param name="seed">The seed of the algorithm and of fits.</param>
    /// <param name="surrogate">The surrogate that chooses among proposals; null for none.</param>
    /// <param name="cancellation">A token that ends the run between two generations.</param>
    /// <exception cref="BenchException">
    /// The algorithm evaluates at several fidelities, of which a table has only one, or searches by zero-cost metrics that the table does not have.
    /// </exception>
    public static SearchTrace Run(
        TableProblem problem,
        AlgorithmSpecification specification,
        int evaluations,
        int seed,
        SurrogateSpecification? surrogate = null,
        CancellationToken cancellation = default) =>
        Run(problem, specification, algorithm: null, evaluations, seed, surrogate, cancellation);

    /// <summary>Searches a problem by one of our algorithms or by an external program.</summary>
    /// <inheritdoc cref="Run(TableProblem, AlgorithmSpecification, int, int, SurrogateSpecification?, CancellationToken)"/>
    /// <exception cref="BenchException">The program fails.</exception>
    public static SearchTrace Run(TableProblem problem, AlgorithmChoice choice, int evaluations, int seed, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(choice);
        using var external = choice.External is { } command ? new ExternalAlgorithm(command, problem, evaluations, seed, cancellation) : null;
        if (external is not null || choice.Terms == SearchTerms.Usual)
        {
            return Run(problem, choice.Specification, external, evaluations, seed, surrogate: null, cancellation);
        }

        var specification = choice.Terms.Pending > 0 ? choice.Specification with { BatchSize = 1 } : choice.Specification;
        var algorithm = choice.Terms.Around(SearchAlgorithms.Create(choice.Specification, problem.Space, seed, state: null), problem, seed);
        return Run(problem, specification, algorithm, evaluations, seed, surrogate: null, cancellation);
    }

    static SearchTrace Run(
        TableProblem problem,
        AlgorithmSpecification specification,
        ISearchAlgorithm? algorithm,
        int evaluations,
        int seed,
        SurrogateSpecification? surrogate,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(specification);
        var evaluator = EvaluatorOf(problem, RequestOf(problem, specification, evaluations, seed, surrogate));
        using var surrogates = surrogate is null ? null : new InProcessSurrogates(InProcessFits.Fit);
        var run = Begin(evaluator, surrogates, algorithm);
        using var fits = new FitClock();
        run.Run(cancellation);
        return new SearchTrace(
            seed, [.. run.Evaluations.Select(evaluation => problem.RowOf(evaluation.Architecture) ?? -1)], run.ProposalSeconds, fits.Seconds);
    }

    static TableEvaluator EvaluatorOf(TableProblem problem, SearchRequest request)
    {
        try
        {
            return new TableEvaluator(request, problem.Table);
        }
        catch (TableException unsuited)
        {
            throw new BenchException(unsuited.Message);
        }
    }

    static SearchRun Begin(TableEvaluator evaluator, InProcessSurrogates? surrogates, ISearchAlgorithm? algorithm)
    {
        try
        {
            return new SearchRun(evaluator, (started, candidate, _, _) => evaluator.LookUp(started, candidate.Architecture), surrogates, algorithm: algorithm);
        }
        catch (ArgumentException unsuited)
        {
            throw new BenchException(unsuited.Message);
        }
    }

    static SearchRequest RequestOf(
        TableProblem problem, AlgorithmSpecification specification, int evaluations, int seed, SurrogateSpecification? surrogate) => new()
        {
            Space = problem.Space.DefaultSkeleton,
            Dataset = new DatasetSpecification { Name = problem.Table.Description.Name },
            Evaluator = new EvaluatorSpecification { Kind = EvaluatorKind.Table, Table = problem.Table.Description.Name },
            Objectives = [.. problem.Metrics.Select(metric => metric.ToObjective())],
            Algorithm = specification,
            Surrogate = surrogate,
            Budgets = new() { Evaluations = evaluations },
            Seed = seed,
        };
}

/// <summary>What one search of a table proposed; every figure about the search can be computed from this.</summary>
/// <param name="Seed">The seed of the search.</param>
/// <param name="Rows">The row of each distinct candidate in proposal order; −1 for one that the table does not have.</param>
/// <param name="ProposalSeconds">The time taken by the algorithm itself, without look-ups.</param>
/// <param name="FitSeconds">The part of that time in which the algorithm's own models were fitted.</param>
public sealed record SearchTrace(int Seed, IReadOnlyList<int> Rows, double ProposalSeconds, double FitSeconds = 0)
{
    /// <value>The algorithm's time for each candidate, in milliseconds.</value>
    public double MillisecondsPerProposal => PerProposal(ProposalSeconds);

    /// <value>The part of that time in which the algorithm's own models were fitted; the rest is for proposing with them.</value>
    public double MillisecondsOfFits => PerProposal(FitSeconds);

    double PerProposal(double seconds) => Rows.Count == 0 ? 0 : seconds * 1_000 / Rows.Count;
}
