using System.CommandLine;
using Serverless.Cli.Commands;

namespace Serverless.Cli.Tests.OddInputs;

/// <summary>Command lines of every command with mistyped arguments, or arguments that a script made from an empty variable.</summary>
static class OddCommandLines
{
    static readonly string[] Values =
    [
        "", " ", "\t", "\n", "-", "--", "@", "@file", "@/etc/passwd", ".", "..", "../..", "/", "//", "/dev/null", "/dev/zero", "/no/such/file", "a/b",
        "\0", "s1\0", "é", "\u202E", "\uFFFD", "😀", "%", "%00", "%2e%2e", "?", "?x=1", "#", "&", "=", "=1+1", "'", "\"", "\\", "{}", "[]", "null", "true",
        "0", "-0", "-1", "1", "7", "NaN", "Infinity", "-Infinity", "1e400", "1e-400", "0.5", "0,5", "99999999999999999999", "2147483648", "1e18",
        "table", "JSON", "csv", "table,json", "Running", "http://", "http://[", "s0123456789abcdef", "--help", "--version", "--url", "-o", "[suggest]",
        new('x', 300), new('9', 70_000),
    ];

    /// <summary>Addresses that are none, or where nobody listens.</summary>
    static readonly string[] Addresses =
    [
        "http://", "http:///", "http://127.0.0.1:0", "http://127.0.0.1:65536", "http://[::1", "http://user:word@127.0.0.1", "http://127.0.0.1/?q", "http://127.0.0.1/#f",
        "ftp://127.0.0.1", "file:///etc/passwd", "127.0.0.1:7071", "http://xn--\u0000", "http://a b", "http://\uFFFD\u202E", "http://..", new string('h', 3_000),
    ];

    static readonly string[] Variables = ["SERVERLESS_URL", "SERVERLESS_KEY", "SERVERLESS_KEY_FILE", "NO_COLOR"];

    /// <summary>Every command that does something, as the words that name it.</summary>
    public static IReadOnlyList<(string[] Words, Command Command)> Commands { get; } =
        [.. Leaves(RootCommandFactory.Create(new CliConsole { Out = TextWriter.Null, Error = TextWriter.Null }), [])];

    /// <summary>Draws a command line.</summary>
    /// <param name="command">The command.</param>
    /// <param name="words">What names it.</param>
    /// <param name="address">Of a platform that answers; used most times.</param>
    /// <param name="random">Seeded.</param>
    public static string[] Draw(Command command, string[] words, string address, Random random)
    {
        var line = new List<string>(words);
        foreach (var _ in command.Arguments.Where(_ => random.Next(10) > 0))
        {
            line.Add(Value(random));
        }

        foreach (var option in command.Options.Where(_ => random.Next(3) == 0))
        {
            line.Add(option.Name);
            if (random.Next(10) > 0)
            {
                line.Add(Value(random));
            }
        }

        if (random.Next(8) == 0)
        {
            line.Insert(random.Next(line.Count + 1), Value(random));
        }

        line.AddRange(["--url", random.Next(10) == 0 ? Addresses[random.Next(Addresses.Length)] : address]);
        return [.. line];
    }

    /// <summary>Draws an environment.</summary>
    public static Dictionary<string, string> DrawVariables(Random random) =>
        Variables.Where(_ => random.Next(6) == 0).ToDictionary(
            name => name, name => name == "SERVERLESS_URL" ? Addresses[random.Next(Addresses.Length)] : Value(random).Replace("\0", "", StringComparison.Ordinal));

    static string Value(Random random) => Values[random.Next(Values.Length)];

    static IEnumerable<(string[] Words, Command Command)> Leaves(Command command, string[] words) => command.Subcommands.Count == 0
        ? [(words, command)]
        : command.Subcommands.SelectMany(child => Leaves(child, [.. words, child.Name]));
}
