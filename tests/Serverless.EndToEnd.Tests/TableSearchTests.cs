using System.Globalization;
using System.Text;
using Serverless.Bench.Running;
using Serverless.Core.Engine;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.EndToEnd.Tests;

/// <summary>Searches of a table on the platform, beside the same searches by the engine in this process.</summary>
[Collection(WorkerCollection.Name)]
public sealed class TableSearchTests(SharedPlatform shared)
{
    const string Table = "formula201";

    const string Description = """
        {
          "name": "formula201", "space": "nasbench201", "architecture": { "column": "arch", "form": "notation" },
          "files": [ { "name": "formula201.csv", "metrics": [
            { "column": "score", "goal": "maximise", "epochs": 20, "lower": [{ "epochs": 2, "column": "early" }] }, { "column": "early", "goal": "maximise" }, { "column": "ms", "goal": "minimise", "unit": "ms" } ] } ]
        }
        """;

    [Theory]
    [InlineData(null, "nsga2")]
    [InlineData(null, "shemoa")]
    [InlineData(SurrogateKind.Ridge, "nsga2")]
    public async Task Search_OfATable_EvaluatesWhatTheEngineDoesInTheSameOrder(string? kind, string algorithm)
    {
        var rows = Rows();
        var request = Request(kind) with { Algorithm = new() { Name = algorithm, PopulationSize = 8, Rungs = algorithm == "shemoa" ? 2 : null } };
        await using var platform = await shared.BeginAsync();
        await UploadAsync(platform, "formula201.csv", rows);
        await UploadAsync(platform, "table.json", Description);
        if (kind is not null)
        {
            platform.StartWorker("worker-a");
        }

        var id = await platform.Searches.PostAsync(request);
        var search = await platform.EndOfAsync(id);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        var outcome = Outcome.Of(await platform.Searches.EvaluationsAsync(id), await platform.Searches.FrontAsync(id));
        outcome.ShouldEqual(InProcess(request, rows));
        (search.Surrogate?.Chosen > 0).ShouldBe(kind is not null, search.Surrogate?.Decision.Reason);
    }

    static Outcome InProcess(SearchRequest request, string rows)
    {
        var description = TableDescriptionReader.Read(Encoding.UTF8.GetBytes(Description)).Description.ShouldNotBeNull();
        var evaluator = new TableEvaluator(Requests.AsKept(request, description), ArchitectureTableReader.Read(description, _ => new StringReader(rows)));
        using var surrogates = new InProcessSurrogates(InProcessFits.Fit);
        var run = new SearchRun(evaluator, (started, candidate, _, _) => evaluator.LookUp(started, candidate.Architecture), surrogates);
        run.Run();
        return Outcome.Of(run.Evaluations, run.Front!);
    }

    static SearchRequest Request(string? kind) => new()
    {
        Name = "table",
        Space = new() { Name = "nasbench201-canonical" },
        Dataset = new() { Name = Table, TrainingImages = 0, ValidationImages = 0 },
        Evaluator = new() { Kind = EvaluatorKind.Table, Table = Table },
        Objectives = [new() { Metric = "score", Goal = Goal.Maximise }, new() { Metric = "ms", Goal = Goal.Minimise }],
        Algorithm = new() { Name = "nsga2", PopulationSize = 8 },
        Surrogate = kind is null ? null : SurrogateSpecification.Default(kind) with { MinimumCorrelation = -1 },
        Budgets = new() { Evaluations = 40 },
        Seed = 5,
    };

    /// <summary>Values by a formula for all but 130 of the 4,930 cells, so that some candidates fail.</summary>
    static string Rows()
    {
        var space = new NasBench201Space();
        var seen = new HashSet<string>();
        var rows = new StringBuilder("arch,score,ms,early\n");
        for (var i = 0; seen.Count < 4_800; i++)
        {
            var architecture = space.Canonicalise(space.Sample(RandomStream.For(1, 0, i)));
            var notation = space.Format(architecture);
            if (!seen.Add(notation))
            {
                continue;
            }

            var cost = space.Cost(architecture, space.DefaultSkeleton, TableImages.Shape);
            rows.Append(CultureInfo.InvariantCulture, $"{notation},{Math.Round(Math.Sqrt(cost.Macs) / 100 + (i % 7), 6)},{Math.Round(cost.Parameters / 1e5, 6)},{i % 7}\n");
        }

        return rows.ToString();
    }

    static async Task UploadAsync(Platform platform, string name, string text)
    {
        var container = platform.Blobs.GetBlobContainerClient("tables");
        await container.CreateIfNotExistsAsync();
        await container.GetBlobClient($"{Table}/{name}").UploadAsync(BinaryData.FromString(text), overwrite: true);
    }
}
