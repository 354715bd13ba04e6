using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tests.Searches;

namespace Serverless.Core.Tests.Engine;

/// <summary>Whole searches, run in process, that begin with the results of another search.</summary>
public sealed class ImportingTests
{
    const string Source = "s0123456789abcdef0123";

    static readonly RequestCatalogue Catalogue = Requests.Catalogue with { Algorithms = ["nsga2", "random", "tpe", "gp-ehvi"] };

    static readonly SearchRequest FirstRequest = Read(importFrom: null).Request!;

    static readonly Lazy<SearchRun> First = new(() => Run(FirstRequest));

    [Theory]
    [InlineData("nsga2")]
    [InlineData("gp-ehvi")]
    [InlineData("tpe")]
    [InlineData("random")]
    public void Run_ResultsOfAnotherSearch_AreItsFirstGenerationAndNeverEvaluatedAgain(string algorithm)
    {
        var request = Read($$"""{ "search": "{{Source}}" }""", algorithm).Request.ShouldNotBeNull();
        var evaluated = new List<string>();

        var run = Run(request, evaluated);

        var imported = run.Evaluations.Where(evaluation => evaluation.ImportedFrom == Source).ToList();
        imported.Select(evaluation => (evaluation.Candidate, evaluation.Status)).ShouldBe(
            First.Value.Evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Completed).Select(evaluation => (evaluation.Candidate, evaluation.Status)));
        imported.ShouldAllBe(evaluation => evaluation.Generation == 0 && evaluation.Provenance["latencyMs@local-cpu"] == Importing.Provenance);
        imported[0].Metrics["parameters"].ShouldBe(First.Value.Evaluations[0].Metrics["parameters"]);
        evaluated.ShouldBeUnique();
        evaluated.Intersect(imported.Select(evaluation => evaluation.Candidate.Value)).ShouldBeEmpty();
        (run.State.Budget.TrainingsSpent, run.State.Budget.EvaluationsSpent).ShouldBe((6, run.Evaluations.Count - imported.Count));
        run.Front!.Evaluations.ShouldBe(run.Evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Completed));
        run.Front.Hypervolume.ShouldBeGreaterThanOrEqualTo(First.Value.Front!.Hypervolume);
        run.Front.Members.ShouldContain(member => member.ImportedFrom == Source);

        // Once more, from the request as it is stored.
        var again = Run(SearchRequestReader.Read(JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.SearchRequest), Catalogue).Request.ShouldNotBeNull());
        Text(again).ShouldBe(Text(run));
    }

    [Fact]
    public void Run_ImportedResultsThatBreakAConstraint_AreInfeasibleAndOffTheFront()
    {
        var request = Read($$"""{ "search": "{{Source}}" }""", constraints: """[{ "metric": "accuracy", "atLeast": 80 }]""").Request.ShouldNotBeNull();

        var run = Run(request);

        var broken = run.Evaluations.Where(evaluation => evaluation.ImportedFrom is not null && evaluation.Metrics["accuracy"] < 80).ToList();
        broken.ShouldNotBeEmpty();
        broken.ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Infeasible);
        run.Front!.Members.Where(member => member.ImportedFrom is not null).ShouldAllBe(member => member.Objectives["accuracy"] >= 80);
    }

    static SearchRequestReading Read(string? importFrom, string algorithm = "random", string? constraints = null)
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["algorithm"] = new JsonObject { ["name"] = algorithm };
        root["constraints"] = JsonNode.Parse(constraints ?? "[]");
        root["budgets"] = new JsonObject { ["trainings"] = 6 };
        root["importFrom"] = importFrom is null ? null : JsonNode.Parse(importFrom);
        return SearchRequestReader.Read(
            Encoding.UTF8.GetBytes(root.ToJsonString()),
            Catalogue with { Searches = importFrom is null ? [] : [new(Source, FirstRequest, First.Value.Evaluations, [])] });
    }

    static SearchRun Run(SearchRequest request, List<string>? evaluated = null)
    {
        var run = new SearchRun(new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition>()), (started, candidate, _, _) =>
        {
            evaluated?.Add(candidate.Proposed.Id.Value);
            var sum = candidate.Architecture.Genotype.ToArray().Sum();
            var found = started with { Cost = new() { TrainedOn = "cpu", TrainingSeconds = 1 } };
            found = Outcomes.AddMetric(found, "accuracy", 70 + sum, null);
            return Outcomes.Conclude(Outcomes.AddMetric(found, "latencyMs@local-cpu", 1 + (sum * 0.1), "measured"), request.Objectives);
        });
        run.Run();
        return run;
    }

    static string Text(SearchRun run) => JsonSerializer.Serialize(new EvaluationSet { Generation = 0, Evaluations = run.Evaluations }, CoreJson.Default.EvaluationSet);
}
