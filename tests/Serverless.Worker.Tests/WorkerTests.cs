using Serverless.Testing;

namespace Serverless.Worker.Tests;

/// <summary>Tests that queue jobs for workers: each begins with empty queues of its class's storage.</summary>
public abstract class WorkerTests(AzuriteFixture azurite) : IClassFixture<AzuriteFixture>, IAsyncLifetime
{
    TestJobs? _jobs;

    private protected TestJobs Jobs => _jobs!; // there between the two below

    protected string Storage => azurite.ConnectionString;

    public async ValueTask InitializeAsync() => _jobs = await TestJobs.ConnectAsync(Storage);

    public virtual async ValueTask DisposeAsync()
    {
        await _jobs!.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
