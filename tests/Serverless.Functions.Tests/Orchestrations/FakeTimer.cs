namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>A timer of a <see cref="FakeOrchestration"/>.</summary>
sealed class FakeTimer
{
    public FakeTimer(DateTime fireAt, CancellationToken cancellation)
    {
        FireAt = fireAt;
        cancellation.Register(() => Source.TrySetCanceled(cancellation));
    }

    public DateTime FireAt { get; }

    public TaskCompletionSource Source { get; } = new();

    public bool IsOpen => !Source.Task.IsCompleted;
}
