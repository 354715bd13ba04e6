using Microsoft.Extensions.DependencyInjection;
using Serverless.Worker.Accounting;
using Serverless.Worker.Jobs;

namespace Serverless.Worker;

/// <summary>Where one job after the other is worked on, beside those of other lanes. Nothing that must not be shared is.</summary>
sealed class WorkerLane(IServiceScope scope) : IDisposable
{
    public WorkClock Clock { get; } = scope.ServiceProvider.GetRequiredService<WorkClock>();

    public JobRunner Runner { get; } = scope.ServiceProvider.GetRequiredService<JobRunner>();

    public void Dispose() => scope.Dispose();
}
