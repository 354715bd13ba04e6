using System.CommandLine;
using System.CommandLine.Parsing;

namespace Serverless.Bench;

/// <summary>What the commands have in common.</summary>
static class CommandLine
{
    /// <summary>What a command that was interrupted has to write what it has.</summary>
    static readonly TimeSpan ToFinish = TimeSpan.FromSeconds(60);

    /// <summary>Reads the arguments and runs the command, or says what is wrong with them.</summary>
    /// <param name="command">The command.</param>
    /// <param name="arguments">What was typed behind its name.</param>
    /// <param name="error">For mistakes.</param>
    /// <param name="help">What to type for help.</param>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> InvokeAsync(RootCommand command, string[] arguments, TextWriter error, string help)
    {
        // Without response files: names may begin with '@'.
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

    /// <summary>Turns expected failures into exit codes.</summary>
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
            error.WriteLine($"Error: The answer cannot be written: {full.Message}");
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
            // Numbers would be read as values too, even those that there are none of.
            option.Validators.Add(result =>
            {
                foreach (var token in result.Tokens.Where(token => !Enum.GetNames(typeof(T)).Contains(token.Value, StringComparer.OrdinalIgnoreCase)))
                {
                    result.AddError($"{flag} is '{token.Value}'; it is one of {string.Join(", ", Enum.GetNames(typeof(T)).Select(name => name.ToLowerInvariant()))}.");
                }
            });
        }

        return option;
    }

    /// <summary>A whole number in a range.</summary>
    public static Option<int> Option(string flag, string description, int fallback, int least, int most)
    {
        var option = Option(flag, description, fallback);
        option.Validators.Add((OptionResult result) =>
        {
            // What is no whole number is the parser's to report, after this.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var value) && (value < least || value > most))
            {
                result.AddError($"{flag} is {least} to {most}, not {value}.");
            }
        });
        return option;
    }
}
