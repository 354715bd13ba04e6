using System.Globalization;
using Serverless.MultiObjective;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Algorithms.Tests.Nsga2;

/// <summary>Compares NSGA-II with random search on published measurements: CIFAR-100 validation error against edge GPU latency.</summary>
public sealed class Nsga2QualityTests
{
    const string Accuracies = "nb201.csv.gz";
    const string Latencies = "nb201_hw.csv.gz";
    const int PopulationSize = 20;
    const int Evaluations = 100;
    const int Seeds = 15;

    readonly NasBench201Space _space = new();

    [Fact]
    public void Run_100Evaluations_DominatesMoreThanRandomSearchInTheMedian()
    {
        var problem = ReadTable();
        var front = NondominatedSort.Fronts(FlatPoints.Of(problem.Values, objectives: 2), objectives: 2)[0].Select(index => problem.Values.ElementAt(index)).ToList();

        var nsga2 = Median("nsga2", problem, front);
        var random = Median("random", problem, front);
        var neighbourhood = Median("neighbourhood-evolution", problem, front);

        TestContext.Current.SendDiagnosticMessage(
            "tight hypervolume ratio: nsga2 {0:F4}, random {1:F4}, neighbourhood-evolution {2:F4}", nsga2, random, neighbourhood);
        nsga2.ShouldBeGreaterThan(random);
        neighbourhood.ShouldBeGreaterThan(random);
    }

    /// <summary>Of what the true front dominates, the share that a run's evaluations dominate: median over the seeds.</summary>
    double Median(string name, Dictionary<CandidateId, double[]> problem, List<double[]> front) =>
        Enumerable.Range(1, Seeds).Select(seed => Volume(Run(name, seed, problem), front) / Volume(front, front)).Order().ElementAt(Seeds / 2);

    List<double[]> Run(string name, long seed, Dictionary<CandidateId, double[]> problem)
    {
        var algorithm = SearchAlgorithms.Create(new AlgorithmSpecification { Name = name, PopulationSize = PopulationSize }, _space, seed, null);
        var found = new List<double[]>();
        for (var evaluated = 0; evaluated < Evaluations; evaluated += PopulationSize)
        {
            var observations = algorithm.Ask(PopulationSize).Select(proposal => problem.TryGetValue(proposal.Id, out var values)
                ? new Observation(proposal.Id, ObservationStatus.Evaluated, values, 0)
                : new Observation(proposal.Id, ObservationStatus.Failed, [], 0)).ToList();
            algorithm.Tell(observations);
            found.AddRange(observations.Where(observation => observation.Objectives.Count > 0).Select(observation => observation.Objectives.ToArray()));
        }

        return found;
    }

    /// <summary>Tight: scaled so that the true front's ideal point is (0, 0) and its nadir (1, 1), up to (1.1, 1.1).</summary>
    static double Volume(List<double[]> points, List<double[]> front)
    {
        double Scale(double[] point, int objective)
        {
            var ideal = front.Min(member => member[objective]);
            return (point[objective] - ideal) / (front.Max(member => member[objective]) - ideal);
        }

        return Hypervolume.Of([.. points.SelectMany(point => new[] { Scale(point, 0), Scale(point, 1) })], [1.1, 1.1]);
    }

    /// <summary>Each candidate's error (%) and latency (ms), as measured of its representative; the cell without a path has none.</summary>
    Dictionary<CandidateId, double[]> ReadTable()
    {
        var accuracies = ReferenceTables.Find(Accuracies);
        var latencies = ReferenceTables.Find(Latencies);
        Assert.SkipWhen(accuracies is null || latencies is null, ReferenceTables.MissingReason($"{Accuracies} or {Latencies}"));

        var latencyOf = ReferenceTables.Read(latencies).ToDictionary(row => row["index"], row => Number(row["c100_edgegpu_lat_ms"]));
        var problem = new Dictionary<CandidateId, double[]>();
        foreach (var row in ReferenceTables.Read(accuracies))
        {
            _space.TryParse(row["arch_str"], out var cell, out var error).ShouldBeTrue(error);
            if (_space.Canonicalise(cell!).Equals(cell) && NasBench201Space.IsConnected(cell))
            {
                problem.Add(_space.IdOf(cell), [100 - Number(row["c100_valid_200"]), latencyOf[row["index"]]]);
            }
        }

        return problem;
    }

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
