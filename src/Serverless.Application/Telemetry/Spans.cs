using System.Diagnostics;

namespace Serverless.Application.Telemetry;

/// <summary>Starts spans, and hands traces on between processes as W3C writes them. Costs nothing while nobody listens.</summary>
public static class Spans
{
    /// <summary>What exporters listen to.</summary>
    public const string SourceName = "Serverless";

    static readonly ActivitySource Source = new(SourceName);

    /// <value>Whether anybody listens.</value>
    public static bool AreWanted => Source.HasListeners();

    /// <value>The span under way, for what goes on in another process; null when there is none.</value>
    public static string? CurrentParent => AreWanted && Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>Starts a span.</summary>
    /// <param name="name">One of <see cref="SpanNames"/>, or a function's name.</param>
    /// <param name="kind">What it does for its parent.</param>
    /// <param name="parent">Where its trace comes from; by default the span under way, or none.</param>
    /// <returns>Null when nobody listens, or the trace is not sampled.</returns>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal, ActivityContext parent = default) =>
        Source.StartActivity(name, kind, parent);

    /// <summary>Reads a <c>traceparent</c> of another process.</summary>
    /// <returns>None where there is none or it is malformed: what has it as its parent begins a trace of its own.</returns>
    public static ActivityContext ReadParent(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent) && parent.IsValid() ? parent : default;

    static bool IsValid(this ActivityContext context) => context.TraceId != default && context.SpanId != default;
}
