using System.Collections.ObjectModel;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A W3C trace context.</summary>
public abstract class TraceContext
{
    /// <summary>The traceparent value; empty when there is no trace.</summary>
    public abstract string TraceParent { get; }

    /// <summary>The tracestate value; empty when there is none.</summary>
    public abstract string TraceState { get; }

    /// <summary>Attributes that came with the trace.</summary>
    public virtual IReadOnlyDictionary<string, string> Attributes => ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Baggage that came with the trace.</summary>
    public virtual IReadOnlyDictionary<string, string> Baggage => ReadOnlyDictionary<string, string>.Empty;
}
