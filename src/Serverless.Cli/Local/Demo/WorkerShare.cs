using System.Globalization;
using Serverless.Cli.Reports;
using Serverless.Core.Searches;

namespace Serverless.Cli.Local.Demo;

/// <summary>How much of a search's time its only worker was at work.</summary>
public static class WorkerShare
{
    /// <summary>The share of the time that went into proposing, starting jobs and noticing results, for people.</summary>
    public static string Text(SearchDocument search, WorkerSplit split)
    {
        var seconds = (search.CompletedAt - search.StartedAt)?.TotalSeconds ?? 0;
        var share = seconds > 0 ? Math.Max(0, 1 - (split.ActiveSeconds / seconds)) : 0;
        return string.Create(CultureInfo.InvariantCulture, $"orchestration: {100 * share:F1} % of the {seconds:F1} s, when the worker had nothing to do");
    }
}
