namespace Serverless.Core.Surrogates;

/// <summary>Rows of a reference table that a surrogate is to learn from.</summary>
public sealed record TableRows
{
    /// <summary>No fit takes more: the rows are written down with its order.</summary>
    public const int Most = 20_000;

    /// <value>The table's name.</value>
    public required string Name { get; init; }

    /// <value>Its columns that are to be predicted; empty: those that are the objectives of the search beside it.</value>
    public IReadOnlyList<string> Metrics { get; init => field = value ?? []; } = [];

    /// <value>How many rows are drawn, by the request's seed, 1 to <see cref="Most"/>.</value>
    public required int Rows { get; init; }

    /// <value>One of the names that the table's space has; null: that of the search, or the first, which tells all genotypes apart.</value>
    public string? Space { get; init; }
}
