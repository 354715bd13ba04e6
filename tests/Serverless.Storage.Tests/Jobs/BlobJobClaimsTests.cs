using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Specialized;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Testing;

namespace Serverless.Storage.Tests.Jobs;

public sealed class BlobJobClaimsTests(AzuriteFixture azurite) : IAsyncLifetime
{
    static readonly TimeSpan Shortest = TimeSpan.FromSeconds(15);

    readonly string _id = TestStorage.NewId();
    TestStorage? _storage;

    IJobClaims Claims => _storage!.Claims;

    public async ValueTask InitializeAsync() => _storage = await TestStorage.InitialiseAsync(azurite.ConnectionString);

    public ValueTask DisposeAsync() => _storage!.DisposeAsync();

    [Fact]
    public async Task Claim_HeldElsewhere_GivesNull()
    {
        await using var held = await ClaimAsync();

        held.ShouldNotBeNull();
        (await ClaimAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task IsHeld_BeforeDuringAndAfterAClaim_TellsWhetherItIsHeld()
    {
        (await Claims.IsHeldAsync(_id, CancellationToken.None)).ShouldBeFalse();

        await using (await ClaimAsync())
        {
            (await Claims.IsHeldAsync(_id, CancellationToken.None)).ShouldBeTrue();
        }

        (await Claims.IsHeldAsync(_id, CancellationToken.None)).ShouldBeFalse();
    }

    [Fact]
    public async Task Claim_FiftyAtOnce_OneGetsIt()
    {
        var claims = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ClaimAsync()));

        claims.Count(claim => claim is not null).ShouldBe(1);
    }

    [Fact]
    public async Task Claim_GivenBack_IsFreeAtOnceAndCountsNoCrash()
    {
        for (var round = 0; round < 3; round++)
        {
            await using var claim = await ClaimAsync();

            claim.ShouldNotBeNull().Crashes.ShouldBe(0);
        }
    }

    [Fact]
    public async Task Claim_NeverGivenBack_LapsesAndCountsACrash()
    {
        var dead = await ClaimAsync();

        await using var next = await Eventually.GetAsync("the claim lapses", ClaimAsync);

        next.Crashes.ShouldBe(1);
        (await dead!.RenewAsync(CancellationToken.None)).ShouldBeFalse();
        await dead.DisposeAsync();
        (await next.RenewAsync(CancellationToken.None)).ShouldBeTrue();
    }

    [Fact]
    public async Task Claim_WhoseHoldersDie_CountsThoseInVainSinceTheWorkLastCameFarther()
    {
        (await DieAsync(null)).ShouldBe((0, 0));
        (await DieAsync(new JobPosition(0, 1, 0))).ShouldBe((1, 1));
        (await DieAsync(null)).ShouldBe((2, 0), "it died after it came farther");
        (await DieAsync(new JobPosition(0, 1, 0))).ShouldBe((3, 1));
        (await DieAsync(new JobPosition(0, 1, 32))).ShouldBe((4, 2), "others had come as far before it");
        (await DieAsync(new JobPosition(1, 0, 32))).ShouldBe((5, 0));
        await using (var claim = (await ClaimAsync()).ShouldNotBeNull())
        {
            await claim.AdvanceAsync(new JobPosition(1, 2, 0), CancellationToken.None);
        }

        await using var last = (await ClaimAsync()).ShouldNotBeNull();
        (last.Crashes, last.CrashesInVain).ShouldBe((6, 0), "it was given back");
    }

    [Fact]
    public async Task Advance_ByOneWhoLostTheClaim_ChangesNothing()
    {
        var lost = (await ClaimAsync()).ShouldNotBeNull();
        await BreakAsync();
        await using (var holder = (await ClaimAsync()).ShouldNotBeNull())
        {
            await lost.AdvanceAsync(new JobPosition(0, 1, 0), CancellationToken.None);
        }

        await using var next = (await ClaimAsync()).ShouldNotBeNull();
        next.CrashesInVain.ShouldBe(1);
    }

    [Fact]
    public async Task Claim_Renewed_OutlastsItsDuration()
    {
        await using var claim = await ClaimAsync();

        for (var renewal = 0; renewal < 4; renewal++)
        {
            await Task.Delay(TimeSpan.FromSeconds(5));
            (await claim!.RenewAsync(CancellationToken.None)).ShouldBeTrue();
        }

        (await ClaimAsync()).ShouldBeNull();
    }

    async Task<(int Crashes, int InVain)> DieAsync(JobPosition? kept)
    {
        var claim = (await ClaimAsync()).ShouldNotBeNull();
        if (kept is { } position)
        {
            await claim.AdvanceAsync(position, CancellationToken.None);
        }

        await BreakAsync();
        return (claim.Crashes, claim.CrashesInVain);
    }

    // As when the lease lapses, without the wait.
    Task<Azure.Response<Azure.Storage.Blobs.Models.BlobLease>> BreakAsync()
    {
        var path = BlobPaths.JobClaim(_id);
        return new BlobClient(azurite.ConnectionString, path.Container, path.Name).GetBlobLeaseClient().BreakAsync(TimeSpan.Zero);
    }

    Task<IJobClaim?> ClaimAsync() => Claims.TryClaimAsync(_id, Shortest, CancellationToken.None);
}
