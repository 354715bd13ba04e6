using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;

namespace Serverless.Functions.Logging;

/// <summary>Log messages about searches: events 1050 to 1099.</summary>
static partial class SearchLog
{
    [LoggerMessage(1050, LogLevel.Information, "Search {SearchId} runs")]
    public static partial void SearchStarted(this ILogger logger, string searchId);

    [LoggerMessage(1051, LogLevel.Information, "Search {SearchId} proposed {Count} candidates in generation {Generation}")]
    public static partial void CandidatesProposed(this ILogger logger, string searchId, int generation, int count);

    [LoggerMessage(
        1052,
        LogLevel.Information,
        "Search {SearchId} trains {Selected} candidates of generation {Generation}; the budget did not cover {Declined}")]
    public static partial void CandidatesSelected(this ILogger logger, string searchId, int generation, int selected, int declined);

    [LoggerMessage(
        1059,
        LogLevel.Information,
        "Search {SearchId} trains {Promoted} of {Candidates} candidates of generation {Generation} beyond rung {Rung}")]
    public static partial void CandidatesPromoted(
        this ILogger logger, string searchId, int generation, int rung, int promoted, int candidates);

    [LoggerMessage(
        1053,
        LogLevel.Information,
        "Search {SearchId} merged generation {Generation}: front of {FrontSize}, hypervolume {Hypervolume}")]
    public static partial void GenerationMerged(this ILogger logger, string searchId, int generation, int frontSize, double hypervolume);

    [LoggerMessage(
        1060,
        LogLevel.Information,
        "Search {SearchId} took turn {Turn}: {Arrivals} evaluations came to their ends, {Open} are under way, front of {FrontSize}, hypervolume {Hypervolume}")]
    public static partial void TurnTaken(
        this ILogger logger, string searchId, int turn, int arrivals, int open, int frontSize, double hypervolume);

    [LoggerMessage(1056, LogLevel.Information, "Search {SearchId} was asked to change its pace, and is {State}")]
    public static partial void SearchPaced(this ILogger logger, string searchId, SearchStatus state);

    [LoggerMessage(1058, LogLevel.Information, "Search {SearchId} was asked for an extension: {Verdict}; it is {State}")]
    public static partial void SearchExtended(this ILogger logger, string searchId, SearchExtensionVerdict verdict, SearchStatus state);

    [LoggerMessage(1057, LogLevel.Information, "Removed {Count} histories of orchestrations that were started before {Before:O} and have completed")]
    public static partial void HistoriesPurged(this ILogger logger, int count, DateTimeOffset before);

    [LoggerMessage(1060, LogLevel.Warning, "The history of evaluation {InstanceId} was not removed; the next run tries again")]
    public static partial void PurgeFailed(this ILogger logger, string instanceId, Exception fault);

    [LoggerMessage(1059, LogLevel.Information, "Removed {Count} histories of evaluations that were started before {Before:O} and have completed")]
    public static partial void EvaluationsPurged(this ILogger logger, int count, DateTimeOffset before);

    [LoggerMessage(1061, LogLevel.Information, "Removed {Count} checkpoints of recipes that no search has which has not ended")]
    public static partial void CheckpointsPurged(this ILogger logger, int count);

    [LoggerMessage(1054, LogLevel.Information, "Search {SearchId} ended: {Reason}")]
    public static partial void SearchEnded(this ILogger logger, string searchId, StopReason reason);

    [LoggerMessage(1055, LogLevel.Error, "Search {SearchId} failed: {Error}")]
    public static partial void SearchFailed(this ILogger logger, string searchId, string error);
}

/// <summary>Log messages about evaluations and their jobs: events 2xxx.</summary>
static partial class EvaluationLog
{
    [LoggerMessage(2005, LogLevel.Warning, "Job {JobId} is lost: no result, no worker holds it, and the queue is empty")]
    public static partial void JobLost(this ILogger logger, string jobId);
}

/// <summary>Log messages about schedules: events 1030 to 1049.</summary>
static partial class ScheduleLog
{
    [LoggerMessage(1033, LogLevel.Warning, "{Reason}")]
    public static partial void ScheduleUnreadable(this ILogger logger, string reason);

    [LoggerMessage(1034, LogLevel.Information, "Schedule {ScheduleId}: {Change}")]
    public static partial void ScheduleChanged(this ILogger logger, string scheduleId, string change);
}
