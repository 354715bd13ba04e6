using System.Diagnostics.CodeAnalysis;
using Cronos;

namespace Serverless.Core.Schedules;

/// <summary>Reads the cron expressions of schedules: [second] minute hour day month day-of-week, or a macro such as <c>@daily</c>.</summary>
/// <remarks>A time has to satisfy every field, day and day of week both; Sunday is 0 or 7. The rest is as Cronos describes it.</remarks>
public static class ScheduleExpression
{
    /// <summary>The longest text that is read.</summary>
    public const int LongestText = 500;

    const string Needed = "It needs five or six fields: [second] minute hour day month day-of-week, for example '0 22 * * 1-5'.";

    /// <summary>What every message of Cronos begins with; the field and what it allows follow.</summary>
    const string Preamble = "The given cron expression has an invalid format. ";

    /// <summary>Reads an expression.</summary>
    /// <param name="text">Five or six fields separated by white space, or a macro.</param>
    /// <param name="expression">Null when there is a fault.</param>
    /// <param name="fault">What is wrong, in a sentence; null when nothing is.</param>
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
            fault = "The letter H (a time that the scheduler picks) is not supported; write the time out.";
            return false;
        }
    }
}
