using Serverless.Core.Surrogates;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Searches that begin with a surrogate that another search had fitted.</summary>
[Collection(ActivityCollection.Name)]
public sealed class RegisteredSurrogateTests(AzuriteFixture azurite)
{
    const int Batch = 8;
    const int PoolSize = 60;

    [Fact]
    public async Task Search_BeginsWithIt_UntilItKnowsAsMuchItself()
    {
        var registered = await RegisterAsync();
        await using var bench = await BeginAsync(registered);

        await new GenerationRun(bench, 0).RunAsync();
        await new GenerationRun(bench, 1).RunAsync();
        await new GenerationRun(bench, 2).RunAsync();

        var first = await bench.AdviceAsync(0);
        (first.Role, first.Surrogate, first.FittedTo).ShouldBe((SurrogateRole.Active, registered, 0), first.Reason);
        first.HeldOutCorrelation.ShouldNotBeNull();
        (await bench.CandidatesAsync(0)).Count.ShouldBe(PoolSize);
        var evaluations = await bench.EvaluationsAsync(0);
        evaluations.Count.ShouldBe(Batch);
        evaluations.ShouldAllBe(evaluation => evaluation.Predicted!.Surrogate == registered);
        var second = await bench.AdviceAsync(1);
        (second.Surrogate, second.FittedTo, second.Fresh).ShouldBe((registered, 0, Batch), "a fit to 8 would be due, and it was fitted to 16");
        var third = await bench.AdviceAsync(2);
        (third.Surrogate, third.FittedTo).ShouldBe(($"{bench.SearchId}-g2", 2 * Batch));
        third.FreshCorrelation.ShouldBeNull("how another surrogate did does not count against it");
    }

    [Fact]
    public async Task Search_WhoseSurrogateIsGone_GoesOnWithoutAndSaysWhy()
    {
        await using var bench = await BeginAsync("fit-nowhere");

        await new GenerationRun(bench, 0).RunAsync();
        await new GenerationRun(bench, 1).PrepareSurrogateAsync();

        var advice = await bench.AdviceAsync(0);
        advice.Role.ShouldBe(SurrogateRole.None);
        advice.Reason.ShouldEndWith("The registered surrogate fit-nowhere cannot be used: it no longer exists.");
        (await bench.AdviceAsync(1)).Surrogate.ShouldBe($"{bench.SearchId}-g1");
    }

    /// <summary>Has a surrogate fitted to two generations of another search.</summary>
    async Task<string> RegisterAsync()
    {
        await using var bench = await BeginAsync(registered: null);
        await new GenerationRun(bench, 0).RunAsync();
        await new GenerationRun(bench, 1).RunAsync();
        await new GenerationRun(bench, 2).PrepareSurrogateAsync();
        return $"{bench.SearchId}-g2";
    }

    async Task<SearchBench> BeginAsync(string? registered)
    {
        var request = TestRequests.Small(Random.Shared.NextInt64()) with
        {
            Algorithm = new() { Name = "random", BatchSize = Batch },
            Constraints = [],
            Budgets = new() { Trainings = 60 },
            Surrogate = new()
            {
                Id = registered,
                Kind = SurrogateKind.Ridge,
                PoolSize = PoolSize,
                Ensemble = 3,
                StartupTrials = Batch,
                MinimumCorrelation = -1,
                Exploration = 0.2,
            },
        };
        var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();
        return bench;
    }
}
