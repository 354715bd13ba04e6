namespace Serverless.Algorithms.Options;

/// <summary>One of a few names.</summary>
/// <param name="Name">The field.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Choices">The names there are.</param>
/// <param name="Default">Without it.</param>
public sealed record ChoiceOption(string Name, string Summary, IReadOnlyList<string> Choices, string Default) : AlgorithmOption(Name, Summary);
