namespace Serverless.Core.Searches.Requests;

/// <summary>Results that are known before a search begins: told to the algorithm and on the front as if they were its own, and never trained again.</summary>
public sealed record ImportSpecification
{
    /// <summary>The most results that are imported.</summary>
    public const int MostRows = 1_000;

    /// <value>The search that they are of; null when the request brings them itself.</value>
    public string? Search { get; init; }

    /// <value>
    /// Whether what failed in that search is evaluated first: its architectures are added to the request's seeds, as many as there may be. Null: it is
    /// not.
    /// </value>
    public bool? RetryFailed { get; init; }

    /// <value>The results of whole trainings, at most 1,000.</value>
    public IReadOnlyList<ImportedResult> Rows { get; init => field = value ?? []; } = [];
}

/// <summary>What an architecture was found to be worth elsewhere.</summary>
public sealed record ImportedResult
{
    /// <value>In the space's own notation.</value>
    public required string Architecture { get; init; }

    /// <value>Objective or metric name (see <c>Objective.Name</c>) to value, in the metric's unit; at least all objectives.</value>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <value>The <c>RecipeHash</c> of the training that told them; null when it is not known.</value>
    public string? Recipe { get; init; }
}

/// <summary>A search whose results a request names.</summary>
/// <param name="Id">The search.</param>
/// <param name="Request">What it was asked for.</param>
/// <param name="Results">Its whole trainings that completed, in the order of generations and proposals.</param>
/// <param name="Failed">The architectures that were given up after errors, in the same order.</param>
public sealed record ImportableSearch(
    string Id, SearchRequest Request, IReadOnlyList<Evaluations.Evaluation> Results, IReadOnlyList<string> Failed);
