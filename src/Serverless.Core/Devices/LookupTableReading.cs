using System.Diagnostics.CodeAnalysis;

namespace Serverless.Core.Devices;

/// <summary>Tables that were read, or everything that is wrong with their text.</summary>
/// <param name="Tables">Metric name to table; null when there are errors.</param>
/// <param name="Errors">One for each fault, with its line.</param>
public sealed record LookupTableReading(IReadOnlyDictionary<string, LookupTable>? Tables, IReadOnlyList<string> Errors)
{
    [MemberNotNullWhen(true, nameof(Tables))]
    public bool IsValid => Tables is not null;
}
