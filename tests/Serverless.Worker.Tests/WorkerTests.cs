using Serverless.Testing;

namespace Serverless.Worker.Tests;

/// <summary>Base of tests that queue jobs for workers: each test begins with empty queues in the storage of its class.</summary>
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
