using System.Diagnostics.CodeAnalysis;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>The functions that were found.</summary>
[SuppressMessage("Performance", "CA1812:Avoid uninstantiated internal classes", Justification = "Made by the service container.")]
sealed class FunctionCatalog : IFunctionCatalog
{
    readonly Dictionary<(string Name, TriggerKind Kind), FunctionEntry> _enabled;

    public FunctionCatalog(IEnumerable<FunctionEntry> functions)
    {
        All = [.. functions.OrderBy(function => function.Name, StringComparer.OrdinalIgnoreCase)];
        _enabled = All.Where(function => !function.IsDisabled).ToDictionary(function => (function.Name.ToUpperInvariant(), function.Kind));
    }

    public IReadOnlyList<FunctionEntry> All { get; }

    public FunctionEntry? Find(string name, TriggerKind kind) => _enabled.GetValueOrDefault((name.ToUpperInvariant(), kind));
}
