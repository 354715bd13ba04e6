namespace Serverless.Core.Searches.Requests;

/// <summary>What evaluates candidates.</summary>
public sealed record EvaluatorSpecification
{
    public required EvaluatorKind Kind { get; init; }

    /// <value>The table's name; null unless the kind is <see cref="EvaluatorKind.Table"/>.</value>
    public string? Table { get; init; }
}
