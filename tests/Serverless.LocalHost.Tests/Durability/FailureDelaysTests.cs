using System.Reflection;
using System.Runtime.CompilerServices;
using DurableTask.Core;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Serverless.LocalHost.Durability;

namespace Serverless.LocalHost.Tests.Durability;

// What is set is private to the packages, as are its owners: when one of these fails, a new version has moved it.
public sealed class FailureDelaysTests
{
    readonly WorkItemDispatcher<TaskOrchestrationWorkItem> _orchestrations = Dispatcher<TaskOrchestrationWorkItem>();
    readonly WorkItemDispatcher<TaskActivityWorkItem> _activities = Dispatcher<TaskActivityWorkItem>();

    [Fact]
    public void Apply_HostWithOrchestrations_HoldsNothingUpForOneFailure()
    {
        FailureDelays.Apply(Extension(Worker()));

        _orchestrations.GetDelayInSecondsAfterOnProcessException(new IOException()).ShouldBe(0);
        _activities.GetDelayInSecondsAfterOnProcessException(new IOException()).ShouldBe(0);
        _orchestrations.GetDelayInSecondsAfterOnFetchException(new IOException()).ShouldBe(1);
        _activities.GetDelayInSecondsAfterOnFetchException(new IOException()).ShouldBe(1);
    }

    [Fact]
    public void Apply_HostWithoutOrchestrations_ChangesNothing() => Should.NotThrow(() => FailureDelays.Apply(Extension(worker: null)));

    TaskHubWorker Worker()
    {
        var worker = Uninitialised<TaskHubWorker>();
        Set(worker, "orchestrationDispatcher", Set(Uninitialised<TaskOrchestrationDispatcher>(), "dispatcher", _orchestrations));
        return Set(worker, "activityDispatcher", Set(Uninitialised<TaskActivityDispatcher>(), "dispatcher", _activities));
    }

    static DurableTaskExtension Extension(TaskHubWorker? worker) => Set(Uninitialised<DurableTaskExtension>(), "taskHubWorker", worker);

    static WorkItemDispatcher<T> Dispatcher<T>() => new("test", _ => "", (_, _) => Task.FromResult<T>(default!), _ => Task.CompletedTask)
    {
        GetDelayInSecondsAfterOnProcessException = _ => 10,
        GetDelayInSecondsAfterOnFetchException = _ => 10,
    };

    static T Uninitialised<T>() => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    static T Set<T>(T owner, string field, object? value)
        where T : notnull
    {
        typeof(T).GetField(field, BindingFlags.Instance | BindingFlags.NonPublic).ShouldNotBeNull().SetValue(owner, value);
        return owner;
    }
}
