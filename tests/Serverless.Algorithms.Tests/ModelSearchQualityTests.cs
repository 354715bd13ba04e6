using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests;

/// <summary>Compares algorithms with a model with random search, on objectives counted from cells, paired by seed.</summary>
public sealed class ModelSearchQualityTests
{
    const int Batch = 5;
    const int Seeds = 5;

    /// <summary>Behind the least worth, 0, and the largest expense, 54.</summary>
    static readonly double[] Reference = [1, 55];

    readonly NasBench201Space _space = new();

    [Theory]
    [InlineData("gp-ehvi", 25)]
    [InlineData("qnehvi", 25)]
    [InlineData("qnparego", 40)]
    [InlineData("tpe", 200)]
    public void Run_PairedSeeds_IsFarAheadOfRandomSearch(string name, int evaluations)
    {
        var gains = Enumerable.Range(1, Seeds).Select(seed => Volume(name, seed, evaluations) - Volume("random", seed, evaluations)).ToList();

        TestContext.Current.SendDiagnosticMessage("{0}: gains over random {1}", name, string.Join(", ", gains.Select(gain => gain.ToString("F0"))));
        gains.Count(gain => gain > 0).ShouldBeGreaterThanOrEqualTo(Seeds - 1);
    }

    double Volume(string name, long seed, int evaluations)
    {
        var algorithm = SearchAlgorithms.Create(new AlgorithmSpecification { Name = name }, _space, seed, null);
        var found = new List<double>();
        for (var evaluated = 0; evaluated < evaluations; evaluated += Batch)
        {
            Observation[] observations = [.. algorithm.Ask(Batch).Select(ClosedForm.Evaluate)];
            algorithm.Tell(observations);
            found.AddRange(observations.SelectMany(observation => observation.Objectives));
        }

        return Hypervolume.Of(found.ToArray(), Reference);
    }
}
