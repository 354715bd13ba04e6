using System.Diagnostics;

namespace Serverless.Application.Telemetry;

/// <summary>Starts spans, and passes traces between processes in the W3C format. Costs nothing while nobody listens.</summary>
public static class Spans
{
    /// <summary>The name of the activity source that exporters listen to.</summary>
    public const string SourceName = "Serverless";

    static readonly ActivitySource Source = new(SourceName);

    /// <value>Whether anybody listens.</value>
    public static bool AreWanted => Source.HasListeners();

    /// <value>The id of the current span, to pass to another process; null when there is none.</value>
    public static string? CurrentParent => AreWanted && Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? current.Id : null;

    /// <summary>Starts a span.</summary>
    /// <param name="name">One of the <see cref="SpanNames"/>, or the name of a function.</param>
    /// <param name="kind">The kind of the span.</param>
    /// <param name="parent">The parent of the span; by default the current span, or none.</param>
    /// <returns>The span; null when nobody listens, or the trace is not sampled.</returns>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal, ActivityContext parent = default) =>
        Source.StartActivity(name, kind, parent);

    /// <summary>Reads a <c>traceparent</c> of another process.</summary>
    /// <returns>The context; default when the text is missing or malformed, so that its children begin a trace of their own.</returns>
    public static ActivityContext ReadParent(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent) && parent.IsValid() ? parent : default;

    static bool IsValid(this ActivityContext context) => context.TraceId != default && context.SpanId != default;
}
