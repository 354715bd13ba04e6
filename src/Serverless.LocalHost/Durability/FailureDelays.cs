using System.Reflection;
using DurableTask.Core;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;

namespace Serverless.LocalHost.Durability;

/// <summary>
/// Sets how long the durable engine waits after a failure before it takes the next item, for runs on one machine. Azure keeps its defaults.
/// </summary>
/// <remarks>
/// After an item has failed, the engine takes only one item every ten seconds until five have succeeded. Meanwhile waiting messages become
/// visible again (<see cref="EngineSettings"/>) and are received again and again, each time with a state that is outdated when its turn comes,
/// so these items fail too. A single failure on a busy machine could thus delay a search for minutes. A failed item waits anyway: its messages
/// are released with a visibility timeout that doubles each time.
/// </remarks>
static class FailureDelays
{
    const string WorkerField = "taskHubWorker";
    const string DispatcherField = "dispatcher";
    const int AfterProcessing = 0;

    // While storage is unavailable nothing can be fetched.
    const int AfterFetching = 1;

    /// <summary>Changes the delays of a host that has started.</summary>
    /// <exception cref="InvalidOperationException">The package has another version than the one that this code is written for.</exception>
    public static void Apply(DurableTaskExtension extension)
    {
        // Neither exists in an app without orchestrations.
        var worker = Read<TaskHubWorker>(extension, WorkerField);
        if (worker?.TaskOrchestrationDispatcher is { } orchestrations)
        {
            Shorten(Read<WorkItemDispatcher<TaskOrchestrationWorkItem>>(orchestrations, DispatcherField));
        }

        if (worker?.TaskActivityDispatcher is { } activities)
        {
            Shorten(Read<WorkItemDispatcher<TaskActivityWorkItem>>(activities, DispatcherField));
        }
    }

    static void Shorten<T>(WorkItemDispatcher<T>? dispatcher)
    {
        if (dispatcher is not null)
        {
            dispatcher.GetDelayInSecondsAfterOnProcessException = _ => AfterProcessing;
            dispatcher.GetDelayInSecondsAfterOnFetchException = _ => AfterFetching;
        }
    }

    static T? Read<T>(object owner, string name)
        where T : class
    {
        var field = owner.GetType().GetField(name, BindingFlags.Instance | BindingFlags.NonPublic);
        return field?.FieldType == typeof(T) ? (T?)field.GetValue(owner) : throw EngineSettings.Changed($"no field {owner.GetType().Name}.{name} of {typeof(T).Name}");
    }
}
