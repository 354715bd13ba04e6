using Serverless.Algorithms;
using Serverless.Bench.External;
using Serverless.Bench.Problems;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;

namespace Serverless.Bench.Running;

/// <summary>Searches a problem with the engine that the platform runs, its table in place of trainings.</summary>
public static class ProblemSearch
{
    /// <summary>Runs until so many candidates were evaluated, or the algorithm has none left.</summary>
    /// <remarks>
    /// A candidate that the table does not have, or has no value of, fails: it costs an evaluation. One that an algorithm only screens by zero-cost
    /// metrics costs none.
    /// </remarks>
    /// <param name="problem">What is searched.</param>
    /// <param name="specification">What proposes.</param>
    /// <param name="evaluations">The budget.</param>
    /// <param name="seed">Of the algorithm and of fits.</param>
    /// <param name="surrogate">What chooses among proposals; null: nothing does.</param>
    /// <param name="cancellation">Ends the run between two generations.</param>
    /// <exception cref="BenchException">
    /// The algorithm evaluates at several fidelities, of which a table has one, or searches by zero-cost metrics that the table does not have.
    /// </exception>
    public static SearchTrace Run(
        TableProblem problem,
        AlgorithmSpecification specification,
        int evaluations,
        int seed,
        SurrogateSpecification? surrogate = null,
        CancellationToken cancellation = default) =>
        Run(problem, specification, algorithm: null, evaluations, seed, surrogate, cancellation);

    /// <summary>Searches a problem by an algorithm of ours, or by a program.</summary>
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

/// <summary>What one search of a table asked for; every figure about it can be computed from this.</summary>
/// <param name="Seed">The search's seed.</param>
/// <param name="Rows">The row of each distinct candidate in the order of proposal; −1 for one that the table does not have.</param>
/// <param name="ProposalSeconds">Time that the algorithm itself took, look-ups left out.</param>
/// <param name="FitSeconds">Of that, what the algorithm's own models took to fit.</param>
public sealed record SearchTrace(int Seed, IReadOnlyList<int> Rows, double ProposalSeconds, double FitSeconds = 0)
{
    /// <value>Milliseconds of the algorithm's time for each candidate.</value>
    public double MillisecondsPerProposal => PerProposal(ProposalSeconds);

    /// <value>Of these, what the algorithm's own models took to fit; the rest is for proposing by them.</value>
    public double MillisecondsOfFits => PerProposal(FitSeconds);

    double PerProposal(double seconds) => Rows.Count == 0 ? 0 : seconds * 1_000 / Rows.Count;
}
