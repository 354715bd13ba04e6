namespace Serverless.LocalHost.Configuration;

/// <summary>Ignores signals: the process contains three hosts, which a single piece of code stops in order.</summary>
sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
