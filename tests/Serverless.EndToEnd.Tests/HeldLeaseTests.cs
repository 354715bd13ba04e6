using System.Net;
using System.Text;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Leases;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

/// <summary>A program holds a lease while the functions app is stopped and started again.</summary>
[Collection(HostCollection.Name)]
public sealed class HeldLeaseTests(SharedPlatform shared)
{
    const string Program = "holds-on";

    const string Request = """
        {
          "space": { "name": "nasbench201-canonical" }, "evaluator": { "kind": "external" }, "algorithm": { "name": "random" },
          "objectives": [{ "metric": "score", "goal": "maximise", "threshold": 0 }, { "metric": "power", "goal": "minimise", "threshold": 9 }],
          "budgets": { "evaluations": 1 }
        }
        """;

    [Fact]
    public async Task Search_HostIsKilledUnderALease_TakesWhatTheLeaseReportsOnce()
    {
        await using var platform = await shared.BeginAsync();
        using var started = JsonDocument.Parse(await SendAsync(platform, "searches", Request, HttpStatusCode.Accepted));
        var id = started.RootElement.GetProperty("id").GetString()!;
        var held = await Eventually.GetAsync("the candidate is free", async () => (await TakeAsync(platform, id, Program)).SingleOrDefault());

        await platform.Host.KillAsync();
        await platform.StartHostAsync();

        (await TakeAsync(platform, id, "other")).ShouldBeEmpty();
        await SendAsync(platform, $"leases/{held.Lease}:complete", """{ "metrics": { "score": 1, "power": 2 } }""", HttpStatusCode.NoContent);
        await SendAsync(platform, $"leases/{held.Lease}:complete", """{ "metrics": { "score": 1, "power": 2 } }""", HttpStatusCode.NoContent);
        var search = await platform.EndOfAsync(id);
        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        var evaluation = (await platform.Searches.EvaluationsAsync(id)).ShouldHaveSingleItem();
        (evaluation.Candidate, evaluation.Status, evaluation.Attempt, evaluation.Worker, evaluation.Metrics["power"])
            .ShouldBe((held.Candidate, EvaluationStatus.Completed, 1, Program, 2));
        (search.Budget.EvaluationsSpent, search.Budget.TrainingsReserved).ShouldBe((1, 0));
    }

    static async Task<IReadOnlyList<LeasedJob>> TakeAsync(Platform platform, string search, string program) => JsonSerializer.Deserialize(
        await SendAsync(platform, "leases", $$"""{ "worker": "{{program}}", "search": "{{search}}", "leaseSeconds": 3600 }""", HttpStatusCode.OK), CoreJson.Default.LeasePage)!.Value;

    static async Task<string> SendAsync(Platform platform, string route, string json, HttpStatusCode expected)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await platform.Client.PostAsync(new Uri(route, UriKind.Relative), content);
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, body);
        return body;
    }
}
