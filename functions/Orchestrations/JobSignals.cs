using Microsoft.DurableTask;

namespace Serverless.Functions.Orchestrations;

/// <summary>What a search tells an evaluation while that runs.</summary>
/// <remarks>One waiter per event is outstanding, so that none goes to a waiter that was given up. Pause and resume take turns.</remarks>
sealed class JobSignals(TaskOrchestrationContext context)
{
    Task _pause = context.WaitForExternalEvent<object>(EventNames.Pause);
    Task _resume = context.WaitForExternalEvent<object>(EventNames.Resume);

    /// <value>Completes when the search ends.</value>
    public Task Stop { get; } = context.WaitForExternalEvent<object>(EventNames.Stop);

    /// <value>Whether nothing new may start, as of the latest <see cref="Follow"/>.</value>
    public bool IsPaused { get; private set; }

    /// <value>Completes with the event that changes <see cref="IsPaused"/>.</value>
    public Task Changed => IsPaused ? _resume : _pause;

    /// <summary>Takes the events in that came.</summary>
    /// <returns>Whether <see cref="IsPaused"/> has changed.</returns>
    public bool Follow()
    {
        var before = IsPaused;
        while (Changed.IsCompleted)
        {
            if (IsPaused)
            {
                _resume = context.WaitForExternalEvent<object>(EventNames.Resume);
            }
            else
            {
                _pause = context.WaitForExternalEvent<object>(EventNames.Pause);
            }

            IsPaused = !IsPaused;
        }

        return IsPaused != before;
    }

    /// <summary>Returns when something new may start, or <see cref="Stop"/> completed.</summary>
    public async Task RunningAsync()
    {
        Follow();
        while (IsPaused && !Stop.IsCompleted)
        {
            await Task.WhenAny(Changed, Stop);
            Follow();
        }
    }
}
