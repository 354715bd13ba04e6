namespace Serverless.Core.Surrogates;

/// <summary>What a user asks for with <c>POST /api/surrogates</c>: a surrogate of what a search has evaluated, of rows of a table, or of both.</summary>
public sealed record FitRequest
{
    /// <value>The search whose space, dataset, objectives and evaluations it is of; null: rows of a table are all there is.</value>
    public string? Search { get; init; }

    /// <value>Rows to learn from; null: none.</value>
    public TableRows? Table { get; init; }

    /// <value>One of <see cref="SurrogateDescription.Names"/>.</value>
    public required string Kind { get; init; }

    /// <value>Names of those objectives of the search that are to be predicted; empty: all that are neither counted nor looked up.</value>
    public IReadOnlyList<string> Targets { get; init => field = value ?? []; } = [];

    /// <value>For kind device-transfer: the device that was hardly measured; null for all others.</value>
    public NewDevice? Device { get; init; }

    /// <value>Members, 1 to 20; null: as many as the surrogate of <see cref="WarmStart"/> has, or the usual number.</value>
    public int? Ensemble { get; init; }

    /// <value>How losses of several objectives or devices are balanced: one of <see cref="Generators.BalancerKind.OfSurrogates"/>; null: as the kind does it.</value>
    public string? Balancer { get; init; }

    /// <value>The surrogate to begin at; null: none.</value>
    public WarmStart? WarmStart { get; init; }

    public long Seed { get; init; }

    /// <value>As in <see cref="SurrogateSpecification"/>.</value>
    public bool OtherSearches { get; init; }
}

/// <summary>Rows of a reference table that a surrogate is to learn from.</summary>
public sealed record TableRows
{
    /// <summary>No fit takes more: the rows are written down with its order.</summary>
    public const int Most = 20_000;

    /// <value>The table's name.</value>
    public required string Name { get; init; }

    /// <value>
    /// Its columns that are to be predicted; empty: those that are the objectives of the search beside it. For kind device-transfer those of the devices
    /// that are known; empty: every other that is to be small and in the same unit.
    /// </value>
    public IReadOnlyList<string> Metrics { get; init => field = value ?? []; } = [];

    /// <value>Columns that tell what trainings had reached on their way, the first first; for kind lclr. Empty: none do.</value>
    public IReadOnlyList<string> Curve { get; init => field = value ?? []; } = [];

    /// <value>How many rows are drawn, by the request's seed, 1 to <see cref="Most"/>.</value>
    public required int Rows { get; init; }

    /// <value>One of the names that the table's space has; null: that of the search, or the first, which tells all genotypes apart.</value>
    public string? Space { get; init; }
}
