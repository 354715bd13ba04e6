using System.CommandLine;
using System.Text;
using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>Determines the platform to connect to and its key: from a flag, then the environment, then the default.</summary>
/// <param name="console">The console with the environment.</param>
public sealed class Connection(CliConsole console)
{
    const int LongestAddress = 2_000;

    public const string DefaultUrl = "http://127.0.0.1:7071";
    public const string UrlVariable = "SERVERLESS_URL";
    public const string KeyVariable = "SERVERLESS_KEY";
    public const string KeyFileVariable = "SERVERLESS_KEY_FILE";

    public Option<string?> Url { get; } = new("--url")
    {
        Description = $"The platform's address. Default: {UrlVariable}, or {DefaultUrl}. The key is read from {KeyVariable}, or from the file in {KeyFileVariable}.",
        Recursive = true,
    };

    /// <summary>Creates a client; nothing is sent yet.</summary>
    /// <exception cref="CliException">The address is invalid, or the key file cannot be read.</exception>
    public PlatformClient Open(ParseResult parsed) => new(
        Address(parsed).Value, Key().Value, RequestPipeline.Create(console.Clock),
        message => console.Error.WriteLine($"Skipped: {PlainText.Of(message)}"));

    /// <summary>Returns the address, and where it comes from.</summary>
    public (Uri Value, string Origin) Address(ParseResult parsed)
    {
        var (text, origin) = parsed.GetValue(Url) is { } flag ? (flag, "--url")
            : console.Variable(UrlVariable) is { Length: > 0 } variable ? (variable, UrlVariable)
            : (DefaultUrl, "default");
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && IsPlatform(address)
            ? (address, origin)
            : throw new CliException(
                ExitCodes.Usage,
                $"'{(text.Length > LongestAddress ? text[..50] + "…" : text)}' ({origin}) is not a valid platform address.",
                "Use an address such as https://my-app.azurewebsites.net, without user, query or fragment.");
    }

    // Accepts only addresses to which the client can append paths and whose host can be resolved; IdnHost throws for invalid host names.
    static bool IsPlatform(Uri address)
    {
        try
        {
            return address.Scheme is "http" or "https" && address.OriginalString.Length <= LongestAddress && address.IdnHost.Length > 0
                && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0;
        }
        catch (UriFormatException)
        {
            return false;
        }
    }

    static string Sendable(string key, string origin)
    {
        var trimmed = key.Trim();
        return trimmed.All(character => character is > ' ' and <= '~')
            ? trimmed
            : throw new CliException(ExitCodes.NotAllowed, $"The key in {origin} cannot be sent: a key may contain only visible ASCII characters.");
    }

    /// <summary>Returns the key, or null, and where it comes from.</summary>
    public (string? Value, string Origin) Key()
    {
        if (console.Variable(KeyVariable) is { Length: > 0 } key)
        {
            return (Sendable(key, KeyVariable), KeyVariable);
        }

        if (console.Variable(KeyFileVariable) is not { Length: > 0 } file)
        {
            return (null, "none");
        }

        try
        {
            using var content = File.OpenRead(file);
            return (Sendable(Encoding.UTF8.GetString(InputFile.ReadToEnd(content) ?? throw new IOException($"{file} is longer than any key.")), file), $"{KeyFileVariable} ({file})");
        }
        catch (Exception fault) when (InputFile.IsUnreadable(fault))
        {
            throw new CliException(ExitCodes.NotAllowed, $"The key file cannot be read: {fault.Message}", $"Set {KeyFileVariable} to a file that holds the key, or set {KeyVariable}.");
        }
    }
}
