using System.Globalization;
using Microsoft.DurableTask;
using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Execution;

public sealed class OrchestrationExecutionTests
{
    static readonly DateTime Start = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    [Fact]
    public void B26_TwoWaiters_LaterOneGetsTheFirstEvent()
    {
        var orchestrator = new Orchestrator(async context =>
        {
            var earlier = context.WaitForExternalEvent<int>("go");
            var later = context.WaitForExternalEvent<int>("GO");
            return new[] { await earlier, await later };
        });
        orchestrator.Turn(new ExecutionStarted(Start));

        var result = orchestrator.Turn(new EventRaised(Start, "Go", "1"), new EventRaised(Start, "gO", "2"));

        result.Completion.ShouldNotBeNull().Output.ShouldBe("[2,1]");
    }

    [Fact]
    public void B26_TwoWaiters_OfDifferentTypes_AreRefused()
    {
        var orchestrator = new Orchestrator(async context =>
        {
            _ = context.WaitForExternalEvent<int>("go");
            return await context.WaitForExternalEvent<string>("go");
        });

        var failure = orchestrator.Turn(new ExecutionStarted(Start)).Completion.ShouldNotBeNull().Failure.ShouldNotBeNull();

        failure.Type.ShouldBe("System.ArgumentException");
        failure.Message.ShouldStartWith(
            "Events with the same name must have the same type argument. Expected System.Int32 but was requested System.String.");
    }

    [Fact]
    public void B26_CancelledWaiter_SwallowsTheNextEvent()
    {
        var orchestrator = new Orchestrator(async context =>
        {
            using var cancellation = new CancellationTokenSource();
            _ = context.WaitForExternalEvent<int>("go", cancellation.Token);
            cancellation.Cancel();
            await context.WaitForExternalEvent<bool>("next");
            return await context.WaitForExternalEvent<int>("go");
        });
        orchestrator.Turn(new ExecutionStarted(Start));

        orchestrator.Turn(new EventRaised(Start, "go", "1"), new EventRaised(Start, "next", "true")).Completion.ShouldBeNull();
        orchestrator.Turn(new EventRaised(Start, "go", "2")).Completion.ShouldNotBeNull().Output.ShouldBe("2");
    }

    [Fact]
    public void B33_TaskOptionsAsInput_AreRefused()
    {
        var orchestrator = new Orchestrator(async context => await context.CallActivityAsync<object>("A", input: new TaskOptions()));

        var failure = orchestrator.Turn(new ExecutionStarted(Start)).Completion.ShouldNotBeNull().Failure;

        failure.ShouldNotBeNull().Type.ShouldBe("System.ArgumentException");
    }

    [Theory]
    [InlineData(0, 1.0, 1.0, null, null)]
    [InlineData(1, 0.0, 1.0, null, null)]
    [InlineData(1, 1.0, 0.9, null, null)]
    [InlineData(1, 1.0, 1.0, 0.5, null)]
    [InlineData(1, 1.0, 1.0, null, 0.5)]
    public void B33_RetryPolicy_OutOfRange_IsRefused(int attempts, double first, double coefficient, double? longest, double? timeout) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new RetryPolicy(
            attempts,
            TimeSpan.FromSeconds(first),
            coefficient,
            longest is { } max ? TimeSpan.FromSeconds(max) : null,
            timeout is { } limit ? TimeSpan.FromSeconds(limit) : null));

    [Fact]
    public void B34_NewGuidAndClock_OnReplay_AreTheSame()
    {
        var seen = new List<string>();
        var orchestrator = new Orchestrator(async context =>
        {
            seen.Add($"{context.NewGuid()} {context.CurrentUtcDateTime:o}");
            await context.CallActivityAsync("A");
            seen.Add($"{context.NewGuid()} {context.CurrentUtcDateTime:o}");
            return null;
        });

        orchestrator.Turn(new ExecutionStarted(Start));
        orchestrator.Turn(new ActivityCompleted(Start, 0, null));

        // Computed with Python's uuid.uuid5, over "unit_2026-01-02T03:04:05.0000000Z_0" and "unit_2026-01-02T03:04:06.0000000Z_1".
        seen.ShouldBe(
        [
            "4e83ae29-40a2-596c-af93-0d5b961cbf3d 2026-01-02T03:04:05.0000000Z",
            "4e83ae29-40a2-596c-af93-0d5b961cbf3d 2026-01-02T03:04:05.0000000Z",
            "bab8c213-c7e5-582c-9a5c-2ab7a7ae438f 2026-01-02T03:04:06.0000000Z",
        ]);
        Guid.Parse(seen[0].Split(' ')[0]).Version.ShouldBe(5);
    }

    [Fact]
    public void B39_TimerOfSevenDays_IsMadeOfThree()
    {
        var orchestrator = new Orchestrator(async context =>
        {
            await context.CreateTimer(TimeSpan.FromDays(7), CancellationToken.None);
            return "awake";
        });
        var due = new List<TimeSpan>();
        var result = orchestrator.Turn(new ExecutionStarted(Start));
        while (result.Completion is null)
        {
            var timer = result.Actions.ShouldHaveSingleItem().ShouldBeOfType<TimerCreated>();
            due.Add(timer.FireAt - Start);
            orchestrator.Now = timer.FireAt;
            result = orchestrator.Turn(new TimerFired(timer.FireAt, timer.Id, timer.FireAt));
        }

        due.ShouldBe([TimeSpan.FromDays(3), TimeSpan.FromDays(6), TimeSpan.FromDays(7)]);
    }

    [Fact]
    public void SequenceNumbers_CountEveryActionFromZero()
    {
        var orchestrator = new Orchestrator(async context =>
        {
            var activity = context.CallActivityAsync("A");
            context.SendEvent("other", "hello", 1);
            var child = context.CallSubOrchestratorAsync("C");
            await Task.WhenAll(activity, child, context.CreateTimer(Start, CancellationToken.None));
            return null;
        });

        var first = orchestrator.Turn(new ExecutionStarted(Start));

        first.Actions.Select(action => (action.GetType().Name, action.Id)).ShouldBe(
            [(nameof(ActivityScheduled), 0), (nameof(EventSent), 1), (nameof(ChildScheduled), 2), (nameof(TimerCreated), 3)]);
        var last = orchestrator.Turn(
            new ActivityCompleted(Start, 0, null), new ChildCompleted(Start, 2, null), new TimerFired(Start, 3, Start));
        last.Completion.ShouldNotBeNull().Id.ShouldBe(4);
    }

    [Fact]
    public void LiveExecution_AndReplay_DecideTheSame()
    {
        Func<TaskOrchestrationContext, Task<object?>> body = async context =>
        {
            var results = new List<string>();
            for (var step = 0; step < 20; step++)
            {
                var task = context.CallActivityAsync<int>("A", step);
                var timer = context.CreateTimer(TimeSpan.FromSeconds(step), CancellationToken.None);
                results.Add(await Task.WhenAny(task, timer) == task ? $"{await task}" : "late");
                await Task.WhenAll(task, timer);
                results.Add(context.NewGuid().ToString("N", CultureInfo.InvariantCulture));
            }

            return results;
        };
        var replayed = new Orchestrator(body);
        var kept = new Orchestrator(body);
        var live = kept.New();

        var (a, b) = (replayed.Turn(new ExecutionStarted(Start)), kept.Turn(live, new ExecutionStarted(Start)));
        for (var turn = 0; a.Completion is null; turn++)
        {
            a.Actions.ShouldBe(b.Actions);
            HistoryEvent[] messages = turn % 2 == 0
                ? [new ActivityCompleted(Start, turn / 2 * 2, $"{turn}"), new TimerFired(Start, (turn / 2 * 2) + 1, Start)]
                : [new EventRaised(Start, "noise", "1")];
            (a, b) = (replayed.Turn(messages), kept.Turn(live, messages));
        }

        b.Completion.ShouldNotBeNull().Output.ShouldBe(a.Completion.Output);
        kept.History.ShouldBe(replayed.History);
    }

    [Fact]
    public void Suspended_HoldsBackActionsAndMessagesUntilResumed()
    {
        var orchestrator = new Orchestrator(async context =>
        {
            await context.WaitForExternalEvent<int>("go");
            await context.CallActivityAsync("A");
            return await context.CallActivityAsync<string>("B");
        });
        orchestrator.Turn(new ExecutionStarted(Start));

        var held = orchestrator.Turn(new EventRaised(Start, "go", "1"), new ExecutionSuspended(Start, null));
        held.IsSuspended.ShouldBeTrue();
        held.Actions.ShouldBeEmpty();
        var resumed = orchestrator.Turn(new ExecutionResumed(Start, null));
        resumed.Actions.ShouldHaveSingleItem().Identity.ShouldContain("'A'");
        orchestrator.Turn(new ExecutionSuspended(Start, null), new ActivityCompleted(Start, 0, null)).Actions.ShouldBeEmpty();

        orchestrator.Turn(new ExecutionResumed(Start, null)).Actions.ShouldHaveSingleItem().Identity.ShouldContain("'B'");
    }

    [Fact]
    public void Completion_WaitsForOpenTasksEvenAfterAFailure()
    {
        var orchestrator = new Orchestrator(context =>
        {
            _ = context.CallActivityAsync("A");
            throw new InvalidOperationException("early");
        });

        orchestrator.Turn(new ExecutionStarted(Start)).Completion.ShouldBeNull();

        orchestrator.Turn(new ActivityCompleted(Start, 0, null)).Completion.ShouldNotBeNull().Failure.ShouldNotBeNull().Message.ShouldBe("early");
    }

    [Fact]
    public void ContinueAsNew_ThenFailure_Fails()
    {
        var orchestrator = new Orchestrator(context =>
        {
            context.ContinueAsNew("next");
            throw new InvalidOperationException("after");
        });

        var completion = orchestrator.Turn(new ExecutionStarted(Start)).Completion.ShouldNotBeNull();

        completion.Status.ShouldBe(InstanceStatus.Failed);
        completion.Next.ShouldBeNull();
    }
}
