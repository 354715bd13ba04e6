using Microsoft.DurableTask;
using Serverless.Application.Jobs;

namespace Serverless.Functions.Orchestrations;

/// <summary>What a search tells the work that is done for it.</summary>
/// <remarks>Pause and resume take turns.</remarks>
/// <param name="context">The context of the orchestration that does the work.</param>
/// <param name="isPaused">Whether the search was paused when this execution began.</param>
sealed class JobSignals(TaskOrchestrationContext context, bool isPaused)
{
    readonly EventWaiter _stop = new(context, EventNames.Stop);
    EventWaiter _pause = new(context, EventNames.Pause);
    EventWaiter _resume = new(context, EventNames.Resume);

    /// <value>Completes when the search ends.</value>
    public Task Stop => _stop.Task;

    /// <value>Whether nothing new may start, as of the latest <see cref="Follow"/>.</value>
    public bool IsPaused { get; private set; } = isPaused;

    /// <value>Completes with the event that changes <see cref="IsPaused"/>.</value>
    public Task Changed => IsPaused ? _resume.Task : _pause.Task;

    /// <summary>Takes the events in that came.</summary>
    /// <returns>Whether <see cref="IsPaused"/> has changed.</returns>
    public bool Follow()
    {
        var before = IsPaused;
        while (Changed.IsCompleted)
        {
            if (IsPaused)
            {
                _resume = new EventWaiter(context, EventNames.Resume);
            }
            else
            {
                _pause = new EventWaiter(context, EventNames.Pause);
            }

            IsPaused = !IsPaused;
        }

        return IsPaused != before;
    }

    /// <summary>Takes the events in that came, and says what the search wants.</summary>
    public WorkWish Hear()
    {
        Follow();
        return _stop.HasCome ? WorkWish.Stop : IsPaused ? WorkWish.Pause : WorkWish.GoOn;
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
        _pause.PassOn();
        _resume.PassOn();
    }
}
