using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>Which platform to talk to, and with which key: flag, then environment, then default.</summary>
/// <param name="console">Gives the environment.</param>
public sealed class Connection(CliConsole console)
{
    public const string DefaultUrl = "http://127.0.0.1:7071";
    public const string UrlVariable = "SERVERLESS_URL";
    public const string KeyVariable = "SERVERLESS_KEY";
    public const string KeyFileVariable = "SERVERLESS_KEY_FILE";

    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"The platform's address. Default: {UrlVariable}, or {DefaultUrl}. The key is read from {KeyVariable}, or from the file in {KeyFileVariable}.",
        Recursive = true,
    };

    /// <summary>Connects; nothing is sent yet.</summary>
    /// <exception cref="CliException">The address is none, or the key file cannot be read.</exception>
    public PlatformClient Open(ParseResult parsed) => new(
        Address(parsed).Value, Key().Value, RequestPipeline.Create(console.Clock),
        message => console.Error.WriteLine($"Left out: {PlainText.Of(message)}"));

    /// <summary>The address, and where it comes from.</summary>
    public (Uri Value, string Origin) Address(ParseResult parsed)
    {
        var (text, origin) = parsed.GetValue(Url) is { } flag ? (flag, "--url")
            : console.Variable(UrlVariable) is { Length: > 0 } variable ? (variable, UrlVariable)
            : (DefaultUrl, "default");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? (address, origin)
            : throw new CliException(ExitCodes.Usage, $"'{text}' ({origin}) is not an address.", "Give one like https://my-app.azurewebsites.net");
    }

    /// <summary>The key, or null, and where it comes from.</summary>
    public (string? Value, string Origin) Key()
    {
        if (console.Variable(KeyVariable) is { Length: > 0 } key)
        {
            return (key, KeyVariable);
        }

        if (console.Variable(KeyFileVariable) is not { Length: > 0 } file)
        {
            return (null, "none");
        }

        try
        {
            return (File.ReadAllText(file).Trim(), $"{KeyFileVariable} ({file})");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CliException(ExitCodes.NotAllowed, $"The key file cannot be read: {fault.Message}", $"Set {KeyFileVariable} to a file that holds the key, or set {KeyVariable}.");
        }
    }
}
