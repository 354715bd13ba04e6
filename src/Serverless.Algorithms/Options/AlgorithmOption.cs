namespace Serverless.Algorithms.Options;

/// <summary>An option that an algorithm has: a field of <see cref="AlgorithmSpecification"/>.</summary>
/// <param name="Name">The field, as requests spell it.</param>
/// <param name="Summary">What it does, in one sentence.</param>
public abstract record AlgorithmOption(string Name, string Summary);
