using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Metrics of networks that are sums of a constant and of the contribution of each decision's choice.</summary>
/// <remarks>Immutable, and safe to share between threads.</remarks>
public sealed class LayerSums
{
    readonly IReadOnlyDictionary<string, LayerCosts> _columns;

    /// <param name="columns">The costs by metric.</param>
    internal LayerSums(IReadOnlyDictionary<string, LayerCosts> columns) => _columns = columns;

    /// <summary>Gets the terms whose sum is a metric.</summary>
    /// <exception cref="KeyNotFoundException">There is no such metric.</exception>
    public LayerCosts this[string metric] => _columns[metric];

    /// <summary>Returns the metric of a network, in its own unit and direction. O(decisions).</summary>
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

    /// <summary>
    /// Computes the contributions of a space's layers to a metric that is counted from its networks, where the contribution of each layer depends on
    /// its own choice alone.
    /// </summary>
    /// <param name="space">The space, whose layers keep their shapes whatever is chosen.</param>
    /// <param name="count">Returns the metric of an architecture.</param>
    internal static LayerCosts Counted(SearchSpace space, Func<Architecture, double> count)
    {
        int[] open = [.. space.OpenChoices];
        var constant = count(space.Create(open));
        return new LayerCosts(constant, [.. space.Dimensions.Select((dimension, at) => Enumerable.Range(0, dimension.Choices.Count)
            .Select(choice => count(space.Create([.. open.Select((before, decision) => decision == at ? choice : before)])) - constant).ToArray())]);
    }
}

/// <summary>The terms whose sum is a metric.</summary>
/// <param name="Constant">The value that every network has.</param>
/// <param name="Costs">The value that each choice adds, by decision.</param>
public sealed record LayerCosts(double Constant, IReadOnlyList<double[]> Costs);

/// <summary>
/// Describes a file of the costs of single layers: one line per device, layer and choice, and one line per device for the constant cost of every
/// network.
/// </summary>
/// <param name="DeviceColumn">The column with the device.</param>
/// <param name="LayerColumn">The column with the decision's place in genotype order, from 0; −1 for the constant cost.</param>
/// <param name="ChoiceColumn">The column with the name of the choice.</param>
/// <param name="ValueColumn">The column with the cost that the choice adds.</param>
/// <param name="Devices">The metrics of the table, each with the device whose lines hold it; all other metrics are counted from networks.</param>
public sealed record LayerLayout(
    string DeviceColumn, string LayerColumn, string ChoiceColumn, string ValueColumn, IReadOnlyDictionary<string, string> Devices)
{
    /// <value>The inputs of the networks whose metrics are counted.</value>
    public required ImageShape Shape { get; init; }
}
