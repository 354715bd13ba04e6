namespace Serverless.Core.Searches.Requests;

/// <summary>Results known before a search begins. The algorithm and the front treat them as the search's own; they are never trained again.</summary>
public sealed record ImportSpecification
{
    /// <summary>The most results that can be imported.</summary>
    public const int MostRows = 1_000;

    /// <value>The search from which the results come; null when the request contains them itself.</value>
    public string? Search { get; init; }

    /// <value>
    /// Whether candidates that failed in that search are evaluated first: their architectures are added to the request's seeds, up to the most that a
    /// request can have. Null: no.
    /// </value>
    public bool? RetryFailed { get; init; }

    /// <value>Results of whole trainings, at most 1,000.</value>
    public IReadOnlyList<ImportedResult> Rows { get; init => field = value ?? []; } = [];
}

/// <summary>The metrics of an architecture evaluated elsewhere.</summary>
public sealed record ImportedResult
{
    /// <value>The architecture in the space's own notation.</value>
    public required string Architecture { get; init; }

    /// <value>Values by objective or metric name (see <c>Objective.Name</c>), in the metric's unit; at least all objectives.</value>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <value>The <c>RecipeHash</c> of the training that gave the values; null when it is not known.</value>
    public string? Recipe { get; init; }
}

/// <summary>A search whose results a request can import.</summary>
/// <param name="Id">The id of the search.</param>
/// <param name="Request">The request of the search.</param>
/// <param name="Results">Its completed whole trainings, in the order of generations and proposals.</param>
/// <param name="Failed">The architectures given up after errors, in the same order.</param>
public sealed record ImportableSearch(
    string Id, SearchRequest Request, IReadOnlyList<Evaluations.Evaluation> Results, IReadOnlyList<string> Failed);
