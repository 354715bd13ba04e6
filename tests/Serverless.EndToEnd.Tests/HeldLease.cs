using System.Net;
using System.Text;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

/// <summary>The only candidate of a search with an external evaluator, leased by a program that holds it while hosts are killed.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Lease">The lease's id.</param>
sealed record HeldLease(string SearchId, string Lease)
{
    const string Program = "holds-on";

    const string Request = """
        {
          "space": { "name": "nasbench201-canonical" }, "evaluator": { "kind": "external" }, "algorithm": { "name": "random" },
          "objectives": [{ "metric": "score", "goal": "maximise", "threshold": 0 }, { "metric": "power", "goal": "minimise", "threshold": 9 }],
          "budgets": { "evaluations": 1 }
        }
        """;

    public static async Task<HeldLease> TakeAsync(Platform platform)
    {
        using var started = JsonDocument.Parse(await SendAsync(platform, "searches", Request, HttpStatusCode.Accepted));
        var id = started.RootElement.GetProperty("id").GetString()!;
        var lease = await Eventually.GetAsync("the candidate is free", async () => JsonSerializer.Deserialize(
            await SendAsync(platform, "leases", $$"""{ "worker": "{{Program}}", "search": "{{id}}", "leaseSeconds": 3600 }""", HttpStatusCode.OK),
            CoreJson.Default.LeasePage)!.Value.SingleOrDefault());
        return new HeldLease(id, lease.Lease);
    }

    /// <summary>Reports the candidate by the lease that was given before the kills; the search ends by it.</summary>
    public async Task CompleteAsync(Platform platform)
    {
        var workers = JsonSerializer.Deserialize(await platform.Client.GetStringAsync(new Uri("workers", UriKind.Relative)), CoreJson.Default.WorkerPage)!.Value;
        workers.Single(worker => worker.Name == Program).ShouldSatisfyAllConditions(
            holder => (holder.IsAlive, holder.IsExternal).ShouldBe((true, true)), holder => holder.Jobs.ShouldHaveSingleItem().SearchId.ShouldBe(SearchId));
        (await SendAsync(platform, "leases", $$"""{ "worker": "other", "search": "{{SearchId}}" }""", HttpStatusCode.OK)).ShouldNotContain(Lease[..^32], Case.Sensitive);
        await SendAsync(platform, $"leases/{Lease}:complete", """{ "metrics": { "score": 1, "power": 2 } }""", HttpStatusCode.NoContent);

        var search = await platform.EndOfAsync(SearchId);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        var evaluation = (await platform.EvaluationsAsync(SearchId)).ShouldHaveSingleItem();
        (evaluation.Status, evaluation.Attempt, evaluation.Worker, evaluation.Metrics["power"]).ShouldBe((EvaluationStatus.Completed, 1, Program, 2));
    }

    static async Task<string> SendAsync(Platform platform, string route, string json, HttpStatusCode expected)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await platform.Client.PostAsync(new Uri(route, UriKind.Relative), content);
        var body = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(expected, body);
        return body;
    }
}
