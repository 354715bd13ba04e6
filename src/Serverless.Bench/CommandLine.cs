using System.CommandLine;
using System.CommandLine.Parsing;

namespace Serverless.Bench;

/// <summary>The parts that the commands have in common.</summary>
static class CommandLine
{
    /// <summary>The time that an interrupted command has to write its results so far.</summary>
    static readonly TimeSpan ToFinish = TimeSpan.FromSeconds(60);

    /// <summary>Parses the arguments and runs the command, or reports what is wrong with them.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">The arguments after the name of the command.</param>
    /// <param name="error">The writer for error messages.</param>
    /// <param name="help">The command line that shows help.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(RootCommand command, string[] arguments, TextWriter error, string help)
    {
        // Response files are disabled because names can begin with '@'.
        var result = command.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0)
        {
            foreach (var mistake in result.Errors)
            {
                await error.WriteLineAsync(mistake.Message);
            }

            await error.WriteLineAsync($"See: {help}");
            return ExitCodes.Usage;
        }

        return await result.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = ToFinish });
    }

    /// <summary>Converts expected failures to exit codes.</summary>
    public static int Guard(TextWriter error, Action run)
    {
        try
        {
            run();
            return ExitCodes.Done;
        }
        catch (BenchException refusal)
        {
            error.WriteLine($"Error: {refusal.Message}");
            return ExitCodes.Usage;
        }
        catch (IOException full)
        {
            error.WriteLine($"Error: The output cannot be written: {full.Message}");
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }

    public static Option<T> Option<T>(string flag, string description, T fallback)
    {
        var option = new Option<T>(flag) { Description = description, DefaultValueFactory = _ => fallback };
        if (typeof(T).IsEnum)
        {
            // The parser would also accept numbers for these values, even numbers that have no value.
            option.Validators.Add(result =>
            {
                foreach (var token in result.Tokens.Where(token => !Enum.GetNames(typeof(T)).Contains(token.Value, StringComparer.OrdinalIgnoreCase)))
                {
                    result.AddError($"{flag} is '{token.Value}'; it must be one of {string.Join(", ", Enum.GetNames(typeof(T)).Select(name => name.ToLowerInvariant()))}.");
                }
            });
        }

        return option;
    }

    /// <summary>Creates an option that takes a whole number in a range.</summary>
    public static Option<int> Option(string flag, string description, int fallback, int least, int most)
    {
        var option = Option(flag, description, fallback);
        option.Validators.Add((OptionResult result) =>
        {
            // A value that is not a whole number is reported by the parser itself, after this.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var value) && (value < least || value > most))
            {
                result.AddError($"{flag} must be {least} to {most}, not {value}.");
            }
        });
        return option;
    }
}
