using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Binds a DurableTaskClient.</summary>
public sealed class DurableClientAttribute : InputBindingAttribute
{
    /// <summary>The task hub; null means the app's own.</summary>
    public string? TaskHub { get; set; }

    /// <summary>The setting that holds the connection; null means the app's own.</summary>
    public string? ConnectionName { get; set; }
}
