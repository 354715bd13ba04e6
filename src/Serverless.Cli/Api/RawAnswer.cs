namespace Serverless.Cli.Api;

/// <summary>An answer of the platform as it came, beside what it says.</summary>
/// <typeparam name="T">What it says.</typeparam>
/// <param name="Address">What was asked: a route below <c>/api</c>, or a link of another answer.</param>
/// <param name="Text">The JSON.</param>
/// <param name="Value">The same, read.</param>
public sealed record RawAnswer<T>(string Address, string Text, T Value);
