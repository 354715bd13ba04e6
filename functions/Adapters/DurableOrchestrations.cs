using System.Runtime.CompilerServices;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Application.Searches;
using Serverless.Core.Searches;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Adapters;

/// <summary>Accesses the durable engine through the client that a trigger is bound to.</summary>
sealed class DurableOrchestrations(DurableTaskClient client) : IOrchestrations
{
    public Task EnsureSearchStartedAsync(string searchId, DateTimeOffset createdAt, CancellationToken cancellation) =>
        EnsureStartedAsync(FunctionNames.SearchOrchestrator, searchId, new SearchState(searchId, createdAt), cancellation);

    public async Task<bool> TryRestartSearchAsync(SearchDocument ended, SearchExtension extension, CancellationToken cancellation)
    {
        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                FunctionNames.SearchOrchestrator,
                new SearchState(ended.Id, ended.CreatedAt, ended.Generation, Extension: extension),
                new StartOrchestrationOptions(InstanceId: ended.Id),
                cancellation);
            return true;
        }
        catch (Exception conflict) when (conflict is not OperationCanceledException)
        {
            // How a conflict is reported differs between versions of the engine; that another caller was faster can be checked in all of them.
            if (!await IsUnderWayAsync(ended.Id, cancellation))
            {
                throw;
            }

            return false;
        }
    }

    public async Task<SearchRun?> FindSearchAsync(string searchId, CancellationToken cancellation) =>
        await client.GetInstanceAsync(searchId, getInputsAndOutputs: true, cancellation) is { } instance ? Describe(instance) : null;

    public Task<bool> IsSearchUnderWayAsync(string searchId, CancellationToken cancellation) => IsUnderWayAsync(searchId, cancellation);

    public Task CancelSearchAsync(string searchId, CancellationToken cancellation) =>
        client.RaiseEventAsync(searchId, EventNames.Cancel, null, cancellation);

    public Task PaceSearchAsync(string searchId, CancellationToken cancellation) =>
        client.RaiseEventAsync(searchId, EventNames.Pace, null, cancellation);

    public IAsyncEnumerable<string> ListSearchesUnderWayAsync(CancellationToken cancellation) =>
        ListAsync(FunctionNames.SearchOrchestrator, cancellation);

    public Task EnsureFitStartedAsync(string surrogateId, Work fit, CancellationToken cancellation) =>
        EnsureStartedAsync(FunctionNames.FitOrchestrator, FitOrchestrator.InstanceId(surrogateId), new WorkInput(fit), cancellation);

    public Task<bool> IsFitUnderWayAsync(string surrogateId, CancellationToken cancellation) =>
        IsUnderWayAsync(FitOrchestrator.InstanceId(surrogateId), cancellation);

    public Task TerminateFitAsync(string surrogateId, string reason, CancellationToken cancellation) =>
        client.TerminateInstanceAsync(FitOrchestrator.InstanceId(surrogateId), reason, cancellation);

    public async IAsyncEnumerable<string> ListFitsUnderWayAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var id in ListAsync(FunctionNames.FitOrchestrator, cancellation))
        {
            if (FitOrchestrator.SurrogateOf(id) is { } surrogate)
            {
                yield return surrogate;
            }
        }
    }

    public Task EnsureGeneratorStartedAsync(string generatorId, Work fit, CancellationToken cancellation) =>
        EnsureStartedAsync(FunctionNames.FitOrchestrator, FitOrchestrator.GeneratorInstanceId(generatorId), new WorkInput(fit), cancellation);

    public Task<bool> IsGeneratorUnderWayAsync(string generatorId, CancellationToken cancellation) =>
        IsUnderWayAsync(FitOrchestrator.GeneratorInstanceId(generatorId), cancellation);

    public async Task<bool> HasFitAsync(string surrogateId, CancellationToken cancellation) =>
        await client.GetInstanceAsync(FitOrchestrator.InstanceId(surrogateId), cancellation) is not null;

    public async Task<bool> HasGeneratorAsync(string generatorId, CancellationToken cancellation) =>
        await client.GetInstanceAsync(FitOrchestrator.GeneratorInstanceId(generatorId), cancellation) is not null;

    public Task TerminateGeneratorAsync(string generatorId, string reason, CancellationToken cancellation) =>
        client.TerminateInstanceAsync(FitOrchestrator.GeneratorInstanceId(generatorId), reason, cancellation);

    /// <summary>Describes an instance of <see cref="SearchOrchestrator"/>, read with its output, in the terms of the use cases.</summary>
    public static SearchRun Describe(OrchestrationMetadata instance) => instance.RuntimeStatus switch
    {
        OrchestrationRuntimeStatus.Failed => new SearchRun(SearchRunStatus.Failed, Reason: InstanceFailure.Of(instance)),
        OrchestrationRuntimeStatus.Terminated => new SearchRun(SearchRunStatus.Terminated, Reason: InstanceFailure.Of(instance)),
        _ => new SearchRun(
            instance.IsCompleted ? SearchRunStatus.Completed : SearchRunStatus.UnderWay,
            instance.SerializedCustomStatus is null ? null : instance.ReadCustomStatusAs<LiveStatus>()),
    };

    Task EnsureStartedAsync(string orchestrator, string instanceId, object input, CancellationToken cancellation) =>
        EnsureStartedAsync(client, orchestrator, instanceId, input, cancellation);

    /// <summary>Starts an orchestration unless it exists already; can be called any number of times and from several places.</summary>
    /// <param name="client">The client of the engine.</param>
    /// <param name="orchestrator">The name of the orchestrator function.</param>
    /// <param name="instanceId">The id of the instance.</param>
    /// <param name="input">The input of the orchestration.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <param name="beginsAgain">Whether an instance that has ended is started again.</param>
    internal static async Task EnsureStartedAsync(
        DurableTaskClient client, string orchestrator, string instanceId, object input, CancellationToken cancellation, bool beginsAgain = false)
    {
        if (await client.GetInstanceAsync(instanceId, cancellation) is { } instance && !(beginsAgain && instance.IsCompleted))
        {
            return;
        }

        try
        {
            await client.ScheduleNewOrchestrationInstanceAsync(
                orchestrator, input, new StartOrchestrationOptions(InstanceId: instanceId), cancellation);
        }
        catch (Exception conflict) when (conflict is not OperationCanceledException)
        {
            // How a conflict is reported differs between versions of the engine; that the instance exists can be checked in all of them.
            if (await client.GetInstanceAsync(instanceId, cancellation) is null)
            {
                throw;
            }
        }
    }

    async Task<bool> IsUnderWayAsync(string instanceId, CancellationToken cancellation) =>
        await client.GetInstanceAsync(instanceId, cancellation) is { IsCompleted: false };

    async IAsyncEnumerable<string> ListAsync(string orchestrator, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new OrchestrationQuery
        {
            Statuses = [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Suspended],
        };
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (instance.Name == orchestrator)
            {
                yield return instance.InstanceId;
            }
        }
    }
}
