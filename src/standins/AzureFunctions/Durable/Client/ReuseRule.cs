using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.Client;

/// <summary>In which states an existing instance forbids a new one of its id.</summary>
sealed class ReuseRule
{
    static readonly InstanceStatus[] NotOver = [InstanceStatus.Pending, InstanceStatus.Running, InstanceStatus.Suspended];

    readonly HashSet<InstanceStatus> _forbidden;

    /// <param name="dedupeStatuses">The start's own rule; null: the host's.</param>
    /// <param name="replacesAnyState">The host's rule: whether even an instance that has not ended may be replaced.</param>
    /// <exception cref="ArgumentException">A state is not known, or the states contradict each other.</exception>
    internal ReuseRule(IReadOnlyList<string>? dedupeStatuses, bool replacesAnyState)
    {
        if (dedupeStatuses is null)
        {
            _forbidden = replacesAnyState ? [] : [.. NotOver];
            return;
        }

        var listed = dedupeStatuses.Select(Parse).ToHashSet();
        if (listed.Contains(OrchestrationRuntimeStatus.Terminated) && !NotOver.All(status => listed.Contains(InstanceView.StatusOf(status))))
        {
            // To replace a running instance it is terminated first, and then its new state would forbid the replacement.
            throw new ArgumentException(
                "Invalid dedupe statuses: Terminated is listed, but a running state is not, so a running instance could be terminated and not replaced.",
                nameof(dedupeStatuses));
        }

        _forbidden = [.. Enum.GetValues<InstanceStatus>().Where(status => listed.Contains(InstanceView.StatusOf(status)))];
    }

    internal bool Forbids(InstanceStatus status) => _forbidden.Contains(status);

    static OrchestrationRuntimeStatus Parse(string name) =>
        Enum.TryParse<OrchestrationRuntimeStatus>(name, ignoreCase: true, out var status)
        && StartOrchestrationOptionsExtensions.ValidDedupeStatuses.Contains(status)
            ? status
            : throw new ArgumentException($"'{name}' is not a state that can forbid a start.", nameof(name));
}
