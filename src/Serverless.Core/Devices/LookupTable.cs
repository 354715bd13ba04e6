namespace Serverless.Core.Devices;

/// <summary>A device metric as a sum over the decisions of a network: the edges of a cell, the layers of a chain.</summary>
/// <param name="Constant">What every network costs, in the metric's unit.</param>
/// <param name="PerOperation">What each use of an operation adds; an operation that is not there makes the table unusable.</param>
public sealed record LookupTable(double Constant, IReadOnlyDictionary<string, double> PerOperation)
{
    /// <value>
    /// Decision to choice to what it adds there: where a decision is named, this counts for it and not <see cref="PerOperation"/>. Null: none is.
    /// </value>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? PerDecision { get; init; }

    /// <value>Of a table that was predicted: what pairs of choices add to the metric's natural logarithm, the constant included. Null: the sum is the metric.</value>
    public ChoicePairs? Pairs { get; init; }

    /// <summary>What a choice adds; null when the table does not tell.</summary>
    public double? CostOf(string decision, string choice) =>
        PerDecision?.TryGetValue(decision, out var costs) == true
            ? costs.TryGetValue(choice, out var own) ? own : null
            : PerOperation.TryGetValue(choice, out var cost) ? cost : null;
}

/// <summary>A weight for each pair of choices of a space, in the order of its one-hot encoding.</summary>
/// <param name="Weights">Row by row, from the diagonal on: p (p + 1) / 2 for p choices. On the diagonal stands what a choice adds alone.</param>
public sealed record ChoicePairs(IReadOnlyList<double> Weights)
{
    /// <summary>The sum over all pairs of the choices at these places. O(d²).</summary>
    /// <param name="places">Ascending.</param>
    /// <param name="choices">p.</param>
    public double Sum(IReadOnlyList<int> places, int choices)
    {
        ArgumentNullException.ThrowIfNull(places);
        var sum = 0.0;
        for (var i = 0; i < places.Count; i++)
        {
            var row = places[i];
            var diagonal = (row * choices) - (row * (row - 1) / 2);
            for (var j = i; j < places.Count; j++)
            {
                sum += Weights[diagonal + places[j] - row];
            }
        }

        return sum;
    }
}
