using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Leases;
using Serverless.Core.Searches;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

/// <summary>A search whose candidates <c>examples/evaluator.py</c> evaluates.</summary>
[Collection(WorkerCollection.Name)]
public sealed class ExternalEvaluatorTests(SharedPlatform shared)
{
    const int Budget = 10;

    [Fact]
    public async Task Search_AScriptIsKilled_ItsJobIsGivenAgainAndTheBudgetIsExact()
    {
        Assert.SkipUnless(HasPython(), "python3 is not installed: apt-get install python3");
        await using var platform = await shared.BeginAsync();
        using var folder = new TemporaryFolder();
        var request = Request();
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, "request.json"), request);
        await using var client = Start(platform, "client.py", Path.Combine(folder.Path, "request.json"));
        var id = await Eventually.GetAsync("the search is started", () => Task.FromResult(IdIn(client.Output)));
        await using var doomed = Start(platform, "evaluator.py", id, evaluationSeconds: 600);
        await Eventually.HoldsAsync("the script has a job", () => Task.FromResult(doomed.Output.Contains("evaluating", StringComparison.Ordinal)));
        await doomed.KillAsync();
        var failed = await DisturbAsync(platform, id);
        await using var script = Start(platform, "evaluator.py", id);

        var search = await platform.EndOfAsync(id);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        var evaluations = await platform.Searches.EvaluationsAsync(id);
        evaluations.Count.ShouldBe(Budget);
        evaluations.Select(evaluation => evaluation.Candidate).ShouldBeUnique();
        evaluations.ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Completed && evaluation.Metrics.ContainsKey("score"));
        evaluations.Where(evaluation => evaluation.Attempt == 2).ShouldHaveSingleItem().Candidate.ShouldBe(failed);
        (search.Budget.EvaluationsSpent, search.Budget.TrainingsSpent, search.Budget.TrainingsReserved).ShouldBe((Budget, Budget, 0));
        doomed.Output.Split("evaluating ")[1].Trim().ShouldBeOneOf([.. evaluations.Select(evaluation => evaluation.Candidate.Value)]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        (await script.WaitForExitAsync(limit.Token)).ShouldBe(0, script.Output);
        (await client.WaitForExitAsync(limit.Token)).ShouldBe(0, client.Output);
        await CompareClientsAsync(platform, id, request, client.Output);
    }

    /// <summary>A guessed lease, a wrong report and a failure are each answered as such; none of it disturbs the search.</summary>
    /// <returns>The candidate whose first attempt failed.</returns>
    static async Task<CandidateId> DisturbAsync(Platform platform, string id)
    {
        var lease = await Eventually.GetAsync("a candidate is free", async () => (await LeaseAsync(platform, id)).SingleOrDefault());
        (await SendAsync(platform, lease.Lease, "complete", """{"metrics": {"score": 1}}""")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(platform, lease.Lease[..^32] + new string('0', 32), "complete", """{"metrics": {"score": 1, "energyPerFrame": 2}}""")).ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync(platform, "s1-00112233445566778899aabbccddeeff", "renew", null)).ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(platform, lease.Lease, "renew", null)).ShouldBe(HttpStatusCode.OK);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await SendAsync(platform, lease.Lease, "fail", """{"reason": "no tiling", "retryable": true}""")).ShouldBe(HttpStatusCode.NoContent);
        }

        (await SendAsync(platform, lease.Lease, "renew", null)).ShouldBe(HttpStatusCode.Conflict);
        return lease.Candidate;
    }

    /// <summary>The same request is the same search to the client in C#, which finds the same events and the same front.</summary>
    static async Task CompareClientsAsync(Platform platform, string id, byte[] request, string followed)
    {
        using var client = new SearchClient(new Uri(platform.Url), FunctionsHost.HostKey);
        (await client.StartAsync(request)).ShouldBe(id);
        var events = new List<string>();
        await foreach (var happened in client.FollowAsync(id))
        {
            events.Add($"{happened["cursor"]} {happened["type"]} ");
        }

        events.Count(line => line.EndsWith(" evaluated ", StringComparison.Ordinal)).ShouldBe(Budget);
        events[0].ShouldBe("1-0-0-0-0 submitted ");
        events[^1].ShouldEndWith(" ended ");
        var lines = followed.ReplaceLineEndings("\n").Split('\n');
        events.ShouldAllBe(line => lines.Count(other => other.StartsWith(line)) == 1);
        (await client.FrontAsync(id)).TrimEnd().ReplaceLineEndings("\n").Split('\n').ShouldAllBe(line => lines.Contains(line));
    }

    static byte[] Request()
    {
        var request = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "examples", "external.json")))!;
        request["budgets"] = new JsonObject { ["evaluations"] = Budget };
        return Encoding.UTF8.GetBytes(request.ToJsonString());
    }

    static string? IdIn(string output) => output.Split('\n').Where(line => line.StartsWith("search ", StringComparison.Ordinal)).Select(line => line[7..].Trim()).FirstOrDefault();

    static ChildProcess Start(Platform platform, string example, string argument, int evaluationSeconds = 0) => ChildProcess.Start(
        "python3",
        [Path.Combine(RepositoryPaths.Root, "examples", example), argument],
        new Dictionary<string, string?>
        {
            ["SERVERLESS_URL"] = platform.Url,
            ["SERVERLESS_KEY"] = FunctionsHost.HostKey,
            ["LEASE_SECONDS"] = "3",
            ["EVALUATION_SECONDS"] = FormattableString.Invariant($"{evaluationSeconds}"),
        });

    static async Task<IReadOnlyList<LeasedJob>> LeaseAsync(Platform platform, string id)
    {
        using var answer = await platform.Client.PostAsJsonAsync(new Uri("leases", UriKind.Relative), new { worker = "test", search = id });
        return JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(), CoreJson.Default.LeasePage)!.Value;
    }

    static async Task<HttpStatusCode> SendAsync(Platform platform, string lease, string verb, string? json)
    {
        using var content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await platform.Client.PostAsync(new Uri($"leases/{lease}:{verb}", UriKind.Relative), content);
        return answer.StatusCode;
    }

    static bool HasPython()
    {
        try
        {
            using var python = Process.Start(new ProcessStartInfo("python3", "--version") { RedirectStandardOutput = true });
            python!.WaitForExit();
            return python.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
