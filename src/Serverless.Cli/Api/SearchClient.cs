using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Cli.Api;

/// <summary>Manages searches on the platform, and reads their results.</summary>
public sealed class SearchClient
{
    const string Collection = "api/searches";

    readonly ApiConnection _api;

    internal SearchClient(ApiConnection api) => _api = api;

    /// <summary>Starts a search. Equal keys with equal bodies start it once, so the request can be repeated when a response was lost.</summary>
    public Task<SearchDocument> StartAsync(byte[] request, string idempotencyKey, CancellationToken cancellation) =>
        PostAsync(Collection, request, idempotencyKey, cancellation);

    /// <summary>Validates a request against all that the platform knows; starts nothing. Errors cause a <see cref="CliException"/>.</summary>
    public Task<SearchRequest> ValidateAsync(byte[] request, CancellationToken cancellation) => _api.SendAsync(
        HttpMethod.Post, $"{Collection}:validate", request, _ => { }, CoreJson.Default.SearchRequest, cancellation);

    /// <summary>Adds budget to a search. Equal keys with equal budgets add it once, so it can be repeated when a response was lost.</summary>
    public Task<SearchDocument> ExtendAsync(string id, BudgetLimits added, string idempotencyKey, CancellationToken cancellation)
    {
        var budgets = JsonSerializer.SerializeToNode(added, CoreJson.Default.BudgetLimits);
        var body = Encoding.UTF8.GetBytes(new JsonObject { ["budgets"] = budgets }.ToJsonString());
        return PostAsync($"{Of(id)}:extend", body, idempotencyKey, cancellation);
    }

    public Task<SearchDocument> GetAsync(string id, CancellationToken cancellation) =>
        _api.GetAsync(Of(id), CoreJson.Default.SearchDocument, cancellation);

    /// <summary>Streams the searches, newest first, with one state, or with any when it is null.</summary>
    public IAsyncEnumerable<SearchDocument> StreamAsync(SearchStatus? state, CancellationToken cancellation) =>
        _api.StreamAsync(state is null ? Collection : $"{Collection}?state={state}", CoreJson.Default.SearchPage, cancellation);

    /// <summary>Gets the request of a search, with defaults filled in.</summary>
    public Task<SearchRequest> GetRequestAsync(string id, CancellationToken cancellation) =>
        _api.GetAsync($"{Of(id)}/request", CoreJson.Default.SearchRequest, cancellation);

    public Task<FrontDocument> GetFrontAsync(string id, CancellationToken cancellation) =>
        _api.GetAsync($"{Of(id)}/front", CoreJson.Default.FrontDocument, cancellation);

    /// <summary>Gets the front as the CSV that the platform writes.</summary>
    public Task<string> GetFrontCsvAsync(string id, CancellationToken cancellation) =>
        _api.GetTextAsync($"{Of(id)}/front?format=csv", cancellation);

    public Task<IReadOnlyList<Evaluation>> ListEvaluationsAsync(string id, CancellationToken cancellation) =>
        _api.ListAsync($"{Of(id)}/evaluations", CoreJson.Default.EvaluationPage, cancellation);

    /// <summary>Streams the evaluations of a search, in order, page by page.</summary>
    public IAsyncEnumerable<Evaluation> StreamEvaluationsAsync(string id, CancellationToken cancellation) =>
        _api.StreamAsync($"{Of(id)}/evaluations", CoreJson.Default.EvaluationPage, cancellation);

    /// <summary>Gets one page of the events of a search, after a cursor or from the beginning.</summary>
    public Task<SearchEventPage> GetEventsAsync(string id, string? after, CancellationToken cancellation) =>
        _api.GetAsync($"{Of(id)}/events{(after is null ? "" : $"?after={ApiConnection.Escape(after)}")}", CoreJson.Default.SearchEventPage, cancellation);

    /// <summary>Gets all responses of the platform about a search.</summary>
    public Task<SearchAnswers> GetAnswersAsync(string id, CancellationToken cancellation) => SearchAnswers.ReadAsync(_api, id, cancellation);

    /// <summary>Gets the evaluations that had ended when each turn of an asynchronous search began, in order.</summary>
    public Task<IReadOnlyList<ArrivalSet>> GetJournalAsync(string id, CancellationToken cancellation) =>
        _api.ListAsync($"{Of(id)}/journal", CoreJson.Default.JournalPage, cancellation);

    /// <summary>Trains candidates of a search again, in a new search. Equal keys with equal orders start it once.</summary>
    public Task<SearchDocument> RetrainAsync(string id, byte[] order, string idempotencyKey, CancellationToken cancellation) =>
        PostAsync($"{Of(id)}:retrain", order, idempotencyKey, cancellation);

    /// <summary>Downloads a file of a candidate's trained network: <c>onnx</c>, <c>safetensors</c>, <c>recipe</c> or <c>card</c>.</summary>
    public Task DownloadAsync(string id, CandidateId candidate, string format, Stream to, CancellationToken cancellation) =>
        _api.DownloadAsync($"{Of(id)}/candidates/{ApiConnection.Escape(candidate.Value)}/model?format={format}", to, cancellation);

    public Task CancelAsync(string id, CancellationToken cancellation) => ActAsync(id, "cancel", cancellation);

    public Task PauseAsync(string id, CancellationToken cancellation) => ActAsync(id, "pause", cancellation);

    public Task ResumeAsync(string id, CancellationToken cancellation) => ActAsync(id, "resume", cancellation);

    static string Of(string id) => $"{Collection}/{ApiConnection.Escape(id)}";

    Task ActAsync(string id, string verb, CancellationToken cancellation) =>
        _api.SendAsync(HttpMethod.Post, $"{Of(id)}:{verb}", cancellation);

    Task<SearchDocument> PostAsync(string address, byte[] body, string idempotencyKey, CancellationToken cancellation) => _api.SendAsync(
        HttpMethod.Post,
        address,
        body,
        headers => headers.Add("Idempotency-Key", idempotencyKey),
        CoreJson.Default.SearchDocument,
        cancellation);
}
