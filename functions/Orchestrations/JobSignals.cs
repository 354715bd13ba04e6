using Microsoft.DurableTask;
using Serverless.Application.Jobs;

namespace Serverless.Functions.Orchestrations;

/// <summary>Receives the signals that a search sends to the work done for it.</summary>
/// <remarks>
/// Pause and resume alternate. Numbered signals can arrive twice: one whose number is not greater than the latest processed is ignored.
/// </remarks>
/// <param name="context">The context of the orchestration that does the work.</param>
/// <param name="isPaused">Whether the search was paused when this execution began.</param>
/// <param name="isFinishing">Whether this execution began with the order to begin no further training.</param>
/// <param name="latest">The number of the latest pause or resume that earlier executions processed; 0 when there was none.</param>
sealed class JobSignals(TaskOrchestrationContext context, bool isPaused, bool isFinishing = false, long latest = 0)
{
    readonly EventWaiter _stop = new(context, EventNames.Stop);
    readonly EventWaiter _finish = new(context, EventNames.Finish);
    EventWaiter _pause = new(context, EventNames.Pause);
    EventWaiter _resume = new(context, EventNames.Resume);

    /// <value>A task that completes when the search tells the work to stop.</value>
    public Task Stop => _stop.Task;

    /// <value>Whether nothing new may start, as of the latest <see cref="Follow"/>.</value>
    public bool IsPaused { get; private set; } = isPaused;

    /// <value>Whether no further training may begin, as of the latest <see cref="Hear"/>.</value>
    public bool IsFinishing { get; private set; } = isFinishing;

    /// <value>The number of the latest pause or resume that was processed; 0 when there was none.</value>
    public long Latest { get; private set; } = latest;

    /// <value>Whether a <see cref="EventNames.Finish"/> event has arrived since the latest <see cref="Hear"/>.</value>
    public bool IsFinishAsked => !IsFinishing && _finish.HasCome;

    /// <value>A task that completes with the first event that changes what the search wants.</value>
    public Task Any => IsFinishing ? Task.WhenAny(Stop, Changed) : Task.WhenAny(Stop, Changed, _finish.Task);

    /// <value>A task that completes with the event that changes <see cref="IsPaused"/>.</value>
    public Task Changed => IsPaused ? _resume.Task : _pause.Task;

    /// <summary>Processes the pause and resume events that have arrived.</summary>
    /// <returns>Whether <see cref="IsPaused"/> has changed.</returns>
    public bool Follow()
    {
        var before = IsPaused;
        while (Changed.IsCompleted)
        {
            var number = (IsPaused ? _resume : _pause).Number;
            var isOver = number > 0 && number <= Latest;
            Latest = Math.Max(Latest, number);
            if (IsPaused)
            {
                _resume = new EventWaiter(context, EventNames.Resume);
            }
            else
            {
                _pause = new EventWaiter(context, EventNames.Pause);
            }

            IsPaused = IsPaused == isOver;
        }

        return IsPaused != before;
    }

    /// <summary>Processes the events that have arrived, and returns what the search wants.</summary>
    public WorkWish Hear()
    {
        Follow();
        IsFinishing |= _finish.HasCome;
        return _stop.HasCome ? WorkWish.Stop : IsPaused ? WorkWish.Pause : IsFinishing ? WorkWish.Finish : WorkWish.GoOn;
    }

    /// <summary>Completes when something new may start, or when <see cref="Stop"/> has completed.</summary>
    public async Task RunningAsync()
    {
        Follow();
        while (IsPaused && !_stop.HasCome)
        {
            await Task.WhenAny(Changed, Stop);
            Follow();
        }
    }

    /// <summary>Forwards unprocessed events to the next execution.</summary>
    public void PassOn()
    {
        _stop.PassOn();
        if (!IsFinishing)
        {
            _finish.PassOn();
        }

        _pause.PassOn();
        _resume.PassOn();
    }
}
