using System.Diagnostics;
using Serverless.Algorithms;
using Serverless.Algorithms.Acquisition;
using Serverless.Bench.Problems;
using Serverless.Bench.Running;
using Serverless.Inference.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Bench.Surrogates.Searching;

/// <summary>Searches a table as the platform does with a surrogate: many are proposed, all are predicted, few are evaluated.</summary>
/// <remarks>
/// A generation asks the algorithm for hundreds, lets the surrogate predict them, evaluates those that promise most hypervolume and a
/// few to learn from, and gives the others back. The surrogate is fitted again when the evaluations have grown by a fifth. Until there
/// are enough to fit to, the algorithm alone decides. Architectures whose input does not reach their output are never chosen.
/// </remarks>
sealed class AssistedSearch(TableProblem problem, AlgorithmSpecification specification, ISurrogateFitter fitter, int evaluations, int seed, CancellationToken cancellation)
{
    /// <summary>Proposals of a generation.</summary>
    const int PoolSize = 500;

    /// <summary>Evaluations before the first fit.</summary>
    const int FirstFit = 24;

    /// <summary>How much the evaluations grow between fits.</summary>
    const double Growth = 1.2;

    /// <summary>The share of evaluations that are chosen to learn from.</summary>
    const double Exploration = 0.1;

    /// <summary>How far behind the worst known value the reference point lies, as a share of the values' range.</summary>
    const double Margin = 0.1;

    readonly ISearchAlgorithm _algorithm = SearchAlgorithms.Create(specification, problem.Space, seed, state: null);
    readonly List<int> _rows = [];

    /// <summary>Runs until so many candidates are evaluated, or the algorithm has none left.</summary>
    /// <returns>What was evaluated; its proposal time includes fits and predictions.</returns>
    public SearchTrace Run()
    {
        var started = Stopwatch.GetTimestamp();
        SurrogateScorer? surrogate = null;
        var fittedTo = 0;
        try
        {
            for (var generation = 0; _rows.Count < evaluations; generation++)
            {
                cancellation.ThrowIfCancellationRequested();
                var count = Math.Min(specification.CandidatesPerGeneration, evaluations - _rows.Count);
                if (_rows.Count(IsUseful) is var known && known >= FirstFit && known >= fittedTo * Growth)
                {
                    surrogate?.Dispose();
                    surrogate = Fit();
                    fittedTo = known;
                }

                if (!Evaluate(surrogate is null ? _algorithm.Ask(count) : Choose(surrogate, count, generation)))
                {
                    break;
                }
            }
        }
        finally
        {
            surrogate?.Dispose();
        }

        return new SearchTrace(seed, _rows, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    bool IsUseful(int row) => row >= 0 && problem.Counts(row, Convention.Tight);

    SurrogateScorer Fit()
    {
        var set = TableTargets.Of(problem, [.. _rows.Where(IsUseful)]);
        using var fitted = fitter.Fit(set, new SurrogateFitOptions { Seed = seed, HeldOutShare = 0.2 }, cancellation);
        return new SurrogateScorer(fitter.Kind, fitted.ToOnnx(), fitted.Metadata, problem.Space);
    }

    List<ProposedCandidate> Choose(SurrogateScorer surrogate, int count, int generation)
    {
        var proposals = _algorithm.Ask(PoolSize);
        var architectures = proposals.ToDictionary(proposal => proposal.Id, Parsed);
        var encoder = ArchitectureEncoders.For(problem.Space, surrogate.Metadata.Space, surrogate.Metadata.Shape);
        IReadOnlyList<ProposedCandidate> open = [.. proposals.Where(proposal => encoder.IsConnected(architectures[proposal.Id]))];
        IReadOnlyList<Architecture> candidates = [.. open.Select(proposal => architectures[proposal.Id])];
        var pool = Predicted(surrogate, candidates);
        int[] useful = [.. _rows.Where(IsUseful)];
        IEnumerable<Architecture> known = useful.Select(row => problem.Table.Architectures[row]);
        var terms = new ChoiceTerms(count, Exploration, seed, generation);
        var choices = surrogate.Metadata.HasObjectives
            ? VolumeAcquisition.Choose(pool, [.. useful.SelectMany(row => problem.ObjectivesOf(row).ToArray())], Reference(useful), known, terms)
            : ScoreAcquisition.Choose(pool, known, terms);
        List<ProposedCandidate> chosen = [.. choices.Select(choice => open[choice.Index])];
        var taken = chosen.Select(proposal => proposal.Id).ToHashSet();
        _algorithm.Drop([.. proposals.Select(proposal => proposal.Id).Where(id => !taken.Contains(id))], mayReturn: true);
        return chosen;
    }

    CandidatePool Predicted(SurrogateScorer surrogate, IReadOnlyList<Architecture> candidates)
    {
        var predictions = surrogate.Score(candidates, cancellation);
        if (!predictions.HasObjectives)
        {
            return new CandidatePool(candidates, [.. predictions.Scores.ToArray().Select(score => (double)score)], predictions.Members, objectives: 1);
        }

        var values = new double[predictions.Values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = problem.Metrics[i % problem.Metrics.Count].Minimised(predictions.Values[i]);
        }

        return new CandidatePool(candidates, values, predictions.Members, problem.Metrics.Count);
    }

    double[] Reference(int[] rows) =>
    [
        .. Enumerable.Range(0, problem.Metrics.Count).Select(objective =>
        {
            var worst = rows.Max(row => problem.ObjectivesOf(row)[objective]);
            return worst + (Margin * (worst - rows.Min(row => problem.ObjectivesOf(row)[objective])));
        }),
    ];

    Architecture Parsed(ProposedCandidate proposal) =>
        problem.Space.TryParse(proposal.Architecture, out var architecture, out var error) ? architecture : throw new InvalidOperationException(error);

    bool Evaluate(IReadOnlyList<ProposedCandidate> proposals)
    {
        if (proposals.Count == 0)
        {
            return false;
        }

        _algorithm.Tell([.. proposals.Select(proposal => TableSearch.Observe(problem, proposal, _rows))]);
        return true;
    }
}
