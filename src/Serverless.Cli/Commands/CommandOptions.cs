using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>Arguments and options that several commands share, described and validated in one place.</summary>
public static class CommandOptions
{
    const int LongestId = 200;
    const int LongestKey = 200;
    const int LongestTimeLimit = 30 * 24 * 60 * 60;

    public static Argument<string> SearchId() => Id("ID", "The search's id.");

    public static Argument<string> ScheduleId() => Id("ID", "The schedule's id, for example nightly.");

    /// <summary>Creates an argument for the id of an item on the platform.</summary>
    public static Argument<string> Id(string name, string description) => new(name)
    {
        Description = description,
        Validators = { result => RequireId(result, name) },
    };

    public static Option<OutputFormat> Format() => Choice<OutputFormat>("--output", "The output format.", "-o", OutputFormat.Table);

    /// <summary>Creates an option with a fixed set of case-insensitive values.</summary>
    public static Option<T> Choice<T>(string name, string description, string alias, T otherwise)
        where T : struct, Enum => new(name, alias)
        {
            Description = description,
            HelpName = Names<T>(),
            DefaultValueFactory = _ => otherwise,
            Validators = { RequireName<T> },
        };

    /// <summary>Creates an option with a fixed set of case-insensitive values, or none.</summary>
    public static Option<T?> Choice<T>(string name, string description)
        where T : struct, Enum => new(name) { Description = description, HelpName = Names<T>(), Validators = { RequireName<T> } };

    /// <summary>Creates an option that was renamed; it is rejected with a message that gives the new name.</summary>
    public static Option<string?> Retired(string name, string newName) => new(name)
    {
        Hidden = true,
        Arity = ArgumentArity.ZeroOrOne,
        Validators = { result => result.AddError($"{name} was renamed to {newName}.") },
    };

    public static Option<double> Interval() => new("--interval")
    {
        Description = "Seconds between two requests.",
        DefaultValueFactory = _ => 2,
        Validators = { result => Check<double>(result, value => value is >= 0.1 and <= 3600, "--interval must be between 0.1 and 3600 seconds.") },
    };

    public static Option<double?> TimeLimit() => new("--timeout")
    {
        Description = $"Stop watching after this number of seconds, with exit code {ExitCodes.WaitTimedOut}.",
        Validators =
        {
            result => Check<double?>(
                result,
                value => value is null or (> 0 and <= LongestTimeLimit),
                $"--timeout must be greater than 0 and at most {LongestTimeLimit} seconds."),
        },
    };

    /// <summary>Creates an option for candidates of a search, by their ids.</summary>
    public static Option<string[]> Candidates(string description) => new("--candidates")
    {
        Description = description,
        HelpName = "A,B",
        AllowMultipleArgumentsPerToken = true,
        Validators = { result => RequireText(result, "--candidates") },
    };

    /// <summary>Returns the values that were given with commas between them, in several options, or both; null when none were.</summary>
    public static IReadOnlyList<string>? ListOf(string[]? values) => values is { Length: > 0 }
        ? [.. values.SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()]
        : null;

    /// <summary>Creates the option for the header that makes repeated requests idempotent.</summary>
    public static Option<string?> IdempotencyKey(string description) => new("--idempotency-key")
    {
        Description = description,
        Validators =
        {
            result => Check<string?>(
                result,
                value => value is null || IsHeader(value),
                $"--idempotency-key must have 1 to {LongestKey} ASCII characters, no control characters, and no space at its start or end."),
        },
    };

    /// <summary>Rejects values that cannot be ids: empty ones, and those that would lead to another address.</summary>
    public static void RequireId(SymbolResult result, string name)
    {
        foreach (var token in TokensOf(result).Where(token => string.IsNullOrWhiteSpace(token) || token is "." or ".." || token.Length > LongestId || token.Any(char.IsControl)))
        {
            result.AddError($"{name} is '{PlainText.Of(token.Length > LongestId ? token[..20] + "…" : token)}', which is not a valid id: an id has 1 to {LongestId} characters, no control characters, and is not blank, '.' or '..'.");
        }
    }

    /// <summary>Rejects empty values.</summary>
    public static void RequireText(SymbolResult result, string name)
    {
        if (TokensOf(result).Any(string.IsNullOrWhiteSpace))
        {
            result.AddError($"{name} must not be empty.");
        }
    }

    // Numbers would be parsed as enum values too, even undefined ones.
    static void RequireName<T>(OptionResult result)
        where T : struct, Enum
    {
        foreach (var token in TokensOf(result).Where(token => !Enum.GetNames<T>().Contains(token, StringComparer.OrdinalIgnoreCase)))
        {
            result.AddError($"{result.Option.Name} is '{PlainText.Of(token)}'; it must be one of {Names<T>()}.");
        }
    }

    static string Names<T>()
        where T : struct, Enum => string.Join('|', Enum.GetNames<T>().Select(name => char.ToLowerInvariant(name[0]) + name[1..]));

    static IEnumerable<string> TokensOf(SymbolResult result) => result.Tokens.Select(token => token.Value);

    /// <summary>Rejects values for which a condition does not hold. The parser reports values that it cannot parse afterwards.</summary>
    public static void Check<T>(OptionResult result, Func<T?, bool> holds, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(holds);
        if (typeof(T) == typeof(double) || typeof(T) == typeof(double?))
        {
            // The parser treats a comma as a thousands separator, so 0,5 would be 5.
            foreach (var token in TokensOf(result).Where(token => token.Contains(',', StringComparison.Ordinal)))
            {
                result.AddError($"{result.Option.Name} is '{PlainText.Of(token)}': use a decimal point and no thousands separators.");
            }
        }

        T? value;
        try
        {
            value = result.GetValueOrDefault<T>();
        }
        catch (InvalidOperationException)
        {
            return;
        }

        if (!holds(value))
        {
            result.AddError(otherwise);
        }
    }

    static bool IsHeader(string text) =>
        text.Length is >= 1 and <= LongestKey && Ascii.IsValid(text) && !text.Any(char.IsControl) && text.Trim() == text;
}
