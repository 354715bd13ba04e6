using System.Globalization;
using Serverless.Cli.Output;
using Serverless.Core.Searches;

namespace Serverless.Cli.Watching;

/// <summary>Describes progress in words.</summary>
public static class ProgressText
{
    /// <summary>Describes everything on one line, for logs.</summary>
    public static string Line(WatchedSearch progress)
    {
        var parts = new List<string> { $"[{Durations.Text(progress.Elapsed)}] {progress.Search.State}" };
        parts.Add($"generation {Generation(progress)}");
        parts.AddRange(progress.Budgets.Where(budget => !budget.IsTime && budget.Name != WatchedSearch.Generations).Select(budget => $"{budget.Name} {Use(budget)}"));
        if (progress.Search.Budget.TrainingsCached > 0)
        {
            parts.Add($"cached {Number(progress.Search.Budget.TrainingsCached)}");
        }

        if (progress.Failed > 0)
        {
            parts.Add($"failed {Number(progress.Failed)}");
        }

        parts.AddRange(new[] { SurrogateFacts.Line(progress.Search.Surrogate) }.Where(line => line.Length > 0));
        parts.Add($"front {Number(progress.Search.FrontSize)}");
        parts.Add($"hypervolume {Hypervolume(progress)}");
        parts.AddRange(progress.Budgets.Where(budget => budget is { IsTime: true, Limit: not null }).Select(budget => $"{budget.Name} {Use(budget)}"));
        if (progress.Remaining is not null || progress.IsFinishing)
        {
            parts.Add($"ETA {Remaining(progress)}");
        }

        if (progress.Search.StopReason is { } reason)
        {
            parts.Add($"stopped: {StopReasonText.Of(reason)}");
        }

        return string.Join("  ", parts);
    }

    /// <summary>Describes the use of a budget, for example <c>9/24 (+3 running)</c>, or <c>1:12/5:00</c> for time.</summary>
    public static string Use(BudgetUse budget)
    {
        string Text(double value) => budget.IsTime ? Durations.Text(TimeSpan.FromSeconds(value)) : Number(value);
        var use = budget.Limit is { } limit ? $"{Text(budget.Used)}/{Text(limit)}" : Text(budget.Used);
        return budget.Reserved > 0 ? $"{use} (+{Text(budget.Reserved)} running)" : use;
    }

    /// <summary>Describes the generation, for example <c>3/10 (2/6 evaluated)</c>.</summary>
    public static string Generation(WatchedSearch progress)
    {
        var limit = progress.Search.Budget.Limits.Generations is { } generations ? $"/{Number(generations)}" : "";
        var live = progress.Search.Progress switch
        {
            null => "",
            { EvaluationsUnderWay: { } underWay } now => $" ({Number(underWay)} in progress{(now.EvaluationsWaiting is { } waiting ? $", {Number(waiting)} waiting at rungs" : "")})",
            var now => $" ({Number(now.EvaluationsDone)}/{Number(now.EvaluationsPlanned)} evaluated{Rung(now)})",
        };
        return Number(progress.Generation) + limit + live;
    }

    static string Rung(SearchProgress now) => now is { Rung: { } rung, Rungs: { } rungs } ? $", rung {Number(rung)} of {Number(rungs)}" : "";

    /// <summary>Describes the remaining time, or why it is not known.</summary>
    public static string Remaining(WatchedSearch progress) => progress.Remaining is { } remaining ? Durations.Text(remaining)
        : progress.IsFinishing ? "when the running jobs have finished"
        : "not yet known";

    /// <summary>Describes the hypervolume, its target if there is one, and its last change.</summary>
    public static string Hypervolume(WatchedSearch progress)
    {
        var target = progress.Search.Budget.Limits.TargetHypervolume is { } limit ? $" of {SearchTable.Hypervolume(limit)}" : "";
        return progress.Search.Hypervolume switch
        {
            null => $"not yet{target}",
            var value when progress.HypervolumeChange is { } change =>
                $"{SearchTable.Hypervolume(value)}{target} ({(change >= 0 ? "+" : "−")}{SearchTable.Hypervolume(Math.Abs(change))})",
            var value => $"{SearchTable.Hypervolume(value)}{target}",
        };
    }

    // Money has fractions; counts are integers.
    static string Number(double value) =>
        value.ToString(Math.Abs(value) >= 100 ? "0" : Math.Abs(value) >= 1 ? "0.##" : "0.####", CultureInfo.InvariantCulture);
}
