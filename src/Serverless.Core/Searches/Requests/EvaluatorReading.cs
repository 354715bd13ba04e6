using Serverless.Core.Tables;

namespace Serverless.Core.Searches.Requests;

/// <summary>What a request says of its evaluator; the sections after it depend on it.</summary>
/// <param name="Specification">Null when there is none: candidates are trained.</param>
/// <param name="Table">The table that candidates are looked up in; null when they are trained, or it is not known here.</param>
sealed record EvaluatorReading(EvaluatorSpecification? Specification, TableDescription? Table)
{
    /// <value>Whether candidates are looked up.</value>
    public bool IsTable => Specification is { Kind: EvaluatorKind.Table };
}
