using Microsoft.DurableTask;
using Serverless.Application.Jobs;
using Serverless.Core.Budgets;

namespace Serverless.Functions.Orchestrations;

/// <summary>Waits for sub-orchestrations, and tells the running ones to stop when a signal is raised or one of them fails.</summary>
static class SubOrchestrationGroup
{
    /// <summary>
    /// The time after which sub-orchestrations that were told to stop and have not ended are told again: an event can be lost, and the message
    /// that carries it is delayed for minutes when its host is killed.
    /// </summary>
    static readonly TimeSpan Repeat = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The most doublings of the interval for sub-orchestrations that may complete their training: they are told again less and less often, at
    /// last every 16 minutes.
    /// </summary>
    const int MostDoublings = 5;

    /// <summary>Runs the group; completes only when every child has ended, so that none is left behind.</summary>
    /// <param name="context">The context of the parent.</param>
    /// <param name="children">The children, already started.</param>
    /// <param name="signals">The signals that stop the children.</param>
    /// <param name="pace">The pace that lets the children pause; null when nothing does.</param>
    /// <param name="report">Called with the ended children after each one that ends; returns why the others are to stop, or null.</param>
    /// <param name="covers">
    /// Returns for a number of open children how many of them may begin their training; null when all may. The others, the last ones, only
    /// complete what they have begun.
    /// </param>
    /// <returns>What stopped the children; null when they ended by themselves.</returns>
    /// <exception cref="TaskFailedException">A child or the pace failed; the first failure is thrown after all children have ended.</exception>
    public static async Task<StopReason?> RunAsync(
        TaskOrchestrationContext context,
        IReadOnlyList<Child> children,
        StopSignals signals,
        SearchPace? pace,
        Func<IReadOnlyList<EvaluationEnd>, StopReason?> report,
        Func<int, int>? covers = null)
    {
        var open = children.ToList();
        var ended = new List<EvaluationEnd>();
        TaskFailedException? failure = null;
        StopReason? stopped = null;
        var isTold = false;
        var finishing = children.Where(child => child.IsFinishing).Select(child => child.InstanceId).ToHashSet();
        var repeats = 0;
        using var timer = new CancellationTokenSource();
        Task? repeat = null;
        while (open.Count > 0)
        {
            repeat ??= isTold ? context.CreateTimer(Repeat, timer.Token)
                : finishing.Count > 0 ? context.CreateTimer(Repeat * (1 << Math.Min(repeats, MostDoublings)), timer.Token)
                : null;
            Task[] heard =
            [
                .. repeat is null ? Array.Empty<Task>() : [repeat],
                .. isTold ? Array.Empty<Task>() : pace is null ? [signals.Any] : [signals.Any, pace.Asked],
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
            try
            {
                if (pace is not null && !isTold && await pace.FollowAsync(isToLook: Surplus().Any(child => !finishing.Contains(child.InstanceId))))
                {
                    open.ForEach(child => context.SendEvent(child.InstanceId, pace.IsPaused ? EventNames.Pause : EventNames.Resume, ""));
                }
            }
            catch (TaskFailedException failed)
            {
                failure ??= failed;
            }

            stopped ??= failure is null ? signals.Raised ?? unwanted : null;
            if (isTold ? repeat is { IsCompletedSuccessfully: true } : stopped is not null || failure is not null)
            {
                (isTold, repeat) = (true, null);
                foreach (var child in open)
                {
                    context.SendEvent(child.InstanceId, EventNames.Stop, stopped?.ToString() ?? nameof(StopReason.Failed));
                }
            }
            else if (!isTold)
            {
                var isDue = repeat is { IsCompletedSuccessfully: true };
                (repeats, repeat) = isDue ? (repeats + 1, null) : (repeats, repeat);
                var added = Surplus().Where(child => finishing.Add(child.InstanceId)).ToList();
                foreach (var child in isDue ? open.Where(child => finishing.Contains(child.InstanceId)) : added)
                {
                    context.SendEvent(child.InstanceId, EventNames.Finish, "");
                }
            }
        }

        timer.Cancel();
        return failure is null ? stopped : throw failure;

        IEnumerable<Child> Surplus() => covers is null ? [] : open.Skip(covers(open.Count));
    }
}

/// <summary>A sub-orchestration in progress.</summary>
/// <param name="InstanceId">The instance to send events to.</param>
/// <param name="Ended">A task that completes when the sub-orchestration has ended.</param>
/// <param name="IsFinishing">Whether it was started with the order to begin no training.</param>
sealed record Child(string InstanceId, Task<EvaluationEnd> Ended, bool IsFinishing = false);
