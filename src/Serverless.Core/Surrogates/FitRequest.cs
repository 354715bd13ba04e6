namespace Serverless.Core.Surrogates;

/// <summary>The body of <c>POST /api/surrogates</c>: a request to fit a surrogate to the evaluations of a search, rows of a table, or both.</summary>
public sealed record FitRequest
{
    /// <value>The search whose space, dataset, objectives and evaluations are used; null: only rows of a table are used.</value>
    public string? Search { get; init; }

    /// <value>Rows of a table from which to learn; null: none.</value>
    public TableRows? Table { get; init; }

    /// <value>The kind, one of <see cref="SurrogateDescription.Names"/>.</value>
    public required string Kind { get; init; }

    /// <value>Names of the search's objectives to predict; empty: all that are neither analytic nor looked up.</value>
    public IReadOnlyList<string> Targets { get; init => field = value ?? []; } = [];

    /// <value>For the kind device-transfer: the device with few measurements; null for all others.</value>
    public NewDevice? Device { get; init; }

    /// <value>Number of ensemble members, 1 to 20; null: as many as the surrogate of <see cref="WarmStart"/> has, or the default.</value>
    public int? Ensemble { get; init; }

    /// <value>
    /// The method that balances losses of several objectives or devices, one of <see cref="Generators.BalancerKind.OfSurrogates"/>; null: the default
    /// of the kind.
    /// </value>
    public string? Balancer { get; init; }

    /// <value>The surrogate from which the fit starts; null: none.</value>
    public WarmStart? WarmStart { get; init; }

    public long Seed { get; init; }

    /// <value>As in <see cref="SurrogateSpecification"/>.</value>
    public bool OtherSearches { get; init; }
}

/// <summary>Rows of a reference table from which a surrogate learns.</summary>
public sealed record TableRows
{
    /// <summary>The most rows of a fit, because they are stored with its order.</summary>
    public const int Most = 20_000;

    /// <value>The table's name.</value>
    public required string Name { get; init; }

    /// <value>
    /// The columns to predict; empty: those that are objectives of the search that the request also names. For the kind device-transfer, the columns
    /// of the known devices; empty: all other columns that are minimised and have the same unit.
    /// </value>
    public IReadOnlyList<string> Metrics { get; init => field = value ?? []; } = [];

    /// <value>Columns that hold intermediate results of trainings, in order of epochs; for the kind lclr. Empty: there are none.</value>
    public IReadOnlyList<string> Curve { get; init => field = value ?? []; } = [];

    /// <value>Number of rows to draw, with the request's seed, 1 to <see cref="Most"/>.</value>
    public required int Rows { get; init; }

    /// <value>One of the names of the table's space; null: the name that the search uses, or the first, which distinguishes all genotypes.</value>
    public string? Space { get; init; }
}
