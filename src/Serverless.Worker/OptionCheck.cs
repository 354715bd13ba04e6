using System.CommandLine.Parsing;

namespace Serverless.Worker;

/// <summary>Validates the values of command-line options.</summary>
static class OptionCheck
{
    /// <summary>Validates a value, unless it cannot be parsed: the parser reports that error afterwards.</summary>
    /// <param name="read">Parses the value; throws what the parser throws.</param>
    /// <param name="check">Validates the value.</param>
    public static void Of<T>(Func<T> read, Action<T> check)
    {
        T value;
        try
        {
            value = read();
        }
        catch (InvalidOperationException)
        {
            return;
        }

        check(value);
    }

    /// <summary>Rejects values for which a condition does not hold.</summary>
    public static void Require<T>(OptionResult result, Func<T?, bool> holds, string otherwise) => Of(
        result.GetValueOrDefault<T>,
        value =>
        {
            if (!holds(value))
            {
                result.AddError(otherwise);
            }
        });
}
