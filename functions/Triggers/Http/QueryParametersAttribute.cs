namespace Serverless.Functions.Triggers.Http;

/// <summary>Names the query parameters that a function reads; a function without it reads none. Requests with others are refused.</summary>
/// <param name="names">The parameters, in any letter case.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class QueryParametersAttribute(params string[] names) : Attribute
{
    /// <value>The parameters.</value>
    public IReadOnlyList<string> Names { get; } = names;
}
