namespace Serverless.Core.Surrogates;

/// <summary>An architecture that a surrogate learns from.</summary>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Values">Objective name to value; those that are not known are left out.</param>
public sealed record SurrogateExample(string Architecture, IReadOnlyDictionary<string, double> Values);
