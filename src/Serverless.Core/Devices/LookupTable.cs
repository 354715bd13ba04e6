namespace Serverless.Core.Devices;

/// <summary>A device metric as a sum over the decisions of a network: the edges of a cell, or the layers of a chain.</summary>
/// <param name="Constant">The cost of every network, in the metric's unit.</param>
/// <param name="PerOperation">The cost of each use of an operation; the table cannot be used for networks with an operation that is missing
/// here.</param>
public sealed record LookupTable(double Constant, IReadOnlyDictionary<string, double> PerOperation)
{
    /// <value>
    /// Costs by decision and choice: for a decision listed here, they apply instead of <see cref="PerOperation"/>. Null: none is listed.
    /// </value>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, double>>? PerDecision { get; init; }

    /// <value>
    /// For a predicted table: the weights of pairs of choices, whose sum and the constant are the natural logarithm of the metric. Null: the metric
    /// is the plain sum.
    /// </value>
    public ChoicePairs? Pairs { get; init; }

    /// <summary>Returns the cost of a choice; null when the table does not contain it.</summary>
    public double? CostOf(string decision, string choice) =>
        PerDecision?.TryGetValue(decision, out var costs) == true
            ? costs.TryGetValue(choice, out var own) ? own : null
            : PerOperation.TryGetValue(choice, out var cost) ? cost : null;
}

/// <summary>A weight for each pair of choices of a space, in the order of its one-hot encoding.</summary>
/// <param name="Weights">The upper triangle row by row, including the diagonal: p (p + 1) / 2 weights for p choices. The diagonal holds the weights
/// of single choices.</param>
public sealed record ChoicePairs(IReadOnlyList<double> Weights)
{
    /// <summary>Returns the sum over all pairs of the given choices. O(d²) for d choices.</summary>
    /// <param name="places">Indices of the choices in the one-hot encoding, ascending.</param>
    /// <param name="choices">Number of choices of the space, p.</param>
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
