using System.Diagnostics;
using System.Globalization;
using Serverless.Algorithms;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.Benchmarks.Tables;

/// <summary>The overhead of the platform on evaluations that cost nothing: the same search in process, as bare activities, and over HTTP.</summary>
static class TableThroughput
{
    const int Evaluations = 10_000;

    static readonly SearchRequest Request = RequestOf(GeneratedTable.Name, most: 60);

    /// <param name="table">One of <see cref="GeneratedTable"/>'s.</param>
    /// <param name="most">The reference point's milliseconds.</param>
    internal static SearchRequest RequestOf(string table, double most) => new()
    {
        Space = new() { Name = $"table-{table}" },
        Dataset = new() { Name = table, TrainingImages = 0, ValidationImages = 0 },
        Evaluator = new() { Kind = EvaluatorKind.Table, Table = table },
        Objectives = [new() { Metric = "score", Goal = Goal.Maximise, Threshold = 0 }, new() { Metric = "ms", Goal = Goal.Minimise, Threshold = most }],
        Algorithm = new AlgorithmSpecification { Name = "nsga2" },
        Budgets = new(),
        Seed = 1,
    };

    internal static async Task MeasureAsync(Report report)
    {
        await using var storage = await Azurite.StartAsync();
        await using var platform = await SearchPlatform.StartAsync(storage.ConnectionString);
        await using var activities = await BareActivities.CreateAsync(storage.ConnectionString);

        // The first runs pay for compilation; they are not counted.
        var small = With(evaluations: 200, batchSize: 8);
        InProcess(small);
        await activities.RunAsync(small);
        await platform.RunAsync(small);

        foreach (var (batchSize, repeats) in new[] { (100, 2), (20, 1) })
        {
            var request = With(Evaluations, batchSize);
            report.Say(string.Create(CultureInfo.InvariantCulture, $"{Evaluations:N0} table evaluations, {batchSize} a generation"));
            var alone = InProcess(request);
            var (bare, whole, quarters) = (TimeSpan.MaxValue, TimeSpan.MaxValue, Array.Empty<TimeSpan>());
            for (var repeat = 0; repeat < repeats; repeat++)
            {
                // In turn, and the shortest of each: what else the machine does only ever adds.
                var took = await activities.RunAsync(request);
                bare = took < bare ? took : bare;
                var run = await platform.RunAsync(request);
                (whole, quarters) = run.Whole < whole ? run : (whole, quarters);
            }

            report.Say(Line("the algorithm in process", alone));
            report.Say(Line("its activities called one after the other, with their blobs", bare));
            report.Say(Line("through the platform: HTTP, orchestration, blobs", whole));
            report.Say(string.Create(CultureInfo.InvariantCulture, $"      share of orchestration and HTTP: {1 - (bare / whole):P0}"));
            report.Say(string.Create(CultureInfo.InvariantCulture, $"      platform / in process: {whole / alone:0} times as long"));
            report.Bound("platform / bare activities", whole / bare, 3);
            // Were every generation as dear as all before it together, this would be 7.
            report.Bound("last quarter / first quarter of the search", quarters[^1] / quarters[0], 1.6);
        }
    }

    static SearchRequest With(int evaluations, int batchSize) => Request with
    {
        Algorithm = Request.Algorithm with { BatchSize = batchSize },
        Budgets = new() { Evaluations = evaluations },
    };

    static TimeSpan InProcess(SearchRequest request)
    {
        var table = GeneratedTable.Read();
        var clock = Stopwatch.StartNew();
        var algorithm = SearchAlgorithms.Create(request.Algorithm, table.Description.Space, request.Seed, null);
        for (var evaluated = 0; evaluated < request.Budgets.Evaluations;)
        {
            var proposals = algorithm.Ask(Math.Min(request.Algorithm.CandidatesPerGeneration, request.Budgets.Evaluations.Value - evaluated));
            algorithm.Tell([.. proposals.Select(proposal => Observe(table, proposal))]);
            evaluated += proposals.Count;
        }

        return clock.Elapsed;
    }

    static Observation Observe(Core.Tables.ArchitectureTable table, ProposedCandidate proposal)
    {
        var row = table.Description.Space.TryParse(proposal.Architecture, out var architecture, out var error)
            ? table.RowOf(architecture)!.Value
            : throw new InvalidOperationException(error);
        return new Observation(proposal.Id, ObservationStatus.Evaluated, [-table.Column("score")[row], table.Column("ms")[row]], 0);
    }

    static string Line(string what, TimeSpan took) => string.Create(
        CultureInfo.InvariantCulture, $"      {what}: {took.TotalSeconds:0.00} s, {Evaluations / took.TotalSeconds:N0} evaluations a second");
}
