using Serverless.Application.Leases;
using Serverless.Application.Storage;
using Serverless.Core.Leases;

namespace Serverless.Functions.Tests.Leases;

/// <summary>Users' programs as <c>GET /api/workers</c> lists them.</summary>
public sealed class LeasingProgramsTests : LeaseTest
{
    [Fact]
    public async Task List_ProgramsWithLeases_AreToldWithTheirJobsUntilTheseHaveEnded()
    {
        await OpenAsync(4);
        var host = NewHost();
        var first = await TakeAsync(2, host, "script-a");
        Now += TimeSpan.FromSeconds(30);
        await TakeAsync(1, host, "script-b");
        var programs = new LeasingPrograms(Open, Store, Clock);

        var both = await programs.ListAsync(default);

        both.Select(program => (program.Name, program.IsAlive, program.IsExternal, program.TakesJobs, program.Jobs.Count)).ShouldBe(
            [("script-a", true, true, false, 2), ("script-b", true, true, false, 1)], ignoreOrder: true);
        both.Single(program => program.Name == "script-b").LastHeartbeat.ShouldBe(Now);
        both[0].Jobs.ShouldAllBe(job => job.SearchId == SearchId);

        await TakeAsync(1, host, "script-c");
        (await programs.ListAsync(default)).ShouldBeSameAs(both, "a list is kept for some seconds");

        Now += TimeSpan.FromSeconds(Seconds - 30);
        (await programs.ListAsync(default)).Single(program => program.Name == "script-a").ShouldSatisfyAllConditions(
            gone => gone.IsAlive.ShouldBeFalse("its leases have expired"), gone => gone.Jobs.ShouldBeEmpty());

        foreach (var lease in first)
        {
            await Results.CompleteAsync(await host.FindAsync(lease.Lease, default), new LeaseResult { Metrics = new Dictionary<string, double> { ["score"] = 1 } }, default);
        }

        Now += TimeSpan.FromSeconds(5);
        (await programs.ListAsync(default)).Select(program => program.Name).ShouldBe(["script-b", "script-c"], ignoreOrder: true);
    }

    [Fact]
    public async Task List_BrokenLease_IsLeftOut()
    {
        await OpenAsync(2);
        var lease = (await TakeAsync(2, worker: "script"))[0].Lease;
        LeaseId.TryParse(lease, out var jobId).ShouldBeTrue();
        var path = BlobPaths.JobLease(jobId!);
        await Store.TryReplaceBytesAsync(path, "{"u8.ToArray(), (await Store.FindVersionAsync(path, default))!, default);

        (await new LeasingPrograms(Open, Store, Clock).ListAsync(default)).ShouldHaveSingleItem().Jobs.Count.ShouldBe(1);
    }
}
