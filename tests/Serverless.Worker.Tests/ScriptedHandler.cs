using Serverless.Core.Jobs;
using Serverless.Worker.Jobs;

namespace Serverless.Worker.Tests;

/// <summary>A handler that does what a test determines, and counts its calls. Shared by several workers to observe their work together.</summary>
sealed class ScriptedHandler(Func<Job, CancellationToken, Task<JobOutput>> script) : IJobHandler
{
    int _runs;

    public static JobOutput Done { get; } = new(new Dictionary<string, double> { ["accuracy"] = 90 }, 1, "cpu");

    public JobKind Kind { get; init; } = JobKind.Train;

    public string? Device { get; init; }

    public int Runs => _runs;

    /// <summary>Works until it is cancelled.</summary>
    public static ScriptedHandler Endless() => new(async (_, cancellation) =>
    {
        await Task.Delay(Timeout.Infinite, cancellation);
        return Done;
    });

    public Task<JobOutput> RunAsync(Job job, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _runs);
        return script(job, cancellation);
    }
}
