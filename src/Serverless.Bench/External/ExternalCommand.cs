namespace Serverless.Bench.External;

/// <summary>An external optimiser, as named on the command line.</summary>
/// <param name="Label">The name of the optimiser in answers.</param>
/// <param name="Command">The command that a shell runs.</param>
public sealed record ExternalCommand(string Label, string Command)
{
    /// <summary>Parses <c>LABEL=COMMAND</c>.</summary>
    /// <exception cref="BenchException">The label or the command is missing.</exception>
    public static ExternalCommand Read(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && !string.IsNullOrWhiteSpace(text[(equals + 1)..])
            ? new ExternalCommand(text[..equals], text[(equals + 1)..])
            : throw new BenchException($"'{text}' is not a program: use LABEL=COMMAND, for example mine='node optimiser.mjs'.");
    }
}
