using Serverless.Core.Surrogates;

namespace Serverless.Application.Generators;

/// <summary>Puts together what is known of the costs of architectures. Pure.</summary>
public static class KnownCosts
{
    /// <summary>One example of each architecture, with the values of all devices; of several values for one device the first stays.</summary>
    /// <param name="costs">Architectures, canonical, and by the names of devices what they take.</param>
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
