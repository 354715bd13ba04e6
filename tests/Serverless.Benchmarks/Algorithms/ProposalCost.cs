using System.Diagnostics;
using Serverless.Algorithms;
using Serverless.Algorithms.Options;
using Serverless.Spaces;

namespace Serverless.Benchmarks.Algorithms;

/// <summary>The cost of a proposal of each algorithm, including asking and telling, beside a random proposal in the same run.</summary>
/// <remarks>
/// Objectives are counted from NAS-Bench-201 cells, all 15,625 of which are different candidates, so that 10,000 evaluations leave only a third of
/// the space. CPU time of the process is used, since other processes on the machine affect it less than the clock.
/// </remarks>
static class ProposalCost
{
    const int PerGeneration = 20;
    const double MostMilliseconds = 0.1;

    /// <summary>Of an algorithm that fits models, for each candidate of a generation of eight at 500 evaluations.</summary>
    const double MostModelledMilliseconds = 50;
    const int ModelledGeneration = 8;

    static readonly int[] Worth = [0, 2, 3, 6, 1];
    static readonly int[] Expense = [0, 1, 3, 9, 2];

    static readonly PublishedSpace Space = new(new NasBench201Space());

    internal static void Measure(Report report)
    {
        report.Say($"CPU milliseconds for each candidate, {PerGeneration} a generation, asking and telling; least of three. .NET {Environment.Version}.");
        foreach (var name in SearchAlgorithms.Names)
        {
            if (AlgorithmDescription.Find(name)!.Whole("trainingSize") is not null)
            {
                report.Bound($"{name}, from its state at 500 evaluations, {ModelledGeneration} at once", FromState(name, 500), MostModelledMilliseconds, " ms");
                continue;
            }

            Run(name, evaluations: 1_000, objectives: 2, seed: 1);
            report.Bound($"{name}, 500 evaluations, 2 objectives", Best(name, 500, 2), MostMilliseconds, " ms");
            report.Bound($"{name}, 10,000 evaluations, 2 objectives", Best(name, 10_000, 2), MostMilliseconds, " ms");
            report.Bound($"{name}, 500 evaluations, 3 objectives", Best(name, 500, 3), MostMilliseconds, " ms");
            report.Bound($"{name}, 500 evaluations, 6 objectives", Best(name, 500, 6), MostMilliseconds, " ms");
        }
    }

    /// <summary>The least of a few runs: what the algorithm needs when nothing disturbs it.</summary>
    static double Best(string name, int evaluations, int objectives)
    {
        var runs = Math.Max(2, 5_000 / evaluations);
        return Enumerable.Range(1, 3).Min(round =>
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            for (var run = 0; run < runs; run++)
            {
                Run(name, evaluations, objectives, seed: (round * runs) + run);
            }

            return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / runs / evaluations;
        });
    }

    /// <summary>A generation of an algorithm that is made from its state, as on the platform.</summary>
    static double FromState(string name, int evaluations)
    {
        var state = Run(name, evaluations, objectives: 2, seed: 1).State;
        return Enumerable.Range(1, 3).Min(_ =>
        {
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            SearchAlgorithms.Create(new AlgorithmSpecification { Name = name }, Space, seed: 1, state).Ask(ModelledGeneration);
            return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / ModelledGeneration;
        });
    }

    static ISearchAlgorithm Run(string name, int evaluations, int objectives, long seed)
    {
        var algorithm = SearchAlgorithms.Create(new AlgorithmSpecification { Name = name }, Space, seed, null);
        for (var told = 0; told < evaluations; told += PerGeneration)
        {
            algorithm.Tell([.. algorithm.Ask(PerGeneration).Select(proposal => Evaluate(proposal, objectives))]);
        }

        return algorithm;
    }

    static Observation Evaluate(ProposedCandidate proposal, int objectives)
    {
        if (!Space.TryParse(proposal.Architecture, out var cell, out var error))
        {
            throw new InvalidOperationException(error);
        }

        var worth = 0;
        var expense = 0;
        for (var edge = 0; edge < cell.Genotype.Length; edge++)
        {
            worth += (edge + 1) * Worth[cell.Genotype[edge]];
            expense += Expense[cell.Genotype[edge]];
        }

        var distances = Enumerable.Range(0, objectives - 2).Select(edge => (double)Math.Abs(cell.Genotype[edge] - edge));
        return new Observation(proposal.Id, ObservationStatus.Evaluated, [-worth, expense, .. distances], 0, proposal.Fidelity);
    }
}
