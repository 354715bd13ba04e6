namespace Serverless.Core.Surrogates;

/// <summary><c>surrogates/{id}/failure.json</c>: that a fit was given up.</summary>
/// <param name="Id">The surrogate's.</param>
/// <param name="Error">Why, for people.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record SurrogateFailure(string Id, string Error, int Attempts)
{
    public int SchemaVersion { get; init; } = 1;
}
