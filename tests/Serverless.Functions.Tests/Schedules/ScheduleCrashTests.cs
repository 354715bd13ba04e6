using Serverless.Core.Schedules;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Schedules;

/// <summary>The process crashes after each step of a start, and another one continues: no start is lost or doubled.</summary>
[Collection(ScheduleCollection.Name)]
public sealed class ScheduleCrashTests(AzuriteFixture azurite)
{
    static readonly DateTimeOffset Due = ScheduleBench.Due;

    /// <summary>The decision, the request, the state, its entry in the index, and that it is done.</summary>
    const int WritesOfAStart = 5;

    /// <summary>The same, and that the previous search is to end.</summary>
    const int WritesOfAReplacement = 6;

    public static TheoryData<int> Starts => [.. Enumerable.Range(1, WritesOfAStart)];

    public static TheoryData<int> Replacements => [.. Enumerable.Range(1, WritesOfAReplacement)];

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Start_DiesAfterAnyWrite_HappensOnce(int write)
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily());
        bench.Store.CrashAfter = bench.Store.Writes + write;

        await bench.LookAsync(Due);
        await bench.LookAsync(Due.AddMinutes(1));
        await bench.LookAsync(Due.AddMinutes(2));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0)]);
        (await bench.SearchAsync(0)).Schedule.ShouldBe(new ScheduleOrigin("nightly", Due, Late: false, LateBySeconds: 0), "as it was decided");
        var schedule = await bench.ScheduleAsync();
        schedule.Starting.ShouldBeNull();
        schedule.History.ShouldHaveSingleItem().SearchId.ShouldBe(ScheduleBench.SearchOf(0));
    }

    [Fact]
    public async Task Start_Undisturbed_HasAsManyWritesAsAreTried()
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily(OverlapPolicy.CancelPrevious));
        var before = bench.Store.Writes;

        await bench.LookAsync(Due);
        (bench.Store.Writes - before).ShouldBe(WritesOfAStart);
        await bench.LookAsync(Due.AddDays(1));
        (bench.Store.Writes - before).ShouldBe(WritesOfAStart + WritesOfAReplacement);
    }

    [Fact]
    public async Task Start_DiesAfterTheEngineWasAsked_HappensOnce()
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily());
        bench.Client.DiesAfterStart = true;
        await Should.ThrowAsync<OperationCanceledException>(() => bench.LookAsync(Due));
        bench.Client.DiesAfterStart = false;

        await bench.LookAsync(Due.AddMinutes(1));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0)]);
        (await bench.ScheduleAsync()).LastStart!.SearchId.ShouldBe(ScheduleBench.SearchOf(0));
    }

    [Theory]
    [MemberData(nameof(Replacements))]
    public async Task CancelPrevious_DiesAfterAnyWrite_CancelsAndStartsOnce(int write)
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily(OverlapPolicy.CancelPrevious));
        await bench.LookAsync(Due);
        bench.Store.CrashAfter = bench.Store.Writes + write;

        await bench.LookAsync(Due.AddDays(1));
        await bench.LookAsync(Due.AddDays(1).AddMinutes(1));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0), ScheduleBench.SearchOf(1)]);
        (await bench.IsCancelledAsync(0)).ShouldBeTrue();
        bench.Client.Raised.Distinct().ShouldBe(["cancel nightly-20261122t220000z"]);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Start_DiesAndItsScheduleIsDeleted_HappensFirst(int write)
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily());
        bench.Store.CrashAfter = bench.Store.Writes + write;
        await bench.LookAsync(Due);

        await bench.DeleteAsync();
        await bench.LookAsync(Due.AddMinutes(1));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0)]);
        (await bench.Schedules.FindAsync(ScheduleBench.Id, CancellationToken.None)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public async Task Start_DiesAndItsScheduleIsRedefined_RunsWhatWasDecided(int write)
    {
        await using var bench = await ScheduleBench.CreateAsync(azurite);
        await bench.PutAsync(ScheduleBench.Daily());
        bench.Store.CrashAfter = bench.Store.Writes + write;
        await bench.LookAsync(Due);

        await bench.PutAsync(ScheduleBench.Daily() with { Expression = "0 23 * * *", Request = Activities.TestRequests.Small(2) });
        await bench.LookAsync(Due.AddMinutes(1));

        bench.Client.Started.ShouldBe([ScheduleBench.SearchOf(0)]);
        (await bench.Searches.ReadRequestAsync(ScheduleBench.SearchOf(0), CancellationToken.None)).Dataset.SplitSeed.ShouldBe(1);
    }
}
