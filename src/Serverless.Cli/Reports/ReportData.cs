using Serverless.Cli.Api;
using Serverless.Core.Evaluations;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;

namespace Serverless.Cli.Reports;

/// <summary>All data from which a report is made.</summary>
public sealed record ReportData
{
    public required SearchDocument Search { get; init; }

    /// <value>The request, with defaults filled in.</value>
    public required SearchRequest Request { get; init; }

    public required FrontDocument Front { get; init; }

    /// <value>Every evaluation, in proposal order, including infeasible ones.</value>
    public required IReadOnlyList<Evaluation> Evaluations { get; init; }

    /// <value>What a surrogate did in each generation, in order; empty for a search without one.</value>
    public IReadOnlyList<SurrogateDecision> Surrogates { get; init; } = [];

    /// <value>How workers spent their time; empty when no report of a worker was given.</value>
    public IReadOnlyList<(string Name, WorkerSplit Split)> Workers { get; init; } = [];

    /// <value>The responses of the platform, from which the views of the page are drawn: address and JSON.</value>
    public IReadOnlyList<(string Address, string Text)> Answers { get; init; } = [];

    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Creates the data of a report from the responses of the platform.</summary>
    public static ReportData Of(SearchAnswers answers, DateTimeOffset madeAt)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return new ReportData
        {
            Search = answers.Search.Value,
            Request = answers.Request.Value,
            Front = answers.Front.Value,
            Evaluations = [.. answers.Evaluations.SelectMany(page => page.Value.Value)],
            Surrogates = answers.History is [var first, ..] ? first.Value.Surrogates ?? [] : [],
            Answers = [.. answers.Texts],
            MadeAt = madeAt,
        };
    }
}
