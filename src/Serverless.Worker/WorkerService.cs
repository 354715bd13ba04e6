using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Worker.Accounting;
using Serverless.Worker.Leasing;
using WorkKind = Serverless.Worker.Accounting.WorkKind;

namespace Serverless.Worker;

/// <summary>Takes jobs, one after the other in each slot, until the process is asked to stop, or has been idle for its maximum time.</summary>
sealed class WorkerService(
    IDocumentStore documents,
    IJobQueue queue,
    JobReceiver intake,
    WorkerSlots slots,
    StoragePatience patience,
    SearchesWorkedFor searches,
    WorkClocks clocks,
    WorkerOptions options,
    IHostApplicationLifetime process,
    TimeProvider time,
    ILogger<WorkerService> log) : BackgroundService
{
    // The time that a call that must not be cancelled can still take after the process was asked to stop.
    static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var grace = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var stopping = stoppingToken.Register(() => grace.CancelAfter(Grace));
        try
        {
            await patience.RunAsync(documents.InitialiseAsync, stoppingToken);
            log.Started(options.Name, options.Jobs, options.ThreadsPerJob, options.Device ?? "auto", string.Join(',', options.Measures));
            await WorkAsync(stoppingToken, grace.Token);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process was asked to stop; so were the slots, which release their jobs.
        }

        await slots.AllFreeAsync();
        slots.Idle();
        log.Stopped(options.Name, clocks.Read().Summary);
        process.StopApplication();
    }

    async Task WorkAsync(CancellationToken stopping, CancellationToken grace)
    {
        var pauses = new IdlePauses(options.PollInterval, time, Random.Shared.NextDouble);
        var worked = time.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            if (await slots.AnyFreeAsync())
            {
                // Other jobs often follow from one that has ended.
                pauses.Restart();
                worked = time.GetTimestamp();
            }

            // Not cancelled when the process stops: a response that arrives unread would hide its message for a whole lease.
            if (await patience.RunAsync(_ => ReceiveAsync(grace), stopping) is { } message)
            {
                pauses.Restart();
                slots.Next.Clock.Switch(WorkKind.Other);
                await HandleAsync(message, stopping, grace);
                continue;
            }

            slots.Idle();
            if (slots.AreAllFree && time.GetElapsedTime(worked) >= options.ExitWhenIdle)
            {
                log.EndsIdle(options.Name, options.ExitWhenIdle.Value.TotalSeconds);
                return;
            }

            await slots.RestAsync(Task.Delay(pauses.Next(), time, stopping));
        }
    }

    Task<ILeasedJobMessage?> ReceiveAsync(CancellationToken cancellation) => options.IsDeviceAgent
        ? queue.ReceiveMeasurementAsync(options.Lease, options.Measures, cancellation)
        : queue.ReceiveAsync(options.Lease, options.Measures, cancellation);

    /// <summary>Takes the job of a message; the work continues in a slot.</summary>
    async Task HandleAsync(ILeasedJobMessage message, CancellationToken stopping, CancellationToken grace)
    {
        TakenJob? taken = null;
        await HandOverAsync(message, async () => taken = await intake.TakeAsync(message, stopping), stopping, grace);
        if (taken is null)
        {
            return;
        }

        var turn = taken.RunsAlone ? slots.TheseEndAsync() : Task.CompletedTask;
        slots.Start(slot => HandOverAsync(message, () => WorkAsync(slot, message, taken, turn), stopping, grace));
        if (taken.RunsAlone)
        {
            await slots.AllFreeAsync();
        }

        async Task WorkAsync(WorkerSlot slot, ILeasedJobMessage message, TakenJob taken, Task turn)
        {
            // The claim is released before the message, so that the next holder of the message can claim at once.
            await using var claim = taken.Claim;
            using var work = searches.Begin(taken.Job);
            await slot.Runner.RunAsync(message, taken.Job, claim, turn, stopping, grace);
        }
    }

    /// <summary>Does something with a message, and releases the message when the process is asked to stop in the meantime.</summary>
    async Task HandOverAsync(ILeasedJobMessage message, Func<Task> handle, CancellationToken stopping, CancellationToken grace)
    {
        try
        {
            await handle();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await GiveBackAsync(message, grace);
        }
        catch (StorageException away)
        {
            log.LeftToLease(message.Message?.JobId, away.Message);
        }
    }

    async Task GiveBackAsync(ILeasedJobMessage message, CancellationToken grace)
    {
        try
        {
            await message.ReleaseAsync(TimeSpan.Zero, grace);
            log.Released(message.Message?.JobId);
        }
        catch (Exception away) when (away is StorageException or OperationCanceledException)
        {
            log.LeftToLease(message.Message?.JobId, away.Message);
        }
    }
}
