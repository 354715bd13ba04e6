using Serverless.Core;
using Serverless.Core.Schedules;

namespace Serverless.Cli.Api;

/// <summary>Manages schedules on the platform.</summary>
public sealed class ScheduleClient
{
    const string Collection = "api/schedules";

    readonly ApiConnection _api;

    internal ScheduleClient(ApiConnection api) => _api = api;

    /// <summary>Creates a schedule, or replaces the definition of the one with this id.</summary>
    public Task<ScheduleDocument> PutAsync(string id, byte[] definition, CancellationToken cancellation) =>
        _api.SendAsync(HttpMethod.Put, Of(id), definition, _ => { }, CoreJson.Default.ScheduleDocument, cancellation);

    public Task<ScheduleDocument> GetAsync(string id, CancellationToken cancellation) =>
        _api.GetAsync(Of(id), CoreJson.Default.ScheduleDocument, cancellation);

    /// <summary>Streams the schedules, by id.</summary>
    public IAsyncEnumerable<ScheduleDocument> StreamAsync(CancellationToken cancellation) =>
        _api.StreamAsync(Collection, CoreJson.Default.SchedulePage, cancellation);

    public Task DeleteAsync(string id, CancellationToken cancellation) => _api.SendAsync(HttpMethod.Delete, Of(id), cancellation);

    static string Of(string id) => $"{Collection}/{ApiConnection.Escape(id)}";
}
