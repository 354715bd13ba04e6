using System.Diagnostics;
using Serverless.Algorithms.ModelBased;

namespace Serverless.Bench.Running;

/// <summary>Measures the total time for which algorithms fit models on the thread that created it, until it is disposed.</summary>
sealed class FitClock : IDisposable
{
    readonly int _thread = Environment.CurrentManagedThreadId;
    readonly ActivityListener _listener;
    TimeSpan _total;

    public FitClock()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FitActivity.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = activity => _total += Environment.CurrentManagedThreadId == _thread ? activity.Duration : TimeSpan.Zero,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public double Seconds => _total.TotalSeconds;

    public void Dispose() => _listener.Dispose();
}
