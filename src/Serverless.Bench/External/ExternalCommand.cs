namespace Serverless.Bench.External;

/// <summary>A program that optimises, as the command line names it.</summary>
/// <param name="Label">What it is called in answers.</param>
/// <param name="Command">What a shell runs.</param>
public sealed record ExternalCommand(string Label, string Command)
{
    /// <summary>Reads <c>LABEL=COMMAND</c>.</summary>
    /// <exception cref="BenchException">One of the two is missing.</exception>
    public static ExternalCommand Read(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !string.IsNullOrWhiteSpace(text[(equals + 1)..])
            ? new ExternalCommand(text[..equals], text[(equals + 1)..])
            : throw new BenchException($"'{text}' is no program: write LABEL=COMMAND, for example mine='node optimiser.mjs'.");
    }
}
