using Microsoft.DurableTask;
using Serverless.Application.Jobs;

namespace Serverless.Functions.Orchestrations;

/// <summary>What a search tells the work that is done for it.</summary>
/// <remarks>Pause and resume take turns. Those that are numbered may come twice: what is no later than the latest that was taken in is over.</remarks>
/// <param name="context">The context of the orchestration that does the work.</param>
/// <param name="isPaused">Whether the search was paused when this execution began.</param>
/// <param name="isFinishing">Whether no training was to be begun any more when this execution began.</param>
/// <param name="latest">The number of the latest pause or resume that was taken in before this execution; 0 when there was none.</param>
sealed class JobSignals(TaskOrchestrationContext context, bool isPaused, bool isFinishing = false, long latest = 0)
{
    readonly EventWaiter _stop = new(context, EventNames.Stop);
    readonly EventWaiter _finish = new(context, EventNames.Finish);
    EventWaiter _pause = new(context, EventNames.Pause);
    EventWaiter _resume = new(context, EventNames.Resume);

    /// <value>Completes when the search ends.</value>
    public Task Stop => _stop.Task;

    /// <value>Whether nothing new may start, as of the latest <see cref="Follow"/>.</value>
    public bool IsPaused { get; private set; } = isPaused;

    /// <value>Whether no training is to be begun any more, as of the latest <see cref="Hear"/>.</value>
    public bool IsFinishing { get; private set; } = isFinishing;

    /// <value>The number of the latest pause or resume that was taken in; 0 when there was none.</value>
    public long Latest { get; private set; } = latest;

    /// <value>Whether that was asked for since.</value>
    public bool IsFinishAsked => !IsFinishing && _finish.HasCome;

    /// <value>Completes with the first of the events that say that something else is wanted.</value>
    public Task Any => IsFinishing ? Task.WhenAny(Stop, Changed) : Task.WhenAny(Stop, Changed, _finish.Task);

    /// <value>Completes with the event that changes <see cref="IsPaused"/>.</value>
    public Task Changed => IsPaused ? _resume.Task : _pause.Task;

    /// <summary>Takes the events in that came.</summary>
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

    /// <summary>Takes the events in that came, and says what the search wants.</summary>
    public WorkWish Hear()
    {
        Follow();
        IsFinishing |= _finish.HasCome;
        return _stop.HasCome ? WorkWish.Stop : IsPaused ? WorkWish.Pause : IsFinishing ? WorkWish.Finish : WorkWish.GoOn;
    }

    /// <summary>Returns when something new may start, or <see cref="Stop"/> completed.</summary>
    public async Task RunningAsync()
    {
        Follow();
        while (IsPaused && !_stop.HasCome)
        {
            await Task.WhenAny(Changed, Stop);
            Follow();
        }
    }

    /// <summary>Sends what was not taken in on to the execution that follows.</summary>
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
