namespace Serverless.Core.Surrogates;

/// <summary>What a user asks for with <c>POST /api/surrogates</c>: a surrogate of what a search has evaluated, of rows of a table, or of both.</summary>
public sealed record FitRequest
{
    /// <value>The search whose space, dataset, objectives and evaluations it is of; null: rows of a table are all there is.</value>
    public string? Search { get; init; }

    /// <value>Rows to learn from; null: none.</value>
    public TableRows? Table { get; init; }

    /// <value>One of <see cref="SurrogateSpecification.SearchableKinds"/>.</value>
    public required string Kind { get; init; }

    /// <value>Members, 1 to 20; null: as many as <see cref="From"/> has, or the usual number.</value>
    public int? Ensemble { get; init; }

    /// <value>The surrogate of the registry to begin at, which has to be of kind hw-pr-nas; null: none.</value>
    public string? From { get; init; }

    /// <value>How to begin there; null: heads in the same space, else fine-tuning.</value>
    public FitStart? Mode { get; init; }

    public long Seed { get; init; }

    /// <value>As in <see cref="SurrogateSpecification"/>.</value>
    public bool OtherSearches { get; init; }
}
