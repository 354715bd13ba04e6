using System.Text.Json.Serialization.Metadata;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Cli.Api;

/// <summary>All responses of the platform about one search, unchanged.</summary>
public sealed record SearchAnswers
{
    /// <value>The search.</value>
    public required RawAnswer<SearchDocument> Search { get; init; }

    /// <value>The request of the search, with defaults filled in.</value>
    public required RawAnswer<SearchRequest> Request { get; init; }

    /// <value>The front.</value>
    public required RawAnswer<FrontDocument> Front { get; init; }

    /// <value>The pages of the history: the front after each evaluation.</value>
    public required IReadOnlyList<RawAnswer<SearchHistoryPage>> History { get; init; }

    /// <value>The pages of the evaluations, by column.</value>
    public required IReadOnlyList<RawAnswer<EvaluationColumns>> Columns { get; init; }

    /// <value>The pages of the evaluations.</value>
    public required IReadOnlyList<RawAnswer<ResultPage<Evaluation>>> Evaluations { get; init; }

    /// <value>The pages of the journal; empty for a search that is not asynchronous.</value>
    public IReadOnlyList<RawAnswer<ResultPage<ArrivalSet>>> Journal { get; init; } = [];

    /// <value>The address and JSON of every response.</value>
    public IEnumerable<(string Address, string Text)> Texts =>
    [
        (Search.Address, Search.Text), (Request.Address, Request.Text), (Front.Address, Front.Text),
        .. History.Select(page => (page.Address, page.Text)),
        .. Columns.Select(page => (page.Address, page.Text)),
        .. Evaluations.Select(page => (page.Address, page.Text)),
        .. Journal.Select(page => (page.Address, page.Text)),
    ];

    /// <summary>Requests all of them; the search first, so that no other response is older.</summary>
    internal static async Task<SearchAnswers> ReadAsync(ApiConnection api, string id, CancellationToken cancellation)
    {
        var of = $"searches/{ApiConnection.Escape(id)}";
        var search = await api.GetRawAsync(of, CoreJson.Default.SearchDocument, cancellation).ConfigureAwait(false);
        var request = await api.GetRawAsync($"{of}/request", CoreJson.Default.SearchRequest, cancellation).ConfigureAwait(false);
        return new SearchAnswers
        {
            Search = search,
            Request = request,
            Front = await api.GetRawAsync($"{of}/front", CoreJson.Default.FrontDocument, cancellation).ConfigureAwait(false),
            History = await PagesAsync($"{of}/history", CoreJson.Default.SearchHistoryPage, page => page.NextLink).ConfigureAwait(false),
            Columns = await PagesAsync($"{of}/columns?generation=0", CoreJson.Default.EvaluationColumns, page => page.NextLink).ConfigureAwait(false),
            Evaluations = await PagesAsync($"{of}/evaluations", CoreJson.Default.EvaluationPage, page => page.NextLink).ConfigureAwait(false),
            Journal = request.Value.Mode == SearchMode.Asynchronous
                ? await PagesAsync($"{of}/journal", CoreJson.Default.JournalPage, page => page.NextLink).ConfigureAwait(false)
                : [],
        };

        Task<IReadOnlyList<RawAnswer<T>>> PagesAsync<T>(string address, JsonTypeInfo<T> type, Func<T, string?> next) =>
            api.GetRawPagesAsync(address, type, next, cancellation);
    }
}
