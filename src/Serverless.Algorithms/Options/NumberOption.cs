namespace Serverless.Algorithms.Options;

/// <summary>A finite number.</summary>
/// <param name="Name">The field.</param>
/// <param name="Summary">What it does.</param>
/// <param name="Least">The smallest value.</param>
/// <param name="Most">The largest value.</param>
/// <param name="Default">Without it; null when that depends, as the summary says.</param>
public sealed record NumberOption(string Name, string Summary, double Least, double Most, double? Default) : AlgorithmOption(Name, Summary);
