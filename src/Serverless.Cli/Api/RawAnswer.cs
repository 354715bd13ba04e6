namespace Serverless.Cli.Api;

/// <summary>A response of the platform, as text and deserialized.</summary>
/// <typeparam name="T">The type of the deserialized response.</typeparam>
/// <param name="Address">The address of the request: a route below <c>/api</c>, or a link of another response.</param>
/// <param name="Text">The JSON.</param>
/// <param name="Value">The deserialized JSON.</param>
public sealed record RawAnswer<T>(string Address, string Text, T Value);
