using System.CommandLine.Parsing;

namespace Serverless.Worker;

/// <summary>Checks of options' values.</summary>
static class OptionCheck
{
    /// <summary>Looks at a value, unless it cannot be read at all: that is the parser's to report, after this.</summary>
    /// <param name="read">Reads it; throws what the parser throws.</param>
    /// <param name="check">Looks at it.</param>
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

    /// <summary>Refuses values that do not hold.</summary>
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
