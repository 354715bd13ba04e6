using System.Text;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Durable.State;
using HistoryEvent = DurableTask.Core.History.HistoryEvent;

namespace Serverless.StandIns.AzureFunctions.Durable.Client;

/// <summary>Listings and histories.</summary>
sealed partial class HubClient
{
    public override AsyncPageable<OrchestrationMetadata> GetAllInstancesAsync(OrchestrationQuery? filter = null)
    {
        var query = filter ?? new OrchestrationQuery();
        return Pageable.Create<OrchestrationMetadata>(async (token, pageSize, cancellation) =>
        {
            var statuses = query.Statuses?.ToHashSet();
            var (heads, next) = await PageAsync(
                head => head.Id.StartsWith(query.InstanceIdPrefix ?? "", StringComparison.Ordinal)
                    && !(head.CreatedAt < query.CreatedFrom?.UtcDateTime)
                    && !(head.CreatedAt > query.CreatedTo?.UtcDateTime)
                    && statuses?.Contains(InstanceView.StatusOf(head.Status)) != false,
                pageSize ?? query.PageSize,
                token ?? query.ContinuationToken,
                cancellation);
            var reader = query.FetchInputsAndOutputs ? converter : null;
            return new Page<OrchestrationMetadata>([.. heads.Select(head => InstanceView.Of(head, reader))], next);
        });
    }

    public override async Task<Page<string>> ListInstanceIdsAsync(
        IEnumerable<OrchestrationRuntimeStatus>? runtimeStatus = null,
        DateTimeOffset? completedTimeFrom = null,
        DateTimeOffset? completedTimeTo = null,
        int pageSize = OrchestrationQuery.DefaultPageSize,
        string? lastInstanceKey = null,
        CancellationToken cancellation = default)
    {
        var statuses = runtimeStatus?.ToHashSet();
        var (heads, next) = await PageAsync(
            head => head.CompletedAt is { } completed
                && !(completed < completedTimeFrom?.UtcDateTime)
                && !(completed > completedTimeTo?.UtcDateTime)
                && statuses?.Contains(InstanceView.StatusOf(head.Status)) != false,
            pageSize,
            lastInstanceKey,
            cancellation);
        return new Page<string>([.. heads.Select(head => head.Id)], next);
    }

    public override async Task<IList<HistoryEvent>> GetOrchestrationHistoryAsync(string instanceId, CancellationToken cancellation = default)
    {
        var (head, history) = await ReadHistoryAsync(instanceId, cancellation)
            ?? throw new ArgumentException($"No instance with ID '{instanceId}' was found.", nameof(instanceId));
        return [.. history.Select(happened => PublicHistory.Of(head, happened))];
    }

    /// <summary>The events of the current execution; null when there is no such instance.</summary>
    internal async Task<(InstanceHead Head, IReadOnlyList<History.HistoryEvent> History)?> ReadHistoryAsync(
        string instanceId, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var (head, history, durable) = await hub.ReadAsync<(InstanceHead?, List<History.HistoryEvent>, Task)>(
            state => state.Find(instanceId) is { } instance
                ? (instance.Head, [.. instance.History], instance.Durable)
                : (null, [], Task.CompletedTask),
            cancellation);
        await durable.WaitAsync(cancellation);
        return head is null ? null : (head, history);
    }

    // In the order of the ids; the token is the last id of the page.
    async Task<(IReadOnlyList<InstanceHead> Heads, string? Next)> PageAsync(
        Func<InstanceHead, bool> isChosen, int pageSize, string? token, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pageSize);
        var after = token is null ? null : Decode(token);
        var (page, hasMore, durable) = await hub.ReadAsync(
            state =>
            {
                var rest = state.All.Where(instance => string.CompareOrdinal(instance.Head.Id, after) > 0 && isChosen(instance.Head))
                    .OrderBy(instance => instance.Head.Id, StringComparer.Ordinal)
                    .Take(pageSize + 1)
                    .ToList();
                var shown = rest.Take(pageSize).ToList();
                var durable = Task.WhenAll(shown.Select(instance => instance.Durable));
                return (shown.ConvertAll(instance => instance.Head), rest.Count > pageSize, durable);
            },
            cancellation);
        await durable.WaitAsync(cancellation);
        return (page, hasMore ? Convert.ToBase64String(Encoding.UTF8.GetBytes(page[^1].Id)) : null);
    }

    static string Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(token));
        }
        catch (FormatException exception)
        {
            throw new ArgumentException("The continuation token is not one that this host gave.", nameof(token), exception);
        }
    }
}
