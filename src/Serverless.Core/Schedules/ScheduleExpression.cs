using System.Diagnostics.CodeAnalysis;
using Cronos;

namespace Serverless.Core.Schedules;

/// <summary>Reads the cron expressions of schedules: [second] minute hour day month day-of-week, or a macro such as <c>@daily</c>.</summary>
/// <remarks>A time has to match every field, including both day and day of week; Sunday is 0 or 7. Otherwise the syntax is that of Cronos.</remarks>
public static class ScheduleExpression
{
    /// <summary>The most characters that an expression can have.</summary>
    public const int LongestText = 500;

    const string Needed = "The expression needs five or six fields: [second] minute hour day month day-of-week, for example '0 22 * * 1-5'.";

    /// <summary>The beginning of every error message of Cronos; the field and its allowed values follow.</summary>
    const string Preamble = "The given cron expression has an invalid format. ";

    /// <summary>Reads an expression.</summary>
    /// <param name="text">Five or six fields separated by white space, or a macro.</param>
    /// <param name="expression">The expression; null if it is invalid.</param>
    /// <param name="fault">The error, as a sentence; null if there is none.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out CronExpression? expression, [NotNullWhen(false)] out string? fault)
    {
        expression = null;
        var fields = text.Length > LongestText ? 0 : text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        var isMacro = fields == 1 && text.TrimStart().StartsWith('@');
        if (fields is not (5 or 6) && !isMacro)
        {
            fault = Needed;
            return false;
        }

        try
        {
            expression = CronExpression.Parse(text, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
            fault = null;
            return true;
        }
        catch (CronFormatException wrong)
        {
            fault = wrong.Message.Replace(Preamble, "", StringComparison.Ordinal);
            return false;
        }
        catch (MissingSeedException)
        {
            fault = "The letter H (a time that the scheduler chooses) is not supported; give the time.";
            return false;
        }
    }
}
