using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Core.Budgets;

namespace Serverless.Functions.Orchestrations;

/// <summary>Waits for sub-orchestrations; tells those that still run to stop when a signal comes or one of them fails.</summary>
static class SubOrchestrationGroup
{
    /// <summary>
    /// How long those that were told to stop may be silent before they are told again: an event can be lost, and the message that carries
    /// one is held back for minutes when its host is killed.
    /// </summary>
    static readonly TimeSpan Repeat = TimeSpan.FromSeconds(30);

    /// <summary>Those that may finish what they train take their time: they are told again more and more seldom, at last every 16 minutes.</summary>
    const int MostDoublings = 5;

    /// <summary>Returns only when every child has ended, so that nothing of them is left behind.</summary>
    /// <param name="context">The parent's.</param>
    /// <param name="children">Already started.</param>
    /// <param name="signals">What stops them.</param>
    /// <param name="pace">What lets them pause; null when nothing does.</param>
    /// <param name="report">Called with those that have ended, after each that did; gives why the others are to stop, or null.</param>
    /// <returns>What stopped them; null when they ended by themselves.</returns>
    /// <exception cref="TaskFailedException">The first failure of a child, after all have ended.</exception>
    public static async Task<StopReason?> RunAsync(
        TaskOrchestrationContext context,
        IReadOnlyList<Child> children,
        StopSignals signals,
        SearchPace? pace,
        Func<IReadOnlyList<EvaluationEnd>, StopReason?> report)
    {
        var open = children.ToList();
        var ended = new List<EvaluationEnd>();
        TaskFailedException? failure = null;
        StopReason? stopped = null;
        string? told = null;
        var repeats = 0;
        using var timer = new CancellationTokenSource();
        Task? repeat = null;
        while (open.Count > 0)
        {
            repeat ??= told is null ? null : context.CreateTimer(Repeat * (told == EventNames.Stop ? 1 : 1 << Math.Min(repeats, MostDoublings)), timer.Token);
            Task[] heard =
            [
                .. repeat is null ? Array.Empty<Task>() : [repeat],
                .. told == EventNames.Stop ? Array.Empty<Task>() : pace is null ? [signals.Any] : [signals.Any, pace.Asked],
            ];
            Task[] waitedFor = [.. open.Select(child => child.Ended), .. heard];
            await Task.WhenAny(waitedFor);
            foreach (var child in open.Where(child => child.Ended.IsCompleted).ToArray())
            {
                open.Remove(child);
                try
                {
                    ended.Add(await child.Ended);
                }
                catch (TaskFailedException failed)
                {
                    failure ??= failed;
                }
            }

            var unwanted = report(ended);
            var isUsedUp = unwanted == StopReason.BudgetGpuSeconds && stopped is null;
            if (pace is not null && told != EventNames.Stop && await pace.FollowAsync(isToLook: isUsedUp))
            {
                open.ForEach(child => context.SendEvent(child.InstanceId, pace.IsPaused ? EventNames.Pause : EventNames.Resume, ""));
            }

            unwanted = isUsedUp ? report(ended) : unwanted;
            stopped ??= failure is null ? signals.Raised ?? unwanted : null;
            var order = OrderFor(stopped, failure is not null || signals.Raised is not null);
            if (order is not null && (order != told || repeat is { IsCompletedSuccessfully: true }))
            {
                repeats = order == told ? repeats + 1 : 0;
                (told, repeat) = (order, null);
                foreach (var child in open)
                {
                    context.SendEvent(child.InstanceId, order, stopped?.ToString() ?? nameof(StopReason.Failed));
                }
            }
        }

        timer.Cancel();
        return failure is null ? stopped : throw failure;
    }

    // What is being trained when the GPU seconds are used up was paid for to that point: it ends, unless the search has another reason to.
    static string? OrderFor(StopReason? stopped, bool isUrgent) => stopped switch
    {
        null => isUrgent ? EventNames.Stop : null,
        StopReason.BudgetGpuSeconds when !isUrgent => EventNames.Finish,
        _ => EventNames.Stop,
    };
}

/// <summary>A sub-orchestration under way.</summary>
/// <param name="InstanceId">Where to send events.</param>
/// <param name="Ended">Completes when it has ended.</param>
sealed record Child(string InstanceId, Task<EvaluationEnd> Ended);
