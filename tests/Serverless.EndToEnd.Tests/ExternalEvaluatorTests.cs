using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Serverless.Algorithms.Options;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Leases;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
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
        var id = await platform.PostAsync(Request());
        await using var doomed = Start(platform, id, evaluationSeconds: 600);
        await Eventually.HoldsAsync("the script has a job", () => Task.FromResult(doomed.Output.Contains("evaluating", StringComparison.Ordinal)));
        await doomed.KillAsync();

        // Whoever guesses, or comes too late, is told so; none of it disturbs the search.
        var lease = (await LeaseAsync(platform, id)).ShouldHaveSingleItem();
        (await SendAsync(platform, lease.Lease, "complete", """{"metrics": {"score": 1}}""")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await SendAsync(platform, lease.Lease[..^32] + new string('0', 32), "complete", """{"metrics": {"score": 1, "energyPerFrame": 2}}""")).ShouldBe(HttpStatusCode.Conflict);
        (await SendAsync(platform, "s1-00112233445566778899aabbccddeeff", "renew", null)).ShouldBe(HttpStatusCode.NotFound);
        (await SendAsync(platform, lease.Lease, "renew", null)).ShouldBe(HttpStatusCode.OK);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await SendAsync(platform, lease.Lease, "fail", """{"reason": "no tiling", "retryable": true}""")).ShouldBe(HttpStatusCode.NoContent);
        }

        (await SendAsync(platform, lease.Lease, "renew", null)).ShouldBe(HttpStatusCode.Conflict);
        await using var script = Start(platform, id, evaluationSeconds: 0);

        var search = await platform.EndOfAsync(id);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        var evaluations = await platform.EvaluationsAsync(id);
        evaluations.Count.ShouldBe(Budget);
        evaluations.Select(evaluation => evaluation.Candidate).ShouldBeUnique();
        evaluations.ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Completed && evaluation.Metrics.ContainsKey("score"));
        evaluations.Where(evaluation => evaluation.Attempt == 2).ShouldHaveSingleItem().Candidate.ShouldBe(lease.Candidate);
        (search.Budget.EvaluationsSpent, search.Budget.TrainingsSpent, search.Budget.TrainingsReserved).ShouldBe((Budget, Budget, 0));
        doomed.Output.Split("evaluating ")[1].Trim().ShouldBeOneOf([.. evaluations.Select(evaluation => evaluation.Candidate.Value)]);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        (await script.WaitForExitAsync(limit.Token)).ShouldBe(0, script.Output);
    }

    static SearchRequest Request()
    {
        var path = Path.Combine(RepositoryPaths.Root, "examples", "external.json");
        var catalogue = new RequestCatalogue { Datasets = [], Devices = [], Algorithms = AlgorithmDescription.PlatformNames };
        return SearchRequestReader.Read(File.ReadAllBytes(path), catalogue).Request! with { Budgets = new() { Evaluations = Budget } };
    }

    static ChildProcess Start(Platform platform, string id, int evaluationSeconds) => ChildProcess.Start(
        "python3",
        [Path.Combine(RepositoryPaths.Root, "examples", "evaluator.py"), id],
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
        using var content = json is null ? null : new StringContent(json, System.Text.Encoding.UTF8, "application/json");
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
