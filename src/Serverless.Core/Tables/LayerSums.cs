using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Metrics of networks that are sums: of a constant, and of what the choice of each decision adds.</summary>
/// <remarks>Immutable, and safe to share between threads.</remarks>
public sealed class LayerSums
{
    readonly IReadOnlyDictionary<string, LayerCosts> _columns;

    /// <param name="columns">By metric.</param>
    internal LayerSums(IReadOnlyDictionary<string, LayerCosts> columns) => _columns = columns;

    /// <summary>What a metric is the sum of.</summary>
    /// <exception cref="KeyNotFoundException">There is no such metric.</exception>
    public LayerCosts this[string metric] => _columns[metric];

    /// <summary>A network's metric, in its own unit and direction. O(decisions).</summary>
    /// <exception cref="KeyNotFoundException">There is no such metric.</exception>
    public double Of(string metric, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var (sum, costs) = _columns[metric];
        for (var decision = 0; decision < costs.Count; decision++)
        {
            sum += costs[decision][architecture.Genotype[decision]];
        }

        return sum;
    }

    /// <summary>What the layers of a space add to a metric that is counted from its networks, where each layer's part depends on its own choice alone.</summary>
    /// <param name="space">Whose layers keep their shapes whatever is chosen.</param>
    /// <param name="count">The metric of an architecture.</param>
    internal static LayerCosts Counted(SearchSpace space, Func<Architecture, double> count)
    {
        int[] open = [.. space.OpenChoices];
        var constant = count(space.Create(open));
        return new LayerCosts(constant, [.. space.Dimensions.Select((dimension, at) => Enumerable.Range(0, dimension.Choices.Count)
            .Select(choice => count(space.Create([.. open.Select((before, decision) => decision == at ? choice : before)])) - constant).ToArray())]);
    }
}

/// <summary>What a metric is the sum of.</summary>
/// <param name="Constant">What every network has.</param>
/// <param name="Costs">What each choice adds, by decision.</param>
public sealed record LayerCosts(double Constant, IReadOnlyList<double[]> Costs);

/// <summary>How a file writes what single layers cost: a line for each layer and choice of a device, and one for what every network costs there.</summary>
/// <param name="DeviceColumn">Names the device.</param>
/// <param name="LayerColumn">The decision's place in genotype order, from 0; of what every network costs −1.</param>
/// <param name="ChoiceColumn">The choice's name.</param>
/// <param name="ValueColumn">What it adds.</param>
/// <param name="Devices">Metric of the table to the device whose lines tell it; metrics beside these are counted from networks.</param>
public sealed record LayerLayout(
    string DeviceColumn, string LayerColumn, string ChoiceColumn, string ValueColumn, IReadOnlyDictionary<string, string> Devices)
{
    /// <value>What networks are fed whose metrics are counted.</value>
    public required ImageShape Shape { get; init; }
}
