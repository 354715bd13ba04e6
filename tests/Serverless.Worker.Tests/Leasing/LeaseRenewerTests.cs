using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Storage.InMemory;
using Serverless.Testing;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Tests.Leasing;

public sealed class LeaseRenewerTests
{
    static readonly TimeSpan LongLease = TimeSpan.FromHours(1);

    [Fact]
    public async Task Claim_ShorterThanTheLease_IsRenewedBeforeItEnds()
    {
        var claim = new CountingClaim(TimeSpan.FromSeconds(3));

        await using var renewer = Start(claim, new InMemoryDocumentStore());

        await Eventually.HoldsAsync("the claim is renewed twice", () => Task.FromResult(claim.Renewals >= 2));
        renewer.IsLost.ShouldBeFalse();
    }

    [Fact]
    public async Task LookupThatHangs_DoesNotKeepTheClaimFromBeingRenewed()
    {
        var claim = new CountingClaim(TimeSpan.FromSeconds(6));
        var lookups = 0;
        var hanging = HookedStore.Of(new InMemoryDocumentStore(), nameof(IDocumentStore.FindVersionAsync), cancellation =>
        {
            lookups++;
            return Task.Delay(Timeout.Infinite, cancellation);
        });

        await using var renewer = Start(claim, hanging);

        await Eventually.HoldsAsync("the claim is renewed beside two look-ups", () => Task.FromResult(claim.Renewals >= 2 && lookups >= 2));
        renewer.Work.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task Claim_OfAnotherWorker_StopsTheWork()
    {
        var claim = new CountingClaim(TimeSpan.FromSeconds(3)) { IsHeld = false };

        await using var renewer = Start(claim, new InMemoryDocumentStore());

        await Eventually.HoldsAsync("the work is stopped", () => Task.FromResult(renewer.Work.IsCancellationRequested));
        (renewer.IsLost, renewer.IsWithdrawn).ShouldBe((true, false));
    }

    static LeaseRenewer Start(CountingClaim claim, IDocumentStore documents) =>
        LeaseRenewer.Start(new KeptMessage(), "j1", claim, documents, LongLease, NullLogger.Instance, CancellationToken.None);

    sealed class CountingClaim(TimeSpan duration) : IJobClaim
    {
        int _renewals;

        public bool IsHeld { get; init; } = true;

        public int Renewals => _renewals;

        public TimeSpan Duration => duration;

        public int Crashes => 0;

        public int CrashesInVain => 0;

        public Task AdvanceAsync(JobPosition position, CancellationToken cancellation) => Task.CompletedTask;

        public Task<bool> RenewAsync(CancellationToken cancellation)
        {
            Interlocked.Increment(ref _renewals);
            return Task.FromResult(IsHeld);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    sealed class KeptMessage : ILeasedJobMessage
    {
        public JobMessage? Message => new("j1");

        public string Body => "";

        public long DequeueCount => 1;

        public Task<bool> RenewAsync(TimeSpan lease, CancellationToken cancellation) => Task.FromResult(true);

        public Task CompleteAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task ReleaseAsync(TimeSpan delay, CancellationToken cancellation) => Task.CompletedTask;

        public Task PoisonAsync(string reason, CancellationToken cancellation) => Task.CompletedTask;
    }
}
