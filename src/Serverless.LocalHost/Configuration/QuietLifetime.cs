namespace Serverless.LocalHost.Configuration;

/// <summary>Leaves signals alone: the process has three hosts in it, stopped in order by one piece of code.</summary>
sealed class QuietLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
