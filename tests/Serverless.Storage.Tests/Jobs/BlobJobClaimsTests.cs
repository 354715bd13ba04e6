using Serverless.Application.Jobs;
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

    Task<IJobClaim?> ClaimAsync() => Claims.TryClaimAsync(_id, Shortest, CancellationToken.None);
}
