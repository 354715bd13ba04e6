using System.Net;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;
using Serverless.Testing;
using Serverless.Core.Searches.Requests;
using Serverless.EndToEnd.Tests.InProcess;

namespace Serverless.EndToEnd.Tests;

[Collection(LongCollection.Name)]
public sealed class SurrogateTests(SharedPlatform shared)
{
    const int Known = 8;
    const int Budget = 12;
    const int PoolSize = 300;

    static SearchRequest Request => Requests.Small(Budget) with
    {
        Surrogate = new()
        {
            Kind = SurrogateKind.Ridge,
            PoolSize = PoolSize,
            Ensemble = 3,
            StartupTrials = Known,
            MinimumCorrelation = -1,
            Exploration = 0.25,
        },
    };

    [Fact]
    public async Task Search_HostAndWorkerKilledWhileItsSurrogateIsFitted_EndsAsIfUndisturbed()
    {
        var disturbed = await RunAsync(
            async platform =>
            {
                var doomed = platform.StartWorker("worker-doomed");
                await Eventually.HoldsAsync(
                    "the first fit is begun",
                    () => Task.FromResult(doomed.Output.Contains("begun: Fit ", StringComparison.Ordinal)),
                    TimeSpan.FromMinutes(6));
                await doomed.KillAsync();
                await platform.Host.KillAsync();
                platform.StartWorker("worker-b");
                await platform.StartHostAsync();
            },
            FitAnotherAsync);

        disturbed.ShouldEqual(await EngineSearch.OutcomeOfAsync(Request));
    }

    async Task<Outcome> RunAsync(Func<Platform, Task> startWorkersAsync, Func<Platform, string, Task> afterwardsAsync)
    {
        await using var platform = await shared.BeginAsync();
        var searchId = await platform.Searches.PostAsync(Request);
        await startWorkersAsync(platform);

        var search = await platform.EndOfAsync(searchId);

        search.State.ShouldBe(SearchStatus.Completed, search.Error);
        (search.Budget.TrainingsSpent, search.Budget.EvaluationsSpent).ShouldBe((Budget, Budget));
        var surrogate = search.Surrogate.ShouldNotBeNull();
        (surrogate.Decision.Role, surrogate.Screened, surrogate.Chosen).ShouldBe((SurrogateRole.Active, PoolSize, Budget - Known), surrogate.Decision.Reason);
        var evaluations = await platform.Searches.EvaluationsAsync(searchId);
        evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Completed).ShouldBe(Budget);
        evaluations.Where(evaluation => evaluation.Generation < 2).ShouldAllBe(evaluation => evaluation.Predicted == null);
        evaluations.Where(evaluation => evaluation.Generation == 2).ShouldAllBe(evaluation =>
            evaluation.Predicted!.Values.ContainsKey("accuracy") && evaluation.Predicted.Surrogate == surrogate.Decision.Surrogate);
        var history = JsonSerializer.Deserialize(
            await platform.Client.GetByteArrayAsync(new Uri($"searches/{searchId}/history", UriKind.Relative)), CoreJson.Default.SearchHistoryPage)!;
        history.Surrogates!.Select(advice => advice.Role).ShouldBe([SurrogateRole.None, SurrogateRole.None, SurrogateRole.Active]);
        (await platform.QueuedAsync("jobs")).ShouldBe(0);
        (await platform.QueuedAsync("jobs-poison")).ShouldBe(0);
        await afterwardsAsync(platform, searchId);
        return await Outcome.OfAsync(platform, searchId);
    }

    // Somebody asks for a surrogate of what the search has evaluated.
    static async Task FitAnotherAsync(Platform platform, string searchId)
    {
        using var content = new StringContent(
            $$"""{"search": "{{searchId}}", "kind": "ridge", "ensemble": 2}""", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using var response = await platform.Client.PostAsync(new Uri("surrogates", UriKind.Relative), content);
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());

        var ready = await Eventually.GetAsync("the surrogate is fitted", async () =>
        {
            var entry = JsonSerializer.Deserialize(await platform.Client.GetByteArrayAsync(response.Headers.Location), CoreJson.Default.SurrogateEntry)!;
            return entry.Status == SurrogateStatus.Fitting ? null : entry;
        });

        ready.Status.ShouldBe(SurrogateStatus.Ready, ready.Error);
        (ready.Examples, ready.SearchId).ShouldBe((Budget, searchId));
        using var page = JsonDocument.Parse(await platform.Client.GetByteArrayAsync(new Uri("surrogates", UriKind.Relative)));
        page.RootElement.GetProperty("value").EnumerateArray().Select(entry => entry.GetProperty("id").GetString())
            .Intersect([ready.Id, $"{searchId}-g2"]).Count().ShouldBe(2);
    }
}
