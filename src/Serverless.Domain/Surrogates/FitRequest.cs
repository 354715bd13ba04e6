namespace Serverless.Domain.Surrogates;

/// <summary>What a user asks for with <c>POST /api/surrogates</c>: a surrogate of what a search has evaluated, of rows of a table, or of both.</summary>
public sealed record FitRequest
{
    /// <value>The search whose space, dataset, objectives and evaluations it is of; null: rows of a table are all there is.</value>
    public string? Search { get; init; }

    /// <value>Rows to learn from; null: none.</value>
    public TableRows? Table { get; init; }

    /// <value>One of <see cref="SurrogateSpecification.SearchableKinds"/>.</value>
    public required string Kind { get; init; }

    /// <value>Members, 1 to 20.</value>
    public required int Ensemble { get; init; }

    public long Seed { get; init; }

    /// <value>As in <see cref="SurrogateSpecification"/>.</value>
    public bool OtherSearches { get; init; }
}
