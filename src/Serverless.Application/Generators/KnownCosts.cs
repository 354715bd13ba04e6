using Serverless.Core.Surrogates;

namespace Serverless.Application.Generators;

/// <summary>Merges the known costs of architectures. Pure.</summary>
public static class KnownCosts
{
    /// <summary>Merges costs into one example per architecture with the values of all devices; the first value for each device is kept.</summary>
    /// <param name="costs">Canonical architectures with their costs, by device name.</param>
    public static IReadOnlyList<SurrogateExample> Merge(IEnumerable<SurrogateExample> costs)
    {
        ArgumentNullException.ThrowIfNull(costs);
        return [.. costs.GroupBy(example => example.Architecture).Select(same => same.Count() == 1 ? same.First() : new SurrogateExample(same.Key, Merged(same)))];
    }

    static Dictionary<string, double> Merged(IEnumerable<SurrogateExample> same)
    {
        var values = new Dictionary<string, double>();
        foreach (var (device, value) in same.SelectMany(example => example.Values))
        {
            values.TryAdd(device, value);
        }

        return values;
    }
}
