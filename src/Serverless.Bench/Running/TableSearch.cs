using System.Diagnostics;
using Serverless.Algorithms;
using Serverless.Bench.Problems;

namespace Serverless.Bench.Running;

/// <summary>Runs an algorithm on a table, as the platform runs it on trainings: generation by generation.</summary>
public static class TableSearch
{
    /// <summary>Runs until so many distinct candidates were proposed, or the algorithm has none left.</summary>
    /// <remarks>A candidate that the table does not have, or has no value of, is told as failed: it costs an evaluation.</remarks>
    /// <exception cref="BenchException">The algorithm evaluates at several fidelities, of which a table has one.</exception>
    public static SearchTrace Run(TableProblem problem, AlgorithmSpecification specification, int evaluations, int seed)
    {
        var algorithm = SearchAlgorithms.Create(specification, problem.Space, seed, state: null);
        if (algorithm.Fidelities.Count > 1)
        {
            throw new BenchException($"'{specification.Name}' evaluates at {algorithm.Fidelities.Count} fidelities; a table holds one, full training.");
        }

        var rows = new List<int>(evaluations);
        var ticks = 0L;
        while (rows.Count < evaluations)
        {
            var started = Stopwatch.GetTimestamp();
            var proposals = algorithm.Ask(Math.Min(specification.CandidatesPerGeneration, evaluations - rows.Count));
            ticks += Stopwatch.GetTimestamp() - started;
            if (proposals.Count == 0)
            {
                break;
            }

            var observations = proposals.Select(proposal => Observe(problem, proposal, rows)).ToList();
            started = Stopwatch.GetTimestamp();
            algorithm.Tell(observations);
            ticks += Stopwatch.GetTimestamp() - started;
        }

        return new SearchTrace(seed, rows, (double)ticks / Stopwatch.Frequency);
    }

    internal static Observation Observe(TableProblem problem, ProposedCandidate proposal, List<int> rows)
    {
        var row = problem.RowOf(proposal.Architecture) ?? -1;
        rows.Add(row);
        return row >= 0 && problem.IsSupported(row)
            ? new Observation(proposal.Id, ObservationStatus.Evaluated, problem.ObjectivesOf(row).ToArray(), Violation: 0)
            : new Observation(proposal.Id, ObservationStatus.Failed, [], Violation: 0);
    }
}
