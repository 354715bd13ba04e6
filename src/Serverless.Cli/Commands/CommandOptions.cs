using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>Arguments and options that several commands share, worded once.</summary>
public static class CommandOptions
{
    public static Argument<string> SearchId() => new("ID") { Description = "The search's id." };

    public static Argument<string> ScheduleId() => new("ID") { Description = "The schedule's id, for example nightly." };

    public static Option<OutputFormat> Format() => new("--output", "-o")
    {
        Description = "How to write the answer.",
        HelpName = "table|json|csv",
        DefaultValueFactory = _ => OutputFormat.Table,
    };

    public static Option<double> Interval() => new("--interval")
    {
        Description = "Seconds between two questions.",
        DefaultValueFactory = _ => 2,
        Validators = { result => Require(result, result.GetValueOrDefault<double>() is >= 0.1 and <= 3600, "--interval is between 0.1 and 3600 seconds.") },
    };

    public static Option<double?> TimeLimit() => new("--timeout")
    {
        Description = $"Stop watching after so many seconds, with exit code {ExitCodes.WaitTimedOut}.",
        Validators = { result => Require(result, result.GetValueOrDefault<double?>() is null or > 0, "--timeout is more than 0 seconds.") },
    };

    static void Require(System.CommandLine.Parsing.OptionResult result, bool holds, string otherwise)
    {
        if (!holds)
        {
            result.AddError(otherwise);
        }
    }
}
